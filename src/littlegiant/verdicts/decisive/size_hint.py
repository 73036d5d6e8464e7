"""A size class among conditions that share facts with it: what else it hangs on, decided on whole fillings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from littlegiant.rules.conditions import ClassAmong, Condition
from littlegiant.verdicts.class_gaps import class_gaps
from littlegiant.verdicts.decisive.readers import Answer, Cells
from littlegiant.verdicts.row import Row

MOST_LOOKS = 12


class SizeHint:
    """One test of a size class, tried with every row and step wherever the other parts are met.

    Facts it shares with them are held fixed by trying whether the others are still met without it: a part that has a
    verdict only with the fact filled looks at it.
    """

    def __init__(
        self, row: Row, place: int, conditions: tuple[Condition, ...], answers: list[Answer]
    ) -> None:
        self.row, self.place, self.answers = row, place, answers
        self.atom = conditions[0] if len(conditions) == 1 else None
        self.applies = isinstance(self.atom, ClassAmong) and len(answers) > 1
        self.looks = 0
        self.seen: set[tuple[Any, ...]] = set()

    def of(self, cells: Cells) -> Iterable[str]:
        """Return the facts of the class that turn the answer in this filling, those of other parts held."""
        others = [answer for place, answer in enumerate(self.answers) if place != self.place]
        if self.looks >= MOST_LOOKS or not all(answer(cells) for answer in others):
            return ()
        assert isinstance(self.atom, ClassAmong)
        rule = self.row.rulebook.classifications[self.atom.classification]
        facts = {bound.value.fact for item in rule.rows for bound in item.bounds}
        names = [self.row.registry.column(fact) for fact in sorted(facts)]
        held = {name: cells[name] for name in names if self._is_shared(name, cells, others)}
        key = tuple(held.items())
        if key in self.seen:
            return ()
        self.seen.add(key)
        self.looks += 1
        row = Row(self.row.rulebook, self.row.registry, {**self.row.cells, **held})
        return class_gaps(rule, self.atom.classes, row, narrow=False)

    def _is_shared(self, name: str, cells: Cells, others: list[Answer]) -> bool:
        if self.row.cells.get(name) is not None or cells.get(name) is None:
            return False
        without = {**cells, name: None}
        without.pop("#score", None)
        return not all(answer(without) for answer in others)
