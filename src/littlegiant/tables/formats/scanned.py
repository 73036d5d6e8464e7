"""A relation DuckDB scans where it is: Parquet files or a frame in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from littlegiant.tables.formats.statistics import statistics
from littlegiant.tables.source import RawColumn, RawTable
from littlegiant.tables.sql import identifier, run


@dataclass(frozen=True)
class ScannedTable:
    """A relation and its columns as pairs of name and DuckDB type; rows are counted from 1.

    `named` are the headers when DuckDB had to rename a column; `files` are Parquet files behind the relation.
    """

    name: str
    relation: str
    columns: tuple[tuple[str, str], ...]
    named: tuple[str, ...] = ()
    owned: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        """The column names."""
        return tuple(name.strip() for name in self.named or [name for name, _ in self.columns])

    def load(self, connection: duckdb.DuckDBPyConnection, used: Sequence[int]) -> RawTable:
        """Refer to the relation; nothing is copied."""
        columns = {position: self.columns[position] for position in used}
        stated = statistics(connection, self.files, columns.values()) if self.files else {}
        raw = {
            position: RawColumn(self.headers[position], identifier(name), kind, stated=stated.get(name))
            for position, (name, kind) in columns.items()
        }
        return RawTable(self.name, self.relation, raw, "row_number() OVER ()", lazy=True, owned=self.owned)


def describe(
    connection: duckdb.DuckDBPyConnection, relation: str, source: str
) -> tuple[tuple[str, str], ...]:
    """Return name and DuckDB type of each column."""
    rows = run(connection, f"DESCRIBE SELECT * FROM {relation}", source=source)
    return tuple((row[0], row[1]) for row in rows)
