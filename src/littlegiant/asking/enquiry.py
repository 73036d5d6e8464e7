"""Which outcomes would be settled among many imagined enterprises, if some of the open questions were answered.

Enterprises are bits of a whole number too: bit n is the n-th imagined one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from littlegiant.asking.drawing import Array
from littlegiant.asking.hearing import Hearing
from littlegiant.asking.question import Asked
from littlegiant.rules.conditions import Condition

Sides = tuple[int, int]


@dataclass(frozen=True)
class Clause:
    """One condition that is open in one rulebook, mostly a criterion, with the questions it looks at."""

    hearing: Hearing
    condition: Condition
    looks: int


class Enquiry:
    """The open questions of one enterprise before one or several rulebooks.

    `label` gives for a question the place of each imagined enterprise's answer among those told apart.
    """

    def __init__(self, asked: list[Asked], hearings: list[Hearing], label: Callable[[Asked], Array]) -> None:
        self.asked, self.hearings, self.label = asked, hearings, label
        self.count = hearings[0].count
        self.everyone = (1 << self.count) - 1
        self.all = (1 << len(asked)) - 1
        self.courts = [self._clauses(hearing) for hearing in hearings]
        self.clauses = [clause for court in self.courts for clause in court]
        self._settled: dict[int, int] = {}
        self._of_clause: dict[tuple[int, int], Sides] = {}

    @cached_property
    def answers(self) -> list[list[int]]:
        """Return for each question the enterprises that give each of the answers told apart."""
        return [_masks(self.label(item)) for item in self.asked]

    def _clauses(self, hearing: Hearing) -> list[Clause]:
        return [
            Clause(hearing, condition, hearing.looking.at(condition))
            for condition in hearing.conditions
            if hearing.known(condition) is None
        ]

    def sides(self, clause: Clause, asked: int) -> Sides:
        """Return for which enterprises a criterion is met, and for which unmet, once some questions are answered."""
        key = (id(clause.condition), asked & clause.looks)
        found = self._of_clause.get(key)
        if found is None:
            met, unmet = clause.hearing.state(clause.condition, key[1])
            found = self._of_clause[key] = (_bits(met), _bits(unmet))
        return found

    def settled(self, asked: int) -> int:
        """Return for which enterprises every outcome is settled, once some questions are answered."""
        found = self._settled.get(asked)
        if found is None:
            found = self.everyone
            for court in self.courts:
                found &= self._settled_by(court, asked)
            self._settled[asked] = found
        return found

    def _settled_by(self, court: list[Clause], asked: int) -> int:
        met, unmet = self.everyone, 0
        for clause in court:
            one, other = self.sides(clause, asked)
            met &= one
            unmet |= other
        return met | unmet

    def gained(self, asked: int) -> int:
        """Return how many outcomes are settled, over all enterprises and rulebooks."""
        if len(self.courts) == 1:
            return self.settled(asked).bit_count()
        return sum(self._settled_by(court, asked).bit_count() for court in self.courts)


def _bits(cells: Array) -> int:
    return int.from_bytes(np.packbits(cells, bitorder="little").tobytes(), "little")


def _masks(label: Array) -> list[int]:
    return [_bits(label == place) for place in np.unique(label)]
