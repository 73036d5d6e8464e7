"""Numbers without rounding: fractions, roots of fractions, and what is known about a number."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

DIGITS = 80


@dataclass(frozen=True)
class Root:
    """radicand ** (1 / degree) - 1: a compound growth rate, kept as it is because it may be irrational."""

    radicand: Fraction
    degree: int


Exact = Fraction | Root
NO_RANK = math.inf


def exact(cell: Decimal | int) -> Fraction:
    """Return a cell as a fraction; a binary float has no decimal notation to be exact about and is refused."""
    if isinstance(cell, bool | float):
        raise TypeError(f"a cell holds a Decimal or an int, not {cell!r}")
    return Fraction(cell)


def order(number: Exact | float, constant: Fraction) -> int:
    """Return -1, 0 or 1: whether the number is below, equal to or above the constant."""
    if isinstance(number, Root):
        factor = constant + 1
        if factor < 0:
            return 1
        number, constant = number.radicand, factor**number.degree
    return (number > constant) - (number < constant)


def as_fraction(number: Exact) -> Fraction:
    """Return a number to compute with: exact where the root comes out even, else to 80 digits."""
    if isinstance(number, Root):
        return nth_root(number.radicand, number.degree) - 1
    return number


def nth_root(number: Fraction, degree: int) -> Fraction:
    """Return the root of a number that is not negative: exact where it comes out even, else to 80 digits."""
    top, bottom = whole_root(number.numerator, degree), whole_root(number.denominator, degree)
    if top**degree == number.numerator and bottom**degree == number.denominator:
        return Fraction(top, bottom)
    scale = 10**DIGITS
    return Fraction(whole_root(number.numerator * scale**degree // number.denominator, degree), scale)


def whole_root(number: int, degree: int) -> int:
    """Return the greatest whole number whose power is not above `number`."""
    if degree == 1:
        return number
    if degree == 2:
        return math.isqrt(number)
    low, high = 0, 1 << (number.bit_length() // degree + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**degree <= number else (low, middle - 1)
    return low


@dataclass(frozen=True)
class Between:
    """A number lies between `low` and `high`, both included; None is no bound; equal bounds: it is known."""

    low: Exact | float | None = None
    high: Exact | float | None = None

    @property
    def known(self) -> bool:
        """Say whether only one number is left."""
        return self.low is not None and self.low == self.high


UNBOUNDED = Between()
UNDEFINED = Between()
"""A value the rule does not define. It is told from UNBOUNDED by identity (`is`)."""


def just(number: Exact | float) -> Between:
    """Return a number that is known."""
    return Between(number, number)
