"""What one enterprise's facts say about a value of a rule: a number, or between which numbers it lies."""

from __future__ import annotations

import datetime
from fractions import Fraction
from itertools import pairwise

from tests.oracle.exact_numbers import (
    NO_RANK,
    UNBOUNDED,
    UNDEFINED,
    Between,
    Exact,
    Root,
    as_fraction,
    exact,
    just,
)
from tests.oracle.implied import Cell, Facts, with_implied

from littlegiant.facts.dictionary import load_dictionary
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

LOSS_OF_ALL = Fraction(-1)
NONE = Fraction(0)


class Enterprise:
    """One enterprise on a day: its facts with what they imply.

    With `slack` the bounds of a computed value that is known in part are that much wider (a share of the numbers
    it is computed from): what is still decided then does not hang on a bound that lies exactly on a border.
    """

    def __init__(self, facts: Facts, as_of: datetime.date, slack: Fraction = NONE) -> None:
        self.facts = with_implied(facts)
        self.as_of = as_of
        self.slack = slack

    def cell(self, fact_id: str, shift: int = 0) -> Cell:
        """Return the cell of a fact, `shift` years from its year of reference; None if it is not known."""
        return self.facts.get(column_of(fact_id, self.as_of, shift))

    def number(self, fact_id: str, shift: int = 0) -> Fraction | None:
        """Return a fact as a number; None if it is not known."""
        cell = self.cell(fact_id, shift)
        return None if cell is None else exact(cell)

    def years(self, fact_id: str, years: int, shift: int) -> list[Fraction | None]:
        """Return a yearly fact over some years, the latest first."""
        return [self.number(fact_id, shift - back) for back in range(years)]


def column_of(fact_id: str, as_of: datetime.date, shift: int = 0) -> str:
    """Return the column in which a fact stands."""
    fact = load_dictionary()[fact_id]
    return fact.column(as_of.year + fact.year_offset + shift)


def read_value(value: Value, firm: Enterprise) -> Between:
    """Return what is known about a value."""
    reading = _read(value, firm)
    if not firm.slack or isinstance(value, FactValue | Number) or reading is UNDEFINED:
        return reading
    known = all(firm.cell(leaf.fact, leaf.shift) is not None for leaf in leaves(value))
    return reading if known else _widened(reading, firm.slack * _size(value, firm))


def _size(value: Value, firm: Enterprise) -> Fraction:
    """Return how large the numbers are that a value is computed from."""
    parts = [firm.number(leaf.fact, leaf.shift) for leaf in leaves(value)]
    given = [firm.number(total) for total, _, _ in load_dictionary().implications.totals]
    ends = [as_fraction(end) for end in (_read(value, firm).low, _read(value, firm).high) if end is not None]
    return sum((abs(part) for part in (*parts, *given, *ends) if part is not None), Fraction(1))


def _widened(reading: Between, by: Fraction) -> Between:
    low = None if reading.low is None else as_fraction(reading.low) - by
    high = None if reading.high is None else as_fraction(reading.high) + by
    return Between(low, high)


def _read(value: Value, firm: Enterprise) -> Between:
    match value:
        case Number():
            return just(value.value)
        case FactValue():
            return _fact(value, firm)
        case Total():
            return _total(value, firm)
        case Mean():
            total = _total(Total(value.fact, value.unit, value.years, value.shift), firm)
            return _scaled(total, Fraction(1, value.years))
        case MeanGrowth():
            return _mean_growth(value, firm)
        case CompoundGrowth():
            return _compound_growth(value, firm)
        case Add() | Subtract() | Multiply() | Divide():
            return _arithmetic(value, firm)
    raise TypeError(f"{value!r} is not a value of facts")


def permitted(fact_id: str) -> tuple[Fraction | None, Fraction | None]:
    """Return the least and the greatest number the dictionary permits."""
    fact = load_dictionary()[fact_id]
    return tuple(None if end is None else Fraction(end) for end in (fact.minimum, fact.maximum))


def _never_negative(fact_id: str) -> bool:
    least, _ = permitted(fact_id)
    return least is not None and least >= 0


def _fact(value: FactValue, firm: Enterprise) -> Between:
    cell = firm.cell(value.fact, value.shift)
    if cell == NO_RANK:
        return just(NO_RANK)
    if cell is not None:
        return just(exact(cell))
    least, most = permitted(value.fact)
    lows, highs = [least], [most]
    for larger, smaller in _never_below():
        if larger == value.fact and firm.cell(smaller) != NO_RANK:
            lows.append(firm.number(smaller))
        if smaller == value.fact and firm.cell(larger) != NO_RANK:
            highs.append(firm.number(larger))
    return Between(_max(lows), _min(highs))


def _never_below() -> list[tuple[str, str]]:
    """Return pairs of facts of which the first is never below the second."""
    implications = load_dictionary().implications
    return [*implications.at_least, *((narrower, wider) for wider, narrower in implications.at_most_rank)]


def _max(numbers: list[Fraction | None]) -> Fraction | None:
    return max((number for number in numbers if number is not None), default=None)


def _min(numbers: list[Fraction | None]) -> Fraction | None:
    return min((number for number in numbers if number is not None), default=None)


