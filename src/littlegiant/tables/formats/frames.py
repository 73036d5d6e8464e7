"""Frames that are already in memory: Arrow, pandas and Polars."""

from __future__ import annotations

from typing import Any

import duckdb

from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables.formats.scanned import ScannedTable, describe
from littlegiant.tables.formats.values import plain_text
from littlegiant.tables.sql import drop, fresh, unreadable


def open_frame(connection: duckdb.DuckDBPyConnection, frame: Any) -> ScannedTable:
    """Make a frame known to DuckDB; the frame is referred to, not copied."""
    library = type(frame).__module__.partition(".")[0]
    openers = {"pandas": _of_pandas, "polars": _of_polars, "pyarrow": _of_arrow}
    if library not in openers:
        raise _unknown(type(frame).__name__)
    name, label = fresh("frame"), f"{library} {type(frame).__name__}"
    prepared, headers = openers[library](frame)
    try:
        connection.register(name, prepared)
        columns = describe(connection, name, label)
    except duckdb.Error as error:
        raise unreadable(label, error) from error
    except LittleGiantError:
        drop(connection, [name])
        raise
    return ScannedTable(label, name, columns, named=headers, owned=(name,))


def _of_arrow(frame: Any) -> tuple[Any, tuple[str, ...]]:
    table = frame.read_all() if hasattr(frame, "read_all") else frame
    if not hasattr(table, "schema"):
        raise _unknown(type(frame).__name__)
    return table, tuple(table.schema.names)


def _of_polars(frame: Any) -> tuple[Any, tuple[str, ...]]:
    collected = frame.collect() if hasattr(frame, "collect") else frame
    if not hasattr(collected, "to_arrow") or not hasattr(collected, "columns"):
        raise _unknown(type(frame).__name__)
    try:
        return collected.to_arrow(), tuple(collected.columns)
    except ModuleNotFoundError as error:
        raise LittleGiantError(
            "table.missing-library",
            Text(zh="读取 Polars 表需要 pyarrow。", en="Reading a Polars frame needs pyarrow."),
            Text(zh="请安装 littlegiant[frames]。", en="Install littlegiant[frames]."),
        ) from error


def _of_pandas(frame: Any) -> tuple[Any, tuple[str, ...]]:
    """Give mixed columns as text, since DuckDB would guess their type from a sample."""
    if not hasattr(frame, "columns"):
        raise _unknown(type(frame).__name__)
    headers = tuple(map(str, frame.columns))
    plain = frame.copy(deep=False)
    plain.columns = [f"c{position}" for position in range(len(headers))]
    for name in plain.columns:
        if plain[name].dtype == object:
            plain[name] = plain[name].map(plain_text).astype("str")
    return plain, headers


def _unknown(kind: str) -> LittleGiantError:
    return LittleGiantError(
        "table.unknown-frame",
        Text(
            zh=f"{kind} 不是可读的表；应为路径、Arrow、pandas 或 Polars 表。",
            en=f"{kind} is not a table that can be read; a path or an Arrow, pandas or Polars table is expected.",
        ),
        Text(zh="请转换为其中之一。", en="Convert it to one of these."),
    )
