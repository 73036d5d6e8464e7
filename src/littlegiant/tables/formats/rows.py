"""Rows as dictionaries, for one enterprise typed in by hand as much as for a list of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from littlegiant.tables.findings import GREATEST_IN_DOUBLE
from littlegiant.tables.formats.values import is_long_number, plain_text
from littlegiant.tables.header import match_header
from littlegiant.tables.source import DECIMAL_DIGITS, DOUBLE_DIGITS, RawColumn, RawTable
from littlegiant.tables.sql import fresh, run

IDENTIFIERS = ("id", "uscc")


@dataclass(frozen=True)
class Rows:
    """Columns of Python values by header; rows are counted from 1."""

    columns: dict[str, list[Any]]
    name: str = "rows"

    @property
    def headers(self) -> tuple[str, ...]:
        """The keys, in order of appearance."""
        return tuple(self.columns)

    def load(self, connection: duckdb.DuckDBPyConnection, used: Sequence[int]) -> RawTable:
        """Copy the used columns, numbers as numbers where every value of the column is one."""
        name, values = fresh("raw"), list(self.columns.items())
        columns, prepared = {}, {}
        for position in dict.fromkeys(used):
            header, cells = values[position]
            kind = _kind(cells)
            digits = DECIMAL_DIGITS if any(map(is_long_number, cells)) else DOUBLE_DIGITS
            columns[position] = RawColumn(header, f"c{position}", kind, digits)
            prepared[position] = [_prepared(cell, kind) for cell in cells]
        picked = ", ".join(f"unnest(?::{column.type}[]) AS {column.sql}" for column in columns.values())
        run(
            connection,
            f"CREATE TEMP TABLE {name} AS SELECT {picked}",
            list(prepared.values()),
            source=self.name,
        )
        return RawTable(self.name, name, columns, "rowid + 1", owned=(name,), cells=prepared)


def rows_source(rows: Sequence[Mapping[str, Any]], *, identified: bool = False) -> Rows:
    """Turn rows into columns; rows that name no identifier are numbered, unless `identified` by a mapping."""
    headers = dict.fromkeys(str(key) for row in rows for key in row)
    columns: dict[str, list[Any]] = {header: [row.get(header) for row in rows] for header in headers}
    known = {found.fact.id for header in headers if (found := match_header(header)) is not None}
    if not identified and known.isdisjoint(IDENTIFIERS):
        columns = {"id": [str(number) for number in range(1, len(rows) + 1)], **columns}
    return Rows(columns)


def _kind(cells: Sequence[Any]) -> str:
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds == {bool}:
        return "BOOLEAN"
    if kinds == {dt.date}:
        return "DATE"
    if kinds and kinds <= {int, float} and all(_fits_double(cell) for cell in cells):
        return "DOUBLE"
    return "VARCHAR"


def _fits_double(cell: Any) -> bool:
    return cell is None or isinstance(cell, float) or abs(cell) <= GREATEST_IN_DOUBLE


def _prepared(cell: Any, kind: str) -> Any:
    if cell is None:
        return None
    return (plain_text(cell) or None) if kind == "VARCHAR" else cell
