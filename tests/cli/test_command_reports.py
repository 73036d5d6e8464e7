"""Every command that reports writes PDF and XLSX: in both languages, whole, typed, with sources, nothing run."""

from __future__ import annotations

import csv
import datetime
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from cli_helpers import EXAMPLES, Cli
from pypdf import PdfReader
from tests.plans.test_plan import FIRM

from littlegiant.cli.main import run

FIRMS = str(EXAMPLES / "enterprises.csv")
DAY = ("--as-of", "2026-05-01")
GIANT = ("--standard", "cn/little-giant", *DAY)
NAME = "#sys.version *甲* $x$ =1+1 𠮷"
CALLS: dict[str, tuple[str, ...]] = {
    "explain": ("explain", FIRMS, "--id", "s02", *GIANT),
    "assess": ("assess", FIRMS, *GIANT),
    "diff": ("standards", "diff", "cn/little-giant@2022", "cn/little-giant@2026", "--table", FIRMS, *DAY),
    "simulate": (
        "simulate", FIRMS, *GIANT, "--set", "revenue_floor=40000000", "--drop", "single_champion",
        "--curve", "debt_ceiling=60%,70%",
    ),
    "plan": ("plan", "{firm}", "--id", "f1", "--goal", "cn/little-giant@2026", *DAY),
}  # fmt: skip
SAID = {
    ("explain", "zh"): ("合成阀门", "不满足条件", "判断依据"),
    ("explain", "en"): ("SyntheticValves", "Doesnotmeetthestandard", "Whichruleswereused"),
    ("assess", "zh"): ("12家企业的判断", "按省份", "各项条件", "全部12家", "工信部企业〔2026〕2号"),
    ("assess", "en"): ("12enterprisesjudged", "Byprovince", "Criterionbycriterion", "All12", "Guangdong"),
    ("diff", "zh"): ("原版", "收紧（1条）", "70%→90%", "两版都满足"),
    ("diff", "en"): ("Oldedition", "Tightened(1)", "70%→90%", "passboth"),
    ("simulate", "zh"): ("5000万元→4000万元", "由", "按规模", "小型", "debt_ceiling"),
    ("simulate", "en"): ("CNY50million→CNY40million", "Whomoves", "Bysizeclass", "debt_ceiling"),
    ("plan", "zh"): ("最早可在2027-04-25满足", "6100万元", "6600万元", "假定照旧", "保持不变"),
    ("plan", "en"): ("2027-04-25attheearliest", "CNY78million", "heldfixed", "takesforgranted"),
}


@pytest.fixture
def firm(tmp_path: Path) -> str:
    """Return a table with one enterprise whose name is markup and a formula."""
    path = tmp_path / "firm.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", *FIRM])
        writer.writerow(["f1", NAME, *FIRM.values()])
    return str(path)


def words(name: str, firm: str) -> list[str]:
    """Return a call with the table of one enterprise where it wants one."""
    return [word.format(firm=firm) for word in CALLS[name]]


def flat(text: str) -> str:
    """Return a text without blanks and places to break."""
    return "".join(text.replace("\u200b", "").split())


def pdf_text(path: Path | bytes) -> str:
    """Return what a PDF says, without blanks."""
    reader = PdfReader(path if isinstance(path, Path) else BytesIO(path))
    return "".join(flat(page.extract_text()) for page in reader.pages)


@pytest.mark.parametrize(("name", "language"), SAID, ids=lambda it: it)
def test_a_pdf_says_what_the_command_says_with_pages_sources_and_doubts(
    cli: Cli, tmp_path: Path, firm: str, name: str, language: str
) -> None:
    out = tmp_path / "report.pdf"
    result = cli(*words(name, firm), "--out", out, "--lang", language, "--quiet")
    assert (result.status, result.out) == (0, ""), result.err
    text = pdf_text(out)
    for expected in SAID[name, language]:
        assert expected in text
    assert ("第1页，共" if language == "zh" else "Page1of") in text
    assert ("未经证实" if language == "zh" else "not" if name == "explain" else "⚠unconfirmed") in text


