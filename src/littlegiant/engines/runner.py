"""What runs the compiler's queries: DuckDB here, or the engine in which the table lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from sqlglot import exp

if TYPE_CHECKING:
    import pyarrow


@dataclass(frozen=True)
class Answer:
    """The rows of a query: what its columns are called, and the cells of one row after the other."""

    names: list[str]
    rows: Iterator[tuple[Any, ...]]


class Runner(Protocol):
    """Runs queries over the relations of one table. A query may be changed by running it."""

    @property
    def enumerates(self) -> bool:
        """Say whether the engine has enumerations that are written faster than text and read as text."""
        ...

    def run(self, query: exp.Select) -> Answer:
        """Run a query and hand out its rows as they come, never holding all of them."""
        ...

    def arrow(self, query: exp.Select) -> pyarrow.Table:
        """Return the whole result of a query."""
        ...
