"""Parquet: one file, a pattern of files, or a directory of partitions; scanned in place, never copied."""

from __future__ import annotations

import glob
from pathlib import Path

import duckdb

from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables.formats.scanned import ScannedTable, describe
from littlegiant.tables.sql import literals

SUFFIXES = (".parquet", ".pq")


def open_parquet(connection: duckdb.DuckDBPyConnection, path: Path) -> ScannedTable:
    """Find the files and their columns; a directory is read with the partitions its folders name."""
    files = _files(path)
    single = path.is_file()
    listed = literals(glob.escape(str(file)) for file in files)
    partitions = "hive_partitioning=false" if single else "hive_types_autocast=false, union_by_name=true"
    scan = f"read_parquet([{listed}], binary_as_string=true, {partitions})"
    return ScannedTable(str(path), scan, describe(connection, scan, str(path)))


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if path.is_dir():
        found = [
            file for file in sorted(path.rglob("*")) if file.suffix.lower() in SUFFIXES and file.is_file()
        ]
    else:
        start = Path(path.anchor)
        found = [file for file in sorted(start.glob(str(path.relative_to(start)))) if file.is_file()]
    if not found:
        raise LittleGiantError(
            "table.no-parquet",
            Text(zh=f"{path} 中没有 Parquet 文件。", en=f"There is no Parquet file in {path}."),
            Text(
                zh="目录和通配符只用于 Parquet；CSV 或 XLSX 请写明文件。",
                en="A directory or a pattern is for Parquet only; name the file of a CSV or XLSX table.",
            ),
        )
    return found
