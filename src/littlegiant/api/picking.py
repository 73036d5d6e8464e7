"""Picks one enterprise out of a table by its identifier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb

from littlegiant.engines.columns import Column
from littlegiant.engines.duck import DIALECT, Judge
from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables import FactTable
from littlegiant.verdicts.row import Row

RELATION = "chosen_enterprise"
SUGGESTED = 3


@dataclass(frozen=True)
class Chosen:
    """One enterprise in a temporary table of its own: the columns and what it is called."""

    columns: dict[str, Column]
    name: str | None

    def cells(self, connection: duckdb.DuckDBPyConnection, table: FactTable) -> dict[str, Any]:
        """Return what is known of it as canonical facts."""
        result = connection.execute(f"SELECT * FROM {RELATION}")
        names = [column[0] for column in result.description or ()]
        return table.facts(dict(zip(names, result.fetchone() or (), strict=True)))


def one_enterprise(connection: duckdb.DuckDBPyConnection, table: FactTable, identifier: str) -> Chosen:
    """Copy the row of an identifier aside; raises table.no-such-id with the nearest ones there are."""
    query = f"CREATE OR REPLACE TEMP TABLE {RELATION} AS SELECT * FROM {table.relation} WHERE id = ?"
    connection.execute(query, [identifier])
    name = "name" if "name" in table.columns else "NULL"
    found = connection.execute(f"SELECT {name} FROM {RELATION}").fetchone()
    if found is None:
        raise _no_such_id(connection, table, identifier)
    return Chosen(table.columns, found[0])


def engine_row(connection: duckdb.DuckDBPyConnection, judge: Judge, chosen: Chosen) -> Row:
    """Judge the enterprise that was picked."""
    compiled = judge.compiled(chosen.columns, RELATION)
    result = connection.execute(compiled.query.sql(DIALECT))
    names = [column[0] for column in result.description or ()]
    cells = result.fetchone()
    assert cells is not None
    return compiled.row(names, cells)


def _no_such_id(connection: duckdb.DuckDBPyConnection, table: FactTable, identifier: str) -> LittleGiantError:
    near = connection.execute(
        f"SELECT id FROM {table.relation} ORDER BY jaro_winkler_similarity(id, ?) DESC, id LIMIT {SUGGESTED}",
        [identifier],
    ).fetchall()
    listed = ", ".join(str(row[0]) for row in near) or "-"
    return LittleGiantError(
        "table.no-such-id",
        Text(
            f"表中没有编号为“{identifier}”的企业。",
            f"The table has no enterprise with the identifier {identifier!r}.",
        ),
        Text(f"相近的编号：{listed}。", f"The nearest identifiers are {listed}."),
    )
