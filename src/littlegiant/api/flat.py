"""One flat row per enterprise for CSV and XLSX: what a Parquet file holds, in words, and what is open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlglot import exp

from littlegiant.engines.compiler import Compiled
from littlegiant.engines.duck import Judge
from littlegiant.engines.projection import Style, table_query
from littlegiant.engines.runner import Runner
from littlegiant.tables import FactTable
from littlegiant.verdicts.verdict import verdict_of

LISTS = ("unmet", "unknown", "missing")
SEPARATOR = ";"


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
        self._query = query.select(exp.Star(), copy=False)
        self._outcome = self._written.index("outcome")
        ids = [item.id for item in judge.rulebook.criteria]
        self._criteria = [(name, self._written.index(name)) for name in ids] or [("size", self._outcome)]

    def read(self, runner: Runner) -> Iterator[list[Any]]:
        """Yield the cells of every enterprise in the order of the table."""
        found = runner.run(self._query.copy())
        width = len(self._written)
        names = found.names[width:]
        for cells in found.rows:
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
