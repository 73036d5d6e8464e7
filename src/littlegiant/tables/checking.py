"""Counts what came out of a conversion, and fetches the cells at fault where there are any."""

from __future__ import annotations

from collections import Counter
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
class Count:
    """Rows of a converted table, rows with an identifier, different identifiers, and columns that may have faults."""

    rows: int
    identified: int
    distinct: int
    suspects: tuple[Cell, ...]


def count_cells(
    connection: duckdb.DuckDBPyConnection,
    source: str,
    cells: Sequence[Cell],
    *,
    relation: str,
    names: Sequence[str],
) -> Count:
    """Count in a converted relation, whose columns have these names in the order of the cells.

    Identifiers, the first cell, are counted by their 64-bit hash: as many hashes as rows prove that none occurs
    twice. A native column that is not clean is suspect without counting: pandas writes empty cells as NaN.
    """
    asked = [(cell, name) for cell, name in zip(cells, names, strict=True) if not (cell.clean or cell.native)]
    counts = ["count(*)", f"count({names[0]})", f"count(DISTINCT hash({names[0]}))"]
    query = f"SELECT {', '.join([*counts, *(f'count({name})' for _, name in asked)])} FROM {relation}"
    rows, identified, distinct, *found = run(connection, query, source=source)[0]
    valued = {cell.index: count for (cell, _), count in zip(asked, found, strict=True)}
    suspects = [
        cell for cell in cells if not cell.clean and (cell.native or valued[cell.index] != cell.filled)
    ]
    return Count(rows, identified, distinct, tuple(suspects))


def collect_faults(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, suspects: Sequence[Cell]
) -> FaultReport:
    """Count the cells at fault in these columns and fetch the first of them in row order."""
    if not suspects:
        return FaultReport()
    counts = [f"count(*) FILTER ({_at_fault(cell)})" for cell in suspects]
    query = f"SELECT {', '.join(counts)} FROM ({conversion(raw, suspects)})"
    found = run(connection, query, source=raw.source)[0]
    faulty = [cell for cell, count in zip(suspects, found, strict=True) if count]
    first = sorted(
        (row, cell.index, value) for cell in faulty for row, value in _first(connection, raw, cell)
    )
    targets = {cell.index: cell.target for cell in faulty}
    kept = tuple(
        CellFault(row, targets[index].header, value, expected(targets[index].fact, value))
        for row, index, value in first[:KEPT]
    )
    further = Counter({targets[cell.index].header: 0 for cell in faulty})
    for cell, count in zip(suspects, found, strict=True):
        further[cell.target.header] += count
    further.subtract(fault.column for fault in kept)
    return FaultReport(sum(found), kept, {header: count for header, count in further.items() if count})


def _at_fault(cell: Cell) -> str:
    return f"y{cell.index} IS NULL AND {cell.present}"


def _first(connection: duckdb.DuckDBPyConnection, raw: RawTable, cell: Cell) -> list[tuple[int, str]]:
    query = (
        f"SELECT r, CAST(x{cell.index} AS VARCHAR) FROM ({conversion(raw, [cell], rows=True)}) "
        f"WHERE {_at_fault(cell)} ORDER BY r LIMIT {KEPT}"
    )
    return [(row, value) for row, value in run(connection, query, source=raw.source)]
