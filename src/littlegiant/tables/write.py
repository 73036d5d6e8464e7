"""Writes rows or the outcome of a query to a file or to standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb

from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables.atomic import replacing
from littlegiant.tables.writers import (
    Finish,
    copy_parquet,
    failed,
    write_csv,
    write_json,
    write_parquet,
    write_xlsx,
)

FORMATS = ("json", "csv", "parquet", "xlsx")
BY_SUFFIX = {
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".csv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".xlsx": "xlsx",
}
FILES_ONLY = ("parquet", "xlsx")
BATCH = 10_000
Row = Sequence[Any]


def format_for(path: Path | None, explicit: str | None = None) -> str:
    """Return the format to write: the explicit one, else by the suffix of `path`; JSON Lines on standard output."""
    if explicit is not None and explicit not in FORMATS:
        raise _unknown_format(explicit)
    if path is not None:
        chosen = explicit or BY_SUFFIX.get(path.suffix.lower())
        if chosen is None:
            raise _unknown_suffix(path)
        return chosen
    chosen = explicit or "json"
    if chosen in FILES_ONLY:
        raise LittleGiantError(
            "output.needs-file",
            Text(zh=f"{chosen} 不能写到标准输出。", en=f"{chosen} cannot go to standard output."),
            Text(
                zh=f"请用 --out 写明文件，如 out.{chosen}。",
                en=f"Name a file with --out, as in out.{chosen}.",
            ),
        )
    return chosen


def write_rows(
    rows: Iterable[Mapping[str, Any]],
    path: Path | None,
    kind: str,
    *,
    columns: Sequence[str] | None = None,
    also: Finish | None = None,
) -> int:
    """Write rows in one of FORMATS, to standard output without a path; return how many.

    Without `columns` the keys of the first row are the columns; `also` adds further sheets to a workbook. A file is put
    in place whole or not at all.
    """
    iterator = iter(rows)
    if columns is None:
        first = next(iterator, None)
        columns = list(first or ())
        iterator = iterator if first is None else chain([first], iterator)
    names = list(columns)
    return _write(names, ([row.get(name) for name in names] for row in iterator), path, kind, also)


def write_query(connection: duckdb.DuckDBPyConnection, query: str, path: Path | None, kind: str) -> int:
    """Write the outcome of a query as `write_rows` does, never holding it all; return how many rows."""
    if kind == "parquet" and path is not None:
        with replacing(path) as temporary:
            return copy_parquet(connection, query, temporary)
    try:
        outcome = connection.execute(query)
    except duckdb.Error as error:
        raise failed(error) from error
    return _write([column[0] for column in outcome.description or ()], _batches(outcome), path, kind)


def _batches(outcome: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    try:
        while batch := outcome.fetchmany(BATCH):
            yield from batch
    except duckdb.Error as error:
        raise failed(error) from error


def _write(
    columns: list[str], rows: Iterable[Row], path: Path | None, kind: str, also: Finish | None = None
) -> int:
    if path is None:
        writer = write_json if kind == "json" else write_csv
        return writer(columns, rows, sys.stdout)
    with replacing(path) as temporary:
        if kind == "xlsx":
            return write_xlsx(columns, rows, temporary, also)
        if kind == "parquet":
            return write_parquet(columns, rows, temporary)
        # Excel takes a CSV without a byte order mark for one in the old local encoding.
        encoding = "utf-8-sig" if kind == "csv" else "utf-8"
        with temporary.open("w", encoding=encoding, newline="") as out:
            return (write_csv if kind == "csv" else write_json)(columns, rows, out)


def _unknown_format(name: str) -> LittleGiantError:
    listed = ", ".join(FORMATS)
    return LittleGiantError(
        "output.unknown-format",
        Text(zh=f"没有格式“{name}”；有：{listed}。", en=f"There is no format {name!r}; there are {listed}."),
        Text(zh="请用 --format 选其中之一。", en="Choose one of them with --format."),
    )


def _unknown_suffix(path: Path) -> LittleGiantError:
    suffixes = ", ".join(BY_SUFFIX)
    return LittleGiantError(
        "output.unknown-format",
        Text(
            zh=f"从 {path} 的扩展名看不出格式；可用：{suffixes}。",
            en=f"The ending of {path} names no format; {suffixes} do.",
        ),
        Text(
            zh="请改扩展名，或用 --format 写明格式。",
            en="Change the ending, or give the format with --format.",
        ),
    )
