"""Conditions as functions of the cells of one enterprise, what its known facts settle folded away."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any as Anything

from littlegiant.rules.conditions import (
    All,
    Any,
    AtLeast,
    ByPlace,
    Choose,
    Compare,
    Condition,
    Named,
    Not,
)
from littlegiant.rules.values import ScorePart
from littlegiant.verdicts.decisive.earning import Span
from littlegiant.verdicts.decisive.readers import POINTS, SCORE, SUM_DIGITS, Answer, Cells, Readers
from littlegiant.verdicts.row import Row

State = Callable[[Condition], "bool | None"]
PLACE = "province"


def whole(condition: Condition, readers: Readers) -> Answer:
    """Return the reader of a condition of facts, nothing of it settled."""
    return _Folding(readers, lambda _: None, lambda _: None).answer(condition)


def folded(condition: Condition, row: Row, readers: Readers) -> Answer:
    """Return the reader of a condition in which everything the row's known facts settle is constant."""
    return _Folding(readers, row.state, lambda: score_reader(row, readers)).answer(condition)


class _Folding:
    def __init__(self, readers: Readers, state: State, score: Callable[..., Anything]) -> None:
        self.readers = readers
        self.state = state
        self.score = score
        self.sums: Callable[[Cells], dict[str, tuple[float, float]]] | None = None

    def answer(self, condition: Condition) -> Answer:
        """Return the reader of a condition, a constant where it is settled."""
        settled = self.state(condition)
        if settled is not None:
            return lambda _: settled
        match condition:
            case Named():
                return self.answer(condition.item)
            case Not():
                inner = self.answer(condition.item)
                return lambda cells: None if (found := inner(cells)) is None else not found
            case All() | Any():
                return self._several(condition)
            case AtLeast():
                return self._at_least(condition)
            case Choose():
                return self._choice(condition)
            case ByPlace():
                return self._by_place(condition)
            case Compare() if isinstance(condition.value, ScorePart):
                return self._score_test(condition)
            case _:
                return self.readers.answer(condition)

    def _several(self, condition: All | Any) -> Answer:
        neutral = isinstance(condition, All)
        items = [self.answer(item) for item in condition.items if self.state(item) is not neutral]
        if len(items) == 1:
            return items[0]
        return all_of(items) if neutral else any_of(items)

    def _at_least(self, condition: AtLeast) -> Answer:
        items, number = [self.answer(item) for item in condition.items], condition.number

        def answer(cells: Cells) -> bool | None:
            states = [item(cells) for item in items]
            met = states.count(True)
            return True if met >= number else None if met + states.count(None) >= number else False

        return answer

    def _choice(self, condition: Choose) -> Answer:
        when, then, otherwise = (
            self.answer(item) for item in (condition.when, condition.then, condition.otherwise)
        )

        def answer(cells: Cells) -> bool | None:
            chosen = when(cells)
            if chosen is None:
                one, other = then(cells), otherwise(cells)
                return one if one == other else None
            return then(cells) if chosen else otherwise(cells)

        return answer

    def _by_place(self, condition: ByPlace) -> Answer:
        branches = {code: self.answer(branch) for code, branch in condition.branches}
        default = self.answer(condition.default)

        def answer(cells: Cells) -> bool | None:
            place = cells.get(PLACE)
            if place is None:
                states = {default(cells), *(branch(cells) for branch in branches.values())}
                return states.pop() if len(states) == 1 else None
            return branches.get(place, default)(cells)

        return answer

    def _score_test(self, test: Compare) -> Answer:
        assert isinstance(test.value, ScorePart)
        if self.sums is None:
            self.sums = self.score()
        sums, part, mark = self.sums, test.value.part, float(test.number.value)
        holds = _ON_POINTS[test.operator]

        def answer(cells: Cells) -> bool | None:
            found = cells.get(SCORE)
            if found is None:
                found = cells[SCORE] = sums(cells)
            low, high = found[part]
            return holds(low, mark) if low == high else _agreed(low, high, mark, test.operator)

        return answer


