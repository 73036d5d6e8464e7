"""A table that is read once, on the first question, and judged as often as one likes."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from littlegiant.api.opening import open_table
from littlegiant.api.workspace import open_workspace
from littlegiant.tables import FactTable, Mapping


class Reading:
    """The facts of a table in a DuckDB connection of their own, as far as some rules need them.

    One pass over the connection at a time: starting another ends the first.
    """

    def __init__(
        self,
        table: Any,
        wanted: frozenset[str],
        mapping: Mapping | str | Path | None = None,
        *,
        strict: bool = False,
    ) -> None:
        self._table = table
        self._wanted = wanted
        self._mapping = mapping
        self._strict = strict
        self._faults: Path | None = None
        self._turn = 0

    @cached_property
    def connection(self) -> Any:
        """Return the DuckDB connection that holds the table."""
        return open_workspace()

    @cached_property
    def facts(self) -> FactTable:
        """Return the table as canonical facts; reads it on the first call, and raises what is wrong with it."""
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
