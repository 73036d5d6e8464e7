"""Comparisons of amounts, ratios and growth as constraints."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any

from littlegiant.facts.dictionary import load_dictionary
from littlegiant.plans.linear import Linear
from littlegiant.plans.variables import Variables
from littlegiant.rules.conditions import Compare
from littlegiant.rules.values import (
    Add,
    CompoundGrowth,
    Divide,
    FactValue,
    Mean,
    MeanGrowth,
    Multiply,
    Number,
    Subtract,
    Total,
    Value,
    leaves,
    series,
)

# Growth that starts from years that are not known: what the years before are taken to be.
FIFTH_LESS, ROUND, LIKELY = Fraction(4, 5), 1000, Fraction(10_000_000)
Ratio = tuple[Linear, Linear | None]
_OPERATIONS: dict[type, Callable[[Fraction, Fraction], Fraction]] = {
    Add: operator.add,
    Subtract: operator.sub,
    Multiply: operator.mul,
    Divide: operator.truediv,
}


class Amounts:
    """Writes comparisons over the variables of a programme."""

    def __init__(self, variables: Variables) -> None:
        self.variables = variables

    def comparison(self, atom: Compare) -> Any:
        """Return a literal that, where true, makes a comparison hold."""
        value, sign, number = atom.value, atom.operator, atom.number.value
        make = self.variables
        match value:
            case CompoundGrowth():
                last, first = (make.number(leaf.fact, leaf.shift) for leaf in leaves(value))
                demanded = last.plus(first.scaled((1 + number) ** value.years), Fraction(-1))
                return make.all_of([make.holds(first, ">"), make.holds(demanded, sign)])
            case FactValue():
                return make.all_of([self._has_award(value), make.holds(self.less(value, number), sign)])
        pins: list[Any] = []
        above, below = self.ratio(value, pins)
        if below is None:
            return make.all_of([*pins, make.holds(above.plus(Linear(number), Fraction(-1)), sign)])
        return make.all_of([*pins, make.holds(below, ">"), make.holds(above.plus(below, -number), sign)])

    def less(self, value: FactValue, number: Fraction) -> Linear:
        """Return a fact less a number."""
        return self.variables.number(value.fact, value.shift).plus(Linear(number), Fraction(-1))

    def _has_award(self, value: FactValue) -> Any:
        """Return a literal that the award is there which a rank is of."""
        awards = dict(load_dictionary().implications.ranks)
        return self.variables.truth(awards[value.fact]) if value.fact in awards else self.variables.true

    def ratio(self, value: Value, pins: list[Any]) -> Ratio:
        """Return a value as a quotient of two sums, or as one sum.

        What is neither is taken with some facts as they would be anyway; `pins` then holds that they are.
        """
        match value:
            case Number():
                return Linear(value.value), None
            case FactValue():
                return self.variables.number(value.fact, value.shift), None
            case Total() | Mean():
                total = self._sum(series(value.fact, value.unit, value.years, value.shift))
                return (total if isinstance(value, Total) else total.scaled(Fraction(1, value.years))), None
            case MeanGrowth():
                return self._mean_growth(value, pins), None
            case Add() | Subtract() | Multiply() | Divide():
                return self._arithmetic(value, pins)
            case _:
                return self._as_it_would_be(value, pins), None

    def _sum(self, parts: Iterable[FactValue]) -> Linear:
        found = Linear()
        for part in parts:
            found = found.plus(self.variables.number(part.fact, part.shift))
        return found

    def _arithmetic(self, value: Add | Subtract | Multiply | Divide, pins: list[Any]) -> Ratio:
        (left, under), (right, below) = self.ratio(value.left, pins), self.ratio(value.right, pins)
        if under is None and below is None:
            if isinstance(value, Add | Subtract):
                return left.plus(right, Fraction(1 if isinstance(value, Add) else -1)), None
            if isinstance(value, Divide):
                return left, right
            if left.is_constant or right.is_constant:
                factor, other = (left, right) if left.is_constant else (right, left)
                return other.scaled(factor.constant), None
        return self._as_it_would_be(value, pins), None

    def _mean_growth(self, value: MeanGrowth, pins: list[Any]) -> Linear:
        """Leave the last year free; the years before it, whose growth is averaged in, are as they would be."""
        parts = leaves(value)
        bases = self._bases(parts, pins)
        if any(base <= 0 for base in bases):
            pins.append(self.variables.false)
            return Linear()
        settled = sum((later / earlier for later, earlier in itertools.pairwise(bases)), Fraction(0))
        last = self.variables.number(parts[0].fact, parts[0].shift).scaled(1 / bases[0])
        return last.plus(Linear(settled)).scaled(Fraction(1, value.years)).plus(Linear(Fraction(-1)))

    def _bases(self, parts: Sequence[FactValue], pins: list[Any]) -> list[Fraction]:
        """Return the years that growth starts from, latest first; one that is not known is taken to lie a fifth lower."""
        before = self.variables.prospect(parts[0].fact, parts[0].shift).base
        if before is None:
            before = self.variables.prospect("revenue", parts[0].shift).base or LIKELY
        found: list[Fraction] = []
        for part in parts[1:]:
            lower = Fraction(round(Fraction(before) * FIFTH_LESS / ROUND)) * ROUND
            before = self._pinned(part, pins, lower)
            found.append(before)
        return found

    def _as_it_would_be(self, value: Value, pins: list[Any]) -> Linear:
        """Return the number a value has if nothing is done about what it reads."""
        found = computed(value, lambda leaf: self._pinned(leaf, pins))
        if found is None:
            pins.append(self.variables.false)
        return Linear(found or Fraction(0))

    def _pinned(self, leaf: FactValue, pins: list[Any], unknown: Fraction | None = None) -> Fraction:
        """Return what a fact will be if nothing is done about it, and demand that nothing is.

        Where it is not known, `unknown` is what it is to turn out to be; without one nothing can be said.
        """
        base = self.variables.prospect(leaf.fact, leaf.shift).base
        base = unknown if base is None else base
        if base is None:
            pins.append(self.variables.false)
            return Fraction(0)
        found = self.variables.number(leaf.fact, leaf.shift)
        if not found.is_constant:
            pins.append(self.variables.holds(found.plus(Linear(Fraction(base)), Fraction(-1)), "=="))
        return Fraction(base)


def computed(value: Value, read: Callable[[FactValue], Fraction]) -> Fraction | None:
    """Return the number of a value, None where it has none or a root would have to be taken."""
    match value:
        case Number():
            return value.value
        case FactValue():
            return read(value)
        case Total() | Mean():
            total = sum((read(leaf) for leaf in leaves(value)), Fraction(0))
            return total if isinstance(value, Total) else total / value.years
        case Add() | Subtract() | Multiply() | Divide():
            left, right = computed(value.left, read), computed(value.right, read)
            if left is None or right is None or (isinstance(value, Divide) and right <= 0):
                return None
            return _OPERATIONS[type(value)](left, right)
        case MeanGrowth():
            numbers = [read(leaf) for leaf in leaves(value)]
            if any(number <= 0 for number in numbers[1:]):
                return None
            rates = (later / earlier - 1 for later, earlier in itertools.pairwise(numbers))
            return sum(rates, Fraction(0)) / value.years
        case _:
            return None
