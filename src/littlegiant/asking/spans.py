"""Between which numbers a value lies for each of many enterprises, as far as their facts are known.

A span is a pair of arrays, low and high; the same number twice where the value is known, and everything from minus to
plus infinity where nothing can be said or the rule defines no value.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from littlegiant.asking.drawing import Array
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
)

Span = tuple[Array, Array]
Leaf = Callable[[FactValue], Span]


def span_of(value: Value, leaf: Leaf) -> Span:
    """Return the span of a value; `leaf` gives those of the facts in it."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        low, high = _span(value, leaf)
        return np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high)


def _span(value: Value, leaf: Leaf) -> Span:
    match value:
        case FactValue():
            return leaf(value)
        case Number():
            constant = np.array(float(value.value))
            return constant, constant
        case Total() | Mean():
            return _sum([leaf(one) for one in leaves(value)], value.years if isinstance(value, Mean) else 1)
        case MeanGrowth():
            return _mean_growth([leaf(one) for one in leaves(value)])
        case CompoundGrowth():
            last, first = (leaf(one) for one in leaves(value))
            return _compound(last, first, value.years)
        case Add() | Subtract() | Multiply() | Divide():
            return _OPERATIONS[type(value)](_span(value.left, leaf), _span(value.right, leaf))
        case _:
            raise TypeError(f"{value!r} is not a value of facts")


def _sum(parts: list[Span], divisor: int) -> Span:
    low, high = parts[0]
    for one, other in parts[1:]:
        low, high = low + one, high + other
    return low / divisor, high / divisor


def _mean_growth(years: list[Span]) -> Span:
    low = high = np.array(0.0)
    for later, base in pairwise(years):
        one, other = _divide(later, base)
        low, high = low + one - 1, high + other - 1
    return low / (len(years) - 1), high / (len(years) - 1)


def _compound(last: Span, first: Span, years: int) -> Span:
    low, high = _divide(last, first)
    known = np.isfinite(high)
    return (
        np.where(low > -np.inf, np.maximum(low, 0) ** (1 / years) - 1, low),
        np.where(known, np.maximum(high, 0) ** (1 / years) - 1, high),
    )


def _add(one: Span, other: Span) -> Span:
    return one[0] + other[0], one[1] + other[1]


def _subtract(one: Span, other: Span) -> Span:
    return one[0] - other[1], one[1] - other[0]


def _multiply(one: Span, other: Span) -> Span:
    ends = [a * b for a in one for b in other]
    return np.fmin.reduce(ends), np.fmax.reduce(ends)


def _divide(one: Span, other: Span) -> Span:
    """Divide; a denominator that is not above zero leaves the quotient without a value."""
    bottom, top = np.maximum(other[0], 0), other[1]
    low = np.where(one[0] >= 0, one[0] / top, one[0] / bottom)
    high = np.where(one[1] >= 0, one[1] / bottom, one[1] / top)
    undefined = top <= 0
    return np.where(undefined, -np.inf, low), np.where(undefined, np.inf, high)


_OPERATIONS: dict[type, Callable[[Span, Span], Span]] = {
    Add: _add,
    Subtract: _subtract,
    Multiply: _multiply,
    Divide: _divide,
}
