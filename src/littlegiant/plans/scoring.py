"""The score as constraints: variables that are no more than the points earned, in thousandths."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any

from littlegiant.plans.amounts import Amounts
from littlegiant.rules.conditions import Compare, Condition, Operator
from littlegiant.rules.plain_logic import Formula, formula
from littlegiant.rules.scores import (
    Bands,
    BetterOf,
    First,
    Given,
    PerItem,
    Points,
    PointsByPlace,
    Score,
    closed_bands,
)

GRID = 1000
MOST = 10**6


class Scoring:
    """Writes a score over the variables of a programme; `select` gives the literal of a formula."""

    def __init__(self, score: Score, amounts: Amounts, select: Callable[[Formula], Any]) -> None:
        self.variables = amounts.variables
        self.model = amounts.variables.model
        self.amounts = amounts
        self.select = select
        self.parts: dict[str, Any] = {}
        self.picks: dict[str, list[Any]] = {}
        for group in score.groups:
            for item in group.indicators:
                self._item = item.id
                self.parts[item.id] = self._earned(item.points)
            self.parts[group.id] = self._at_most(
                [self.parts[item.id] for item in group.indicators], group.max
            )
        self.parts[""] = self._at_most([self.parts[group.id] for group in score.groups], score.max)

    def reaches(self, part: str, sign: Operator, number: Fraction) -> Any:
        """Return a literal that a part of the score is high enough; that one is low is never brought about."""
        if sign not in (">=", ">"):
            return self.variables.false
        mark = -((-number * GRID) // 1)
        least = int(mark) + (1 if sign == ">" and number * GRID == mark else 0)
        literal = self.model.new_bool_var("")
        self.model.add(self.parts[part] >= least).only_enforce_if(literal)
        return literal

    def no_more(self, part: str, points: float) -> Any:
        """Return a literal that, where true, keeps a part from being counted with more than these points."""
        literal = self.model.new_bool_var("")
        self.model.add(self.parts[part] <= int(points * GRID)).only_enforce_if(literal)
        return literal

    def _at_most(self, parts: Sequence[Any], cap: Fraction) -> Any:
        total = self.model.new_int_var(0, int(cap * GRID), "")
        self.model.add(total <= sum(parts))
        return total

    def _earned(self, points: Points) -> Any:
        match points:
            case Bands():
                return self._chosen(self._bands(points))
            case First():
                return self._chosen(self._lines(points))
            case PerItem():
                items = [self.select(formula(item)) for item in points.items]
                return self._at_most(
                    [int(points.each.value * GRID) * item for item in items], points.up_to.value
                )
            case BetterOf():
                return self._better([self._earned(way) for way in points.ways])
            case Given():
                return self._given(points)
            case PointsByPlace():
                place = self.variables.prospect("province").base
                return self._earned(dict(points.branches).get(str(place), points.default))

    def _chosen(self, levels: Iterable[tuple[Fraction, Any]]) -> Any:
        """Return the points of the one level that is chosen, each with the literal that it is reached."""
        found = [(int(points * GRID), literal) for points, literal in levels]
        found = [(points, literal) for points, literal in found if literal is not self.variables.false]
        total = self.model.new_int_var(0, max([points for points, _ in found], default=0), "")
        picks = [self.model.new_bool_var("") for _ in found]
        for pick, (_, literal) in zip(picks, found, strict=True):
            self.model.add_implication(pick, literal)
        self.model.add_at_most_one(picks)
        self.model.add(total == sum(points * pick for pick, (points, _) in zip(picks, found, strict=True)))
        return total

    def _better(self, ways: Sequence[Any]) -> Any:
        total = self.model.new_int_var(0, MOST * GRID, "")
        picks = [self.model.new_bool_var("") for _ in ways]
        self.picks[self._item] = picks
        self.model.add_exactly_one(picks)
        for pick, way in zip(picks, ways, strict=True):
            self.model.add(total <= way).only_enforce_if(pick)
        return total

    def _bands(self, table: Bands) -> Iterable[tuple[Fraction, Any]]:
        for band, low_in, high_in in closed_bands(table):
            ends = []
            if band.low is not None:
                ends.append(Compare(table.value, ">=" if low_in else ">", band.low))
            if band.high is not None:
                ends.append(Compare(table.value, "<=" if high_in else "<", band.high))
            yield band.points.value, self.variables.all_of([self.amounts.comparison(end) for end in ends])

    def _lines(self, points: First) -> Iterable[tuple[Fraction, Any]]:
        """Yield each line; it counts where none before it that earns less is met."""
        before: list[tuple[Fraction, Condition]] = []
        for condition, number in points.lines:
            barred = [self.select(formula(item, False)) for level, item in before if level < number.value]
            own = self.variables.true if condition is None else self.select(formula(condition))
            yield number.value, self.variables.all_of([own, *barred])
            if condition is not None:
                before.append((number.value, condition))

    def _given(self, points: Given) -> Any:
        pins: list[Any] = []
        above, below = self.amounts.ratio(points.value, pins)
        total = self.model.new_int_var(0, int(points.up_to.value * GRID), "")
        if below is not None or pins:
            self.model.add(total == 0)
            return total
        whole, scale = self.variables.total(above)
        self.model.add(total * scale <= GRID * whole)
        return total
