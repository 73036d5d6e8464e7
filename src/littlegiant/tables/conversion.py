"""The query that converts a whole table, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import duckdb

from littlegiant.tables.cells import Cell, clean_cell, coded_cell, native_cell, text_cell
from littlegiant.tables.findings import Finding
from littlegiant.tables.kinds import is_native
from littlegiant.tables.lookups import build_lookup, reader_of
from littlegiant.tables.numbers import trimmed
from littlegiant.tables.source import RawTable
from littlegiant.tables.storage import choose_storage
from littlegiant.tables.survey import survey
from littlegiant.tables.targets import Target

INDUSTRY = "industry"
"""The one code that whole tables of rules are keyed by: its places pay even where every cell is canonical."""


@dataclass(frozen=True)
class Plan:
    """How a table is converted: the columns that are kept, and those that are only looked through for faults.

    `raw` need not be searched for blank rows when every row has an identifier.
    """

    raw: RawTable
    cells: list[Cell]
    checked: list[Cell]


def plan_cells(
    connection: duckdb.DuckDBPyConnection,
    raw: RawTable,
    targets: Sequence[Target],
    unused: Sequence[Target] = (),
    *,
    coded: bool,
) -> Plan:
    """Decide for every column how it is converted; the first target is the identifier.

    `unused` are columns that nobody asks for: of these only such as may have cells at fault are converted, and only
    to find those. `coded` keeps codes as places in a list where that saves work later.
    """
    rows, findings = survey(connection, raw, targets, unused)
    first = findings[targets[0].column]
    if first.clean and first.filled == rows:
        raw = replace(raw, skip_blank=False)
    cells = [
        _looked_up(connection, raw, index, target, (findings[target.column], coded))
        or _cell(connection, raw, index, target, findings[target.column])
        for index, target in enumerate(targets)
    ]
    doubtful = [target for target in unused if not findings[target.column].clean]
    checked = [
        _looked_up(connection, raw, index, target, (findings[target.column], False))
        or _cell(connection, raw, index, target, findings[target.column])
        for index, target in enumerate(doubtful, start=len(cells))
    ]
    return Plan(raw, cells, [cell for cell in checked if not cell.clean])


def conversion(raw: RawTable, cells: Sequence[Cell], *, rows: bool = False) -> str:
    """Return the query with `x0, x1, …` as they came and `y0, y1, …` converted; with `rows` also row numbers `r`."""
    kept = (["r"] if rows else []) + [f"x{cell.index}" for cell in cells]
    fetched = ([f"{raw.row} AS r"] if rows else []) + [f"{cell.raw} AS x{cell.index}" for cell in cells]
    read = kept + [f"{cell.value} AS v{cell.index}" for cell in cells]
    typed = kept + [f"{cell.typed} AS y{cell.index}" for cell in cells]
    incoming = f"SELECT {', '.join(fetched)} FROM {raw.relation}{blank_filter(raw)}"
    values = f"SELECT {', '.join(read)} FROM ({incoming})"
    return f"SELECT {', '.join(typed)} FROM ({values})"


def blank_filter(raw: RawTable) -> str:
    """Return the WHERE clause that skips rows blank in every used column, or nothing."""
    if not raw.skip_blank:
        return ""
    columns = [column for column in raw.columns.values() if not column.constant]
    blank = " AND ".join(f"coalesce({trimmed(column.sql)}, '') = ''" for column in columns)
    return f" WHERE NOT ({blank})"


def _looked_up(
    connection: duckdb.DuckDBPyConnection,
    raw: RawTable,
    index: int,
    target: Target,
    how: tuple[Finding, bool],
) -> Cell | None:
    """Convert a column of codes by a look-up; None where every cell is canonical text and may stay so."""
    finding, as_place = how[0], how[1] and target.column == INDUSTRY
    lookup = build_lookup(connection, raw, target)
    if lookup is None or (lookup.plain and not as_place):
        return None
    return coded_cell(index, target, lookup, finding, as_text=not as_place)


def _cell(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, index: int, target: Target, finding: Finding
) -> Cell:
    column = raw.columns[target.position]
    storage = choose_storage(connection, raw, target, finding)
    if finding.clean or reader_of(target.fact) is not None:
        return clean_cell(index, column, target, storage, finding.filled)
    if is_native(column, target):
        return native_cell(index, column, target, storage, finding)
    return text_cell(index, column, target, storage, finding)
