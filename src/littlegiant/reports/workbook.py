"""A report as XLSX: a sheet to read, one sheet a table with typed cells and filters, the drawings, the sources."""

from __future__ import annotations

import datetime
from io import BytesIO
from typing import Any

from littlegiant.reports.cells import cell_text, columns_of, exact, state_text
from littlegiant.reports.document import Amount, Cell, Figure, Report, State, Table
from littlegiant.reports.figures import svg_to_png
from littlegiant.reports.fonts import printable
from littlegiant.reports.sheet_names import SheetNames
from littlegiant.reports.source_section import source_sheet
from littlegiant.reports.summary_sheet import Summary
from littlegiant.reports.words import FIGURES_SHEET, SUMMARY_SHEET
from littlegiant.tables.values_out import is_exact_number
from littlegiant.tables.writers import CELL_LENGTH, FIRST_SHEET_YEAR, demand_sheet_rows

WIDE, NARROW = 60, 9
TEXT_COLUMN = 96
FIGURE_WIDTH = 900
SCALE = 2
# Amounts stay in the unit they are computed in, so that a sum over them is right; the format says the unit.
FORMATS = {
    "CNY": {"zh": '#,##0.######"元"', "en": '"CNY "#,##0.######'},
    "ratio": {"zh": "0.00%", "en": "0.00%"},
}
WHOLE = {"zh": '#,##0"元"', "en": '"CNY "#,##0'}


def to_xlsx(report: Report) -> bytes:
    """Return a report as a workbook; the same report gives the same bytes, and no text in it is a formula."""
    # Takes longer to import than most commands take to run.
    import xlsxwriter

    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = xlsxwriter.Workbook(buffer, options)
    day = datetime.datetime(report.day.year, report.day.month, report.day.day)
    workbook.set_properties({"title": printable(report.title), "author": "littlegiant", "created": day})
    _Writer(workbook, report).write()
    workbook.close()
    return buffer.getvalue()


