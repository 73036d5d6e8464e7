"""In which order the questions of one criterion settle it at the least expected effort, seen by itself.

Alternatives are tried by what they are likely to bring for their effort, parts that must all hold by how likely they
are to fail for it; within a score the indicators that can still move the most come first. Few questions are tried in
every order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from littlegiant.asking.enquiry import Clause, Enquiry
from littlegiant.rules.conditions import All, Any, ByPlace, Choose, Compare, Condition, Named, Not, children
from littlegiant.rules.values import ScorePart

FEW = 4
HINT = 1e-3
LEAST = 1e-9


@dataclass
class Costs:
    """What each question costs, and which question must be answered before it, as bits."""

    of: list[float]
    first: dict[int, int] = field(default_factory=dict)

    def of_all(self, bits: int) -> float:
        """Return what some questions cost together."""
        return sum(self.of[bit.bit_length() - 1] for bit in singly(bits))

    def open(self, among: int, asked: int) -> Iterator[tuple[int, float]]:
        """Yield the questions among some that may be asked now, as bits, with their costs."""
        for bit in singly(among & ~asked):
            if not self.first.get(bit, 0) & ~asked:
                yield bit, self.of[bit.bit_length() - 1]


def singly(bits: int) -> Iterator[int]:
    """Yield the single bits of a set."""
    while bits:
        bit = bits & -bits
        bits ^= bit
        yield bit


class Chains:
    """Works out the chains of one enquiry."""

    def __init__(self, enquiry: Enquiry, costs: Costs) -> None:
        self.enquiry, self.costs = enquiry, costs

    def of(self, clause: Clause) -> list[int]:
        """Return the questions of a criterion, as bits, in the order that is expected to settle it soonest."""
        return self._in_turn(self._of(clause))

    def _of(self, clause: Clause) -> list[int]:
        condition = clause.condition
        if clause.looks.bit_count() <= FEW:
            return Shortest(self.enquiry, clause, self.costs).order()
        match condition:
            case Named() | Not():
                return self._of(self._inside(clause, condition.item))
            case All() | Any():
                return self._of_several(clause, condition)
            case Compare() if isinstance(condition.value, ScorePart):
                return self._of_score(clause, condition.value.part)
            case Choose():
                parts = [condition.when, condition.then, condition.otherwise]
            case _:
                parts = list(children(condition))
        start = list(singly(clause.hearing.looking.of_places())) if isinstance(condition, ByPlace) else []
        chains = [self._of(self._inside(clause, part)) for part in parts]
        found = [*start, *(bit for chained in chains for bit in chained)]
        return found or list(singly(clause.looks))

    def _inside(self, clause: Clause, condition: Condition) -> Clause:
        return replace(clause, condition=condition, looks=clause.hearing.looking.at(condition))

    def _of_several(self, clause: Clause, condition: All | Any) -> list[int]:
        parts = [self._inside(clause, item) for item in condition.items]
        ranked = []
        for part in parts:
            chained = self._in_turn(self._of(part))
            ranked.append((self._rank(part, chained, fails=isinstance(condition, All)), chained))
        ranked.sort(key=lambda item: -item[0])
        return [bit for _, chained in ranked for bit in chained]

    def _rank(self, clause: Clause, chained: Sequence[int], *, fails: bool) -> float:
        """Return how likely a part is to settle the whole for the effort of asking its questions."""
        effort, asked = 0.0, 0
        for bit in chained:
            met, unmet = self.enquiry.sides(clause, asked)
            effort += self.costs.of_all(bit) * (self.enquiry.count - (met | unmet).bit_count())
            asked |= bit
        settles = self.enquiry.sides(clause, asked)[1 if fails else 0].bit_count()
        return settles / max(effort, LEAST) if chained else 0.0

    def _of_score(self, clause: Clause, part: str) -> list[int]:
        """Return the questions of a score: again and again the indicator that can still move the most for its cost."""
        hearing, found, asked = clause.hearing, list[int](), 0
        open_ = {item.id: hearing.looking.at(item.points) for item in hearing.looking.indicators(part)}
        while True:
            ranked = [
                (hearing.width(name, asked) / self.costs.of_all(looks & ~asked), name)
                for name, looks in open_.items()
                if looks & ~asked
            ]
            if not ranked:
                return found
            for bit in self._of_indicator(clause, max(ranked)[1], asked):
                found.append(bit)
                asked |= bit

    def _of_indicator(self, clause: Clause, name: str, asked: int) -> list[int]:
        """Return the questions of one indicator, that first which leaves the fewest points open."""
        found: list[int] = []
        looks = clause.hearing.looking.at_score(name)
        while True:
            steps = [
                (clause.hearing.width(name, asked | bit), cost, -self.enquiry.gained(bit), bit)
                for bit, cost in self.costs.open(looks, asked)
            ]
            if not steps:
                return found
            bit = min(steps)[3]
            found.append(bit)
            asked |= bit

    def _in_turn(self, chained: Sequence[int]) -> list[int]:
        """Return each question once, none before the one it waits for."""
        found: dict[int, None] = {}
        for bit in chained:
            before = self.costs.first.get(bit, 0)
            if before and before in chained:
                found.setdefault(before)
            found.setdefault(bit)
        return list(found)


class Shortest:
    """The best fixed order of a few questions, over all sets of them."""

    def __init__(self, enquiry: Enquiry, clause: Clause, costs: Costs) -> None:
        self.enquiry, self.clause, self.costs = enquiry, clause, costs
        self.kept: dict[int, tuple[float, int]] = {}

    def order(self) -> list[int]:
        """Return the questions in the best order."""
        found, asked = list[int](), 0
        while (step := self._best(asked)[1]) != 0:
            found.append(step)
            asked |= step
        return found

    def _best(self, asked: int) -> tuple[float, int]:
        """Return the least effort from here on, over all enterprises, and the question that begins it."""
        if asked in self.kept:
            return self.kept[asked]
        met, unmet = self.enquiry.sides(self.clause, asked)
        waiting = self.enquiry.count - (met | unmet).bit_count()
        least, first = float("inf"), 0
        for bit, cost in self.costs.open(self.clause.looks, asked):
            effort = cost * waiting + self._best(asked | bit)[0] - HINT * self.enquiry.gained(bit)
            if effort < least:
                least, first = effort, bit
        self.kept[asked] = found = (least if first else 0.0, first)
        return found
