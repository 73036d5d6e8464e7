"""Nodes that stand for a number: frozen, comparable, each with a unit.

A node says what a value is, never how it is computed; the engines compile it, the explanation words it.
Years count from the fact's own year of reference: 0 is the last completed fiscal year (for a platform score
the year of the as-of date), -1 the year before.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from littlegiant.rules.units import RATIO, Unit


@dataclass(frozen=True)
class FactValue:
    """A numeric fact; `shift` is 0 or a negative number of years, always 0 for a fact without years."""

    fact: str
    unit: Unit
    shift: int = 0


@dataclass(frozen=True)
class Number:
    """A constant in its canonical unit.

    `key` names the place it comes from: `revenue_floor` for a threshold, or the path of a literal.
    """

    value: Fraction
    unit: Unit
    key: str = ""


@dataclass(frozen=True)
class Add:
    """left + right, same unit."""

    left: Value
    right: Value

    @property
    def unit(self) -> Unit:
        """Return the common unit."""
        return self.left.unit


@dataclass(frozen=True)
class Subtract:
    """left - right, same unit."""

    left: Value
    right: Value

    @property
    def unit(self) -> Unit:
        """Return the common unit."""
        return self.left.unit


@dataclass(frozen=True)
class Multiply:
    """left * right."""

    left: Value
    right: Value

    @property
    def unit(self) -> Unit:
        """Return the product of the units."""
        return self.left.unit.times(self.right.unit)


@dataclass(frozen=True)
class Divide:
    """left / right; has no value unless right is above zero."""

    left: Value
    right: Value

    @property
    def unit(self) -> Unit:
        """Return the quotient of the units."""
        return self.left.unit.over(self.right.unit)


@dataclass(frozen=True)
class Total:
    """The sum of a yearly fact over the `years` years that end `-shift` years before the last one."""

    fact: str
    unit: Unit
    years: int
    shift: int = 0


@dataclass(frozen=True)
class Mean:
    """The arithmetic mean of a yearly fact over `years` years."""

    fact: str
    unit: Unit
    years: int
    shift: int = 0


@dataclass(frozen=True)
class MeanGrowth:
    """The arithmetic mean of the last `years` yearly growth rates; every base must be above zero.

    Source: 63号 annex 4 as restated (近2年平均增长率); with one year it is plain growth.
    """

    fact: str
    fact_unit: Unit
    years: int
    shift: int = 0

    @property
    def unit(self) -> Unit:
        """Return the ratio: a growth rate has no dimension."""
        return RATIO


@dataclass(frozen=True)
class CompoundGrowth:
    """(last / base)^(1/years) - 1; the base must be above zero and the last value not negative."""

    fact: str
    fact_unit: Unit
    years: int
    shift: int = 0

    @property
    def unit(self) -> Unit:
        """Return the ratio: a growth rate has no dimension."""
        return RATIO


@dataclass(frozen=True)
class ScorePart:
    """Points of the whole score (`part` empty), of a group or of an indicator."""

    part: str
    unit: Unit


Arithmetic = Add | Subtract | Multiply | Divide
Value = FactValue | Number | Arithmetic | Total | Mean | MeanGrowth | CompoundGrowth | ScorePart


def leaves(value: Value) -> tuple[FactValue, ...]:
    """Return the facts a value reads, each once, in order of first use; none for points."""
    found: dict[FactValue, None] = {}
    for leaf in _all_leaves(value):
        found.setdefault(leaf)
    return tuple(found)


def series(fact: str, unit: Unit, years: int, shift: int) -> tuple[FactValue, ...]:
    """Return a yearly fact for `years` years, the latest first."""
    return tuple(FactValue(fact, unit, shift - back) for back in range(years))


def _all_leaves(value: Value) -> tuple[FactValue, ...]:
    match value:
        case FactValue():
            return (value,)
        case Number() | ScorePart():
            return ()
        case Total() | Mean():
            return series(value.fact, value.unit, value.years, value.shift)
        case MeanGrowth():
            return series(value.fact, value.fact_unit, value.years + 1, value.shift)
        case CompoundGrowth():
            return (
                FactValue(value.fact, value.fact_unit, value.shift),
                FactValue(value.fact, value.fact_unit, value.shift - value.years),
            )
        case _:
            return _all_leaves(value.left) + _all_leaves(value.right)
