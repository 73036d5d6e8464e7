"""A table that is read once, on the first question, and judged as often as one likes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlglot import exp

from littlegiant.api.opening import open_table
from littlegiant.api.workspace import open_workspace
from littlegiant.engines.duck import DIALECT, Duck
from littlegiant.engines.runner import Runner
from littlegiant.tables import FactTable, Mapping, load_mapping
from littlegiant.tables.write import write_query

if TYPE_CHECKING:
    from littlegiant.warehouses.relations import RemoteTable

DUCKDB = "duckdb"


@dataclass(frozen=True)
class Where:
    """The engine that judges, as `--engine` names it, and, where its tables lie elsewhere, where results stay."""

    engine: str = DUCKDB
    into: str | None = None


HERE = Where()


class Reading:
    """The facts of a table as far as some rules need them: in a DuckDB connection of their own, or where they lie.

    One pass over the table at a time: starting another ends the first.
    """

    def __init__(
        self,
        table: Any,
        wanted: frozenset[str],
        mapping: Mapping | str | Path | None = None,
        *,
        strict: bool = False,
        where: Where = HERE,
    ) -> None:
        self._table = table
        self._wanted = wanted
        self._mapping = mapping
        self._strict = strict
        self._where = where
        self._faults: Path | None = None
        self._turn = 0

    @cached_property
    def connection(self) -> Any:
        """Return the DuckDB connection that holds the table."""
        return open_workspace()

    @cached_property
    def remote(self) -> RemoteTable | None:
        """Return the table where it lies in an engine elsewhere; None where DuckDB reads it."""
        if self._where.engine == DUCKDB:
            return None
        from littlegiant.warehouses.address import is_remote

        if not is_remote(self._where.engine):
            return None
        from littlegiant.warehouses.opening import Wish
        from littlegiant.warehouses.relations import RemoteTable

        given = self._mapping
        rules = load_mapping(Path(given)) if isinstance(given, str | Path) else given
        wish = Wish(self._wanted, rules, self._strict, self._faults)
        return RemoteTable(self._where.engine, str(self._table), wish, self._where.into)

    @property
    def runner(self) -> Runner:
        """Return what runs queries over the table."""
        return self.remote or Duck(self.connection)

    def write_parquet(self, query: exp.Select, path: Path) -> int:
        """Write the result of a query over the table to a Parquet file, streaming; return the number of rows."""
        if self.remote is not None:
            return self.remote.write_parquet(query, path)
        return write_query(self.connection, query.sql(DIALECT, copy=False), path, "parquet")

    @cached_property
    def facts(self) -> FactTable:
        """Return the table as canonical facts; reads it on the first call, and raises what is wrong with it."""
        if self.remote is not None:
            return self.remote.facts
        return open_table(
            self.connection,
            self._table,
            self._wanted,
            mapping=self._mapping,
            strict=self._strict,
            faults=self._faults,
        )

    def write_faults_to(self, path: str | Path | None) -> None:
        """Have every cell at fault written to this CSV file when the table is read; of no use afterwards."""
        self._faults = None if path is None else Path(path)

    def begin(self) -> int:
        """Start a pass over the table; earlier ones end."""
        self._turn += 1
        return self._turn

    def demand_turn(self, turn: int) -> None:
        """Refuse to go on with a pass after another was started on the same connection."""
        if turn != self._turn:
            raise RuntimeError(
                "these verdicts are being read by another loop; make a second object with lg.assess"
            )
