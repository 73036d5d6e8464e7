"""Writes rows as JSON Lines, CSV, XLSX or Parquet, one row at a time."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TextIO

import duckdb

from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables.sql import identifier, literal
from littlegiant.tables.values_out import csv_value, flat_value, is_exact_number, json_text
from littlegiant.tables.wording import reason

Row = Sequence[Any]
Finish = Callable[[Any], None]

SHEET_ROWS = 1_048_576
SHEET_COLUMNS = 16_384
CELL_LENGTH = 32_767
FIRST_SHEET_YEAR = 1900
TYPES: dict[type, str] = {
    bool: "BOOLEAN",
    int: "BIGINT",
    float: "DOUBLE",
    Decimal: "DOUBLE",
    dt.date: "DATE",
    dt.datetime: "TIMESTAMP",
}
GREATEST_BIGINT = 2**63 - 1


def write_json(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> int:
    """Write one JSON object a line and return the number of rows."""
    count = 0
    for row in rows:
        out.write(json_text(dict(zip(columns, row, strict=True))) + "\n")
        count += 1
    return count


def write_csv(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> int:
    """Write a header and one line a row; return the number of rows."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([csv_value(column) for column in columns])
    count = 0
    for row in rows:
        writer.writerow([csv_value(value) for value in row])
        count += 1
    return count


def write_xlsx(columns: Sequence[str], rows: Iterable[Row], path: Path, also: Finish | None = None) -> int:
    """Write a sheet with a frozen bold header and filters, typed cells, and no formula; return the number of rows.

    `also` adds further sheets to the workbook of XlsxWriter, each row of them in its turn.
    """
    # Takes longer to import than most tables take to write, and few are written as XLSX.
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    if len(columns) > SHEET_COLUMNS:
        raise _too_large(f"{len(columns)} 列", f"{len(columns)} columns")
    with TemporaryDirectory(prefix="littlegiant-") as folder:
        options = {
            "constant_memory": True,
            "tmpdir": folder,
            "strings_to_formulas": False,
            "strings_to_urls": False,
        }
        workbook = xlsxwriter.Workbook(str(path), options)
        count = _fill(workbook, columns, rows)
        if also is not None:
            also(workbook)
        try:
            workbook.close()
        except FileCreateError as error:
            raise OSError(None, str(error)) from error
    return count


def demand_sheet_rows(count: int) -> None:
    """Refuse, before any work is done, more rows than a sheet has room for under its header."""
    if count >= SHEET_ROWS:
        raise _too_large(
            f"{count:,} 行，至多 {SHEET_ROWS - 1:,} 行", f"{count:,} rows, the limit is {SHEET_ROWS - 1:,}"
        )


def write_parquet(columns: Sequence[str], rows: Iterable[Row], path: Path) -> int:
    """Write a Parquet file whose column types follow the values; return the number of rows."""
    kinds: list[set[type]] = [set() for _ in columns]
    with TemporaryDirectory(prefix="littlegiant-") as folder, duckdb.connect() as connection:
        spool = Path(folder) / "rows.jsonl"
        with spool.open("w", encoding="utf-8") as out:
            count = write_json(_keys(columns), _noted(rows, kinds), out)
        types = ", ".join(f"{key}: '{_type(kind)}'" for key, kind in zip(_keys(columns), kinds, strict=True))
        names = zip(_keys(columns), columns, strict=True)
        picked = ", ".join(f"{key} AS {identifier(column)}" for key, column in names)
        source = f"read_json({literal(str(spool))}, format='newline_delimited', columns={{{types}}})"
        copy_parquet(connection, f"SELECT {picked} FROM {source}", path)
    return count


def copy_parquet(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> int:
    """Let DuckDB write the outcome of a query as Parquet, streaming; return the number of rows."""
    form = "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)"
    statement = f"COPY ({query}) TO {literal(str(path))} {form}"
    try:
        return int(connection.execute(statement).fetchall()[0][0])
    except duckdb.Error as error:
        raise failed(error) from error


def failed(error: duckdb.Error) -> LittleGiantError:
    """Say that the rows to write could not be worked out or written."""
    why = reason(error)
    return LittleGiantError(
        "output.failed",
        Text(zh=f"写出结果时出错：{why.zh}。", en=f"The result could not be written: {why.en}"),
        Text(zh="请检查磁盘空间和内存。", en="Check the room on the disk and in memory."),
    )


def _fill(workbook: Any, columns: Sequence[str], rows: Iterable[Row]) -> int:
    sheet = workbook.add_worksheet()
    bold = workbook.add_format({"bold": True})
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    sheet.freeze_panes(1, 0)
    for position, column in enumerate(columns):
        sheet.set_column(position, position, max(10, len(column) + 3))
    for position, column in enumerate(columns):
        sheet.write_string(0, position, column, bold)
    count = 0
    for count, row in enumerate(rows, start=1):
        if count >= SHEET_ROWS:
            raise _too_large(f"{SHEET_ROWS - 1} 行以上", f"more than {SHEET_ROWS - 1} rows")
        for position, value in enumerate(row):
            _put(sheet, count, position, flat_value(value), day)
    if columns:
        sheet.autofilter(0, 0, count, len(columns) - 1)
    return count


def _put(sheet: Any, row: int, column: int, value: Any, day: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif is_exact_number(value):
        sheet.write_number(row, column, float(value))
    elif (
        isinstance(value, dt.date)
        and value.year >= FIRST_SHEET_YEAR
        and getattr(value, "tzinfo", None) is None
    ):
        sheet.write_datetime(row, column, value, day)
    elif len(str(value)) > CELL_LENGTH:
        raise _too_large(
            f"第 {row + 1} 行有超过 {CELL_LENGTH} 字的单元格",
            f"a cell of more than {CELL_LENGTH} characters in row {row + 1}",
        )
    else:
        sheet.write_string(row, column, str(value))


def _keys(columns: Sequence[str]) -> list[str]:
    return [f"c{position}" for position in range(len(columns))]


def _noted(rows: Iterable[Row], kinds: list[set[type]]) -> Iterator[Row]:
    """Note the types of the values that pass by; a whole number too large for one counts as text."""
    for row in rows:
        flat = [flat_value(value) for value in row]
        for kind, value in zip(kinds, flat, strict=True):
            if value is not None:
                fits = not isinstance(value, int) or abs(value) <= GREATEST_BIGINT
                kind.add(type(value) if fits else str)
        yield flat


def _type(kinds: set[type]) -> str:
    if len(kinds) == 1:
        return TYPES.get(next(iter(kinds)), "VARCHAR")
    return "DOUBLE" if kinds and kinds <= {int, float, Decimal} else "VARCHAR"


def _too_large(zh: str, en: str) -> LittleGiantError:
    return LittleGiantError(
        "output.too-large-for-xlsx",
        Text(zh=f"XLSX 放不下：{zh}。", en=f"Too large for XLSX: {en}."),
        Text(zh="请改用 CSV 或 Parquet。", en="Write CSV or Parquet instead."),
    )
