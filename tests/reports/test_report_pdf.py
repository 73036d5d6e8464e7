"""A report as PDF: what was said stands there as it was written, in fonts that come along."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader
from report_helpers import flat, pages, report, said, table

from littlegiant.errors import LittleGiantError
from littlegiant.reports import Section, to_pdf
from littlegiant.reports.pdf import breakable

MARKUP = [
    "#sys.version",
    "*粗* _斜_ $x^2$ `code` <label> @ref",
    '#eval("1+1") #read("/etc/passwd") #import "x"',
    "= 标题 // 注释 /* x */ \\ ~ -- --- ... ",
    '{"a": 1} [x] (y) "引号" \'单引号\' // ',
    "=1+1 +SUM(A1) -2 @x",
    "https://example.org/#a?b=c&d",
    "</svg><script>alert(1)</script>",
]


@pytest.mark.parametrize("name", MARKUP)
def test_markup_in_a_name_comes_out_as_it_was_written(name: str) -> None:
    assert said(to_pdf(report(name=name))).count(flat(name)) >= 6


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_has_its_number_the_day_and_from_the_second_on_the_title(language: str) -> None:
    found = pages(to_pdf(report(language, rows=120)))
    assert len(found) > 2
    for number, page in enumerate(found, start=1):
        words = f"第{number}页，共{len(found)}页" if language == "zh" else f"Page{number}of{len(found)}"
        assert words in page
        assert "2026-05-01" in page
        assert "报告：合成企业（虚构）" in page
        assert "测试报告" in page


def test_the_head_of_a_table_stands_on_every_page_it_runs_over() -> None:
    found = pages(to_pdf(report(rows=120)))
    assert all("编号名称结果收入比重人数日期" in page for page in found[:3])


@pytest.mark.parametrize(
    ("language", "mark", "counted"),
    [("zh", "⚠未经证实", "有1条未经证实"), ("en", "⚠unconfirmed", "oneisunconfirmed")],
)
def test_sources_are_named_and_what_is_unconfirmed_is_said(language: str, mark: str, counted: str) -> None:
    text = said(to_pdf(report(language)))
    assert mark in text
    assert counted in text
    assert "示例〔2026〕1号" in text
    assert "增长率不低于5%" in text


def test_numbers_read_as_the_reader_is_used_to() -> None:
    assert "6100万元" in said(to_pdf(report("zh")))
    assert "CNY61million" in said(to_pdf(report("en")))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert to_pdf(report()) == to_pdf(report())


def test_rare_characters_are_printed_bold_ones_too() -> None:
    rare = "𠮷㐂龘䶮𬭚〇šžЖ①✓→"
    assert rare in said(to_pdf(report(name=rare)))


def test_a_character_no_font_has_is_named_with_the_place_it_stands_in() -> None:
    with pytest.raises(LittleGiantError) as caught:
        to_pdf(report(name="한국 회사"))
    assert caught.value.code == "report.missing-glyph"
    for language in ("zh", "en"):
        assert "한 (U+D55C)" in caught.value.in_language(language)
        assert "LITTLEGIANT_FONTS" in caught.value.in_language(language)


def test_further_fonts_are_used_and_what_they_lack_is_an_error_too(
    tmp_path: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LITTLEGIANT_FONTS", str(tmp_path))
    assert to_pdf(report()).startswith(b"%PDF")
    with pytest.raises(LittleGiantError, match="U\\+D55C"):
        to_pdf(report(name="한국 회사"))
    monkeypatch.setenv("LITTLEGIANT_FONTS", f"{tmp_path}/none")
    with pytest.raises(LittleGiantError, match="no such folder"):
        to_pdf(report())


def test_signs_without_a_shape_are_left_out_and_break_nothing() -> None:
    text = said(to_pdf(report(name="甲\x00\x07\u202e乙\ud800丙\ufe0f丁\r\n戊\t己")))
    assert text.count("甲乙丙丁戊己") >= 6


def test_a_long_name_without_a_blank_stays_inside_the_page() -> None:
    name = "X" * 400
    made = PdfReader(BytesIO(to_pdf(report(name=name))))
    lines = [line for page in made.pages for line in page.extract_text().splitlines() if "XXX" in line]
    assert max(map(len, lines)) < 120
    assert flat("".join(lines)).count("X") >= 6 * 400


def test_no_rows_and_many_columns_are_set_as_well() -> None:
    wide = table([tuple(f"值{place}" for place in range(14))], *(f"列{place}" for place in range(14)))
    empty = table([], "甲", "乙")
    found = said(to_pdf(replace(report(), sections=(Section("表", (wide, empty)),))))
    assert "列13" in found
    assert "值13" in found


def test_it_says_what_it_is_to_archives_and_screen_readers() -> None:
    made = PdfReader(BytesIO(to_pdf(report())))
    assert made.metadata is not None
    assert made.metadata.title == "报告：合成企业（虚构）"
    root = made.trailer["/Root"]
    assert root["/Lang"] == "zh-CN"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfaid" in root["/Metadata"].get_data()
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_names_in_two_parts_may_break_between_them_and_numbers_may_not() -> None:
    assert breakable("restricted_product 122,839,453.25 (specialisation, 2026-05-01") == (
        "restricted_\u200bproduct 122,839,453.25 (specialisation, 2026-05-01"
    )
