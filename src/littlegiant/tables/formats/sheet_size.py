"""Refuses a workbook whose cells lie so far apart that reading it would exhaust the memory.

A reader of sheets lays them out as a full rectangle; one stray cell in the last row and column of Excel makes
that seventeen thousand million cells.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables.sql import unreadable

CHUNK = 1 << 22
OVERLAP = 64
MOST_CELLS = 200_000_000
SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
# Written as every program writes them, since these run over every cell of the sheet.
ROW = re.compile(rb'<row r="([0-9]+)')
COLUMN = re.compile(rb' r="([A-Z]+)')
# Excel's rows end at 1,048,576.
BEYOND = re.compile(rb' r="[A-Z]*[0-9]{8}')


def refuse_far_cells(path: Path) -> None:
    """Raise LittleGiantError when a sheet of the workbook spans too many cells, or no workbook is there."""
    try:
        with zipfile.ZipFile(path) as archive:
            for part in archive.namelist():
                if SHEET_PART.fullmatch(part):
                    _check(path, archive, part)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise unreadable(str(path), str(error)) from error


def _check(path: Path, archive: zipfile.ZipFile, part: str) -> None:
    rows = columns = 0
    for chunk in _chunks(archive, part):
        rows = max(rows, *map(int, ROW.findall(chunk)), 0)
        columns = max(columns, *map(_column_number, set(COLUMN.findall(chunk))), 0)
        if BEYOND.search(chunk) or rows * columns > MOST_CELLS:
            raise LittleGiantError(
                "table.far-cells",
                Text(
                    zh=f"{path} 的 {part} 有离表格极远的单元格（第 {rows} 行、第 {columns} 列）。",
                    en=f"{path}, {part}: cells lie extremely far from the table (row {rows}, column {columns}).",
                ),
                Text(
                    zh="请删除表格以外的行和列，或另存为 CSV。",
                    en="Delete the rows and columns beyond the table, or save it as CSV.",
                ),
            )


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Yield the part in chunks that overlap, so that no reference is cut in two."""
    tail = b""
    with archive.open(part) as file:
        while chunk := file.read(CHUNK):
            yield tail + chunk
            tail = chunk[-OVERLAP:]


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
