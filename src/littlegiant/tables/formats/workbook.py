"""Sheets of XLSX workbooks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables.formats.sheet_size import refuse_far_cells
from littlegiant.tables.formats.staging import drop_header, load_csv, write_staged
from littlegiant.tables.formats.values import is_long_number, plain_text
from littlegiant.tables.numbers import BLANKS
from littlegiant.tables.source import DECIMAL_DIGITS, DOUBLE_DIGITS, RawColumn, RawTable
from littlegiant.tables.sql import first_line, unreadable


@dataclass(frozen=True)
class WorkbookSheet:
    """One sheet whose header is known; `header_record` counts rows from 0."""

    path: Path
    sheet: CalamineSheet
    headers: tuple[str, ...]
    header_record: int
    long_numbers: set[int] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The path."""
        return str(self.path)

    def load(self, connection: duckdb.DuckDBPyConnection, used: Sequence[int]) -> RawTable:
        """Read the used columns as text; a number cell is an IEEE double and is written as such."""
        with TemporaryDirectory(prefix="littlegiant-") as folder:
            staged = Path(folder) / "sheet.csv"
            write_staged(staged, self._rows(used))
            try:
                table = load_csv(connection, staged, len(self.headers), used)
            except duckdb.Error as error:
                raise unreadable(self.name, first_line(error)) from error
        drop_header(connection, table, self.header_record)
        columns = {position: self._column(position) for position in used}
        return RawTable(self.name, table, columns, "rowid + 1", skip_blank=True, owned=(table,))

    def _column(self, position: int) -> RawColumn:
        digits = DECIMAL_DIGITS if position in self.long_numbers else DOUBLE_DIGITS
        return RawColumn(self.headers[position], f"c{position}", digits=digits)

    def _rows(self, used: Sequence[int]) -> Iterator[list[str]]:
        picked, width = sorted(set(used)), len(self.headers)
        for row in self.sheet.iter_rows():
            texts = [""] * width
            for position in picked:
                texts[position] = plain_text(row[position])
                if is_long_number(row[position]):
                    self.long_numbers.add(position)
            yield texts


def open_workbook(path: Path, sheet: str | None = None) -> WorkbookSheet:
    """Open the first sheet of a workbook, or the one named, and find its header."""
    refuse_far_cells(path)
    found = _sheet(path, sheet)
    for number, row in enumerate(found.iter_rows()):
        headers = tuple(plain_text(cell).strip(BLANKS) for cell in row)
        if any(headers):
            return WorkbookSheet(path, found, headers, number)
    raise LittleGiantError(
        "table.empty",
        Text(zh=f"{path} 的工作表“{found.name}”是空的。", en=f"Sheet {found.name!r} of {path} is empty."),
        Text(
            zh="表头应在第一行；若数据在另一张工作表，请在映射文件写明 sheet。",
            en="The first row must hold the headers; if the table is on another sheet, name it with `sheet` in a mapping file.",
        ),
    )


def _sheet(path: Path, name: str | None) -> CalamineSheet:
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        if name is not None and name not in workbook.sheet_names:
            raise _no_sheet(path, name, workbook.sheet_names)
        return workbook.get_sheet_by_name(name) if name else workbook.get_sheet_by_index(0)
    except LittleGiantError:
        raise
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise unreadable(str(path), first_line(error)) from error
    except BaseException as error:
        # A panic of the reader is a BaseException of its own class; an interrupt is not ours to keep.
        if type(error).__name__ == "PanicException":
            raise unreadable(str(path), "damaged workbook") from error
        raise


def _no_sheet(path: Path, name: str, sheets: Sequence[str]) -> LittleGiantError:
    listed: Any = ", ".join(sheets)
    return LittleGiantError(
        "table.unknown-sheet",
        Text(
            zh=f"{path} 没有工作表“{name}”；有：{listed}。",
            en=f"{path} has no sheet {name!r}; it has {listed}.",
        ),
        Text(zh="请改正映射文件中的 sheet。", en="Correct `sheet` in the mapping file."),
    )
