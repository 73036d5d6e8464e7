"""Makes a fact table of a table with one row per enterprise and year.

The cells are converted in place; then one row per enterprise takes each yearly fact from the row of its year,
and every other fact from the latest row that has it. Two different values for the same enterprise, year and
fact are an error, not a choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables.cells import Cell
from littlegiant.tables.checking import count_cells
from littlegiant.tables.collecting import collect_faults
from littlegiant.tables.conflicts import refuse_conflicts
from littlegiant.tables.conversion import blank_filter, conversion, plan_cells
from littlegiant.tables.echo import quoted, shortened
from littlegiant.tables.fact_table import FactTable
from littlegiant.tables.identity import check_filled
from littlegiant.tables.numbers import half_width
from littlegiant.tables.source import RawColumn, RawTable
from littlegiant.tables.sql import drop, fresh, identifier, literal, run
from littlegiant.tables.targets import Target

# 2017, 2017.0, 2017年, 2017年度, or the last day of the year, as reporting dates are written.
YEAR = r"^([0-9]{4})(?:\.0|年|年度|-12-31(?:[ T].*)?)?$"


@dataclass(frozen=True)
class Pivoted:
    """One column of the outcome: its name, the cell it comes from and, when the row decides it, its year."""

    name: str
    cell: Cell
    year: int | None


def long_table(
    connection: duckdb.DuckDBPyConnection,
    raw: RawTable,
    targets: Sequence[Target],
    *,
    year: int,
    wanted: frozenset[str] | None,
    faults: Path | None = None,
) -> FactTable:
    """Convert, check and turn the table; the first target is the identifier, `year` the year column's position.

    Faults are looked for in every year of every column; every one is written to the file `faults`.
    """
    dated = _with_year(raw, raw.columns[year])
    years = _years(connection, dated, raw.columns[year])
    asked = {target: _asked_years(target, years, wanted) for target in targets}
    used = [target for target in targets if _is_used(target, asked[target], wanted)]
    restricted = replace(dated, columns=_restricted(dated, used, asked))
    cells = plan_cells(connection, restricted, used, coded=False).cells
    converted = fresh("long")
    try:
        _convert(connection, restricted, cells, converted)
        found = count_cells(connection, raw.source, cells[:1], relation=converted, names=["y0"])
        check_filled(connection, dated, cells[0], found)
        refuse_conflicts(connection, raw.source, converted, cells)
        checked = plan_cells(connection, dated, targets[:1], targets[1:], coded=False).checked
        report = collect_faults(connection, dated, checked, faults)
        columns = [column for cell in cells for column in _pivoted(cell, asked[cell.target])]
        relation = _turned(connection, raw.source, converted, columns)
    finally:
        drop(connection, (converted,))
    rows = run(connection, f"SELECT count(*) FROM {relation}", source=raw.source)[0][0]
    return FactTable(relation, {one.name: one.cell.column for one in columns}, rows, report)


def _with_year(raw: RawTable, year: RawColumn) -> RawTable:
    """Add the columns `lg_row` and `lg_year`, the year NULL where it cannot be read, and leave out blank rows."""
    text = half_width(f"CAST({year.sql} AS VARCHAR)")
    number = f"TRY_CAST(regexp_extract({text}, {literal(YEAR)}, 1) AS INTEGER)"
    relation = f"(SELECT *, {raw.row} AS lg_row, {number} AS lg_year FROM {raw.relation}{blank_filter(raw)})"
    return replace(raw, relation=relation, row="lg_row", skip_blank=False)


def _years(connection: duckdb.DuckDBPyConnection, dated: RawTable, year: RawColumn) -> list[int]:
    """List the years of the table; a row without a readable year is an error."""
    query = f"SELECT lg_row, CAST({year.sql} AS VARCHAR) FROM {dated.relation} WHERE lg_year IS NULL ORDER BY 1 LIMIT 1"
    for row, value in run(connection, query, source=dated.source):
        raise LittleGiantError(
            "table.wrong-year",
            Text(
                zh=f"{dated.source} 第 {row} 行 {shortened(year.header)} 列“{shortened(value or '')}”不是年份。",
                en=f"{dated.source}, row {row}, column {quoted(year.header)}: {quoted(value or '')} is not a year.",
            ),
            Text(zh="年份应为四位数字，如 2017。", en="A year has four digits, as in 2017."),
        )
    query = f"SELECT DISTINCT lg_year FROM {dated.relation} ORDER BY 1"
    return [found for (found,) in run(connection, query, source=dated.source)]


def _asked_years(target: Target, years: Sequence[int], wanted: frozenset[str] | None) -> list[int]:
    """List the years of the table for which this fact is used; none for a fact that does not follow the row's year."""
    if not target.by_row_year or wanted is None:
        return list(years) if target.by_row_year else []
    return [year for year in years if target.fact.column(year) in wanted]


def _is_used(target: Target, years: Sequence[int], wanted: frozenset[str] | None) -> bool:
    return bool(years) if target.by_row_year else target.is_wanted(wanted)


def _restricted(
    dated: RawTable, targets: Sequence[Target], asked: dict[Target, list[int]]
) -> dict[int, RawColumn]:
    """Blank the cells of years that nobody uses, so that they are not converted."""
    columns = dict(dated.columns)
    for target in targets:
        if target.by_row_year:
            column, used = columns[target.position], ", ".join(map(str, asked[target]))
            columns[target.position] = replace(
                column, sql=f"CASE WHEN lg_year IN ({used}) THEN {column.sql} END"
            )
    return columns


def _pivoted(cell: Cell, years: Sequence[int]) -> list[Pivoted]:
    if cell.target.by_row_year:
        return [Pivoted(cell.target.fact.column(year), cell, year) for year in years]
    return [Pivoted(cell.target.column, cell, None)]


def _convert(
    connection: duckdb.DuckDBPyConnection, dated: RawTable, cells: Sequence[Cell], name: str
) -> None:
    """Create the table of converted rows: row number `r`, `year`, and `y0, y1, …`."""
    n = len(cells)
    year = replace(cells[0], index=n, raw="lg_year", value=f"x{n}", typed=f"v{n}")
    kept = ", ".join(["r", f"y{n} AS year", *(f"y{cell.index}" for cell in cells)])
    query = conversion(dated, [*cells, year], rows=True)
    run(connection, f"CREATE TEMP TABLE {name} AS SELECT {kept} FROM ({query})", source=dated.source)


def _turned(
    connection: duckdb.DuckDBPyConnection, source: str, converted: str, columns: Sequence[Pivoted]
) -> str:
    """Create the table with one row per enterprise, in the order in which they first appear, and return its name."""
    relation = fresh("facts")
    picked = ", ".join(f"{_aggregate(one)} AS {identifier(one.name)}" for one in columns)
    run(
        connection,
        f"CREATE TEMP TABLE {relation} AS SELECT {picked} FROM {converted} GROUP BY y0 ORDER BY min(r)",
        source=source,
    )
    return relation


def _aggregate(one: Pivoted) -> str:
    y = f"y{one.cell.index}"
    if one.cell.index == 0:
        return y
    if one.year is not None:
        return f"max({y}) FILTER (WHERE year = {one.year})"
    if one.cell.target.fact.is_yearly:
        return f"max({y})"
    return f"arg_max({y}, year) FILTER (WHERE {y} IS NOT NULL)"
