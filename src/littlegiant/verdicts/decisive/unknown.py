"""What an open condition of one enterprise still hangs on: unknown columns, points and classes included."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from littlegiant.rules.conditions import (
    ByPlace,
    Choose,
    ClassAmong,
    Compare,
    Condition,
    OneOf,
    Truth,
    children,
)
from littlegiant.rules.values import ScorePart
from littlegiant.verdicts.class_gaps import possible_rows
from littlegiant.verdicts.decisive.cells import Trying
from littlegiant.verdicts.decisive.folding import PLACE
from littlegiant.verdicts.decisive.readers import Readers, is_score_test
from littlegiant.verdicts.decisive.scoring import Scoring
from littlegiant.verdicts.row import Row


class Unknowns:
    """The unknown columns of one row by what reads them, with the readers of its rulebook."""

    def __init__(self, row: Row) -> None:
        self.row = row
        kept = row.registry.readers
        if kept is None:
            readers = Readers(row.registry)
            kept = row.registry.readers = (readers, Trying(readers))
        self.readers: Readers = kept[0]
        self.trying: Trying = kept[1]
        self._found: dict[int, tuple[str, ...]] = {}

    def of(self, condition: Condition) -> tuple[str, ...]:
        """Return the unknown columns an open condition still hangs on, points and classes included."""
        found = self._found.get(id(condition))
        if found is None:
            found = self._found[id(condition)] = tuple(dict.fromkeys(self._open(condition)))
        return found

    def _open(self, condition: Condition) -> Iterable[str]:
        if self.row.state(condition) is not None:
            return ()
        match condition:
            case Compare() if isinstance(condition.value, ScorePart):
                return self.scoring.columns
            case Truth() | OneOf() | Compare():
                return self._empty(self.readers.columns(condition))
            case ClassAmong():
                return self._of_class(condition)
            case Choose():
                inner = [condition.when, *self.row.branches(condition)]
                return [name for item in inner for name in self.of(item)]
            case ByPlace():
                inner = self.row.branches(condition)
                return [*self._empty((PLACE,)), *(name for item in inner for name in self.of(item))]
            case _:
                return [name for item in children(condition) for name in self.of(item)]

    def _empty(self, columns: Iterable[str]) -> list[str]:
        cells = self.row.cells
        return [column for column in columns if cells.get(column) is None]

    @cached_property
    def scoring(self) -> Scoring:
        """Return the open indicators."""
        score = self.row.rulebook.score
        assert score is not None
        return Scoring(self.row, score, self.readers, self.trying)

    def _of_class(self, atom: ClassAmong) -> list[str]:
        rule = self.row.rulebook.classifications[atom.classification]
        rows = possible_rows(rule, self.row)
        names = [self.row.registry.column(bound.value.fact) for item in rows for bound in item.bounds]
        return [*([rule.row_fact] if len(rows) > 1 else []), *self._empty(dict.fromkeys(names))]

    def beside_score(self, condition: Condition) -> Iterable[str]:
        """Yield the unknown columns a condition hangs on other than by points."""
        if is_score_test(condition) or self.row.state(condition) is not None:
            return
        inner = children(condition)
        if not inner:
            yield from self.of(condition)
        if isinstance(condition, ByPlace):
            yield from self._empty((PLACE,))
        for item in inner:
            yield from self.beside_score(item)

    def asked(self, condition: Condition) -> dict[str, None]:
        """Return the columns to ask for where a condition hangs on them."""
        return self.named(self.of(condition))

    def named(self, columns: Iterable[str]) -> dict[str, None]:
        """Return the facts to ask for: with the row of a size table also the industry, with a year its total."""
        names: dict[str, None] = {}
        for column in columns:
            for rule in self.row.rulebook.classifications.values():
                if column == rule.row_fact:
                    names.setdefault(rule.industry_fact)
            names.setdefault(column)
            for total, years in self.readers.totals.items():
                if column in years and self.row.cells.get(total) is None:
                    names.setdefault(total)
        return names
