"""A report that has one of everything, and what its pages and sheets say."""

from __future__ import annotations

import datetime
from fractions import Fraction
from io import BytesIO

import openpyxl
from pypdf import PdfReader

from littlegiant.reports import (
    Amount,
    Answer,
    Bullets,
    Cell,
    Column,
    Fields,
    Figure,
    Line,
    Paragraph,
    Report,
    Row,
    Section,
    Source,
    State,
    Table,
)

DAY = datetime.date(2026, 5, 1)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100" viewBox="0 0 300 100">'
    "<style>.a{font-family: Helvetica}</style>"
    '<rect width="300" height="100" fill="#ffffff"/><rect x="100" width="50" height="20" fill="#1d3f66"/>'
    '<text class="a" x="5" y="40" font-size="20" style="font-family:serif">广东 Guangdong</text></svg>'
)
SOURCES = (
    Source("cn/x@1", "revenue", "附件2（二）", "营业收入不低于5000万元", "示例〔2026〕1号", "示例文本", "two-sources"),
    Source("cn/x@1", "growth", "附件2（三）", "增长率不低于5%", "示例〔2026〕1号", "没有来源", "unconfirmed"),
)  # fmt: skip


def pages(pdf: bytes) -> list[str]:
    """Return the text of every page without blanks and line ends, which layout puts in at will."""
    return [flat(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


def flat(text: str) -> str:
    """Return a text without blanks, line ends and places to break."""
    return "".join(text.replace("\u200b", "").split())


def said(pdf: bytes) -> str:
    """Return everything a PDF says, without blanks."""
    return "".join(pages(pdf))


def book(xlsx: bytes) -> openpyxl.Workbook:
    """Return a workbook read back with its formulas."""
    return openpyxl.load_workbook(BytesIO(xlsx))


def table(rows: list[tuple[Cell, ...]], *heads: str, title: str = "企业", sheet: str = "") -> Table:
    """Return a table of plain rows."""
    return Table(title, tuple(Column(head) for head in heads), tuple(Row(row) for row in rows), sheet=sheet)


def report(language: str = "zh", *, name: str = "合成企业（虚构）", rows: int = 3) -> Report:
    """Return a report with one of everything; `name` is a user's text that stands in every kind of place."""
    cells: list[tuple[Cell, ...]] = [
        (
            f"f{place}",
            name,
            State("met"),
            Amount(Fraction(61_000_000), "CNY"),
            Amount(0.05, "ratio"),
            place,
            DAY,
            None,
        )
        for place in range(rows)
    ]
    heads = ("编号", "名称", "结果", "收入", "比重", "人数", "日期", "空")
    blocks = (
        Fields((("企业", name), ("日期", DAY), ("收入", Amount(61_000_000, "CNY")))),
        Paragraph(name),
        Paragraph("注意事项", "warning"),
        Bullets((Line(name, State("unmet"), (Line("内层"),)),)),
        table(cells, *heads),
        Figure(SVG, "各省企业", "条形图：各省企业数"),
    )
    return Report(
        language=language,
        kind="测试报告",
        title=f"报告：{name}",
        day=DAY,
        about=name,
        answer=Answer("满足", State("met"), (name,)),
        sections=(Section("概况", blocks),),
        sources=SOURCES,
        caveats=("本报告不是官方决定。",),
    )
