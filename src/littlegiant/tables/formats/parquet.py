"""Parquet: one file, a pattern of files, or a directory of partitions; scanned in place, never copied."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables.formats.scanned import ScannedTable, describe
from littlegiant.tables.sql import literals, run

SUFFIXES = (".parquet", ".pq")
MARK = b"PAR1"


def open_parquet(connection: duckdb.DuckDBPyConnection, path: Path) -> ScannedTable:
    """Find the files and their columns; a directory is read with the partitions its folders name."""
    files = _files(path)
    single = path.is_file()
    paths = tuple(glob.escape(str(file)) for file in files)
    partitions = "hive_partitioning=false" if single else "hive_types_autocast=false, union_by_name=true"
    scan = f"read_parquet([{literals(paths)}], binary_as_string=true, {partitions})"
    columns = describe(connection, scan, str(path))
    named = _own_names(connection, files[0], columns)
    return ScannedTable(str(path), scan, columns, named=named, files=paths)


def _own_names(
    connection: duckdb.DuckDBPyConnection, file: Path, columns: Sequence[tuple[str, str]]
) -> tuple[str, ...]:
    """Return the column names as the first file has them, for DuckDB renames the second of two equal ones."""
    query = (
        f"SELECT name, coalesce(num_children, 0) FROM parquet_schema({literals([glob.escape(str(file))])})"
    )
    nodes = iter(run(connection, query, source=str(file))[1:])
    names = []
    for name, children in nodes:
        names.append(name)
        _skip(nodes, children)
    if len(names) > len(columns):
        return ()
    # What the folders or other files add comes after.
    return (*names, *(name for name, _ in columns[len(names) :]))


def _skip(nodes: Iterator[tuple[Any, ...]], children: int) -> None:
    for _, grandchildren in islice(nodes, children):
        _skip(nodes, grandchildren)


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if path.is_dir():
        found = [
            file for file in sorted(path.rglob("*")) if _is_part(file.relative_to(path)) and file.is_file()
        ]
    else:
        start = Path(path.anchor)
        found = [file for file in sorted(start.glob(str(path.relative_to(start)))) if file.is_file()]
    if not found:
        raise _no_parquet(Text(zh=f"{path} 中没有 Parquet 文件。", en=f"There is no Parquet file in {path}."))
    other = next((file for file in found if not _has_mark(file)), None)
    if other is not None:
        raise _no_parquet(
            Text(zh=f"{path} 中的 {other} 不是 Parquet 文件。", en=f"{path}: {other} is no Parquet file.")
        )
    return found


def _has_mark(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(len(MARK)) == MARK


def _no_parquet(message: Text) -> LittleGiantError:
    return LittleGiantError(
        "table.no-parquet",
        message,
        Text(
            zh="目录和通配符只用于 Parquet；CSV 或 XLSX 请写明文件。",
            en="A directory or a pattern is for Parquet only; name the file of a CSV or XLSX table.",
        ),
    )


def _is_part(file: Path) -> bool:
    """Say whether a file of a directory belongs to the table; what begins with `_` or `.` is other programs' own."""
    return file.suffix.lower() in SUFFIXES and not any(part.startswith(("_", ".")) for part in file.parts)
