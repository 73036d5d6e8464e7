"""In which order the questions of one criterion settle it at the least expected effort, seen by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from littlegiant.asking.enquiry import Clause, Enquiry
from littlegiant.rules.conditions import Atom, Compare, atoms
from littlegiant.rules.values import ScorePart

FEW = 5
HINT = 1e-3


@dataclass
class Costs:
    """What each question costs, and which question must be answered before it, as bits."""

    of: list[float]
    first: dict[int, int] = field(default_factory=dict)

    def open(self, among: int, asked: int) -> Iterator[tuple[int, float]]:
        """Yield the questions among some that may be asked now, as bits, with their costs."""
        rest = among & ~asked
        while rest:
            bit = rest & -rest
            rest ^= bit
            before = self.first.get(bit, 0)
            if not before & ~asked:
                yield bit, self.of[bit.bit_length() - 1]


def chain(enquiry: Enquiry, clause: Clause, costs: Costs) -> list[int]:
    """Return the questions of a criterion, as bits, in the order that is expected to settle it soonest."""
    among = clause.looks
    if among.bit_count() <= FEW:
        return _Shortest(enquiry, clause, costs).order(0)
    return _stepwise(enquiry, clause, costs)


class _Shortest:
    """The best fixed order, over all sets of questions."""

    def __init__(self, enquiry: Enquiry, clause: Clause, costs: Costs) -> None:
        self.enquiry, self.clause, self.costs = enquiry, clause, costs
        self.kept: dict[int, tuple[float, int]] = {}

    def order(self, asked: int) -> list[int]:
        found = []
        while (step := self.best(asked)[1]) != 0:
            found.append(step)
            asked |= step
        return found

    def best(self, asked: int) -> tuple[float, int]:
        """Return the least effort from here on, over all enterprises, and the question that begins it."""
        if asked in self.kept:
            return self.kept[asked]
        met, unmet = self.enquiry.sides(self.clause, asked)
        waiting = self.enquiry.count - (met | unmet).bit_count()
        least, first = float("inf"), 0
        for bit, cost in self.costs.open(self.clause.looks, asked):
            effort = cost * waiting + self.best(asked | bit)[0] - HINT * self.enquiry.gained(bit)
            if effort < least:
                least, first = effort, bit
        self.kept[asked] = found = (least if first else 0.0, first)
        return found


def _stepwise(enquiry: Enquiry, clause: Clause, costs: Costs) -> list[int]:
    """Take again and again the question that brings a criterion nearest to being settled for its cost."""
    found: list[int] = []
    asked, now = 0, _progress(enquiry, clause, 0)
    while True:
        steps = [
            ((_progress(enquiry, clause, asked | bit) - now) / cost + HINT * enquiry.gained(bit), bit)
            for bit, cost in costs.open(clause.looks, asked)
        ]
        if not steps:
            return found
        bit = max(steps)[1]
        found.append(bit)
        asked |= bit
        now = _progress(enquiry, clause, asked)


def _progress(enquiry: Enquiry, clause: Clause, asked: int) -> float:
    """Return how far a criterion is settled, over all enterprises: its own state, its points, its comparisons."""
    met, unmet = enquiry.sides(clause, asked)
    parts = list(dict.fromkeys(atoms(clause.condition)))
    return (met | unmet).bit_count() + sum(_part(clause, atom, asked) for atom in parts) / len(parts)


def _part(clause: Clause, atom: Atom, asked: int) -> float:
    hearing = clause.hearing
    if not (isinstance(atom, Compare) and isinstance(atom.value, ScorePart)):
        return float(np.count_nonzero(hearing.state(atom, asked)))
    widths = [hearing.width(item.id, asked) for item in hearing.looking.indicators(atom.value.part)]
    at_first = [hearing.width(item.id, 0) for item in hearing.looking.indicators(atom.value.part)]
    return hearing.count * (1 - sum(widths) / max(sum(at_first), 1e-9))