def _total(value: Total, firm: Enterprise) -> Between:
    parts = firm.years(value.fact, value.years, value.shift)
    if None not in parts:
        return just(_sum(parts))
    least, most = permitted(value.fact)
    low = None if least is None else _sum(least if part is None else part for part in parts)
    high = None if most is None else _sum(most if part is None else part for part in parts)
    for total, yearly, years in load_dictionary().implications.totals:
        given = firm.number(total)
        if yearly == value.fact and value.shift == 0 and value.years <= years and given is not None:
            others = firm.years(value.fact, years, 0)[value.years :]
            if None not in others:
                return just(given - _sum(others))
            if least is not None:
                high = given - _sum(least if other is None else other for other in others)
    return Between(low, high)


def _mean_growth(value: MeanGrowth, firm: Enterprise) -> Between:
    years = firm.years(value.fact, value.years + 1, value.shift)
    if any(base is not None and base <= 0 for base in years[1:]):
        return UNDEFINED
    if None not in years:
        rates = [later / earlier - 1 for later, earlier in pairwise(years)]
        return just(sum(rates, Fraction(0)) / value.years)
    if not _never_negative(value.fact):
        return UNBOUNDED
    if value.years == 1:
        return just(LOSS_OF_ALL) if years[0] == 0 else Between(LOSS_OF_ALL)
    if value.years == 2:
        return Between(_least_mean_of_two_rates(*years))
    return Between(LOSS_OF_ALL)


def _least_mean_of_two_rates(last: Fraction | None, middle: Fraction | None, first: Fraction | None) -> Exact:
    """Return the least mean of the two rates when one of three years is not known.

    Without the middle year the mean is least when both rates are the same. Without the first or the last
    year the unknown rate can be as bad as the loss of all.
    """
    if middle is None and last is not None and first is not None:
        return Root(last / first, 2)
    if last is None and middle is not None and first is not None:
        return (LOSS_OF_ALL + (middle / first - 1)) / 2
    if first is None and last is not None and middle is not None:
        return ((last / middle - 1) + LOSS_OF_ALL) / 2
    return LOSS_OF_ALL


def _compound_growth(value: CompoundGrowth, firm: Enterprise) -> Between:
    last, first = firm.number(value.fact, value.shift), firm.number(value.fact, value.shift - value.years)
    if (first is not None and first <= 0) or (last is not None and last < 0):
        return UNDEFINED
    if last is not None and first is not None:
        return just(Root(last / first, value.years))
    if not _never_negative(value.fact):
        return UNBOUNDED
    return just(LOSS_OF_ALL) if last == 0 else Between(LOSS_OF_ALL)


def _arithmetic(value: Add | Subtract | Multiply | Divide, firm: Enterprise) -> Between:
    left, right = read_value(value.left, firm), read_value(value.right, firm)
    if left is UNDEFINED or right is UNDEFINED:
        return UNDEFINED
    left, right = _rational(left), _rational(right)
    match value:
        case Add():
            return Between(_plus(left.low, right.low), _plus(left.high, right.high))
        case Subtract():
            return Between(_plus(left.low, _minus(right.high)), _plus(left.high, _minus(right.low)))
        case Multiply():
            return _product(value, left, right)
        case Divide():
            return _quotient(left, right)


def _product(value: Multiply, left: Between, right: Between) -> Between:
    """Multiply what is known, or an unknown by a constant; nothing is claimed about other products."""
    if left.known and right.known:
        return just(left.low * right.low)
    if isinstance(value.left, Number):
        return _scaled(right, value.left.value)
    if isinstance(value.right, Number):
        return _scaled(left, value.right.value)
    return UNBOUNDED


def _quotient(top: Between, bottom: Between) -> Between:
    """Divide by the positive part of the denominator; there is no value where it has none."""
    if bottom.high is not None and bottom.high <= 0:
        return UNDEFINED
    if top.known and bottom.known:
        return just(top.low / bottom.low)
    smallest = None if bottom.low is None or bottom.low <= 0 else bottom.low
    low = (
        None
        if top.low is None
        else _extreme_share(top.low, bottom.high if top.low >= 0 else smallest, grows=top.low < 0)
    )
    high = (
        None
        if top.high is None
        else _extreme_share(top.high, smallest if top.high > 0 else bottom.high, grows=top.high > 0)
    )
    return Between(low, high)


def _extreme_share(top: Fraction, bottom: Fraction | None, *, grows: bool) -> Fraction | None:
    """Return top / bottom; without `bottom` the share has no bound if it grows, and shrinks to zero if not."""
    if bottom is not None:
        return top / bottom
    return None if grows else Fraction(0)


def _rational(reading: Between) -> Between:
    """Return bounds to compute with; nothing is computed with a rank that does not exist."""
    if NO_RANK in (reading.low, reading.high):
        return UNBOUNDED
    ends = [None if end is None else as_fraction(end) for end in (reading.low, reading.high)]
    return Between(*ends)


def _scaled(reading: Between, factor: Fraction) -> Between:
    if reading is UNDEFINED:
        return UNDEFINED
    ends = [None if end is None else end * factor for end in (reading.low, reading.high)]
    return Between(*ends) if factor >= 0 else Between(*reversed(ends))


def _plus(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one + other


def _minus(number: Fraction | None) -> Fraction | None:
    return None if number is None else -number


def _sum(parts: object) -> Fraction:
    return sum(parts, Fraction(0))
