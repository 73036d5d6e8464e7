"""For which number in one column a value comes out as a constant, every other cell given."""

from __future__ import annotations

import math
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
from littlegiant.verdicts.decisive.values import Column

Cells = dict[str, Any]
PROBE = 1e6


def roots(value: Value, constants: list[float], column: str, cells: Cells, name: Column) -> list[float]:
    """Return the numbers of a column at which a value crosses one of the constants; none where a cell is unknown.

    `name` gives the column of a fact. What is in the column itself is not looked at.
    """
    match value:
        case FactValue():
            return constants
        case CompoundGrowth():
            return _of_compound_growth(value, constants, column, cells, name)
        case MeanGrowth() if value.years > 1:
            years = [name(leaf.fact, leaf.shift) for leaf in leaves(value)]
            return _of_mean_growth(years, constants, column, cells)
        case _:
            return _of_quotient(value, constants, (column, cells), name)


def _of_quotient(value: Value, constants: list[float], where: tuple[str, Cells], name: Column) -> list[float]:
    """Solve top = constant * bottom, both linear in the column."""
    column, cells = where
    before = cells.get(column)
    try:
        cells[column] = 0.0
        low = _quotient(value, cells, name)
        cells[column] = PROBE
        high = _quotient(value, cells, name)
    finally:
        cells[column] = before
    if low is None or high is None:
        return []
    found = []
    for constant in constants:
        start, end = low[0] - constant * low[1], high[0] - constant * high[1]
        if start != end:
            found.append(start * PROBE / (start - end))
    return found


def _quotient(value: Value, cells: Cells, name: Column) -> tuple[float, float] | None:
    """Return a value as top and bottom of a fraction, None where a fact is unknown or without a number."""
    match value:
        case FactValue():
            found = cells.get(name(value.fact, value.shift))
            return None if found is None or math.isinf(found) else (float(found), 1.0)
        case Number():
            return float(value.value), 1.0
        case Total() | Mean():
            parts: list[Any] = [cells.get(name(leaf.fact, leaf.shift)) for leaf in leaves(value)]
            bottom = float(value.years) if isinstance(value, Mean) else 1.0
            return None if None in parts else (float(sum(parts)), bottom)
        case MeanGrowth():
            later, base = (cells.get(name(leaf.fact, leaf.shift)) for leaf in leaves(value))
            return None if later is None or base is None else (later - base, base)
        case Add() | Subtract() | Multiply() | Divide():
            left, right = _quotient(value.left, cells, name), _quotient(value.right, cells, name)
            return None if left is None or right is None else _combined(value, left, right)
        case _:
            return None


def _combined(value: Value, left: tuple[float, float], right: tuple[float, float]) -> tuple[float, float]:
    (a, b), (c, d) = left, right
    match value:
        case Add():
            return a * d + c * b, b * d
        case Subtract():
            return a * d - c * b, b * d
        case Multiply():
            return a * c, b * d
        case _:
            return a * d, b * c


def _of_compound_growth(
    value: CompoundGrowth, constants: list[float], column: str, cells: Cells, name: Column
) -> list[float]:
    last, first = (name(leaf.fact, leaf.shift) for leaf in leaves(value))
    factors = [max(constant + 1, 0.0) ** value.years for constant in constants]
    if column == last:
        base = cells.get(first)
        return [] if base is None else [base * factor for factor in factors]
    end = cells.get(last)
    return [] if end is None else [end / factor for factor in factors if factor > 0]


def _of_mean_growth(years: list[str], constants: list[float], column: str, cells: Cells) -> list[float]:
    """Solve the sum of quotients of years that follow each other: linear at both ends, quadratic between."""
    place = years.index(column)
    known: list[Any] = [cells.get(name) if name != column else 1.0 for name in years]
    if any(cell is None or cell <= 0 for at, cell in enumerate(known) if at not in (0, place)):
        return []
    if known[0] is None:
        return []
    apart = [
        known[at] / known[at + 1] for at in range(len(years) - 1) if place not in (at, at + 1)
    ]  # the quotients the column has no part in
    rests = [(constant + 1) * (len(years) - 1) - sum(apart) for constant in constants]
    found: list[float] = []
    for rest in rests:
        if place == 0:
            found.append(rest * known[1])
        elif place == len(years) - 1:
            found += [known[place - 1] / rest] if rest > 0 else []
        else:
            found += _middle(known[place - 1], known[place + 1], rest)
    return found


def _middle(later: float, earlier: float, rest: float) -> list[float]:
    """Solve later / x + x / earlier = rest."""
    half = rest * earlier / 2
    inside = half * half - later * earlier
    if inside < 0:
        return []
    return [half - math.sqrt(inside), half + math.sqrt(inside)]