@pytest.mark.parametrize(("name", "kind"), [("assess", "pdf"), ("assess", "xlsx"), ("simulate", "xlsx")])
def test_the_same_call_gives_the_same_bytes(cli: Cli, tmp_path: Path, name: str, kind: str) -> None:
    made = []
    for turn in (1, 2):
        out = tmp_path / f"{turn}.{kind}"
        assert cli(*CALLS[name], "--out", out, "--quiet").status == 0
        made.append(out.read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("name", "language", "sheets"),
    [
        ("explain", "zh", {"摘要", "来源"}),
        ("diff", "zh", {"摘要", "逐条比较", "来源"}),
        ("diff", "en", {"Summary", "Clause by clause", "Sources"}),
        ("simulate", "zh", {"摘要", "总数", "结果改变的企业", "省份", "规模", "阈值曲线", "来源"}),
        ("plan", "zh", {"摘要", "步骤", "计划实施后的数据", "来源"}),
        ("plan", "en", {"Summary", "Steps", "The facts after the plan", "Sources"}),
        ("assess", "zh", {"来源"}),
        ("assess", "en", {"Sources"}),
    ],
)
def test_a_workbook_has_a_sheet_for_each_table_frozen_filtered_and_without_formulas(
    cli: Cli, tmp_path: Path, firm: str, name: str, language: str, sheets: set[str]
) -> None:
    book = workbook(cli, tmp_path, words(name, firm), language)
    assert sheets <= set(book.sheetnames)
    tables = book.worksheets[1 if name != "assess" else 0 :]
    for sheet in (sheet for sheet in tables if sheet.title not in ("图", "Charts")):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    marks = {"zh": "⚠ 未经证实", "en": "⚠ unconfirmed"}
    assert any(cell.value == marks[language] for cell in cells)


def test_the_steps_of_a_plan_are_typed(cli: Cli, tmp_path: Path, firm: str) -> None:
    sheet = workbook(cli, tmp_path, words("plan", firm), "zh")["步骤"]
    rows = [
        dict(zip([cell.value for cell in sheet[1]], row, strict=True)) for row in sheet.iter_rows(min_row=2)
    ]
    debt = next(row for row in rows if row["列"].value == "total_liabilities_2026")
    assert (debt["现为"].value, debt["须为"].value) == (78_000_000, 66_000_000)
    assert debt["现为"].number_format == '#,##0"元"'
    assert debt["期限"].value == datetime.datetime(2026, 12, 31) and debt["期限"].is_date


def test_the_numbers_of_a_difference_are_typed(cli: Cli, tmp_path: Path, firm: str) -> None:
    sheet = workbook(cli, tmp_path, words("diff", firm), "en")["Clause by clause"]
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=2) if row[6].value}
    old, new = rows["main_share"][7], rows["main_share"][8]
    assert (old.value, new.value, old.number_format) == (0.7, 0.9, "0.00%")
    assert rows["main_share"][0].value == "tightened"


def test_a_report_counts_what_the_lines_say(cli: Cli, tmp_path: Path) -> None:
    lines = cli(*CALLS["assess"], "--quiet").lines
    out = tmp_path / "r.pdf"
    assert cli(*CALLS["assess"], "--out", out, "--quiet").status == 0
    text = pdf_text(out)
    counts = {word: sum(line["outcome"] == word for line in lines) for word in ("met", "unmet", "unknown")}
    assert "{met}met,{unmet}notmet,{unknown}unknown".format(**counts) in text
    failing = sum("revenue" in line["unmet"] for line in lines)
    alone = sum(line["unmet"] == ["revenue"] for line in lines)
    assert f"(equityisnosubstitute):{failing}failit,{alone}ofthemnothingelse" in text


