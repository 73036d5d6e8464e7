"""Exact comparison of a value with a constant, on the decimal notation of the facts.

A value is written as numerator / denominator in decimals; comparing it with p/q is then a comparison of two
products. Roots vanish by raising the constant instead. 38 digits are available, 15 of them behind the point:
enough for amounts of up to 19 digits before it. A rule that multiplies two facts (a mean of growth rates) keeps four
decimals of amounts and nine of fractions. What does not fit gives NULL, and the double decides.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from littlegiant.engines import sql
from littlegiant.engines.leaves import Leaves
from littlegiant.engines.sql import Expr
from littlegiant.facts.model import ValueType
from littlegiant.rules.values import (
    Add,
    CompoundGrowth,
    Divide,
    FactValue,
    Mean,
    MeanGrowth,
    Multiply,
    Number,
    ScorePart,
    Subtract,
    Total,
    Value,
    series,
)

DECIMALS = 15
DECIMALS_IN_PRODUCTS = {ValueType.FRACTION: 9}
FEW_DECIMALS = 4


@dataclass(frozen=True)
class Exact:
    """value = numerator / denominator; the other fields say how a constant must be changed to be compared.

    One more and times a number (a mean growth rate), one more and to a power (a compound
    growth rate).
    """

    numerator: Expr
    denominator: Expr | None = None
    plus_one: bool = False
    times: int = 1
    to_power: int = 1

    @property
    def plain(self) -> bool:
        """Say whether a constant is compared as it is."""
        return not self.plus_one and self.times == 1 and self.to_power == 1


LeafReader = Callable[[FactValue], Expr]


@dataclass(frozen=True)
class _Reader:
    """Reads facts as decimals, and the sums of years that the table gives."""

    leaves: Leaves
    of: LeafReader

    def total(self, value: Total | Mean) -> Expr:
        """Return a sum of years, by the given sum where some year is unknown."""
        years = series(value.fact, value.unit, value.years, value.shift)
        total = sql.add(*[self.of(leaf) for leaf in years])
        given = self.leaves.total_of(value.fact)
        if given is None or value.shift != 0 or given[1] != value.years:
            return total
        return sql.coalesce(total, self.of(FactValue(given[0], value.unit)))


def order(form: Exact, numerator: Expr | int, denominator: int) -> tuple[Expr, Expr]:
    """Return two decimals whose order is that of the value and of numerator/denominator."""
    target, below = _turned(form, numerator, denominator)
    left, right = as_whole(_scaled(form.numerator, below)), as_whole(target)
    return left, right if form.denominator is None else sql.multiply(form.denominator, right)


def _turned(form: Exact, numerator: Expr | int, denominator: int) -> tuple[Expr | int, int]:
    if isinstance(numerator, int):
        whole = max(numerator + denominator, 0) if form.plus_one else numerator
        return form.times * whole**form.to_power, denominator**form.to_power
    above = sql.add(numerator, sql.whole(denominator)) if form.plus_one else numerator
    above = sql.multiply(*[above] * form.to_power)
    return _scaled(above, form.times), denominator**form.to_power


def _scaled(item: Expr | int, factor: int) -> Expr | int:
    if isinstance(item, int):
        return item * factor
    return item if factor == 1 else sql.multiply(item, sql.whole(factor))


def as_whole(item: Expr | int) -> Expr:
    """Return a whole number as an expression."""
    return sql.whole(item) if isinstance(item, int) else item


def exact_form(value: Value, leaves: Leaves, read: LeafReader | None = None) -> Exact | None:
    """Return the exact form of a value, or None where it has none (points).

    `read` replaces how a leaf is read (used for partial sums); by default the fact itself.
    """
    multiplied = _degree(value) > 1

    def exact(leaf: FactValue) -> Expr:
        kind = leaves.dictionary[leaf.fact].type
        few = DECIMALS_IN_PRODUCTS.get(kind, FEW_DECIMALS)
        return leaves.exact(leaf.fact, leaf.shift, few if multiplied else DECIMALS)

    return _form(value, _Reader(leaves, read or exact))


def _degree(value: Value) -> int:
    match value:
        case MeanGrowth():
            return value.years
        case Multiply():
            return _degree(value.left) + _degree(value.right)
        case Add() | Subtract() | Divide():
            inner = max(_degree(value.left), _degree(value.right))
            nested = any(isinstance(part, Divide | MeanGrowth) for part in (value.left, value.right))
            return max(inner, 2) if nested else inner
        case Number() | ScorePart():
            return 0
        case _:
            return 1


def _form(value: Value, read: _Reader) -> Exact | None:
    match value:
        case FactValue():
            return Exact(read.of(value))
        case Number():
            return Exact(sql.whole(value.value.numerator), sql.whole(value.value.denominator))
        case Total() | Mean():
            return Exact(read.total(value), sql.whole(value.years) if isinstance(value, Mean) else None)
        case MeanGrowth():
            return _mean_growth(value, read.of)
        case CompoundGrowth():
            last = read.of(FactValue(value.fact, value.fact_unit, value.shift))
            first = read.of(FactValue(value.fact, value.fact_unit, value.shift - value.years))
            return Exact(last, first, plus_one=True, to_power=value.years)
        case ScorePart():
            return None
        case _:
            return _arithmetic(value, read)


def _mean_growth(value: MeanGrowth, read: LeafReader) -> Exact:
    years = [read(leaf) for leaf in series(value.fact, value.fact_unit, value.years + 1, value.shift)]
    numerator, denominator = years[0], years[1]
    for later, earlier in itertools.pairwise(years[1:]):
        numerator = sql.add(sql.multiply(numerator, earlier), sql.multiply(later, denominator))
        denominator = sql.multiply(denominator, earlier)
    return Exact(numerator, denominator, plus_one=True, times=value.years)


def _made_plain(form: Exact | None) -> Exact | None:
    """Return a form that needs no changed constant: (n/d - 1)/times becomes (n - times·d)/(times·d)."""
    if form is None or form.plain or form.denominator is None:
        return form if form is not None and form.plain else None
    if form.to_power != 1:
        return None
    below = form.denominator if form.times == 1 else sql.multiply(form.denominator, sql.whole(form.times))
    return Exact(sql.subtract(form.numerator, below), below)


def _arithmetic(value: Add | Subtract | Multiply | Divide, read: _Reader) -> Exact | None:
    left, right = _form(value.left, read), _form(value.right, read)
    left, right = _made_plain(left), _made_plain(right)
    if left is None or right is None:
        return None
    if isinstance(value, Multiply):
        return Exact(
            sql.multiply(left.numerator, right.numerator), _times(left.denominator, right.denominator)
        )
    if isinstance(value, Divide):
        return quotient_form(left, right)
    one = _times(left.numerator, right.denominator) or left.numerator
    other = _times(right.numerator, left.denominator) or right.numerator
    joined = sql.add(one, other) if isinstance(value, Add) else sql.subtract(one, other)
    return Exact(joined, _times(left.denominator, right.denominator))


def quotient_form(left: Exact, right: Exact) -> Exact:
    """Return the exact form of a quotient of two plain forms."""
    above = _times(left.numerator, right.denominator) or left.numerator
    return Exact(above, _times(left.denominator, right.numerator))


def _times(left: Expr | None, right: Expr | None) -> Expr | None:
    if left is None or right is None:
        return right if left is None else left
    return sql.multiply(left, right)
