"""A table of facts ready to be judged: canonical names, typed columns, faults set aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from littlegiant.engines.columns import Coded, Column
from littlegiant.errors import Text
from littlegiant.tables.faults import FaultReport
from littlegiant.tables.sql import drop


@dataclass(frozen=True)
class FactTable:
    """Clean facts inside a DuckDB connection.

    `relation` names a temporary view or table that holds only canonical columns; `columns` gives for each the
    storage kind (`double`, `decimal`, `boolean`, `text` or `date`), or the values a coded column lists. A cell that was empty or at fault is NULL.
    `owned` are the temporary objects behind the relation.
    """

    relation: str
    columns: dict[str, Column]
    row_count: int
    faults: FaultReport
    notes: tuple[Text, ...] = ()
    owned: tuple[str, ...] = ()

    def facts(self, cells: Mapping[str, Any]) -> dict[str, Any]:
        """Return the cells of one row as canonical facts: places in a list as what they stand for."""
        return {name: _meaning(self.columns[name], cell) for name, cell in cells.items()}

    def release(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Drop the relation and everything behind it."""
        drop(connection, (self.relation, *self.owned))


def _meaning(kind: Column, cell: Any) -> Any:
    return kind.text(cell) if isinstance(kind, Coded) else cell
