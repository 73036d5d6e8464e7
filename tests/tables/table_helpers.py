"""What the tests of tables share: read a table back as plain values, write one in any format."""

from __future__ import annotations

import atexit
import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
from hypothesis import settings

from littlegiant.tables import FactTable, table_from_rows

# One connection for all examples of Hypothesis; gone before the interpreter looks for leaks.
_open = [duckdb.connect()]
atexit.register(_open.clear)

# The first query of a process takes longer than Hypothesis allows an example.
FEW = settings(deadline=None, max_examples=40)
MANY = settings(deadline=None, max_examples=100)


def shared() -> duckdb.DuckDBPyConnection:
    """Return the connection the examples of Hypothesis share."""
    return _open[0]


def read_back(connection: duckdb.DuckDBPyConnection, table: FactTable) -> list[dict[str, Any]]:
    """Return the rows as dictionaries; numbers as the decimals they print as, places as what they stand for."""
    found = connection.execute(f"SELECT * FROM {table.relation}")
    names = [column[0] for column in found.description]
    rows = [table.facts(dict(zip(names, row, strict=True))) for row in found.fetchall()]
    return [{name: exact(cell) for name, cell in row.items()} for row in rows]


def exact(value: Any) -> Any:
    """Return a number as the shortest decimal that stands for it."""
    return Decimal(repr(value)) if isinstance(value, float) else value


def one_cell(fact: str, cell: Any, *, header: str | None = None, **options: Any) -> Any:
    """Read a table of one row and one fact and return the canonical value, None for unknown."""
    table = table_from_rows([{"id": "f1", header or fact: cell}], shared(), **options)
    try:
        return read_back(shared(), table)[0][fact]
    finally:
        table.release(shared())


def fault_of(fact: str, cell: Any) -> str | None:
    """Return what is expected, in English, when the cell is at fault, None when it is not."""
    table = table_from_rows([{"id": "f1", fact: cell}], shared())
    table.release(shared())
    return next((fault.expected.en for fault in table.faults), None)


def csv_text(rows: Sequence[Sequence[Any]], *, delimiter: str = ",", line_end: str = "\n") -> str:
    """Write rows as CSV text, None as an empty cell."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return out.getvalue()


def write_csv(path: Path, rows: Sequence[Sequence[Any]], encoding: str = "utf-8", **options: Any) -> Path:
    """Write rows as a CSV file and return its path."""
    path.write_bytes(csv_text(rows, **options).encode(encoding))
    return path
