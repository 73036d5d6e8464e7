"""Several rulebooks over one table: judged in one scan, nothing they share computed twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import duckdb
from sqlglot import exp

from littlegiant.engines import sql
from littlegiant.engines.columns import Columns
from littlegiant.engines.compiler import Compiled, compile_rulebook
from littlegiant.engines.duck import DIALECT
from littlegiant.engines.projection import Style, wide_columns
from littlegiant.engines.stages import merged
from littlegiant.rules.values import Value
from littlegiant.standards.model import Rulebook
from littlegiant.verdicts.registry import Registry
from littlegiant.verdicts.row import Row

_BATCH = 512
Cells = tuple[Any, ...]


class Panel:
    """The rulebooks compiled together over a relation with these columns (name → kind)."""

    def __init__(self, rulebooks: Sequence[Rulebook], columns: Columns, relation: str) -> None:
        self.parts = compile_together(rulebooks, columns, relation)
        self.whole = merged([part.stages for part in self.parts])
        self.written = [name for name, _ in wide_columns(self.parts, self.whole, Style(words=True))]

    def table_sql(self, *, as_text: bool) -> str:
        """Return the DuckDB query that writes one row per enterprise."""
        return self._query(Style(words=as_text, listed=not as_text)).sql(DIALECT, copy=False)

    def read(self, connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[Cells, list[Row]]]:
        """Yield of every enterprise, in the order of the table, what is written of it and its row under each rulebook."""
        everything = self._query(Style(words=True)).select(exp.Star(), copy=False)
        result = connection.execute(everything.sql(DIALECT, copy=False))
        width = len(self.written)
        places = {column[0]: width + n for n, column in enumerate((result.description or ())[width:])}
        while batch := result.fetchmany(_BATCH):
            for cells in batch:
                yield cells[:width], [self._row(index, cells, places) for index in range(len(self.parts))]

    def _query(self, style: Style) -> exp.Select:
        columns = wide_columns(self.parts, self.whole, style)
        return sql.select(columns, sql.nested(self.whole.stages.query(), "judged"))

    def _row(self, index: int, cells: Cells, places: dict[str, int]) -> Row:
        names = self.whole.names[index]
        return self.parts[index].row(list(names), [cells[places[name]] for name in names.values()])


def compile_together(rulebooks: Sequence[Rulebook], columns: Columns, relation: str) -> list[Compiled]:
    """Compile rulebooks over one relation so that what they share reads the same in each."""
    borders = _borders(rulebooks)
    return [compile_rulebook(rulebook, columns, relation, borders=borders) for rulebook in rulebooks]


def _borders(rulebooks: Sequence[Rulebook]) -> dict[Value, set[Fraction]]:
    """Collect every constant each value is held against by any of the rulebooks."""
    found: dict[Value, set[Fraction]] = {}
    for rulebook in rulebooks:
        for value, borders in Registry(rulebook).borders.items():
            found.setdefault(value, set()).update(borders)
    return found
