"""Conditions as nested ALL and EITHER over literals, so that two of them can be held against each other."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from fractions import Fraction
from typing import Any as Anything

from littlegiant.rules.conditions import (
    All,
    Any,
    AtLeast,
    ByPlace,
    Choose,
    ClassAmong,
    Compare,
    Condition,
    Named,
    Not,
    OneOf,
    Operator,
    Truth,
)
from littlegiant.rules.values import Number

PLACE = "province"
_OPPOSITE: dict[Operator, Operator] = {">=": "<", ">": "<=", "<=": ">", "<": ">=", "==": "!=", "!=": "=="}


@dataclass(frozen=True)
class Literal:
    """An atom that holds, or (`holds` False) one that is known not to; a count of items is taken as an atom."""

    atom: Truth | OneOf | Compare | ClassAmong | AtLeast
    holds: bool = True


@dataclass(frozen=True)
class Every:
    """All of these."""

    items: tuple[Formula, ...]


@dataclass(frozen=True)
class Either:
    """At least one of these."""

    items: tuple[Formula, ...]


Formula = Literal | Every | Either


def bare(node: Anything) -> Anything:
    """Return a node without the places its numbers come from: equal then means the same rule."""
    if isinstance(node, Number):
        return Number(node.value, node.unit)
    if isinstance(node, Named):
        return bare(node.item)
    if isinstance(node, tuple):
        return tuple(bare(item) for item in node)
    if dataclasses.is_dataclass(node) and not isinstance(node, type):
        kept = {field.name: bare(getattr(node, field.name)) for field in dataclasses.fields(node)}
        return type(node)(**kept)
    return node


def formula(condition: Condition, holds: bool = True) -> Formula:
    """Return a condition that is met (or, with `holds` False, unmet) as a formula of bare literals."""
    match condition:
        case Named():
            return formula(condition.item, holds)
        case Not():
            return formula(condition.item, not holds)
        case All():
            return _joined(condition.items, holds, every=holds)
        case Any():
            return _joined(condition.items, holds, every=not holds)
        case Choose():
            return _chosen(condition, holds)
        case ByPlace():
            return _by_place(condition, holds)
        case Compare():
            operator = condition.operator if holds else _OPPOSITE[condition.operator]
            return Literal(bare(Compare(condition.value, operator, condition.number)))
        case _:
            return Literal(bare(condition), holds)


def _joined(items: tuple[Condition, ...], holds: bool, *, every: bool) -> Formula:
    parts = tuple(formula(item, holds) for item in items)
    return Every(parts) if every else Either(parts)


def _chosen(condition: Choose, holds: bool) -> Formula:
    """Where nothing is selected because `when` has no value, both branches must agree."""
    then, otherwise = formula(condition.then, holds), formula(condition.otherwise, holds)
    return Either(
        (
            Every((formula(condition.when), then)),
            Every((formula(condition.when, False), otherwise)),
            Every((then, otherwise)),
        )
    )


def _by_place(condition: ByPlace, holds: bool) -> Formula:
    ways: list[Formula] = []
    for code, branch in condition.branches:
        ways.append(Every((Literal(OneOf(PLACE, frozenset({code}))), formula(branch, holds))))
    elsewhere = OneOf(PLACE, frozenset(code for code, _ in condition.branches))
    ways.append(Every((Literal(elsewhere, False), formula(condition.default, holds))))
    return Either(tuple(ways))


@dataclass
class Span:
    """The numbers that some comparisons leave possible for a value."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False
    excluded: frozenset[Fraction] = frozenset()

    def narrow(self, operator: Operator, number: Fraction) -> None:
        """Keep only what a comparison leaves."""
        if operator == "!=":
            self.excluded |= {number}
        if operator in (">=", ">", "==") and (
            self.low is None or (number, operator == ">") > (self.low, self.low_open)
        ):
            self.low, self.low_open = number, operator == ">"
        if operator in ("<=", "<", "==") and (
            self.high is None or (-number, operator == "<") > (-self.high, self.high_open)
        ):
            self.high, self.high_open = number, operator == "<"

    @property
    def empty(self) -> bool:
        """Say whether no number is left."""
        if self.low is None or self.high is None:
            return False
        if self.low > self.high or (self.low == self.high and (self.low_open or self.high_open)):
            return True
        return self.low == self.high and self.low in self.excluded

    def within(self, operator: Operator, number: Fraction) -> bool:
        """Say whether every number left passes a comparison."""
        low, high = self.low, self.high
        match operator:
            case ">=":
                return low is not None and low >= number
            case ">":
                return low is not None and (low > number or (low == number and self.low_open))
            case "<=":
                return high is not None and high <= number
            case "<":
                return high is not None and (high < number or (high == number and self.high_open))
            case "==":
                return low == high == number and not (self.low_open or self.high_open)
            case _:
                outside = self.within(">", number) or self.within("<", number)
                return outside or number in self.excluded
