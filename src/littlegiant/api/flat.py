"""One flat row per enterprise for CSV and XLSX: what a Parquet file holds, in words, and what is open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
from sqlglot import exp

from littlegiant.engines.compiler import Compiled
from littlegiant.engines.duck import DIALECT, Judge
from littlegiant.engines.projection import Style, table_query
from littlegiant.tables import FactTable
from littlegiant.verdicts.verdict import verdict_of

LISTS = ("unmet", "unknown", "missing")
SEPARATOR = ";"
_BATCH = 1024


class FlatRows:
    """The rows of one table under one rulebook: `columns`, and one list of cells per enterprise.

    After the columns of `table_query` come `unmet`, `unknown` and `missing`, each joined by `;`. Only an
    undecided enterprise has something missing, so only there the whole verdict is drawn up.
    """

    def __init__(self, judge: Judge, table: FactTable) -> None:
        self.compiled: Compiled = judge.compiled(table.columns, table.relation)
        query = table_query(self.compiled, Style(words=True))
        self._written = [str(name) for name in query.named_selects]
        self.columns = [*self._written, *LISTS]
        self._sql = query.select(exp.Star(), copy=False).sql(DIALECT)
        self._outcome = self._written.index("outcome")
        ids = [item.id for item in judge.rulebook.criteria]
        self._criteria = [(name, self._written.index(name)) for name in ids] or [("size", self._outcome)]

    def read(self, connection: duckdb.DuckDBPyConnection) -> Iterator[list[Any]]:
        """Yield the cells of every enterprise in the order of the table."""
        result = connection.execute(self._sql)
        width = len(self._written)
        names = [column[0] for column in (result.description or ())[width:]]
        while batch := result.fetchmany(_BATCH):
            for cells in batch:
                yield [*cells[:width], *self._lists(cells, names)]

    def outcome(self, cells: list[Any]) -> str:
        """Return the outcome of one row."""
        return str(cells[self._outcome])

    def _lists(self, cells: tuple[Any, ...], names: list[str]) -> tuple[str, str, str]:
        states = {
            word: [name for name, place in self._criteria if cells[place] == word]
            for word in ("unmet", "unknown")
        }
        missing: tuple[str, ...] = ()
        if cells[self._outcome] == "unknown":
            missing = verdict_of(self.compiled.row(names, cells[len(self._written) :])).missing
        return SEPARATOR.join(states["unmet"]), SEPARATOR.join(states["unknown"]), SEPARATOR.join(missing)
