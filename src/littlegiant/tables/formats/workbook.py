"""Sheets of XLSX workbooks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables.formats.archive import opened
from littlegiant.tables.formats.sheet_errors import error_cells
from littlegiant.tables.formats.sheet_size import look_over
from littlegiant.tables.formats.staging import drop_header, load_csv, write_staged
from littlegiant.tables.formats.values import has_lost_digits, is_long_number, plain_text
from littlegiant.tables.numbers import BLANKS
from littlegiant.tables.source import DECIMAL_DIGITS, DOUBLE_DIGITS, RawColumn, RawTable
from littlegiant.tables.sql import unreadable
from littlegiant.tables.wording import of_library


@dataclass(frozen=True)
class WorkbookSheet:
    """One sheet whose header is known; `header_record` counts rows from 0.

    `doubtful` is the part of the archive to look through for cells without a value, None where there are none. The
    fields after it are filled while the rows are read.
    """

    path: Path
    sheet: CalamineSheet
    headers: tuple[str, ...]
    header_record: int
    doubtful: str | None = None
    long_numbers: set[int] = field(default_factory=set)
    marked: set[int] = field(default_factory=set)
    rounded: dict[int, int] = field(default_factory=dict)

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
                raise unreadable(self.name, error) from error
        drop_header(connection, table, self.header_record)
        columns = {position: self._column(position) for position in used}
        return RawTable(self.name, table, columns, "rowid + 1", skip_blank=True, owned=(table,))

    def _column(self, position: int) -> RawColumn:
        return RawColumn(
            self.headers[position],
            f"c{position}",
            digits=DECIMAL_DIGITS if position in self.long_numbers else DOUBLE_DIGITS,
            errors=position in self.marked,
            rounded=self.rounded.get(position),
        )

    def _rows(self, used: Sequence[int]) -> Iterator[list[str]]:
        picked, width = sorted(set(used)), len(self.headers)
        for number, (row, marks) in enumerate(self._marked_rows()):
            texts = [""] * width
            for position in picked:
                cell = row[position]
                texts[position] = plain_text(cell)
                if is_long_number(cell):
                    self.long_numbers.add(position)
                elif has_lost_digits(cell) and number > self.header_record:
                    self.rounded.setdefault(position, number + 1)
            for position in marks.keys() & set(picked) if number > self.header_record else ():
                texts[position] = marks[position]
                self.marked.add(position)
            yield texts

    def _marked_rows(self) -> Iterator[tuple[list[Any], dict[int, str]]]:
        """Yield each row with the marks, by position, of its cells without a value."""
        first = (self.sheet.start or (0, 0))[1]
        cells = error_cells(self.path, self.doubtful) if self.doubtful else iter(())
        waiting = next(cells, None)
        for number, row in enumerate(self.sheet.iter_rows()):
            marks = {}
            while waiting is not None and waiting[0] <= number:
                marks[waiting[1] - first] = waiting[2]
                waiting = next(cells, None)
            yield row, marks


def open_workbook(path: Path, sheet: str | None = None) -> WorkbookSheet:
    """Open the first visible sheet of a workbook, or the one named, and find its header."""
    with opened(path) as archive:
        archive.refuse_bombs()
        workbook = _workbook(path)
        name = _chosen(path, workbook, sheet)
        part = archive.part_of(name)
        doubtful = [one for one in ([part] if part else archive.sheet_parts()) if look_over(archive, one)]
    found = _sheet(path, workbook, name)
    for number, row in enumerate(found.iter_rows()):
        headers = tuple(plain_text(cell).strip(BLANKS) for cell in row)
        if any(headers):
            return WorkbookSheet(path, found, headers, number, part if doubtful else None)
    raise LittleGiantError(
        "table.empty",
        Text(zh=f"{path} 的工作表“{found.name}”是空的。", en=f"Sheet {found.name!r} of {path} is empty."),
        Text(
            zh="表头应在第一行；若数据在另一张工作表，请在映射文件写明 sheet。",
            en="The first row must hold the headers; if the table is on another sheet, name it with `sheet` in a mapping file.",
        ),
    )


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise unreadable(str(path), error) from error
    except BaseException as error:
        # A panic of the reader is a BaseException of its own class; an interrupt is not ours to keep.
        if type(error).__name__ == "PanicException":
            raise unreadable(str(path), of_library("damaged workbook")) from error
        raise


def _workbook(path: Path) -> CalamineWorkbook:
    with _reading(path):
        return CalamineWorkbook.from_path(str(path))


def _chosen(path: Path, workbook: CalamineWorkbook, name: str | None) -> str:
    """Return the name of the sheet to read: the one asked for, else the first that Excel shows."""
    if name is not None:
        if name not in workbook.sheet_names:
            raise _no_sheet(path, name, workbook.sheet_names)
        return name
    if not workbook.sheet_names:
        raise unreadable(str(path), Text(zh="其中没有工作表", en="it has no sheet"))
    sheets = [one for one in workbook.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    shown = [one.name for one in sheets if one.visible == SheetVisibleEnum.Visible]
    return next(iter(shown), workbook.sheet_names[0])


def _sheet(path: Path, workbook: CalamineWorkbook, name: str) -> CalamineSheet:
    with _reading(path):
        return workbook.get_sheet_by_name(name)


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
