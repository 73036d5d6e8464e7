"""The query that converts a whole table, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from littlegiant.tables.cells import Cell, clean_cell, native_cell, text_cell
from littlegiant.tables.findings import Finding
from littlegiant.tables.kinds import cell_text, is_native
from littlegiant.tables.lookups import build_lookup, reader_of
from littlegiant.tables.numbers import trimmed
from littlegiant.tables.source import RawTable
from littlegiant.tables.sql import identifier
from littlegiant.tables.storage import choose_storage
from littlegiant.tables.survey import survey
from littlegiant.tables.targets import Target


def plan_cells(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, targets: Sequence[Target]
) -> tuple[RawTable, list[Cell]]:
    """Decide for every column how it is converted; the first target is the identifier.

    Returns the table too, which need not be searched for blank rows when every row has an identifier.
    """
    rows, findings = survey(connection, raw, targets)
    first = findings[targets[0].column]
    if first.clean and first.filled == rows:
        raw = replace(raw, skip_blank=False)
    cells = [
        _cell(connection, raw, index, target, findings[target.column]) for index, target in enumerate(targets)
    ]
    return raw, cells


def conversion(raw: RawTable, cells: Sequence[Cell], *, rows: bool = False) -> str:
    """Return the query with `x0, x1, …` as they came and `y0, y1, …` converted; with `rows` also row numbers `r`."""
    kept = (["r"] if rows else []) + [f"x{cell.index}" for cell in cells]
    fetched = ([f"{raw.row} AS r"] if rows else []) + [f"{cell.raw} AS x{cell.index}" for cell in cells]
    read = kept + [f"{cell.value} AS v{cell.index}" for cell in cells]
    typed = kept + [f"{cell.typed} AS y{cell.index}" for cell in cells]
    incoming = f"SELECT {', '.join(fetched)} FROM {raw.relation}{blank_filter(raw)}"
    values = f"SELECT {', '.join(read)} FROM ({incoming}){_joins(cells)}"
    return f"SELECT {', '.join(typed)} FROM ({values})"


def lookups(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Name the look-up tables the conversion joins."""
    return tuple(cell.lookup for cell in cells if cell.lookup)


def blank_filter(raw: RawTable) -> str:
    """Return the WHERE clause that skips rows blank in every used column, or nothing."""
    if not raw.skip_blank:
        return ""
    columns = [column for column in raw.columns.values() if not column.constant]
    blank = " AND ".join(f"coalesce({trimmed(column.sql)}, '') = ''" for column in columns)
    return f" WHERE NOT ({blank})"


def _cell(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, index: int, target: Target, finding: Finding
) -> Cell:
    column, coded = raw.columns[target.position], reader_of(target.fact) is not None
    storage = choose_storage(connection, raw, target, finding)
    lookup = build_lookup(connection, raw, target) if coded else None
    if (coded and lookup is None) or (finding.clean and not coded):
        return clean_cell(index, column, target, storage, finding.filled)
    if is_native(column, target):
        return native_cell(index, column, target, storage, finding)
    return text_cell(index, cell_text(column, target), target, storage, finding, lookup)


def _joins(cells: Sequence[Cell]) -> str:
    looked_up = [cell for cell in cells if cell.lookup]
    return "".join(
        f" LEFT JOIN {identifier(cell.lookup or '')} AS l{cell.index} ON l{cell.index}.k = x{cell.index}"
        for cell in looked_up
    )
