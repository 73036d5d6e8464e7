"""CSV in the encodings and with the delimiters that offices use."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables.formats.encoding import detect_encoding, shape_of, transcode, wrong_encoding
from littlegiant.tables.formats.staging import drop_header, load_csv, write_staged
from littlegiant.tables.numbers import BLANKS
from littlegiant.tables.source import RawColumn, RawTable
from littlegiant.tables.sql import unreadable
from littlegiant.tables.wording import reason

DELIMITERS = (",", "\t", ";")
HEAD = 1 << 20


@dataclass(frozen=True)
class DelimitedFile:
    """A CSV file whose encoding, delimiter and header are known; `header_record` counts records from 0."""

    path: Path
    encoding: str
    delimiter: str
    headers: tuple[str, ...]
    header_record: int

    @property
    def name(self) -> str:
        """The path."""
        return str(self.path)

    def load(self, connection: duckdb.DuckDBPyConnection, used: Sequence[int]) -> RawTable:
        """Read the used columns as text, fast when the file is regular, record by record when it is not."""
        with TemporaryDirectory(prefix="littlegiant-") as folder:
            plain = self.path
            if not self.encoding.startswith("utf-8"):
                plain = Path(folder) / "utf-8.csv"
                transcode(self.path, self.encoding, plain)
            table = self._fast(connection, plain, used) or self._careful(connection, plain, used)
        drop_header(connection, table, self.header_record)
        columns = {position: RawColumn(self.headers[position], f"c{position}") for position in used}
        return RawTable(self.name, table, columns, "rowid + 1", skip_blank=True, owned=(table,))

    def _fast(self, connection: duckdb.DuckDBPyConnection, plain: Path, used: Sequence[int]) -> str | None:
        shape = shape_of(plain)
        if not shape.regular:
            return None
        try:
            return load_csv(
                connection,
                plain,
                len(self.headers),
                used,
                delimiter=self.delimiter,
                parallel=not shape.quoted,
            )
        except (duckdb.Error, UnicodeError):
            return None

    def _careful(self, connection: duckdb.DuckDBPyConnection, plain: Path, used: Sequence[int]) -> str:
        """Rewrite the records one by one, so that a wrong one is named and blank lines keep their number."""
        with TemporaryDirectory(prefix="littlegiant-") as folder:
            staged = Path(folder) / "staged.csv"
            try:
                write_staged(staged, self._records(plain))
                return load_csv(connection, staged, len(self.headers), used)
            except UnicodeError as error:
                raise wrong_encoding(self.path, self.encoding) from error
            except duckdb.Error as error:
                raise unreadable(self.name, error) from error

    def _records(self, plain: Path) -> Iterator[list[str]]:
        width = len(self.headers)
        with plain.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, delimiter=self.delimiter, strict=True)
            number = 0
            try:
                for number, record in enumerate(reader, start=1):
                    yield _fitted(record, width) or self._refuse(number, record)
            except csv.Error as error:
                raise self._misquoted(number + 1, error) from error

    def _refuse(self, number: int, record: Sequence[str]) -> list[str]:
        found, width = len(record), len(self.headers)
        raise LittleGiantError(
            "table.ragged-row",
            Text(
                zh=f"{self.path} 第 {number} 行有 {found} 个单元格，表头有 {width} 个。",
                en=f"{self.path}, row {number} has {found} {'cell' if found == 1 else 'cells'}, the header has {width}.",
            ),
            Text(
                zh="请检查该行的分隔符和引号；含逗号的内容须加双引号。",
                en="Check the delimiters and quotes of that row; a cell with a delimiter in it needs double quotes.",
            ),
        )

    def _misquoted(self, number: int, error: csv.Error) -> LittleGiantError:
        if _is_long(error):
            return long_cell(self.path, number)
        why = reason(error)
        return LittleGiantError(
            "table.misquoted-row",
            Text(
                zh=f"{self.path} 第 {number} 行的引号有误：{why.zh}。",
                en=f"{self.path}, row {number}: a quote is out of place, {why.en}.",
            ),
            Text(
                zh='单元格内的双引号须写成两个（""）。',
                en='Within a quoted cell, write a double quote twice ("").',
            ),
        )


def open_delimited(path: Path, encoding: str | None = None) -> DelimitedFile:
    """Find out encoding, delimiter and header of a CSV file; `encoding` overrides the first."""
    chosen = _mark_aware(path, encoding) if encoding else detect_encoding(path)
    head = _head(path, chosen)
    found = [(delimiter, *_first_record(head, delimiter)) for delimiter in DELIMITERS]
    delimiter, number, header = max(found, key=lambda one: len(one[2]))
    if not header and head.strip(BLANKS):
        raise long_cell(path, number + 1)
    if not header:
        raise LittleGiantError(
            "table.empty",
            Text(zh=f"{path} 是空的，没有表头。", en=f"{path} is empty, it has no header."),
            Text(zh="第一行应为表头。", en="The first row must hold the headers."),
        )
    return DelimitedFile(path, chosen, delimiter, tuple(cell.strip(BLANKS) for cell in header), number)


def _mark_aware(path: Path, encoding: str) -> str:
    if codecs.lookup(encoding).name != "utf-8":
        return encoding
    with path.open("rb") as file:
        return "utf-8-sig" if file.read(3) == codecs.BOM_UTF8 else "utf-8"


def _head(path: Path, encoding: str) -> str:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            chunk = file.read(HEAD)
            return decoder.decode(chunk, final=len(chunk) < HEAD)
    except UnicodeError as error:
        raise wrong_encoding(path, encoding) from error


def _first_record(head: str, delimiter: str) -> tuple[int, list[str]]:
    """Return number and cells of the first record that is not blank, no cells when it cannot be read."""
    number = -1
    try:
        for number, record in enumerate(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)):
            if any(cell.strip(BLANKS) for cell in record):
                return number, record
    except csv.Error:
        return number + 1, []
    return 0, []


def _is_long(error: csv.Error) -> bool:
    return "field larger than field limit" in str(error)


def long_cell(path: Path, number: int) -> LittleGiantError:
    """Say that a cell of a row is too long, which a quote that is never closed does too."""
    limit = f"{csv.field_size_limit():,}"
    return LittleGiantError(
        "table.long-cell",
        Text(
            zh=f"{path} 第 {number} 行有超过 {limit} 字符的单元格。",
            en=f"{path}, row {number} has a cell of more than {limit} characters.",
        ),
        Text(
            zh="请缩短该单元格；内容若并不长，则是双引号没有闭合，或分隔符不是逗号、分号或制表符。",
            en="Shorten the cell; if it is not long, a double quote before it is never closed, or cells are not "
            "delimited by commas, semicolons or tabs.",
        ),
    )


def _fitted(record: list[str], width: int) -> list[str]:
    """Return the record in the width of the header, blank or with blank cells cut off; empty when it does not fit."""
    if len(record) == width:
        return record
    if not any(cell.strip(BLANKS) for cell in record[width:]) and len(record) > width:
        return record[:width]
    return [""] * width if not any(cell.strip(BLANKS) for cell in record) else []
