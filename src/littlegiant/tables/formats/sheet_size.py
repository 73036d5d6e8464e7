"""Looks over a sheet before it is read: refuses far cells, and finds out whether cells hold no value.

A reader of sheets lays them out as a full rectangle; one stray cell in the last row and column of Excel makes
that seventeen thousand million cells.
"""

from __future__ import annotations

import re

from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables.formats.archive import Archive

OVERLAP = 256
MOST_CELLS = 200_000_000
# Written as every program writes them, since these run over every cell of the sheet.
ROW = re.compile(rb'<row r="([0-9]+)')
COLUMN = re.compile(rb' r="([A-Z]+)')
# Excel's rows end at 1,048,576.
BEYOND = re.compile(rb' r="[A-Z]*[0-9]{8}')
# An error such as #N/A, or a formula after which no value stands.
NO_VALUE = re.compile(
    rb"""\bt=(?:"e"|'e')|(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^<>]*/>)\s*"""
    rb"""(?:<(?:\w+:)?v\s*(?:/>|>\s*</(?:\w+:)?v>)\s*)?</(?:\w+:)?c>"""
)


def look_over(archive: Archive, part: str) -> bool:
    """Raise LittleGiantError when the sheet spans too many cells; say whether some may hold no value."""
    rows = columns = 0
    doubtful = False
    for chunk in archive.chunks(part, OVERLAP):
        rows = max(rows, *map(int, ROW.findall(chunk)), 0)
        columns = max(columns, *map(_column_number, set(COLUMN.findall(chunk))), 0)
        if BEYOND.search(chunk) or rows * columns > MOST_CELLS:
            raise _far_cells(archive, part, rows, columns)
        doubtful = doubtful or NO_VALUE.search(chunk) is not None
    return doubtful


def _far_cells(archive: Archive, part: str, rows: int, columns: int) -> LittleGiantError:
    return LittleGiantError(
        "table.far-cells",
        Text(
            zh=f"{archive.path} 的 {part} 有离表格极远的单元格（第 {rows} 行、第 {columns} 列）。",
            en=f"{archive.path}, {part}: cells lie extremely far from the table (row {rows}, column {columns}).",
        ),
        Text(
            zh="请删除表格以外的行和列，或另存为 CSV。",
            en="Delete the rows and columns beyond the table, or save it as CSV.",
        ),
    )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
