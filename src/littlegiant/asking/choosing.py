"""Chooses what to ask: the order of questions that is expected to settle all outcomes at the least effort.

Few questions are tried in every order, each next one chosen by the answers so far (exact over the imagined
enterprises). Of many, those come first that settle the most outcomes for their cost, a criterion's questions together:
the rule that is exact where criteria share no fact (ask first what is most likely to fail for what it costs).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from littlegiant.asking.chains import Chains, Costs
from littlegiant.asking.enquiry import Clause, Enquiry

MOST_QUESTIONS = 8
MOST_STATES = 4000


@dataclass(frozen=True)
class Order:
    """Questions as bits, best first; the expected effort; whether no other order does better."""

    bits: tuple[int, ...]
    expected: float
    is_exact: bool


class Choice:
    """What to ask of one enquiry: the first question at once, the whole order when it is asked for."""

    def __init__(self, enquiry: Enquiry, costs: Costs) -> None:
        self.enquiry, self.costs = enquiry, costs

    @cached_property
    def _exact(self) -> tuple[float, int] | None:
        """Return the least effort over all enterprises and the first step, None where there are too many ways."""
        if len(self.enquiry.asked) > MOST_QUESTIONS:
            return None
        states = math.prod(1 + len(answers) for answers in self.enquiry.answers)
        if states > MOST_STATES:
            return None
        effort, first = Exact(self.enquiry, self.costs).least(
            0, self.enquiry.everyone & ~self.enquiry.settled(0)
        )
        return (effort, first) if first else None

    @cached_property
    def _stepwise(self) -> Stepwise:
        return Stepwise(self.enquiry, self.costs)

    @cached_property
    def first(self) -> int:
        """Return the question to ask now, as a bit, 0 where there is none."""
        if self._exact is not None:
            return self._exact[1]
        return next(iter(self._stepwise.part(0)), 0)

    @cached_property
    def order(self) -> Order:
        """Return the order of all questions, the first one included."""
        if self._exact is None:
            bits, effort = self._stepwise.order([])
            return Order(bits, effort / self.enquiry.count, False)
        bits, _ = self._stepwise.order([self._exact[1]])
        return Order(bits, self._exact[0] / self.enquiry.count, True)


class Exact:
    """Every order, each next question chosen by the answers so far."""

    def __init__(self, enquiry: Enquiry, costs: Costs) -> None:
        self.enquiry, self.costs = enquiry, costs
        self.kept: dict[tuple[int, int], tuple[float, int]] = {}

    def least(self, asked: int, left: int) -> tuple[float, int]:
        """Return the least effort over the enterprises that are left once some questions are answered, and the next."""
        if not left:
            return 0.0, 0
        key = (asked, left)
        if key not in self.kept:
            self.kept[key] = self._least(asked, left)
        return self.kept[key]

    def _least(self, asked: int, left: int) -> tuple[float, int]:
        best, first = math.inf, 0
        for bit, cost in self.costs.open(self.enquiry.all, asked):
            effort = self._effort(asked, left, (bit, cost), best)
            if effort < best:
                best, first = effort, bit
        return (best, first) if first else (0.0, 0)

    def _effort(self, asked: int, left: int, step: tuple[int, float], best: float) -> float:
        """Return the effort of going on with one question, infinite as soon as it is no better than another."""
        bit, cost = step
        effort = cost * left.bit_count()
        waiting = left & ~self.enquiry.settled(asked | bit)
        for answer in self.enquiry.answers[bit.bit_length() - 1]:
            if effort >= best:
                return math.inf
            effort += self.least(asked | bit, waiting & answer)[0]
        return effort


class Stepwise:
    """Again and again the part of a criterion's questions that settles the most for its cost."""

    def __init__(self, enquiry: Enquiry, costs: Costs) -> None:
        self.enquiry, self.costs = enquiry, costs
        chains = Chains(enquiry, costs)
        self.chains = [(clause, chains.of(clause)) for clause in enquiry.clauses]

    def order(self, first: list[int]) -> tuple[tuple[int, ...], float]:
        """Return all questions, some given ones first, and the expected effort over all enterprises."""
        found: list[int] = []
        effort, asked = 0.0, 0
        while True:
            steps = first if first and not asked else self.part(asked)
            if not steps:
                return tuple(found), effort
            for bit in steps:
                effort += self.costs.of[bit.bit_length() - 1] * self._asked_of(bit, asked)
                asked |= bit
                found.append(bit)

    def _asked_of(self, bit: int, asked: int) -> int:
        """Return of how many enterprises a question is asked: not settled, and a criterion open that looks at it."""
        left = self.enquiry.everyone & ~self.enquiry.settled(asked)
        looked = 0
        for clause in self.enquiry.clauses:
            if clause.looks & bit:
                met, unmet = self.enquiry.sides(clause, asked)
                looked |= ~(met | unmet)
        return (left & looked).bit_count()

    def part(self, asked: int) -> list[int]:
        """Return the questions to ask next, those of one criterion; what can still be asked at the end."""
        best, chosen = (-1.0, -1.0), list[int]()
        for clause, chained in self.chains:
            steps = [bit for bit in chained if not bit & asked]
            for rank, part in self._parts(clause, steps, asked):
                if rank > best:
                    best, chosen = rank, part
        return chosen or [bit for bit, _ in self.costs.open(self.enquiry.all, asked)][:1]

    def _parts(
        self, clause: Clause, steps: list[int], asked: int
    ) -> list[tuple[tuple[float, float], list[int]]]:
        """Return the beginnings of a criterion's questions with what they settle for their cost.

        Where nothing is settled before all criteria are, what is done for this criterion counts.
        """
        found = []
        enquiry, cost, now = self.enquiry, 0.0, asked
        before, done = enquiry.gained(asked), self._done(clause, asked)
        for place, bit in enumerate(steps):
            cost += self.costs.of[bit.bit_length() - 1] * self._asked_of_clause(clause, now)
            now |= bit
            gain, own = enquiry.gained(now) - before, self._done(clause, now) - done
            if cost > 0:
                found.append(((gain / cost, own / cost), steps[: place + 1]))
        return found

    def _done(self, clause: Clause, asked: int) -> int:
        met, unmet = self.enquiry.sides(clause, asked)
        return (met | unmet).bit_count()

    def _asked_of_clause(self, clause: Clause, asked: int) -> int:
        met, unmet = self.enquiry.sides(clause, asked)
        return (self.enquiry.everyone & ~(self.enquiry.settled(asked) | met | unmet)).bit_count()