def test_a_report_lists_the_first_enterprises_and_says_how_many_it_leaves_out(
    cli: Cli, tmp_path: Path
) -> None:
    table, out = tmp_path / "many.csv", tmp_path / "r.pdf"
    rows = "".join(f"firm{n},1000000,5,C34\n" for n in range(230))
    table.write_text(f"id,revenue_2025,employees_2025,industry\n{rows}", encoding="utf-8")
    assert cli("assess", table, "--standard", "cn/sme-size", *DAY, "--out", out, "--quiet").status == 0
    text = pdf_text(out)
    assert "firm199" in text and "firm200" not in text
    assert "Thefirst200intheorderofthetable;30morearenotlisted" in text


def test_several_standards_stand_in_one_report(cli: Cli, tmp_path: Path) -> None:
    out = tmp_path / "r.pdf"
    result = cli(*CALLS["assess"], "--standard", "cn/sme-size", "--out", out)
    assert result.status == 0 and "cn/sme-size@2011: 10 met" in result.err
    text = pdf_text(out)
    assert "cn/little-giant@2026:1met" in text and "cn/sme-size@2011:10met" in text and "Byclass" in text


@pytest.mark.parametrize("name", ["plan", "assess"])
def test_a_name_that_is_markup_or_a_formula_comes_out_as_it_is(
    cli: Cli, tmp_path: Path, firm: str, name: str
) -> None:
    out = tmp_path / "r.pdf"
    call = ["assess", firm, *GIANT] if name == "assess" else words(name, firm)
    assert cli(*call, "--out", out, "--quiet").status == 0
    assert flat(NAME) in pdf_text(out)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_character_that_cannot_be_printed_is_named_and_nothing_is_written(
    cli: Cli, tmp_path: Path, language: str
) -> None:
    table, out = tmp_path / "t.csv", tmp_path / "r.pdf"
    table.write_text("id,name,revenue_2025,employees_2025,industry\nf1,한국,1,1,C34\n", encoding="utf-8")
    result = cli("assess", table, "--standard", "cn/sme-size", *DAY, "--out", out, "--lang", language)
    assert result.status == 2 and "한 (U+D55C)" in result.err and "LITTLEGIANT_FONTS" in result.err
    assert not out.exists()


@pytest.mark.parametrize("name", CALLS)
def test_wrong_files_are_refused_before_any_work(cli: Cli, tmp_path: Path, firm: str, name: str) -> None:
    for language in ("zh", "en"):
        for out, expected in (("r.docx", ".pdf"), ("nowhere/r.pdf", "nowhere")):
            result = cli(*words(name, firm), "--out", tmp_path / out, "--lang", language)
            assert result.status == 2 and result.out == "" and expected in result.err


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_a_terminal_is_no_place_for_a_file(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, firm: str, name: str, kind: str
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run([*words(name, firm), "--format", kind, "--lang", "en"]) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and f"--out, as in out.{kind}" in printed.err


def test_standard_output_takes_a_report_where_it_is_no_terminal(
    capfdbinary: pytest.CaptureFixture[bytes], firm: str
) -> None:
    assert run([*words("diff", firm), "--format", "pdf", "--quiet"]) == 0
    made = capfdbinary.readouterr().out
    assert made.startswith(b"%PDF") and "Tightened(1)" in pdf_text(made)


def test_the_format_asked_for_goes_before_the_suffix(cli: Cli, tmp_path: Path, firm: str) -> None:
    out = tmp_path / "r.txt"
    assert cli(*words("plan", firm), "--format", "pdf", "--out", out, "--quiet").status == 0
    assert out.read_bytes().startswith(b"%PDF")


def workbook(cli: Cli, folder: Path, call: list[str], language: str) -> Any:
    """Return the workbook that a call writes."""
    out = folder / "r.xlsx"
    result = cli(*call, "--out", out, "--lang", language, "--quiet")
    assert (result.status, result.out) == (0, ""), result.err
    return openpyxl.load_workbook(out)
