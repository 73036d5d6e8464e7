"""Quotes names and values for DuckDB and turns its errors into ours."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

import duckdb

from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables.wording import reason

# Names of frames registered with DuckDB begin so: they are not dropped but unregistered.
FRAME = "lg_frame"

_numbers = itertools.count(1)


def identifier(name: str) -> str:
    """Quote a name of a column, table or view."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Quote a text value."""
    return "'" + text.replace("'", "''") + "'"


def literals(texts: Iterable[str]) -> str:
    """Quote text values as a comma-separated list."""
    return ", ".join(literal(text) for text in texts)


def fresh(kind: str) -> str:
    """Return a name for a temporary table or view that no other call returns."""
    return f"lg_{kind}_{next(_numbers)}"


def run(
    connection: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[Any] = (), *, source: str
) -> list[tuple[Any, ...]]:
    """Execute one statement and return its rows; `source` names what is read when it fails."""
    try:
        return connection.execute(sql, list(parameters)).fetchall()
    except duckdb.Error as error:
        raise unreadable(source, error) from error


def drop(connection: duckdb.DuckDBPyConnection, names: Iterable[str]) -> None:
    """Drop temporary tables and views and registered frames, whichever of them still exist."""
    for name in names:
        if name.startswith(FRAME):
            connection.unregister(name)
            continue
        try:
            connection.execute(f"DROP TABLE IF EXISTS {name}")
        except duckdb.CatalogException:
            connection.execute(f"DROP VIEW IF EXISTS {name}")


def unreadable(source: str, error: BaseException | Text) -> LittleGiantError:
    """Say that a table cannot be read, and why."""
    why = error if isinstance(error, Text) else reason(error)
    return LittleGiantError(
        "table.unreadable",
        Text(zh=f"读不了 {source}：{why.zh}。", en=f"{source} cannot be read: {why.en}"),
        Text(
            zh="请检查文件是否完整，必要时重新导出为 CSV、XLSX 或 Parquet。",
            en="Check that the file is complete; if not, export it again as CSV, XLSX or Parquet.",
        ),
    )
