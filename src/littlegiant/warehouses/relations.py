"""A table of a store, opened: runs the compiler's queries over the clean facts behind it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sqlglot import exp

from littlegiant.engines.runner import Answer
from littlegiant.tables import FactTable
from littlegiant.warehouses.address import is_postgres, spark_master
from littlegiant.warehouses.opening import RELATION, Opened, Wish, open_in_store
from littlegiant.warehouses.store import Store

if TYPE_CHECKING:
    import pyarrow


class RemoteTable:
    """The enterprises of a table in PostgreSQL or on Spark; nothing is connected before the first question."""

    enumerates = False

    def __init__(self, engine: str, name: str, wish: Wish, into: str | None = None) -> None:
        self._engine = engine
        self._name = name
        self._wish = wish
        self._into = into

    @cached_property
    def store(self) -> Store:
        """Return the session; raises where there is no driver, no server or no permission."""
        store = open_store(self._engine, keeps=self._into is not None)
        if self._into is not None:
            store.demand_free(self._into)
        return store

    @cached_property
    def _opened(self) -> Opened:
        return open_in_store(self.store, self._name, self._wish)

    @property
    def facts(self) -> FactTable:
        """Return what the compiler is told of the table; raises what is wrong with it."""
        return self._opened.table

    def run(self, query: exp.Select) -> Answer:
        """Run a query over the clean facts."""
        return self.store.run(self._whole(query))

    def arrow(self, query: exp.Select) -> pyarrow.Table:
        """Return the whole result of a query over the clean facts."""
        return self.store.arrow(self._whole(query))

    def write_parquet(self, query: exp.Select, path: Path) -> int:
        """Write the result of a query over the clean facts to one Parquet file."""
        return self.store.write_parquet(self._whole(query), path)

    def keep(self, query: exp.Select) -> int:
        """Leave the result of a query over the clean facts where the table lies; return the number of rows."""
        assert self._into is not None, "a session that only reads keeps nothing"
        return self.store.keep(self._whole(query), self._into)

    def kept(self, column: str) -> dict[str, int]:
        """Return how often each word stands in a column of the result that was kept."""
        assert self._into is not None
        return self.store.kept(self._into, column)

    def _whole(self, query: exp.Select) -> exp.Select:
        door = self._opened.query.copy()
        return query.with_(exp.to_identifier(RELATION, quoted=True), as_=door, copy=False)


def open_store(engine: str, *, keeps: bool) -> Store:
    """Open a session with the engine an address names."""
    if is_postgres(engine):
        from littlegiant.warehouses.postgres import Postgres

        return Postgres(engine, keeps=keeps)
    from littlegiant.warehouses.spark import Spark

    master = spark_master(engine)
    assert master is not None
    return Spark(master)
