"""Reads a table of enterprises by the engine's own reader, for a look at it first and then for taking it in."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from littlegiant.api.workspace import engine_errors, open_workspace
from littlegiant.tables import FactTable, FaultReport, load_mapping, read_table

CHUNK = 2000


@dataclass(frozen=True)
class Table:
    """An opened table: its digest, and its rows as canonical facts by column."""

    facts: FactTable
    connection: Any
    digest: str

    @property
    def faults(self) -> FaultReport:
        """Return the cells that cannot be what their column says; they count as not known."""
        return self.facts.faults

    def chunks(self) -> Iterator[list[dict[str, Any]]]:
        """Yield the rows, some thousands at a time, each as facts by column; what is unknown is left out."""
        with engine_errors():
            result = self.connection.execute(f"SELECT * FROM {self.facts.relation}")
            names = [column[0] for column in result.description]
            while batch := result.fetchmany(CHUNK):
                yield [self._row(names, cells) for cells in batch]

    def _row(self, names: list[str], cells: tuple[Any, ...]) -> dict[str, Any]:
        found = self.facts.facts(dict(zip(names, cells, strict=True)))
        return {name: _plain(value) for name, value in found.items() if value is not None}


@contextmanager
def opened(path: Path, mapping: Path | None = None) -> Iterator[Table]:
    """Open a CSV, XLSX or Parquet table; raises what is wrong with it as a whole."""
    connection = open_workspace()
    try:
        with engine_errors():
            rules = None if mapping is None else load_mapping(mapping)
            facts = read_table(path, connection=connection, mapping=rules)
        yield Table(facts, connection, _digest(path))
    finally:
        connection.close()


def _digest(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _plain(value: Any) -> Any:
    """Return a number as the decimal that its shortest text says, a day as text."""
    if isinstance(value, float):
        return Decimal(repr(value))
    return value.isoformat() if isinstance(value, datetime.date) else value
