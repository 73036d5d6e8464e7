"""What an engine elsewhere must be able to do so that its tables can be read, checked and judged in place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from sqlglot import exp

from littlegiant.engines.runner import Answer
from littlegiant.warehouses.incoming import Incoming
from littlegiant.warehouses.vocabulary import Vocabulary

if TYPE_CHECKING:
    import pyarrow


class Store(Protocol):
    """One session with a database or a cluster; its errors are LittleGiantErrors.

    All queries of a session see the same state of the table where the engine can promise that.
    """

    @property
    def words(self) -> Vocabulary:
        """What the engine calls the functions that reading cells takes."""
        ...

    def describe(self, table: str) -> Incoming:
        """Return the columns of a table or view, or of what lies at a path; raises where there is none."""
        ...

    def fetch(self, query: exp.Select) -> list[tuple[Any, ...]]:
        """Return the few rows of a small result."""
        ...

    def run(self, query: exp.Select) -> Answer:
        """Return the rows of a result as they come."""
        ...

    def arrow(self, query: exp.Select) -> pyarrow.Table:
        """Return the whole result of a query."""
        ...

    def write_parquet(self, query: exp.Select, path: Path) -> int:
        """Write a result to one Parquet file, whole or not at all; return the number of rows."""
        ...

    def demand_free(self, place: str) -> None:
        """Refuse a place for a result where something is already, before any work is done."""
        ...

    def kept(self, place: str, column: str) -> dict[str, int]:
        """Return how often each word stands in a column of a result that was kept."""
        ...

    def keep(self, query: exp.Select, place: str) -> int:
        """Leave a result where the table lies, whole or not at all; return the number of rows."""
        ...

    def close(self) -> None:
        """End the session."""
        ...
