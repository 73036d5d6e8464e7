"""A table of facts ready to be judged: canonical names, typed columns, faults set aside."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from littlegiant.errors import Text
from littlegiant.tables.faults import FaultReport
from littlegiant.tables.sql import drop


@dataclass(frozen=True)
class FactTable:
    """Clean facts inside a DuckDB connection.

    `relation` names a temporary view or table that holds only canonical columns; `columns` gives for each the
    storage kind: `double`, `decimal`, `boolean`, `text` or `date`. A cell that was empty or at fault is NULL.
    `owned` are the temporary objects behind the relation.
    """

    relation: str
    columns: dict[str, str]
    row_count: int
    faults: FaultReport
    notes: tuple[Text, ...] = ()
    owned: tuple[str, ...] = ()

    def release(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Drop the relation and everything behind it."""
        drop(connection, (self.relation, *self.owned))
