"""A relation DuckDB scans where it is: Parquet files or a frame in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from littlegiant.tables.source import RawColumn, RawTable
from littlegiant.tables.sql import identifier, run


@dataclass(frozen=True)
class ScannedTable:
    """A relation and its columns as pairs of name and DuckDB type; rows are counted from 1.

    `named` are the headers when DuckDB had to rename a column.
    """

    name: str
    relation: str
    columns: tuple[tuple[str, str], ...]
    named: tuple[str, ...] = ()
    owned: tuple[str, ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        """The column names."""
        return tuple(name.strip() for name in self.named or [name for name, _ in self.columns])

    def load(self, _connection: duckdb.DuckDBPyConnection, used: Sequence[int]) -> RawTable:
        """Refer to the relation; nothing is copied."""
        headers = self.headers
        raw = {
            position: RawColumn(
                headers[position], identifier(self.columns[position][0]), self.columns[position][1]
            )
            for position in used
        }
        return RawTable(self.name, self.relation, raw, "row_number() OVER ()", lazy=True, owned=self.owned)


def describe(
    connection: duckdb.DuckDBPyConnection, relation: str, source: str
) -> tuple[tuple[str, str], ...]:
    """Return name and DuckDB type of each column."""
    rows = run(connection, f"DESCRIBE SELECT * FROM {relation}", source=source)
    return tuple((row[0], row[1]) for row in rows)
