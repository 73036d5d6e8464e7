"""A table as it arrived: its headers, and its used columns once loaded into DuckDB."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import duckdb

# A decimal of at most this many significant digits is the only one of that length nearest to its double.
DECIMAL_DIGITS = 15
# The shortest decimal of an IEEE double has at most this many; such a cell was a double from the start.
DOUBLE_DIGITS = 17


@dataclass(frozen=True)
class Stated:
    """The least and the greatest value a file states of a column, None where every cell is empty."""

    low: float | None
    high: float | None


@dataclass(frozen=True)
class RawColumn:
    """One column before conversion.

    `sql` is how to write it in a query over the table, `type` the DuckDB type, `digits` the number of
    significant digits up to which a number written in it as text may be kept as a double. `constant` marks
    a column that the mapping added. `stated` is what the file itself says of the cells, NaN apart. `errors` says
    that some of its cells begin with ERROR_MARK; `rounded` is the row of the first whole number that had lost
    digits before it came here.
    """

    header: str
    sql: str
    type: str = "VARCHAR"
    digits: int = DECIMAL_DIGITS
    constant: bool = False
    stated: Stated | None = None
    errors: bool = False
    rounded: int | None = None


@dataclass(frozen=True)
class RawTable:
    """The used columns of a table inside DuckDB.

    `relation` stands after FROM; `row` is the SQL of the row number a person would count; `lazy` means that
    the relation is better scanned again than copied; `owned` are the temporary objects to drop at the end.
    Rows that are blank in every used column are skipped when `skip_blank` is set. `cells` are the cells as
    Python values where the table came from memory, so that it can be looked at without a query.
    """

    source: str
    relation: str
    columns: dict[int, RawColumn]
    row: str
    lazy: bool = False
    skip_blank: bool = False
    owned: tuple[str, ...] = ()
    cells: dict[int, list[Any]] = field(default_factory=dict)


class Source(Protocol):
    """A table that can name its headers before it is read.

    `name` is what messages call it; `headers` are in order, blank where a column has none.
    """

    @property
    def name(self) -> str:
        """What messages call the table."""
        ...

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers in order, blank where a column has none."""
        ...

    def load(self, connection: duckdb.DuckDBPyConnection, used: Sequence[int]) -> RawTable:
        """Bring the columns at these positions into DuckDB, in file order."""
        ...
