"""Two different values for the same enterprise, year and fact in a long table."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables.cells import Cell
from littlegiant.tables.echo import quoted, shortened
from littlegiant.tables.sql import run


def refuse_conflicts(
    connection: duckdb.DuckDBPyConnection, source: str, converted: str, cells: Sequence[Cell]
) -> None:
    """Refuse a table that contradicts itself; `converted` has `r`, `year` and `y0, y1, …`, `y0` the identifier."""
    of_fixed_year = [cell for cell in cells[1:] if cell.target.year is not None]
    of_row_year = [cell for cell in cells[1:] if cell.target.year is None]
    for key, group in (("y0, year", of_row_year), ("y0, NULL AS year", of_fixed_year)):
        if group:
            _refuse_in(connection, source, converted, key=key, cells=group)


def _refuse_in(
    connection: duckdb.DuckDBPyConnection, source: str, converted: str, *, key: str, cells: Sequence[Cell]
) -> None:
    differs = [f"coalesce(min(y{cell.index}) <> max(y{cell.index}), false)" for cell in cells]
    query = (
        f"SELECT {key}, {', '.join(differs)} FROM {converted} GROUP BY ALL "
        f"HAVING {' OR '.join(differs)} ORDER BY min(r) LIMIT 1"
    )
    for firm, year, *flags in run(connection, query, source=source):
        cell = cells[flags.index(True)]
        raise _conflict(connection, source, converted, firm=firm, year=year, cell=cell)


def _conflict(
    connection: duckdb.DuckDBPyConnection,
    source: str,
    converted: str,
    *,
    firm: str,
    year: int | None,
    cell: Cell,
) -> LittleGiantError:
    y = f"y{cell.index}"
    query = (
        f"SELECT min(r), CAST({y} AS VARCHAR) FROM {converted} "
        f"WHERE y0 = ? AND (year = ? OR ? IS NULL) AND {y} IS NOT NULL GROUP BY {y} ORDER BY 1 LIMIT 2"
    )
    (first, one), (second, other) = run(connection, query, [firm, year, year], source=source)
    shown = cell.target.year or year
    return LittleGiantError(
        "table.conflict",
        Text(
            zh=f"{source} 中 {shortened(firm)} 在 {shown} 年的 {shortened(cell.target.header)} 有两个值：第 {first} 行 {shortened(one)}，第 {second} 行 {shortened(other)}。",
            en=f"{source} has two values of {quoted(cell.target.header)} for {shortened(firm)} in {shown}: {shortened(one)} in row {first}, {shortened(other)} in row {second}.",
        ),
        Text(zh="请保留正确的一行。", en="Keep the row that is right."),
    )
