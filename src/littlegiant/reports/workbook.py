"""A report as XLSX: a sheet to read, one sheet a table with typed cells and filters, the drawings, the sources."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from io import BytesIO
from typing import Any, TypeVar

from littlegiant.reports.document import Figure, Report, Source, Table
from littlegiant.reports.figures import svg_to_png
from littlegiant.reports.fonts import printable
from littlegiant.reports.sheets import Sheets
from littlegiant.reports.source_section import source_sheet
from littlegiant.reports.summary_sheet import Summary
from littlegiant.reports.words import FIGURES_SHEET, SUMMARY_SHEET
from littlegiant.tables.writers import CELL_LENGTH

NAME_COLUMN, TEXT_COLUMN = 26, 96
FIGURE_WIDTH = 900
SCALE = 2
ROW_PIXELS = 20
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
Kind = TypeVar("Kind", Table, Figure)


def to_xlsx(report: Report) -> bytes:
    """Return a report as a workbook; the same report gives the same bytes, and no text in it is a formula."""
    # Takes longer to import than most commands take to run.
    import xlsxwriter

    buffer = BytesIO()
    workbook = xlsxwriter.Workbook(buffer, OPTIONS)
    day = datetime.datetime(report.day.year, report.day.month, report.day.day)
    workbook.set_properties({"title": printable(report.title), "author": "littlegiant", "created": day})
    _write(Sheets(workbook, report.language, report.title), report)
    workbook.close()
    return buffer.getvalue()


def add_sources(workbook: Any, sources: tuple[Source, ...], language: str) -> None:
    """Add the sheet of sources to a workbook that has sheets of its own already."""
    Sheets(workbook, language, "").table(source_sheet(sources, language))


def _write(sheets: Sheets, report: Report) -> None:
    """Write every sheet: what is said first, the sources last."""
    summary = sheets.add(SUMMARY_SHEET.in_language(report.language))
    places = {id(table): sheets.table(table) for table in _blocks(report, Table)}
    _figures(sheets, list(_blocks(report, Figure)))
    if report.sources:
        sheets.table(source_sheet(report.sources, report.language))
    _summary(sheets, summary, Summary(report, places))


def _blocks(report: Report, kind: type[Kind]) -> Iterator[Kind]:
    for section in report.sections_in("xlsx"):
        for block in section.blocks:
            if isinstance(block, kind):
                yield block


def _figures(sheets: Sheets, drawings: list[Figure]) -> None:
    """Put every drawing below its caption on one sheet."""
    if not drawings:
        return
    sheet = sheets.add(FIGURES_SHEET.in_language(sheets.language))
    row = 0
    for figure in drawings:
        sheet.write_string(row, 0, printable(figure.caption), sheets.look("heading"))
        image = svg_to_png(figure.svg, FIGURE_WIDTH * SCALE)
        options = {
            "image_data": BytesIO(image),
            "x_scale": 1 / SCALE,
            "y_scale": 1 / SCALE,
            "description": printable(figure.alternative),
        }
        sheet.insert_image(row + 1, 0, "figure.png", options)
        row += 3 + _png_height(image) // SCALE // ROW_PIXELS


def _summary(sheets: Sheets, sheet: Any, summary: Summary) -> None:
    """Write what is said in words, one line a row, with where each table is."""
    sheet.set_column(0, 0, NAME_COLUMN)
    sheet.set_column(1, 1, TEXT_COLUMN)
    sheet.hide_gridlines(2)
    for row, (kind, name, cell) in enumerate(summary.lines()):
        if name:
            look = kind if kind in ("title", "heading") else "name"
            sheet.write_string(row, 0, printable(name)[:CELL_LENGTH], sheets.look(look))
        if isinstance(cell, str):
            sheet.write_string(row, 1, printable(cell)[:CELL_LENGTH], sheets.look("wrapped"))
        else:
            sheets.put(sheet, row, 1, cell)


def _png_height(image: bytes) -> int:
    """Return the height a PNG states in its first chunk, in pixels."""
    return int.from_bytes(image[20:24], "big")
