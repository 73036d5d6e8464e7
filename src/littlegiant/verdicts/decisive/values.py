"""Values of a rule as functions of the cells of one enterprise, and where they cross a constant.

A reader takes the cells by column and returns a float, None where the rule defines no value. Readers compute in
doubles; who holds them against a constant allows for that (`margin`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

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

Cells = Mapping[str, Any]
Column = Callable[[str, int], str]
Reader = Callable[[Cells], float | None]
NO_RANK = math.inf


def margin(constant: float) -> float:
    """Return how far from a constant a computed double may lie and still stand for it."""
    return max(abs(constant) * 1e-12, 1e-13)


def value_reader(value: Value, leaf: Callable[[FactValue], Reader]) -> Reader:
    """Return the reader of a value; `leaf` gives those of the facts in it."""
    match value:
        case FactValue():
            return leaf(value)
        case Number():
            constant = float(value.value)
            return lambda _: constant
        case Total() | Mean():
            return _sum_reader([leaf(one) for one in leaves(value)], value.years if _is_mean(value) else 1)
        case MeanGrowth():
            return _mean_growth_reader([leaf(one) for one in leaves(value)])
        case CompoundGrowth():
            last, first = (leaf(one) for one in leaves(value))
            return _compound_reader(last, first, value.years)
        case Add() | Subtract() | Multiply() | Divide():
            return _arithmetic_reader(value, value_reader(value.left, leaf), value_reader(value.right, leaf))
        case _:
            raise TypeError(f"{value!r} is not a value of facts")


def _is_mean(value: Value) -> bool:
    return isinstance(value, Mean)


def _sum_reader(parts: list[Reader], divisor: int) -> Reader:
    def read(cells: Cells) -> float | None:
        total = 0.0
        for part in parts:
            found = part(cells)
            if found is None:
                return None
            total += found
        return total / divisor

    return read


def _mean_growth_reader(years: list[Reader]) -> Reader:
    def read(cells: Cells) -> float | None:
        later, total = years[0](cells), 0.0
        for year in years[1:]:
            base = year(cells)
            if later is None or base is None or base <= 0:
                return None
            total += later / base - 1
            later = base
        return total / (len(years) - 1)

    return read


def _compound_reader(last: Reader, first: Reader, years: int) -> Reader:
    def read(cells: Cells) -> float | None:
        end, base = last(cells), first(cells)
        if end is None or base is None or base <= 0 or end < 0:
            return None
        return float((end / base) ** (1 / years) - 1)

    return read


def _arithmetic_reader(value: Value, left: Reader, right: Reader) -> Reader:
    compute = _OPERATIONS[type(value)]

    def read(cells: Cells) -> float | None:
        one, other = left(cells), right(cells)
        return None if one is None or other is None else compute(one, other)

    return read


def _quotient(one: float, other: float) -> float | None:
    return one / other if other > 0 else None


_OPERATIONS: dict[type, Callable[[float, float], float | None]] = {
    Add: lambda one, other: one + other,
    Subtract: lambda one, other: one - other,
    Multiply: lambda one, other: one * other,
    Divide: _quotient,
}
