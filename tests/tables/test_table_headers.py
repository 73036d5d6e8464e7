"""How a header is understood, with and without a mapping."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from table_helpers import one_cell, read_back, shared

from littlegiant.errors import LittleGiantError
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import ValueType
from littlegiant.tables import ColumnRule, FactTable, Mapping, table_from_rows
from littlegiant.tables.header import match_header


@pytest.mark.parametrize(
    "header",
    [
        *(
            "revenue_2025",
            "Revenue_2025",
            " REVENUE_2025 ",
            "营业收入_2025",
            "营业收入2025",
            "2025年营业收入",
            "2025营业收入",
        ),
        *(
            "营业收入 2025年",
            "Revenue 2025",
            "revenue-2025",
            "2025 Revenue",
            "营业收入２０２５",
        ),
    ],
)
def test_a_yearly_fact_is_known_by_name_or_label_with_its_year(header: str) -> None:
    found = match_header(header)
    assert found is not None
    assert (found.fact.id, found.year, found.exponent) == ("revenue", 2025, None)


@pytest.mark.parametrize(
    ("header", "exponent"),
    [
        *(
            ("营业收入_2025（万元）", 4),
            ("revenue_2025 (万元)", 4),
            ("2025年营业收入【亿元】", 8),
            ("营业收入（单位：千元）2025", 3),
        ),
        *(("Revenue 2025 (CNY)", 0), ("营业收入2025[元]", 0)),
    ],
)
def test_a_unit_in_brackets_belongs_to_the_header(header: str, exponent: int) -> None:
    found = match_header(header)
    assert found is not None
    assert (found.fact.id, found.year, found.exponent) == ("revenue", 2025, exponent)


@pytest.mark.parametrize("fact", list(load_dictionary().facts.values()), ids=lambda fact: fact.id)
def test_every_fact_is_known_by_its_name_and_both_labels(fact: Any) -> None:
    year = 2025 if fact.is_yearly else None
    for written in (fact.column(year), f"{fact.label.zh}{year or ''}", f"{fact.label.en} {year or ''}"):
        found = match_header(written)
        assert found is not None, written
        assert (found.fact.id, found.year) == (fact.id, year)


@pytest.mark.parametrize(
    "header", ["", "foo", "revenue_25", "营业额2025", "market_share_2025", "national_award_4y"]
)
def test_other_headers_are_no_facts(header: str) -> None:
    assert match_header(header) is None


def notes(header: str, mapping: Mapping | None = None) -> str:
    table = table_from_rows([{"id": "a", "name": "x", header: "1"}], shared(), mapping=mapping)
    table.release(shared())
    assert set(table.columns) == {"id", "name"}
    return " ".join(note.en for note in table.notes)


@pytest.mark.parametrize(
    ("header", "hint"),
    [
        ("revnue_2025", "did you mean `revenue_2025`"),
        ("revenue", "needs the year, as in `revenue_2025`"),
        ("营业收入", "needs the year, as in `revenue_2025`"),
        ("营业收入_2025（美元）", "not a known unit of `revenue`"),
        ("color", "Columns not used: color"),
    ],
)
def test_a_column_that_is_not_used_is_noted_with_what_it_may_mean(header: str, hint: str) -> None:
    assert hint in notes(header)


def test_headers_that_a_mapping_does_not_name_are_recognised_as_without_one() -> None:
    row = {"编号": "a", "2025年营业收入（万元）": "6100", "主营业务收入_2025": "7", "市占": "5", "市场": "x"}
    mapping = Mapping(id="编号", columns={"市占": ColumnRule("market_share", unit="%")})
    table = table_from_rows([row], shared(), mapping=mapping)
    assert read_back(shared(), table) == [
        {"id": "a", "revenue_2025": 61_000_000, "main_revenue_2025": 7, "market_share": Decimal("0.05")}
    ]
    assert [note.en for note in table.notes] == ["Columns not used: 市场."]
    table.release(shared())


def test_a_mapping_without_an_identifier_leaves_it_to_the_header() -> None:
    mapping = Mapping(units={ValueType.MONEY: "万元"})
    table = table_from_rows(
        [{"编号": "a", "营业收入_2025": 1, "净利润_2025（亿元）": 1}], shared(), mapping=mapping
    )
    assert read_back(shared(), table) == [{"id": "a", "revenue_2025": 10_000, "net_profit_2025": 10**8}]
    table.release(shared())


def test_the_rule_of_a_mapping_wins_for_its_column() -> None:
    ignored = Mapping(columns={"主营业务收入_2025": ColumnRule(None)})
    assert notes("主营业务收入_2025", ignored) == ""
    other = Mapping(columns={"主营业务收入_2025": ColumnRule("revenue", 2025)})
    assert one_cell("revenue_2025", 5, header="主营业务收入_2025", mapping=other) == 5


def test_a_column_by_rule_and_a_column_by_its_header_for_one_fact_are_an_error() -> None:
    mapping = Mapping(columns={"收入": ColumnRule("revenue", 2025)})
    with pytest.raises(LittleGiantError) as error:
        table_from_rows([{"id": "a", "收入": 1, "2025年营业收入": 2}], shared(), mapping=mapping)
    assert error.value.code == "table.repeated-fact"


def test_a_long_table_knows_labels_without_a_year_besides_its_rules() -> None:
    rows = [
        {"股票": "a", "年份": 2024, "净利润（万元）": 1},
        {"股票": "a", "年份": 2025, "净利润（万元）": 2},
    ]
    table = table_from_rows(rows, shared(), mapping=Mapping(layout="long", id="股票"))
    assert read_back(shared(), table) == [{"id": "a", "net_profit_2024": 10_000, "net_profit_2025": 20_000}]
    table.release(shared())


@pytest.mark.parametrize(
    ("header", "fact"),
    [("成立时间", "founded"), ("所在省份", "province"), ("公司名称", "name"), ("信用代码", "uscc")],
)
def test_what_offices_call_a_fact_besides_its_label_is_known(header: str, fact: str) -> None:
    found = match_header(header)
    assert found is not None and found.fact.id == fact


def test_a_mapping_gives_fact_year_unit_and_values() -> None:
    rule = ColumnRule("revenue", 2025, unit="万元", values=(("未知", ""), ("零", "0")))
    mapping = Mapping(columns={"收入": rule})
    assert one_cell("revenue_2025", "1.5", header="收入", mapping=mapping) == 15000
    assert one_cell("revenue_2025", 1.5, header="收入", mapping=mapping) == 15000
    assert one_cell("revenue_2025", " 零 ", header="收入", mapping=mapping) == 0
    assert one_cell("revenue_2025", "未知", header="收入", mapping=mapping) is None


def test_a_default_unit_holds_for_its_type_unless_the_column_names_another() -> None:
    rule = ColumnRule("revenue", 2025, unit="亿元")
    mapping = Mapping(units={ValueType.MONEY: "万元"}, columns={"收入": rule})
    row = {"id": "a", "收入": "2", "revenue_2024": "2", "employees_2025": "2"}
    table = table_from_rows([row], shared(), mapping=mapping)
    found = read_back(shared(), table)[0]
    assert (found["revenue_2025"], found["revenue_2024"], found["employees_2025"]) == (200_000_000, 20_000, 2)
    table.release(shared())


def test_values_may_be_translated_to_codes_and_truths() -> None:
    industry = Mapping(
        columns={"分类": ColumnRule("industry", values=(("电力设备", "38"), ("专用设备", "C35")))}
    )
    assert one_cell("industry", "电力设备", header="分类", mapping=industry) == "38"
    assert one_cell("industry", "专用设备", header="分类", mapping=industry) == "35"
    special = Mapping(columns={"ST": ColumnRule("abnormal_list", values=(("Y", "true"), ("N", "false")))})
    assert one_cell("abnormal_list", "Y", header="ST", mapping=special) is True
    assert one_cell("abnormal_list", "N", header="ST", mapping=special) is False


def test_a_mapping_may_let_a_year_stand_for_its_first_day() -> None:
    mapping = Mapping(columns={"创立": ColumnRule("founded", year_only=True)})
    for cell in (1989, "1989", "1989年", 1989.0):
        assert str(one_cell("founded", cell, header="创立", mapping=mapping)) == "1989-01-01"
    assert str(one_cell("founded", "1989-05-06", header="创立", mapping=mapping)) == "1989-05-06"


def test_a_constant_holds_for_every_row() -> None:
    table = table_from_rows(
        [{"id": "a"}, {"id": "b"}], shared(), mapping=Mapping(constants={"province": "广东", "country": "CN"})
    )
    assert shared().execute(f"SELECT * FROM {table.relation}").fetchall() == [
        ("a", "44", "CN"),
        ("b", "44", "CN"),
    ]
    table.release(shared())


def test_only_wanted_columns_are_kept_besides_identity_and_faults_reported_of_all() -> None:
    row = {"id": "a", "province": "x", "revenue_2025": "x", "revenue_2024": 1, "abnormal_list": "x"}
    table = table_from_rows([row], shared(), wanted=frozenset({"revenue_2024"}))
    assert table.columns == {"id": "text", "province": "text", "revenue_2024": "double"}
    assert [fault.column for fault in table.faults] == ["province", "revenue_2025", "abnormal_list"]
    table.release(shared())


def test_the_credit_code_serves_as_identifier_when_there_is_no_other() -> None:
    table = table_from_rows([{"uscc": "91440300MA5F00000X"}], shared())
    assert table.columns == {"id": "text", "uscc": "text"}
    table.release(shared())


def test_rows_without_identifier_are_numbered() -> None:
    table: FactTable = table_from_rows([{"revenue_2025": 1}, {"revenue_2025": 2}], shared())
    assert shared().execute(f"SELECT id FROM {table.relation}").fetchall() == [("1",), ("2",)]
    table.release(shared())


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"id": "a", "revenue_2025": 1, "营业收入2025": 1}, "table.repeated-fact"),
        ({"id": "a", "ID ": "b"}, "table.repeated-fact"),
        ({"id": "a", "colour": 1}, "table.no-known-column"),
    ],
)
def test_headers_that_contradict_or_say_nothing_are_an_error(row: dict[str, Any], code: str) -> None:
    with pytest.raises(LittleGiantError) as error:
        table_from_rows([row], shared())
    assert error.value.code == code
    assert error.value.next_step is not None
