"""The sheets of one workbook: a table with typed cells under a frozen head with filters, ready to be printed."""

from __future__ import annotations

import datetime
from typing import Any

from littlegiant.reports.cells import cell_text, columns_of, exact, state_text
from littlegiant.reports.document import Amount, Cell, State, Table
from littlegiant.reports.fonts import printable
from littlegiant.reports.sheet_names import SheetNames
from littlegiant.tables.values_out import is_exact_number
from littlegiant.tables.writers import CELL_LENGTH, FIRST_SHEET_YEAR, demand_sheet_rows

WIDE, NARROW, MONEY = 60, 9, 20
MEASURED = 2000
A4, FOOTER_LENGTH = 9, 180
# Amounts stay in the unit they are computed in, so that a sum over them is right; the format says the unit.
AMOUNTS = {
    "CNY": {"zh": '#,##0.00"元"', "en": '"CNY "#,##0.00'},
    "CNY-whole": {"zh": '#,##0"元"', "en": '"CNY "#,##0'},
    "ratio": {"zh": "0.00%", "en": "0.00%"},
}
# A format with optional decimals leaves a point behind a whole number, so there is one for each.
WHOLE, BROKEN = "#,##0", "#,##0.##########"
LOOKS: dict[str, dict[str, Any]] = {
    "head": {"bg_color": "#EEF2F6", "bottom": 1, "text_wrap": True, "bold": True},
    "title": {"font_size": 16, "font_color": "#1D3F66", "bold": True},
    "heading": {"font_size": 12, "font_color": "#1D3F66", "bold": True},
    "name": {"font_color": "#57606A", "text_wrap": True},
    "wrapped": {"text_wrap": True},
    "text": {"text_wrap": True},
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
    "met": {"font_color": "#1A6B3C"},
    "unmet": {"font_color": "#A3241C"},
    "unknown": {"font_color": "#7A5700"},
}


class Sheets:
    """Adds sheets to a workbook of XlsxWriter; `title` stands at the foot of every printed page."""

    def __init__(self, workbook: Any, language: str, title: str) -> None:
        self.workbook, self.language, self.title = workbook, language, printable(title)
        self._names = SheetNames(sheet.get_name() for sheet in workbook.worksheets())
        self._looks: dict[tuple[str, bool], Any] = {}

    def add(self, wanted: str) -> Any:
        """Add an empty sheet called as nearly so as Excel takes, set for A4 across."""
        sheet = self.workbook.add_worksheet(self._names.take(wanted))
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{self.title.replace('&', '&&')[:FOOTER_LENGTH]}&R&P / &N")
        return sheet

    def table(self, table: Table) -> str:
        """Add a table and return what its sheet is called."""
        demand_sheet_rows(len(table.rows))
        sheet = self.add(table.sheet or table.title)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        for place, column in enumerate(table.columns):
            cells = [row.cells[place] for row in table.rows[:MEASURED] if not row.group]
            sheet.set_column(place, place, self._width(column.title, cells))
            sheet.write_string(0, place, printable(column.title), self.look("head"))
        for number, row in enumerate(table.rows, start=1):
            for place, cell in enumerate(row.cells):
                self.put(sheet, number, place, cell, bold=row.group)
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        return str(sheet.get_name())

    def put(self, sheet: Any, row: int, column: int, cell: Cell, *, bold: bool = False) -> None:
        """Write one cell as what it is: a number as a number, a day as a day, and never a formula."""
        match cell:
            case None:
                return
            case int() | float() if not isinstance(cell, bool) and is_exact_number(cell):
                sheet.write_number(row, column, cell, self._number(float(cell).is_integer(), bold))
            case Amount():
                number = exact(cell.value)
                look = self._amount(cell.unit, number.denominator == 1, bold)
                sheet.write_number(row, column, float(number), look)
            case datetime.date() if cell.year >= FIRST_SHEET_YEAR:
                sheet.write_datetime(row, column, cell, self.look("day", bold=bold))
            case State():
                look = self.look(cell.outcome, bold=bold)
                sheet.write_string(row, column, printable(state_text(cell, self.language)), look)
            case _:
                text = printable(cell_text(cell, self.language))[:CELL_LENGTH]
                sheet.write_string(row, column, text, self.look("text", bold=bold))

    def look(self, name: str, *, bold: bool = False) -> Any:
        """Return one of the looks of a cell, made when first used."""
        return self._made(name, bold, LOOKS.get(name, {}))

    def _number(self, whole: bool, bold: bool) -> Any:
        form = WHOLE if whole else BROKEN
        return self._made(form, bold, {"num_format": form})

    def _amount(self, unit: str, whole: bool, bold: bool) -> Any:
        forms = AMOUNTS.get(f"{unit}-whole" if whole else unit) or AMOUNTS.get(unit)
        if forms is None:
            return self._number(whole, bold)
        form = forms[self.language]
        return self._made(form, bold, {"num_format": form})

    def _made(self, name: str, bold: bool, properties: dict[str, Any]) -> Any:
        if (name, bold) not in self._looks:
            strong = {"bold": True} if bold else {}
            self._looks[name, bold] = self.workbook.add_format({"valign": "top", **properties, **strong})
        return self._looks[name, bold]

    def _width(self, title: str, cells: list[Cell]) -> float:
        """Return how wide a column is, so that most cells stand in one line."""
        longest = max((columns_of(cell_text(cell, self.language)) for cell in cells), default=0)
        amounts = any(isinstance(cell, Amount) and cell.unit == "CNY" for cell in cells)
        return min(WIDE, max(NARROW, columns_of(title) + 4, longest + 2, MONEY if amounts else 0))
