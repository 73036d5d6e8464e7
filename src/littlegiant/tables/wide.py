"""Makes a fact table of a table with one row per enterprise."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from littlegiant.tables.checking import count_cells
from littlegiant.tables.collecting import collect_faults
from littlegiant.tables.conversion import conversion, plan_cells
from littlegiant.tables.fact_table import FactTable
from littlegiant.tables.identity import check_filled, check_unique
from littlegiant.tables.source import RawTable
from littlegiant.tables.sql import drop, fresh, identifier, run
from littlegiant.tables.targets import Target


def wide_table(
    connection: duckdb.DuckDBPyConnection,
    raw: RawTable,
    targets: Sequence[Target],
    *,
    unused: Sequence[Target] = (),
    faults: Path | None = None,
) -> FactTable:
    """Convert, check and name the columns; the first target is the identifier.

    Faults are looked for in `unused` columns too; every one is written to the file `faults`.
    """
    plan = plan_cells(connection, raw, targets, unused, coded=True)
    raw, cells = plan.raw, plan.cells
    relation, kind = fresh("facts"), "VIEW" if raw.lazy else "TABLE"
    names = [identifier(cell.target.column) for cell in cells]
    picked = ", ".join(f"y{cell.index} AS {name}" for cell, name in zip(cells, names, strict=True))
    query = f"SELECT {picked} FROM ({conversion(raw, cells)})"
    try:
        run(connection, f"CREATE TEMP {kind} {relation} AS {query}", source=raw.source)
        found = count_cells(connection, raw.source, cells, relation=relation, names=names)
        check_filled(connection, raw, cells[0], found)
        check_unique(connection, raw, cells[0], found)
        report = collect_faults(connection, raw, [*found.suspects, *plan.checked], faults)
    except BaseException:
        drop(connection, (relation,))
        raise
    return FactTable(relation, {cell.target.column: cell.column for cell in cells}, found.rows, report)
