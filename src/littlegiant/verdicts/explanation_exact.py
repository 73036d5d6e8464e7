"""Values of one enterprise in exact arithmetic, and what one fact would have to be for a comparison to hold.

The engine decides; this only makes its numbers readable to the last digit.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from itertools import pairwise

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
    ScorePart,
    Subtract,
    Total,
    Value,
    leaves,
)
from littlegiant.verdicts.row import Row

Known = Callable[[str, int], Fraction | None]
# A table may keep a number in more digits than a double holds; the engine compares them to this many decimals.
EXACT_SUFFIX = "__exact"
DECIMALS = 9
_DIGITS = Context(prec=50)


@dataclass(frozen=True)
class Needed:
    """The bound a fact must reach for a comparison to hold: `rising` when at least so much, else at most."""

    leaf: FactValue
    bound: Fraction
    rising: bool
    inclusive: bool


def known_of(row: Row) -> Known:
    """Return the numeric facts of a row as exact numbers of their decimal notation; an infinite rank is unknown."""

    def known(fact_id: str, shift: int) -> Fraction | None:
        return exact_cell(row, row.registry.column(fact_id, shift))

    return known


def exact_cell(row: Row, column: str) -> Fraction | None:
    """Return a numeric cell exactly; None for an unknown one, for an infinite rank and for what is no number."""
    kept, found = row.cells.get(column + EXACT_SUFFIX), row.cells.get(column)
    if kept is not None:
        return Fraction(round(kept, DECIMALS))
    if found is None or isinstance(found, str | bool | datetime.date) or math.isinf(float(found)):
        return None
    return Fraction(repr(float(found)))


def with_fact(known: Known, leaf: FactValue, value: Fraction) -> Known:
    """Return the same facts with one of them replaced."""
    return lambda fact_id, shift: (
        value if (fact_id, shift) == (leaf.fact, leaf.shift) else known(fact_id, shift)
    )


def measured(value: Value, row: Row) -> Fraction | None:
    """Return the value the engine found, with all its digits where the facts themselves give it."""
    settled = row.value(value)
    if settled is None:
        return None
    found = exact(value, known_of(row))
    return Fraction(repr(settled)) if found is None else found


def exact(value: Value, known: Known) -> Fraction | None:
    """Return a value exactly (a root to 50 digits); None where a fact is unknown or the value not defined."""
    facts = [known(leaf.fact, leaf.shift) for leaf in leaves(value)]
    numbers = [fact for fact in facts if fact is not None]
    if len(numbers) < len(facts):
        return None
    match value:
        case Number():
            return value.value
        case FactValue():
            return numbers[0]
        case Total():
            return sum(numbers, Fraction(0))
        case Mean():
            return sum(numbers, Fraction(0)) / value.years
        case MeanGrowth():
            return _mean_growth(numbers)
        case CompoundGrowth():
            return _compound_growth(numbers, value.years)
        case ScorePart():
            return None
        case _:
            return _arithmetic(value, exact(value.left, known), exact(value.right, known))


def holds(test: Compare, known: Known) -> bool | None:
    """Return whether a comparison holds, None where its value is not known or not defined."""
    found = exact(test.value, known)
    if found is None:
        return None
    border = test.number.value
    return {
        ">=": found >= border,
        ">": found > border,
        "<=": found <= border,
        "<": found < border,
        "==": found == border,
        "!=": found != border,
    }[test.operator]


def needed(test: Compare, leaf: FactValue, known: Known) -> Needed | None:
    """Return what one fact must reach for the comparison to hold, every other fact as it is; None if unclear."""
    if test.operator in ("==", "!="):
        return None
    found = _bound(test.value, leaf, test.number.value, known)
    if found is None:
        return None
    bound, same_direction = found
    return Needed(
        leaf, bound, (test.operator in (">=", ">")) == same_direction, test.operator in (">=", "<=")
    )


def _arithmetic(
    value: Add | Subtract | Multiply | Divide, left: Fraction | None, right: Fraction | None
) -> Fraction | None:
    if left is None or right is None:
        return None
    match value:
        case Add():
            return left + right
        case Subtract():
            return left - right
        case Multiply():
            return left * right
        case Divide():
            return left / right if right > 0 else None


def _mean_growth(years: list[Fraction]) -> Fraction | None:
    if any(base <= 0 for base in years[1:]):
        return None
    rates = [later / earlier - 1 for later, earlier in pairwise(years)]
    return sum(rates, Fraction(0)) / len(rates)


def _compound_growth(ends: list[Fraction], years: int) -> Fraction | None:
    last, first = ends[0], ends[-1]
    if first <= 0 or last < 0:
        return None
    ratio = last / first
    if years == 1:
        return ratio - 1
    top, bottom = Decimal(ratio.numerator), Decimal(ratio.denominator)
    root = _DIGITS.power(_DIGITS.divide(top, bottom), _DIGITS.divide(Decimal(1), Decimal(years)))
    near = round(Fraction(root), 12)
    return (near if near**years == ratio else Fraction(root)) - 1


def _bound(value: Value, leaf: FactValue, border: Fraction, known: Known) -> tuple[Fraction, bool] | None:
    """Return the fact's value at which `value` equals the border, and whether value and fact rise together."""
    match value:
        case FactValue():
            return (border, True) if value == leaf else None
        case Total() | Mean():
            others = [known(part.fact, part.shift) for part in leaves(value) if part != leaf]
            whole = border * (value.years if isinstance(value, Mean) else 1)
            rest = [other for other in others if other is not None]
            return (whole - sum(rest, Fraction(0)), True) if len(rest) == len(others) else None
        case Divide():
            return _bound_of_quotient(value, leaf, border, known)
        case MeanGrowth() | CompoundGrowth():
            return _bound_of_growth(value, leaf, border, known)
        case _:
            return None


def _bound_of_quotient(
    value: Divide, leaf: FactValue, border: Fraction, known: Known
) -> tuple[Fraction, bool] | None:
    above, below = leaf in leaves(value.left), leaf in leaves(value.right)
    other = exact(value.right if above else value.left, known)
    if above == below or other is None or other <= 0:
        return None
    if above:
        return _bound(value.left, leaf, border * other, known)
    inner = _bound(value.right, leaf, other / border, known) if border > 0 else None
    return None if inner is None else (inner[0], not inner[1])


def _bound_of_growth(
    value: MeanGrowth | CompoundGrowth, leaf: FactValue, border: Fraction, known: Known
) -> tuple[Fraction, bool] | None:
    """Solve for the last year, the others given; for a first year only where there is a single rate."""
    years = leaves(value)
    others = [known(year.fact, year.shift) for year in years if year != leaf]
    given = [other for other in others if other is not None]
    factor = (1 + border) ** value.years if isinstance(value, CompoundGrowth) else 1 + border
    if len(given) < len(others) or any(base <= 0 for base in given) or factor <= 0:
        return None
    if leaf == years[0]:
        if isinstance(value, CompoundGrowth):
            return given[-1] * factor, True
        earlier = sum((one / other for one, other in pairwise(given)), Fraction(0))
        return given[0] * (factor * value.years - earlier), True
    if leaf == years[-1] and len(years) == 2:
        return given[0] / factor, False
    return None
