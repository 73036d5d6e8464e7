"""From values to columns of doubles: what a value is, and between which bounds it lies where facts are unknown.

Doubles decide wherever they can; where rounding could matter a value is settled (see `settling`), once for each value,
so everything built on it compares plain doubles.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from fractions import Fraction

from littlegiant.engines import sql
from littlegiant.engines.exact import exact_form
from littlegiant.engines.leaves import Leaves
from littlegiant.engines.settling import Doubt, settle
from littlegiant.engines.sql import Expr
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
    series,
)

_NODES: dict[type, Callable[[Expr, Expr], Expr]] = {
    Add: sql.add,
    Subtract: sql.subtract,
    Multiply: sql.multiply,
}
DOUBLE_BITS = 52


class Arithmetic:
    """Compiles values over the columns of one query."""

    def __init__(self, leaves: Leaves) -> None:
        self.leaves = leaves

    # -- the value itself

    def plain(self, value: Value) -> Expr:
        """Return the value as a double: NULL when a fact is unknown or the value is not defined."""
        match value:
            case FactValue():
                return self.leaves.read(value.fact, value.shift)
            case Number():
                return sql.number(value.value)
            case Total() | Mean():
                return self._total(value)
            case MeanGrowth():
                return self._mean_growth(value)
            case CompoundGrowth():
                return self._compound_growth(value)
            case Divide():
                ratio = sql.divide(self.plain(value.left), self.plain(value.right))
                return self._where_positive([value.right], ratio)
            case Add() | Subtract() | Multiply():
                return _NODES[type(value)](self.plain(value.left), self.plain(value.right))
            case ScorePart():
                raise AssertionError("points are columns, not values to compute")

    def needs_settling(self, value: Value) -> bool:
        """Say whether rounding could put the double of a value on the wrong side of a border."""
        if isinstance(value, FactValue):
            return self.leaves.is_decimal(value.fact, value.shift)
        return not isinstance(value, ScorePart | Number)

    def settled(self, value: Value, borders: Iterable[Fraction], plain: Expr | None = None) -> Expr:
        """Return the value as a double on the right side of every border; `plain` is a column that holds it."""
        double = self.plain(value) if plain is None else plain
        form = exact_form(value, self.leaves) if self.needs_settling(value) else None
        if form is None:
            return double
        listed = set(borders)
        doubt = Doubt(form, self.scale(value), self._surely_exact(value, listed))
        return settle(double, doubt, listed)

    def _surely_exact(self, value: Value, borders: set[Fraction]) -> list[Expr]:
        """Return conditions under which the double of a value compares exactly with the borders as it is.

        A quotient n/d of whole numbers is rounded correctly. Unless it is the border p/q itself it differs from it
        by at least 1/(d·p) of it, more than two numbers that round to the same double can differ where d·p < 2⁵².
        Whole amounts that are not negative add up exactly where their sum is near a border. None of this can be
        said of amounts whose doubles have lost digits.
        """
        if any(self.leaves.is_decimal(leaf.fact, leaf.shift) for leaf in leaves(value)):
            return []
        largest = max((abs(border.numerator) for border in borders), default=0)
        match value:
            case Divide(left=FactValue() as top, right=FactValue() as bottom) if largest < 2**DOUBLE_BITS:
                above, below = self.plain(top), self.plain(bottom)
                few = sql.compare(below, "<=", sql.number(2**DOUBLE_BITS // max(largest, 1)))
                return [sql.is_whole(above), sql.is_whole(below), few]
            case Total() if self._never_negative(value) and largest < 2**DOUBLE_BITS:
                parts = series(value.fact, value.unit, value.years, value.shift)
                return [sql.is_whole(self.plain(part)) for part in parts]
            case _:
                return []

    def scale(self, value: Value) -> Expr | None:
        """Return how large the parts of a value are, where they could cancel; None where they cannot."""
        match value:
            case Total() | Mean():
                return None if self._never_negative(value) else self.size(value)
            case Add() | Subtract():
                return self.size(value)
            case Divide() | Multiply():
                sums = [part for part in (value.left, value.right) if self.scale(part) is not None]
                return self.size(value) if sums else None
            case _:
                return None

    def size(self, value: Value) -> Expr:
        """Return the value with every part taken as positive: what rounding errors are proportional to."""
        match value:
            case Add() | Subtract():
                return sql.add(self.size(value.left), self.size(value.right))
            case Multiply():
                return sql.multiply(self.size(value.left), self.size(value.right))
            case Divide():
                below = sql.absolute(self.plain(value.right))
                size = sql.divide(self.size(value.left), below)
                cancels = self.scale(value.right) is not None
                return sql.divide(sql.multiply(size, self.size(value.right)), below) if cancels else size
            case Total() | Mean():
                if self._never_negative(value):
                    return self.plain(Total(value.fact, value.unit, value.years, value.shift))
                parts = series(value.fact, value.unit, value.years, value.shift)
                return sql.add(*[sql.absolute(self.plain(leaf)) for leaf in parts])
            case MeanGrowth() | CompoundGrowth():
                return sql.add(sql.absolute(self.plain(value)), sql.number(2))
            case _:
                return sql.absolute(self.plain(value))

    def _total(self, value: Total | Mean) -> Expr:
        parts = [self.plain(leaf) for leaf in series(value.fact, value.unit, value.years, value.shift)]
        total: Expr = sql.add(*parts)
        given = self.given_total(value)
        if given is not None and given[1] == value.years:
            total = sql.coalesce(total, self.leaves.read(given[0]))
        return sql.divide(total, sql.number(value.years)) if isinstance(value, Mean) else total

    def _mean_growth(self, value: MeanGrowth) -> Expr:
        years = [
            self.plain(leaf) for leaf in series(value.fact, value.fact_unit, value.years + 1, value.shift)
        ]
        ratios = [sql.divide(later, earlier) for later, earlier in itertools.pairwise(years)]
        mean = ratios[0] if len(ratios) == 1 else sql.divide(sql.add(*ratios), sql.number(len(ratios)))
        bases = series(value.fact, value.fact_unit, value.years + 1, value.shift)[1:]
        return self._where_positive(bases, sql.subtract(mean, sql.number(1)))

    def _compound_growth(self, value: CompoundGrowth) -> Expr:
        last, first = (self.plain(leaf) for leaf in self._ends(value))
        ratio = sql.divide(last, first)
        growth = sql.subtract(sql.root(ratio, value.years), sql.number(1))
        if self._never_negative(self._ends(value)[0]):
            return self._where_positive([self._ends(value)[1]], growth)
        defined = sql.all_of([sql.compare(first, ">", sql.number(0)), sql.compare(last, ">=", sql.number(0))])
        return sql.case([(defined, growth)])

    def _where_positive(self, bases: Iterable[Value], ratio: Expr) -> Expr:
        """Return a ratio where its bases are above zero; a division is NULL on a base of zero anyway."""
        doubtful = [base for base in bases if not self._never_negative(base)]
        positive = [sql.compare(self.plain(base), ">", sql.number(0)) for base in doubtful]
        return sql.case([(sql.all_of(positive), ratio)]) if positive else ratio

    def _never_negative(self, value: Value) -> bool:
        if not isinstance(value, FactValue | Total | Mean):
            return False
        least = self.leaves.dictionary[value.fact].minimum
        return least is not None and least >= 0

    def _ends(self, value: CompoundGrowth) -> tuple[FactValue, FactValue]:
        last = FactValue(value.fact, value.fact_unit, value.shift)
        return last, FactValue(value.fact, value.fact_unit, value.shift - value.years)

    def given_total(self, value: Total | Mean) -> tuple[str, int] | None:
        """Return the fact that holds the sum of the last years, where this sum ends with the last year."""
        given = self.leaves.total_of(value.fact)
        return given if given is not None and value.shift == 0 and value.years <= given[1] else None
