"""Several standards judged in one scan say what each of them says alone."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from tests.finality.filling import Filler
from tests.finality.shipped_firms import emptied_firms, shipped_profiles

import littlegiant as lg

NAMES = (
    "cn/sme-size",
    "cn/innovative-sme",
    "cn/tech-sme",
    "cn/srdi-sme@2022",
    "cn/srdi-sme",
    "cn/little-giant",
)
DAY = "2026-05-01"
HEAD = ("id", "case", "as_of")


@pytest.fixture(scope="module")
def firms() -> list[dict[str, Any]]:
    """Enterprises near the borders of each standard, some cells empty, some without a province."""
    found: list[dict[str, Any]] = []
    for place, bases in shipped_profiles().items():
        filler = Filler(place.rulebook(), random.Random(str(place)))
        found += [dict(item.facts) for item in emptied_firms(filler, bases, 12)]
    provinces = random.Random(1)
    return [
        {**firm, "id": f"f{number}", "province": provinces.choice(["44", "32", None])}
        for number, firm in enumerate(found)
    ]


@pytest.fixture(scope="module")
def standards() -> list[lg.Standard]:
    return [lg.standard(name, as_of=DAY) for name in NAMES]


def test_each_enterprise_gets_the_verdicts_of_every_standard_in_turn(
    firms: list[dict[str, Any]], standards: list[lg.Standard]
) -> None:
    together = list(lg.assess(firms, standards))
    alone = [list(lg.assess(firms, standard)) for standard in standards]
    assert together == [found for row in zip(*alone, strict=True) for found in row]
    assert {found["outcome"] for found in together} == {"met", "unmet", "unknown"}


def test_a_wide_file_holds_the_columns_of_the_files_of_each(
    firms: list[dict[str, Any]], standards: list[lg.Standard], tmp_path: Path
) -> None:
    several = lg.assess(firms, standards)
    assert several.write(tmp_path / "wide.parquet") == len(firms)
    wide = pq.read_table(tmp_path / "wide.parquet").to_pydict()
    assert tuple(wide)[:3] == HEAD
    for standard in standards:
        verdicts = lg.assess(firms, standard)
        verdicts.write(tmp_path / "one.parquet")
        one = pq.read_table(tmp_path / "one.parquet").to_pydict()
        for name in set(one) - {*HEAD, "standard", "edition"}:
            assert wide[f"{standard.name}:{name}"] == one[name], name
        assert several.counts[standard.name] == verdicts.counts


def test_lines_tables_and_frames_tell_the_same(
    firms: list[dict[str, Any]], standards: list[lg.Standard], tmp_path: Path
) -> None:
    several = lg.assess(firms, standards)
    assert several.write(tmp_path / "lines.json") == len(firms)
    lines = [json.loads(line) for line in (tmp_path / "lines.json").read_text(encoding="utf-8").splitlines()]
    assert several.write(tmp_path / "table.csv") == len(firms)
    with (tmp_path / "table.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    frame = several.to_polars()
    for number, found in enumerate(lines):
        row = rows[number // len(standards)]
        name = f"{found['standard']}@{found['edition']}"
        assert (row["id"], row[f"{name}:outcome"]) == (found["id"], found["outcome"])
        assert row[f"{name}:missing"].split(";") == (found["missing"] or [""])
        assert frame[f"{name}:outcome"][number // len(standards)] == found["outcome"]


def test_a_standard_named_twice_is_refused() -> None:
    twice = [lg.standard("cn/sme-size", as_of=DAY), lg.standard("cn/sme-size@2011", as_of=DAY)]
    with pytest.raises(lg.LittleGiantError, match="cn/sme-size@2011"):
        lg.assess([{"id": "a"}], twice)


def test_rules_of_the_country_apply_where_the_table_names_no_province() -> None:
    rows = [{"id": "a", "revenue_2025": 1.0}]
    several = lg.assess(
        rows, [lg.standard("cn/srdi-sme@2022", as_of="2026-03-31"), lg.standard("cn/sme-size", as_of=DAY)]
    )
    assert any("province" in note.en for note in several.notes)
    assert [item.follows_province for item in several.standards] == [False, False]
