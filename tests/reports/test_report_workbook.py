"""A report as XLSX: typed cells, a frozen head, filters, the sources, and no formula from a user's text."""

from __future__ import annotations

import datetime
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from report_helpers import book, report, table

from littlegiant.reports import Amount, Section, to_xlsx

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "{=1}", "http://example.org", "\t=1"]


def test_numbers_amounts_shares_and_days_are_typed_and_keep_their_value() -> None:
    sheet = book(to_xlsx(report()))["企业"]
    row = [cell.value for cell in sheet[2]]
    assert row == [
        "f0", "合成企业（虚构）", "满足", 61_000_000, 0.05, 0, datetime.datetime(2026, 5, 1), None,
    ]  # fmt: skip
    assert sheet["D2"].number_format == '#,##0"元"'
    assert sheet["E2"].number_format == "0.00%"
    assert sheet["G2"].is_date


def test_an_amount_says_its_unit_in_the_language_of_the_report() -> None:
    assert book(to_xlsx(report("en")))["企业"]["D2"].number_format == '"CNY "#,##0'


def test_heads_are_frozen_and_every_row_can_be_filtered() -> None:
    made = book(to_xlsx(report(rows=5)))
    assert made["企业"].freeze_panes == "A2"
    assert made["企业"].auto_filter.ref == "A1:H6"
    assert made["来源"].freeze_panes == "A2"
    assert made["来源"].auto_filter.ref == "A1:G3"


@pytest.mark.parametrize(
    ("language", "sheet", "mark"), [("zh", "来源", "⚠ 未经证实"), ("en", "Sources", "⚠ unconfirmed")]
)
def test_the_sources_name_clause_instrument_and_how_sure_it_is(language: str, sheet: str, mark: str) -> None:
    rows = list(book(to_xlsx(report(language)))[sheet].values)
    assert rows[2][:6] == ("cn/x@1", "growth", "附件2（三）", "增长率不低于5%", "示例〔2026〕1号", mark)


def test_the_first_sheet_says_the_answer_what_is_unconfirmed_and_where_the_tables_are() -> None:
    made = book(to_xlsx(report()))
    assert made.sheetnames == ["摘要", "企业", "图", "来源"]
    text = "\n".join(str(cell) for row in made["摘要"].values for cell in row if cell is not None)
    for expected in (
        "报告：合成企业（虚构）",
        "2026-05-01",
        "有 1 条未经证实",
        "见工作表“企业”",
        "不是官方决定",
    ):
        assert expected in text


@pytest.mark.parametrize("name", FORMULAS)
def test_a_text_is_never_a_formula_or_a_link(name: str) -> None:
    made = book(to_xlsx(report(name=name)))
    for sheet in made.worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)
    assert made["企业"]["B2"].value == name.replace("\t", " ")


def test_the_same_report_gives_the_same_bytes() -> None:
    assert to_xlsx(report()) == to_xlsx(report())


def test_sheets_of_one_name_are_told_apart_and_no_name_is_one_excel_refuses() -> None:
    tables = tuple(
        table([("x",)], "甲", title=title)
        for title in ("a/b*c?", "A b c", "很长的名字" * 10, "很长的名字" * 10, "来源", "'引号'", "")
    )
    made = book(to_xlsx(replace(report(), sections=(Section("表", tables),))))
    names = made.sheetnames
    assert len(names) == len({name.casefold() for name in names}) == 9
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_the_drawings_are_in_the_workbook() -> None:
    made = to_xlsx(report())
    assert book(made)["图"]["A1"].value == "各省企业"
    with ZipFile(BytesIO(made)) as archive:
        drawings = [archive.read(name) for name in archive.namelist() if name.startswith("xl/media/")]
    assert [drawing[:4] for drawing in drawings] == [b"\x89PNG"]


def test_an_amount_with_a_fraction_of_a_yuan_keeps_it() -> None:
    cells = table([(Amount(0.1, "CNY"), Amount(12.5, "points"))], "收入", "得分")
    sheet = book(to_xlsx(replace(report(), sections=(Section("表", (cells,)),))))["企业"]
    assert [cell.value for cell in sheet[2]] == [0.1, 12.5]
