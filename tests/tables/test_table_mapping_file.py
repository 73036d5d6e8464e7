"""Mapping files: what they may say, and where they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_helpers import MANY

from littlegiant.errors import LittleGiantError
from littlegiant.facts.model import ValueType
from littlegiant.tables import ColumnRule, Mapping, load_mapping

EVERYTHING = """\
layout: long
sheet: 财务
encoding: gb18030
id: 股票
year: 年份
units: {money: 万元, fraction: "%"}
columns:
  营业收入: revenue
  资产负债率: {ignore: true}
  员工: {fact: employees, unit: 百人}
  员工2017: {fact: employees, year: 2017}
  收入2016: revenue_2016
  创立日期: {fact: founded, year_only: true}
  分类: {fact: industry, values: {电力设备: "38", 农业: 01}}
  ST: {fact: abnormal_list, values: {"Y": true, N: no, "-": }}
constants: {country: CN}
"""


def load(tmp_path: Path, text: str) -> Mapping:
    path = tmp_path / "map.yaml"
    path.write_text(text, encoding="utf-8")
    return load_mapping(path)


def test_a_mapping_file_says_everything_a_mapping_can(tmp_path: Path) -> None:
    assert load(tmp_path, EVERYTHING) == Mapping(
        layout="long",
        sheet="财务",
        encoding="gb18030",
        id="股票",
        year="年份",
        units={ValueType.MONEY: "万元", ValueType.FRACTION: "%"},
        columns={
            "营业收入": ColumnRule("revenue"),
            "资产负债率": ColumnRule(None),
            "员工": ColumnRule("employees", unit="百人"),
            "员工2017": ColumnRule("employees", 2017),
            "收入2016": ColumnRule("revenue", 2016),
            "创立日期": ColumnRule("founded", year_only=True),
            "分类": ColumnRule("industry", values=(("电力设备", "38"), ("农业", "01"))),
            "ST": ColumnRule("abnormal_list", values=(("Y", "true"), ("N", "no"), ("-", ""))),
        },
        constants={"country": "CN"},
        name=str(tmp_path / "map.yaml"),
    )


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("layout: broad", 1, "`broad` is not known"),
        ("id: a\nlayuot: long", 2, "did you mean `layout`"),
        ("columns:\n  a: revenue_2025\n  b: revnue_2025", 3, "did you mean `revenue_2025`"),
        ("columns:\n  a: revenue", 2, "`revenue` is yearly"),
        ("columns:\n  a: {fact: revenue_2025, unit: 百人}", 2, "`百人` is not known"),
        ("columns:\n  a: {unit: 元}", 2, "`fact` is missing"),
        ("columns:\n  a: {fact: name, year: 2017}", 2, "`name` has no year"),
        ("columns:\n  a: {fact: revenue, year: 17}", 2, "`17` is not a year"),
        ("columns:\n  a: {fact: revenue_2025, year_only: true}", 2, "`year_only` belongs to dates"),
        ("columns:\n  a: {fact: founded, year_only: perhaps}", 2, "true or false is expected"),
        ("columns:\n  a: name\n  a: city", 3, "`a` is written twice"),
        ("columns: [a, b]", 1, "`key: value` lines are expected"),
        ("columns:\n  a: [name]", 2, "`key: value` lines are expected"),
        ("units: {weight: kg}", 1, "`weight` is not known"),
        ("units: {money: dollars}", 1, "`dollars` is not known"),
        ("encoding: klingon", 1, "no text encoding `klingon`"),
        ("encoding: base64", 1, "no text encoding `base64`"),
        ("year: 年份", 1, "`year` belongs to `layout: long`"),
        ("constants: {revenue: 1}", 1, "`revenue` needs its year"),
        ("constants: {colour: red}", 1, "`colour` is not known"),
        ("a: [", 1, "not valid YAML"),
        ("just text", 1, "`key: value` lines are expected"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    with pytest.raises(LittleGiantError) as error:
        load(tmp_path, text)
    assert f"map.yaml, line {line}" in error.value.message.en or "not valid YAML" in says
    assert says in error.value.message.en
    assert error.value.message.zh != error.value.message.en


def test_an_empty_or_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LittleGiantError):
        load(tmp_path, "# nothing\n")
    with pytest.raises(LittleGiantError) as error:
        load_mapping(tmp_path / "none.yaml")
    assert error.value.code == "mapping.missing-file"


@MANY
@given(st.integers(0, len(EVERYTHING) - 1), st.text(max_size=3), st.integers(0, 3))
def test_a_damaged_mapping_file_never_raises_anything_else(
    tmp_path_factory: pytest.TempPathFactory, place: int, inserted: str, dropped: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged.yaml"
    path.write_bytes(
        (EVERYTHING[:place] + inserted + EVERYTHING[place + dropped :]).encode("utf-8", "surrogatepass")
    )
    try:
        load_mapping(path)
    except LittleGiantError as error:
        assert error.in_language("zh")


@MANY
@given(st.binary(max_size=200))
def test_any_bytes_as_mapping_file_never_raise_anything_else(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "random.yaml"
    path.write_bytes(content)
    try:
        load_mapping(path)
    except LittleGiantError as error:
        assert error.in_language("en")