class _Writer:
    """Fills one workbook."""

    def __init__(self, workbook: Any, report: Report) -> None:
        self.workbook, self.report, self.language = workbook, report, report.language
        self.names = SheetNames()
        self._formats: dict[str, Any] = {}

    def write(self) -> None:
        """Write every sheet: what is said first, the sources last."""
        summary = self.workbook.add_worksheet(self.names.take(SUMMARY_SHEET.in_language(self.language)))
        tables = [
            block for section in self.report.sections for block in section.blocks if isinstance(block, Table)
        ]
        places = {id(table): self._sheet(table) for table in tables}
        self._figures()
        if self.report.sources:
            self._sheet(source_sheet(self.report))
        self._summary(summary, places)

    def _sheet(self, table: Table) -> str:
        """Write one table and return what its sheet is called."""
        demand_sheet_rows(len(table.rows))
        name = self.names.take(table.sheet or table.title)
        sheet = self.workbook.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(table.columns):
            cells = [row.cells[place] for row in table.rows if not row.group]
            sheet.set_column(place, place, _width(column.title, cells, self.language))
            sheet.write_string(0, place, printable(column.title), self._format("head"))
        for number, row in enumerate(table.rows, start=1):
            for place, cell in enumerate(row.cells):
                self._put(sheet, number, place, cell, strong=row.group)
        if table.rows:
            sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        _printable_page(sheet, printable(self.report.title))
        return name

    def _put(self, sheet: Any, row: int, column: int, cell: Cell, *, strong: bool = False) -> None:
        """Write one cell as what it is."""
        tail = "-strong" if strong else ""
        match cell:
            case None:
                return
            case bool():
                sheet.write_string(row, column, cell_text(cell, self.language), self._format(f"text{tail}"))
            case int() | float() if is_exact_number(cell):
                sheet.write_number(row, column, cell, self._format(f"number{tail}"))
            case Amount():
                number = exact(cell)
                key = f"{cell.unit}{'-whole' if number.denominator == 1 else ''}{tail}"
                sheet.write_number(row, column, float(number), self._format(key))
            case datetime.date() if cell.year >= FIRST_SHEET_YEAR:
                sheet.write_datetime(row, column, cell, self._format(f"day{tail}"))
            case State():
                sheet.write_string(
                    row, column, state_text(cell, self.language), self._format(f"{cell.outcome}{tail}")
                )
            case _:
                text = printable(cell_text(cell, self.language))[:CELL_LENGTH]
                sheet.write_string(row, column, text, self._format(f"text{tail}"))

    def _format(self, key: str) -> Any:
        """Return one of the formats of the workbook, made when first used."""
        if key not in self._formats:
            kind, _, _ = key.partition("-")
            found: dict[str, Any] = {"valign": "top"}
            if key.endswith("-strong") or kind in ("head", "title", "heading"):
                found["bold"] = True
            found.update(_LOOKS.get(kind, {}))
            if kind in FORMATS:
                whole = kind == "CNY" and "-whole" in key
                found["num_format"] = (WHOLE if whole else FORMATS[kind])[self.language]
            self._formats[key] = self.workbook.add_format(found)
        return self._formats[key]

    def _figures(self) -> None:
        drawings = [
            block for section in self.report.sections for block in section.blocks if isinstance(block, Figure)
        ]
        if not drawings:
            return
        sheet = self.workbook.add_worksheet(self.names.take(FIGURES_SHEET.in_language(self.language)))
        row = 0
        for figure in drawings:
            sheet.write_string(row, 0, printable(figure.caption), self._format("heading"))
            image = svg_to_png(figure.svg, FIGURE_WIDTH * SCALE)
            options = {
                "image_data": BytesIO(image),
                "x_scale": 1 / SCALE,
                "y_scale": 1 / SCALE,
                "description": figure.alternative,
            }
            sheet.insert_image(row + 1, 0, "figure.png", options)
            row += 3 + _png_height(image) // SCALE // 20

    def _summary(self, sheet: Any, places: dict[int, str]) -> None:
        """Write what is said in words, one line a row, with where each table is."""
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, TEXT_COLUMN)
        sheet.hide_gridlines(2)
        _printable_page(sheet, printable(self.report.title))
        for row, (kind, name, cell) in enumerate(Summary(self.report, places).lines()):
            if name:
                look = kind if kind in ("title", "heading") else "name"
                sheet.write_string(row, 0, printable(name)[:CELL_LENGTH], self._format(look))
            if isinstance(cell, str):
                sheet.write_string(row, 1, printable(cell)[:CELL_LENGTH], self._format("wrapped"))
            else:
                self._put(sheet, row, 1, cell)


_LOOKS: dict[str, dict[str, Any]] = {
    "head": {"bg_color": "#EEF2F6", "bottom": 1, "text_wrap": True},
    "title": {"font_size": 16, "font_color": "#1D3F66"},
    "heading": {"font_size": 12, "font_color": "#1D3F66"},
    "name": {"font_color": "#57606A", "text_wrap": True},
    "wrapped": {"text_wrap": True},
    "text": {"text_wrap": True},
    "number": {"num_format": "#,##0.############"},
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
    "met": {"font_color": "#1A6B3C"},
    "unmet": {"font_color": "#A3241C"},
    "unknown": {"font_color": "#7A5700"},
}


def _width(title: str, cells: list[Cell], language: str) -> float:
    """Return how wide a column is, so that most cells stand in one line."""
    longest = max((columns_of(cell_text(cell, language)) for cell in cells[:2000]), default=0)
    amounts = any(isinstance(cell, Amount) and cell.unit == "CNY" for cell in cells[:2000])
    return min(WIDE, max(NARROW, columns_of(title) + 4, longest + 2, 20 if amounts else 0))


def _printable_page(sheet: Any, title: str) -> None:
    """Set a sheet on A4 across, its head on every page, with the title and page numbers."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L{title.replace('&', '&&')[:180]}&R&P / &N")


def _png_height(image: bytes) -> int:
    """Return the height a PNG states in its first chunk, in pixels."""
    return int.from_bytes(image[20:24], "big")
