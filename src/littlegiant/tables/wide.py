"""Makes a fact table of a table with one row per enterprise."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from littlegiant.tables.checking import collect_faults, count_cells
from littlegiant.tables.conversion import conversion, plan_cells
from littlegiant.tables.fact_table import FactTable
from littlegiant.tables.identity import check_filled, check_unique
from littlegiant.tables.source import RawTable
from littlegiant.tables.sql import drop, fresh, identifier, run
from littlegiant.tables.targets import Target


def wide_table(connection: duckdb.DuckDBPyConnection, raw: RawTable, targets: Sequence[Target]) -> FactTable:
    """Convert, check and name the columns; the first target is the identifier."""
    raw, cells = plan_cells(connection, raw, targets, coded=True)
    relation, kind = fresh("facts"), "VIEW" if raw.lazy else "TABLE"
    names = [identifier(cell.target.column) for cell in cells]
    picked = ", ".join(f"y{cell.index} AS {name}" for cell, name in zip(cells, names, strict=True))
    query = f"SELECT {picked} FROM ({conversion(raw, cells)})"
    try:
        run(connection, f"CREATE TEMP {kind} {relation} AS {query}", source=raw.source)
        found = count_cells(connection, raw.source, cells, relation=relation, names=names)
        check_filled(connection, raw, cells[0], found)
        check_unique(connection, raw, cells[0], found)
        faults = collect_faults(connection, raw, found.suspects)
    except BaseException:
        drop(connection, (relation,))
        raise
    return FactTable(relation, {cell.target.column: cell.column for cell in cells}, found.rows, faults)
