"""Makes a fact table of a table with one row per enterprise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from littlegiant.tables.cells import Cell
from littlegiant.tables.conversion import conversion, lookups, plan_cells
from littlegiant.tables.fact_table import FactTable
from littlegiant.tables.fault_count import Profile, collect_faults, profile
from littlegiant.tables.identity import check_filled, check_unique
from littlegiant.tables.source import RawTable
from littlegiant.tables.sql import drop, fresh, identifier, run
from littlegiant.tables.targets import Target


def wide_table(
    connection: duckdb.DuckDBPyConnection,
    raw: RawTable,
    targets: Sequence[Target],
) -> FactTable:
    """Convert, check and name the columns; the first target is the identifier."""
    cells = plan_cells(connection, raw, targets)
    found = profile(connection, raw, cells, f"({conversion(raw, cells)})")
    check_filled(connection, raw, cells[0], found)
    check_unique(connection, raw, cells[0], found)
    faults = collect_faults(connection, raw, [cell for cell in cells if cell.index not in found.clean])
    relation, kind = fresh("facts"), "VIEW" if raw.lazy else "TABLE"
    picked = ", ".join(f"y{cell.index} AS {identifier(cell.target.column)}" for cell in cells)
    query = conversion(raw, [_simplified(cell, found) for cell in cells])
    run(connection, f"CREATE TEMP {kind} {relation} AS SELECT {picked} FROM ({query})", source=raw.source)
    kept = lookups(cells)
    if not raw.lazy:
        drop(connection, kept)
        kept = ()
    columns = {cell.target.column: cell.storage.kind for cell in cells}
    return FactTable(relation, columns, found.rows, faults, owned=kept)


def _simplified(cell: Cell, found: Profile) -> Cell:
    """Let a clean column through as it came: a bare column scans faster and takes filters."""
    if cell.bare is None or cell.index not in found.clean:
        return cell
    return replace(cell, raw=cell.bare, value=f"x{cell.index}", typed=f"v{cell.index}")
