"""Brings records of text into DuckDB, by way of a CSV whose form leaves nothing to guess."""

from __future__ import annotations

import csv
import glob
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb

from littlegiant.tables.sql import fresh, literal


def write_staged(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """Write every row, blank ones too, as one record; line ends within cells become one kind."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerows([_one_line_end(cell) for cell in row] for row in rows)


def load_csv(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    width: int,
    used: Sequence[int],
    *,
    delimiter: str = ",",
    parallel: bool = False,
) -> str:
    """Create a temporary table with the used ones of columns `c0, c1, …`, the header its first record.

    Returns its name; its `rowid` counts the records from 0. Raises `duckdb.Error` when a record is malformed.
    """
    name = fresh("raw")
    types = ", ".join(f"c{position}: 'VARCHAR'" for position in range(width))
    picked = ", ".join(f"c{position}" for position in sorted(set(used)))
    connection.execute(
        f"CREATE TEMP TABLE {name} AS SELECT {picked} FROM read_csv({literal(glob.escape(str(path)))}, "
        f"auto_detect=false, header=false, delim={literal(delimiter)}, quote='\"', escape='\"', "
        f"parallel={'true' if parallel else 'false'}, columns={{{types}}})"
    )
    return name


def drop_header(connection: duckdb.DuckDBPyConnection, name: str, header_record: int) -> None:
    """Remove the header and what stands above it; the other records keep their `rowid`."""
    connection.execute(f"DELETE FROM {name} WHERE rowid <= {header_record}")


def _one_line_end(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell
