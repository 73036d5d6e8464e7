"""Several rulebooks over one table: judged in one scan, nothing they share computed twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from sqlglot import exp

from littlegiant.engines import sql
from littlegiant.engines.columns import Columns
from littlegiant.engines.compiler import Compiled, compile_rulebook
from littlegiant.engines.projection import Style, wide_columns
from littlegiant.engines.runner import Runner
from littlegiant.engines.stages import merged
from littlegiant.rules.values import Value
from littlegiant.standards.model import Rulebook
from littlegiant.verdicts.registry import Registry
from littlegiant.verdicts.row import Row

Cells = tuple[Any, ...]


class Panel:
    """The rulebooks compiled together over a relation with these columns (name → kind)."""

    def __init__(self, rulebooks: Sequence[Rulebook], columns: Columns, relation: str) -> None:
        self.parts = compile_together(rulebooks, columns, relation)
        self.whole = merged([part.stages for part in self.parts])
        self.written = [name for name, _ in wide_columns(self.parts, self.whole, Style(words=True))]

    def table_query(self, style: Style) -> exp.Select:
        """Return the query of one row per enterprise."""
        columns = wide_columns(self.parts, self.whole, style)
        return sql.select(columns, sql.nested(self.whole.stages.query(), "judged"))

    def read(self, runner: Runner) -> Iterator[tuple[Cells, list[Row]]]:
        """Yield of every enterprise, in the order of the table, what is written of it and its row under each rulebook."""
        found = runner.run(self.table_query(Style(words=True)).select(exp.Star(), copy=False))
        width = len(self.written)
        places = {name: width + n for n, name in enumerate(found.names[width:])}
        for cells in found.rows:
            yield cells[:width], [self._row(index, cells, places) for index in range(len(self.parts))]

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
