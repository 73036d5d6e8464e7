"""Counts cells at fault in one scan, and fetches them only where there are any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from littlegiant.tables.cells import Cell
from littlegiant.tables.conversion import conversion
from littlegiant.tables.expected import expected
from littlegiant.tables.faults import KEPT, CellFault, FaultReport
from littlegiant.tables.source import RawTable
from littlegiant.tables.sql import run


@dataclass(frozen=True)
class Profile:
    """What one scan tells: number of rows, of rows with an identifier, of different identifiers, and clean columns.

    `clean` holds the indexes of columns whose every cell passed unchanged.
    """

    rows: int
    identified: int
    distinct: int
    clean: frozenset[int]


def profile(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, cells: Sequence[Cell], relation: str
) -> Profile:
    """Scan `relation`, which has `x` and `y` of every cell, the first being the identifier.

    Identifiers are counted by their 64-bit hash: as many hashes as rows prove that none occurs twice.
    """
    counts = ["count(*)", "count(y0)", "count(DISTINCT hash(y0))"]
    counts += [f"count(x{cell.index}) = {_unchanged(cell)}" for cell in cells]
    found = run(connection, f"SELECT {', '.join(counts)} FROM {relation}", source=raw.source)[0]
    clean = frozenset(cell.index for cell, is_clean in zip(cells, found[3:], strict=True) if is_clean)
    return Profile(found[0], found[1], found[2], clean)


def collect_faults(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, suspects: Sequence[Cell]
) -> FaultReport:
    """Count the cells at fault in these columns and fetch the first of them in row order."""
    if not suspects:
        return FaultReport()
    counts = [f"count(*) FILTER ({_at_fault(cell)})" for cell in suspects]
    query = f"SELECT {', '.join(counts)} FROM ({conversion(raw, suspects)})"
    found = run(connection, query, source=raw.source)[0]
    faulty = {cell: count for cell, count in zip(suspects, found, strict=True) if count}
    first = sorted(
        (row, cell.index, value, cell) for cell in faulty for row, value in _first(connection, raw, cell)
    )[:KEPT]
    further = {cell.target.header: count for cell, count in faulty.items()}
    for _, _, _, cell in first:
        further[cell.target.header] -= 1
    kept = tuple(
        CellFault(row, cell.target.header, value, expected(cell.target.fact, value))
        for row, _, value, cell in first
    )
    return FaultReport(sum(found), kept, {header: count for header, count in further.items() if count})


def _unchanged(cell: Cell) -> str:
    """Count the cells that `bare` would give as well; for a text that is more than having a value."""
    x, y = f"x{cell.index}", f"y{cell.index}"
    return f"count(*) FILTER ({x} = {y})" if cell.storage.kind == "text" else f"count({y})"


def _at_fault(cell: Cell) -> str:
    return f"y{cell.index} IS NULL AND {cell.present}"


def _first(connection: duckdb.DuckDBPyConnection, raw: RawTable, cell: Cell) -> list[tuple[int, str]]:
    query = (
        f"SELECT r, CAST(x{cell.index} AS VARCHAR) FROM ({conversion(raw, [cell], rows=True)}) "
        f"WHERE {_at_fault(cell)} ORDER BY r LIMIT {KEPT}"
    )
    return [(row, value) for row, value in run(connection, query, source=raw.source)]
