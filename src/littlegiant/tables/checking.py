"""Counts what came out of a conversion, which tells the columns that may have cells at fault."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from littlegiant.tables.cells import Cell
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
