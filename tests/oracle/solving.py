"""For which number of one fact a value of a rule comes out as a constant, the other facts given."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from fractions import Fraction

from tests.oracle.cells import fact_of
from tests.oracle.exact_numbers import nth_root
from tests.oracle.implied import Facts
from tests.oracle.reading_values import Enterprise, column_of, read_value

from littlegiant.rules.values import CompoundGrowth, FactValue, MeanGrowth, Value

PROBES = [
    tuple(Fraction(scale * step) for step in (1, 2, 3)) for scale in (1, 10**4, 10**8, Fraction(1, 10), -100)
]


def solutions(
    value: Value, constant: Fraction, column: str, facts: Facts, as_of: datetime.date
) -> list[Fraction]:
    """Return the numbers for `column` at which the value is the constant; where they are irrational, nearly so."""

    least = fact_of(column).minimum

    def at(number: Fraction) -> Fraction | None:
        if least is not None and number < least:
            return None
        reading = read_value(value, Enterprise({**facts, column: number}, as_of))
        return reading.low if reading.known and isinstance(reading.low, Fraction) else None

    if isinstance(value, FactValue):
        return [constant]
    if isinstance(value, CompoundGrowth):
        return _of_compound_growth(value, constant, column, (facts, as_of))
    if (
        isinstance(value, MeanGrowth)
        and value.years == 2
        and column == column_of(value.fact, as_of, value.shift - 1)
    ):
        return _of_middle_year(value, constant, (facts, as_of))
    return _by_three_points(at, constant)


def _by_three_points(at: Callable[[Fraction], Fraction | None], constant: Fraction) -> list[Fraction]:
    """Solve a value that is a quotient of two linear functions of the fact: three points determine it."""
    for probes in PROBES:
        values = [at(probe) for probe in probes]
        if None in values or values[0] == values[1]:
            continue
        solved = _mobius_inverse(probes, values, constant)
        if solved is not None and at(solved) == constant:
            return [solved]
    return []


def _mobius_inverse(x: tuple[Fraction, ...], f: list[Fraction], t: Fraction) -> Fraction | None:
    """Return where the function through the three points takes the value t: the cross-ratio is kept."""
    if t == f[2]:
        return x[2]
    if f[2] in (f[0], f[1]):
        return None
    ratio = (t - f[0]) * (f[1] - f[2]) / ((t - f[2]) * (f[1] - f[0]))
    lever = (x[1] - x[2]) - ratio * (x[1] - x[0])
    return None if lever == 0 else (x[0] * (x[1] - x[2]) - ratio * x[2] * (x[1] - x[0])) / lever


def _of_compound_growth(
    value: CompoundGrowth, constant: Fraction, column: str, where: tuple[Facts, datetime.date]
) -> list[Fraction]:
    firm = Enterprise(*where)
    factor = max(constant + 1, Fraction(0)) ** value.years
    last, first = firm.number(value.fact, value.shift), firm.number(value.fact, value.shift - value.years)
    if column == column_of(value.fact, where[1], value.shift):
        return [] if first is None else [first * factor]
    return [] if last is None or factor == 0 else [last / factor]


def _of_middle_year(
    value: MeanGrowth, constant: Fraction, where: tuple[Facts, datetime.date]
) -> list[Fraction]:
    """Solve last/middle + middle/first = 2 (1 + constant) for the middle year."""
    firm = Enterprise(*where)
    last, first = firm.number(value.fact, value.shift), firm.number(value.fact, value.shift - 2)
    if last is None or first is None or first <= 0:
        return []
    half = first * (1 + constant)
    inside = half * half - last * first
    if inside < 0:
        return []
    root = nth_root(inside, 2)
    return [middle for middle in (half - root, half + root) if middle > 0]