def all_of(items: list[Answer]) -> Answer:
    """Return the reader of a conjunction."""

    def answer(cells: Cells) -> bool | None:
        state: bool | None = True
        for item in items:
            found = item(cells)
            if found is False:
                return False
            if found is None:
                state = None
        return state

    return answer


def any_of(items: list[Answer]) -> Answer:
    """Return the reader of a disjunction."""

    def answer(cells: Cells) -> bool | None:
        state: bool | None = False
        for item in items:
            found = item(cells)
            if found:
                return True
            if found is None:
                state = None
        return state

    return answer


_ON_POINTS: dict[str, Callable[[float, float], bool]] = {
    ">=": lambda found, mark: found >= mark,
    ">": lambda found, mark: found > mark,
    "<=": lambda found, mark: found <= mark,
    "<": lambda found, mark: found < mark,
    "==": lambda found, mark: found == mark,
    "!=": lambda found, mark: found != mark,
}


def _agreed(low: float, high: float, mark: float, operator: str) -> bool | None:
    """Return what holds of all points between two ends."""
    signs = {-1 if low < mark else 0 if low == mark else 1, -1 if high < mark else 0 if high == mark else 1}
    if low < mark < high:
        signs.add(0)
    states = {_ON_POINTS[operator](sign, 0) for sign in signs}
    return states.pop() if len(states) == 1 else None


def score_reader(row: Row, readers: Readers) -> Callable[[Cells], dict[str, tuple[float, float]]]:
    """Return the reader of the points of what is tested: indicators, groups, the whole (`""`); known ones constant.

    Points may also stand among the cells, in the column of an indicator (`#points:…`).
    """
    score = row.rulebook.score
    assert score is not None
    known: dict[str, tuple[float, float]] = {}
    groups: list[_Sum] = []
    whole_score = _Sum("", score.max if score.capped else None, readers)
    for group in score.groups:
        here = _Sum(group.id, group.max if group.capped else None, readers)
        for item in group.indicators:
            low, high = known[item.id] = row.points(item.id)
            if low == high:
                here.known += low
            else:
                here.open.append((item.id, POINTS + item.id, readers.points(item.points)))
        if here.open:
            groups.append(here)
        else:
            known[group.id] = here.ends(here.known, here.known)
            whole_score.known += known[group.id][0]
    known = {part: span for part, span in known.items() if part in readers.tested}

    def sums(cells: Cells) -> dict[str, tuple[float, float]]:
        found = known.copy()
        low = high = whole_score.known
        for group in groups:
            least = most = group.known
            for item, column, read in group.open:
                given = cells.get(column)
                span = read(cells) if given is None else (given, given)
                if item in found:
                    found[item] = span
                least += span[0]
                most += span[1]
            span = found[group.name] = group.ends(least, most)
            low += span[0]
            high += span[1]
        found[""] = whole_score.ends(low, high)
        return found

    return sums


class _Sum:
    """What is known of a sum of points, and what must be read."""

    def __init__(self, name: str, cap: Fraction | None, readers: Readers) -> None:
        self.name = name
        self.cap = math.inf if cap is None else float(cap)
        self.known = 0.0
        self.open: list[tuple[str, str, Span]] = []
        # Whole points need no rounding, and most sums no cap.
        self.ends = self._plain if readers.whole_points and cap is None else self._capped

    @staticmethod
    def _plain(low: float, high: float) -> tuple[float, float]:
        return low, high

    def _capped(self, low: float, high: float) -> tuple[float, float]:
        """Return both ends, decimal points rounded, at most the cap."""
        return min(round(low, SUM_DIGITS), self.cap), min(round(high, SUM_DIGITS), self.cap)


__all__ = ["all_of", "any_of", "folded", "whole"]
