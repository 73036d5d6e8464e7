"""At which value of a threshold each enterprise stops meeting a standard, found in one scan.

A threshold that only ever bounds a value from the same side makes a standard harder the further it is moved one way.
Every enterprise then has two critical values: up to the first it meets the standard, up to the second it may. They
follow from the values compared, or their bounds, by taking the least where all parts must hold and the greatest where
one suffices. Hardness is the threshold itself where it is a floor, its negative where it is a ceiling.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any as Anything

from littlegiant.engines import logic, sql
from littlegiant.engines.bounds import Bounds, as_expression
from littlegiant.engines.sql import Expr
from littlegiant.rules.conditions import (
    All,
    Any,
    Atom,
    ByPlace,
    Choose,
    Compare,
    Condition,
    Named,
    Not,
    children,
)
from littlegiant.rules.values import Number, ScorePart
from littlegiant.standards.model import Rulebook

NEVER, ALWAYS = float("-inf"), float("inf")
_OPPOSITE = {">=": "<", ">": "<=", "<=": ">", "<": ">="}


@dataclass(frozen=True)
class Side:
    """How a threshold bounds: `floor` from below (else from above); `open` where the threshold itself is too little."""

    floor: bool
    open: bool


@dataclass(frozen=True)
class Span:
    """The hardness up to which a condition is met, and up to which it is not unmet."""

    met: Expr
    possible: Expr


def side_of(rulebook: Rulebook, threshold: str) -> Side | None:
    """Return the one way in which a threshold bounds; None where it is used in several, or in the score itself."""
    beside = (rulebook.score, rulebook.classifications)
    if any(number.key == threshold for number in _numbers(beside)):
        return None
    found: set[Side | None] = set()
    for item in rulebook.criteria:
        found |= set(_sides(item.condition, threshold, negated=False))
    return found.pop() if len(found) == 1 else None


def depends(condition: Condition, threshold: str) -> bool:
    """Say whether a threshold occurs in a condition."""
    return any(number.key == threshold for number in _numbers(condition))


def _sides(condition: Condition, threshold: str, *, negated: bool) -> Iterator[Side | None]:
    if not depends(condition, threshold):
        return
    match condition:
        case Compare():
            bare = not any(number.key == threshold for number in _numbers(condition.value))
            sign = _OPPOSITE.get(condition.operator) if negated else condition.operator
            known = bare and sign in _OPPOSITE
            yield Side(sign in (">=", ">"), sign in (">", "<")) if known and sign else None
        case Not():
            yield from _sides(condition.item, threshold, negated=not negated)
        case All() | Any() | Named():
            for item in children(condition):
                yield from _sides(item, threshold, negated=negated)
        case Choose() if not negated and not depends(condition.when, threshold):
            yield from _sides(condition.then, threshold, negated=False)
            yield from _sides(condition.otherwise, threshold, negated=False)
        case ByPlace() if not negated:
            for item in children(condition):
                yield from _sides(item, threshold, negated=False)
        case _:
            yield None


@dataclass(frozen=True)
class Spans:
    """Works out the span of a condition over the columns of a compiled rulebook."""

    threshold: str
    side: Side
    atom: Callable[[Atom], Expr]
    value: Callable[[Compare], tuple[Expr | None, Bounds]]

    def of(self, condition: Condition) -> Span:
        """Return the span of a condition."""
        if not depends(condition, self.threshold):
            return constant(logic.condition(condition, self.atom))
        match condition:
            case Named():
                return self.of(condition.item)
            case Not():
                return self._negated(condition.item)
            case All():
                return all_spans([self.of(item) for item in condition.items])
            case Any():
                return any_span([self.of(item) for item in condition.items])
            case Choose():
                return self._chosen(condition)
            case ByPlace():
                return self._by_place(condition)
            case Compare():
                return self._compared(condition)
            case _:
                raise AssertionError("side_of admits no other")

    def _negated(self, item: Condition) -> Span:
        match item:
            case Not():
                return self.of(item.item)
            case Named():
                return self._negated(item.item)
            case All():
                return any_span([self.of(Not(part)) for part in item.items])
            case Any():
                return all_spans([self.of(Not(part)) for part in item.items])
            case _:
                assert isinstance(item, Compare)
                return self._compared(item)

    def _compared(self, item: Compare) -> Span:
        """Return the value, or the end of its bounds that decides: the direction is that of `side`, negated or not."""
        value, bounds = self.value(item)
        near, far = (bounds.low, bounds.high) if self.side.floor else (bounds.high, bounds.low)
        ends = []
        for end, otherwise in ((near, NEVER), (far, ALWAYS)):
            known = [] if value is None else [value]
            parts = [*known, *([] if end is None else [as_expression(end)])]
            signed = parts if self.side.floor else [sql.multiply(sql.number(-1), part) for part in parts]
            ends.append(sql.coalesce(*signed, sql.number(otherwise)))
        return Span(*ends)

    def _chosen(self, item: Choose) -> Span:
        when = logic.condition(item.when, self.atom)
        then, other = self.of(item.then), self.of(item.otherwise)
        both, either = all_spans([then, other]), any_span([then, other])
        not_when = sql.negate(when)
        return Span(
            sql.case([(when, then.met), (not_when, other.met)], both.met),
            sql.case([(when, then.possible), (not_when, other.possible)], either.possible),
        )

    def _by_place(self, item: ByPlace) -> Span:
        place = sql.col(logic.PLACE)
        default = self.of(item.default)
        local = [(code, self.of(branch)) for code, branch in item.branches]
        every = [default, *(span for _, span in local)]
        tests = [(sql.compare(place, "==", sql.text(code)), span) for code, span in local]
        return Span(
            sql.case(
                [*((test, span.met) for test, span in tests), (sql.known(place), default.met)],
                all_spans(every).met,
            ),
            sql.case(
                [*((test, span.possible) for test, span in tests), (sql.known(place), default.possible)],
                any_span(every).possible,
            ),
        )


def constant(state: Expr) -> Span:
    """Return the span of a condition that the threshold does not touch."""
    never, always = sql.number(NEVER), sql.number(ALWAYS)
    return Span(sql.case([(state, always)], never), sql.case([(sql.negate(state), never)], always))


def all_spans(spans: list[Span]) -> Span:
    """Return the span of conditions that must all hold."""
    return Span(sql.least(*(span.met for span in spans)), sql.least(*(span.possible for span in spans)))


def any_span(spans: list[Span]) -> Span:
    """Return the span of conditions of which one suffices."""
    return Span(sql.greatest(*(span.met for span in spans)), sql.greatest(*(span.possible for span in spans)))


def is_score(item: Compare) -> bool:
    """Say whether a comparison looks at points."""
    return isinstance(item.value, ScorePart)


def _numbers(node: Anything) -> Iterator[Number]:
    """Yield every constant inside nodes, tuples and dictionaries."""
    if isinstance(node, Number):
        yield node
    elif isinstance(node, tuple | frozenset):
        for item in node:
            yield from _numbers(item)
    elif isinstance(node, dict):
        yield from _numbers(tuple(node.values()))
    elif dataclasses.is_dataclass(node) and not isinstance(node, type):
        for field in dataclasses.fields(node):
            yield from _numbers(getattr(node, field.name))
