"""Between which bounds a value lies where some of its facts are unknown.

The bounds are only looked at where the value itself is NULL. An expression that gives NULL is unbounded on
that side. A value that is undefined for certain (a known denominator of zero) has no bounds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from littlegiant.engines import outward, sql
from littlegiant.engines.arithmetic import Arithmetic
from littlegiant.engines.exact import DECIMALS, Exact, exact_form, quotient_form
from littlegiant.engines.outward import OUTWARD
from littlegiant.engines.settling import Doubt, settle
from littlegiant.engines.sql import Expr
from littlegiant.rules.linear import linear_terms
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
    series,
)

_ZERO, _ONE, _TWO = Fraction(0), Fraction(1), Fraction(2)


@dataclass(frozen=True)
class When:
    """A bound that is a plain number where a condition holds, and none elsewhere."""

    condition: Expr
    number: Fraction


Side = Expr | Fraction | When | None


@dataclass(frozen=True)
class Bounds:
    """Where a value lies when it is not known; None is unbounded."""

    low: Side = None
    high: Side = None


@dataclass(frozen=True)
class Narrowed:
    """Tighter bounds of single facts, as columns, for reasoning about several criteria at once."""

    low: Mapping[tuple[str, int], Expr]
    high: Mapping[tuple[str, int], Expr]


class Reasoner:
    """Finds the bounds of values; `narrowed` adds what is known about single facts from elsewhere."""

    def __init__(self, arithmetic: Arithmetic, narrowed: Narrowed | None = None) -> None:
        self.arithmetic = arithmetic
        self.leaves = arithmetic.leaves
        self.narrowed = narrowed or Narrowed({}, {})

    def bounds(self, value: Value, borders: Iterable[Fraction]) -> Bounds:
        """Return the bounds of a value; partial sums are settled against the borders."""
        match value:
            case FactValue():
                return Bounds(self._low(value), self._high(value))
            case Number():
                return Bounds(value.value, value.value)
            case Total() | Mean():
                return self._total(value, borders)
            case MeanGrowth():
                return self._mean_growth(value, borders)
            case CompoundGrowth():
                return self._compound_growth(value, borders)
            case Divide():
                return self._divide(value, borders)
            case Add() | Subtract() | Multiply():
                return self._linear(value)
            case _:
                return Bounds()

    def low_or_known(self, value: Value) -> Expr:
        """Return the value where known, else its lower bound."""
        return self._or_known(value, self.bounds(value, ()).low)

    def high_or_known(self, value: Value) -> Expr:
        """Return the value where known, else its upper bound."""
        return self._or_known(value, self.bounds(value, ()).high)

    def _or_known(self, value: Value, bound: Side) -> Expr:
        plain = self.arithmetic.plain(value)
        return plain if bound is None else sql.coalesce(plain, as_expression(bound))

    def _low(self, leaf: FactValue) -> Side:
        least = self.leaves.lower(leaf.fact)
        narrowed = self.narrowed.low.get((leaf.fact, leaf.shift))
        if narrowed is None:
            return least
        return narrowed if least is None else sql.coalesce(narrowed, as_expression(least))

    def _high(self, leaf: FactValue) -> Side:
        most = self.leaves.upper(leaf.fact)
        narrowed = self.narrowed.high.get((leaf.fact, leaf.shift))
        if narrowed is None:
            return most
        return narrowed if most is None else sql.coalesce(narrowed, as_expression(most))

    def _total(self, value: Total | Mean, borders: Iterable[Fraction]) -> Bounds:
        least = self.leaves.lower(value.fact)
        if not isinstance(least, Fraction):
            return Bounds()
        parts = series(value.fact, value.unit, value.years, value.shift)
        low = sql.add(*[sql.coalesce(self.arithmetic.plain(part), sql.number(least)) for part in parts])
        if isinstance(value, Mean):
            low = sql.divide(low, sql.number(value.years))
        low = self._settled_sum(value, low, (least, borders))
        given = self.arithmetic.given_total(value)
        if given is None:
            return Bounds(low)
        return self._within(value, given, (low, least, borders))

    def _settled_sum(self, value: Total | Mean, low: Expr, how: tuple[Fraction, Iterable[Fraction]]) -> Expr:
        least, borders = how
        floor = sql.whole(int(least))
        form = exact_form(
            value,
            self.leaves,
            lambda leaf: sql.coalesce(self.leaves.exact(leaf.fact, leaf.shift, DECIMALS), floor),
        )
        return low if form is None else settle(low, Doubt(form), borders)

    def _within(
        self, value: Total | Mean, given: tuple[str, int], partial: tuple[Expr, Fraction, Iterable[Fraction]]
    ) -> Bounds:
        """Bound a sum by the known sum over more years that contains it."""
        low, least, borders = partial
        parts = series(value.fact, value.unit, given[1], value.shift)[value.years :]
        if not parts:
            return Bounds(low)
        ends = [self._rest(value, given[0], (parts, floor, borders)) for floor in (None, least)]
        return Bounds(sql.greatest(low, ends[0]), ends[1])

    def _rest(
        self,
        value: Total | Mean,
        total: str,
        how: tuple[tuple[FactValue, ...], Fraction | None, Iterable[Fraction]],
    ) -> Expr:
        """Return the known total less the other years, unknown ones taken at `floor` (None: they must be known).

        It bounds the value from above, without a floor from below. Without borders to settle it against it is moved
        outward by what cancelling could have cost it.
        """
        parts, floor, borders = how
        years = value.years if isinstance(value, Mean) else 1
        doubles = [self._floored(self.arithmetic.plain(part), floor, sql.number) for part in parts]
        exact = [
            self._floored(self.leaves.exact(part.fact, part.shift, DECIMALS), floor, _whole) for part in parts
        ]
        plain = sql.subtract(self.leaves.read(total), sql.add(*doubles))
        form = Exact(sql.subtract(self.leaves.exact(total, 0, DECIMALS), sql.add(*exact)), sql.whole(years))
        scaled = plain if years == 1 else sql.divide(plain, sql.number(years))
        size = sql.absolute(self.leaves.read(total))
        if any(True for _ in borders):
            return settle(scaled, Doubt(form, size), borders)
        room = sql.multiply(size, sql.number(OUTWARD))
        return sql.subtract(scaled, room) if floor is None else sql.add(scaled, room)

    def _floored(self, item: Expr, floor: Fraction | None, constant: Callable[[Fraction], Expr]) -> Expr:
        return item if floor is None else sql.coalesce(item, constant(floor))

    def _mean_growth(self, value: MeanGrowth, borders: Iterable[Fraction]) -> Bounds:
        least = self.leaves.lower(value.fact)
        if not isinstance(least, Fraction) or least < 0:
            return Bounds()
        years = series(value.fact, value.fact_unit, value.years + 1, value.shift)
        if value.years == 1:
            return self._growth(years[0], years[1], borders)
        if value.years != 2:
            return Bounds(self._unless_undefined(years[1:], -_ONE, borders))
        parts: list[Value] = [CompoundGrowth(value.fact, value.fact_unit, 2, value.shift)]
        parts += [_half_growth(years[0], years[1]), _half_growth(years[1], years[2])]
        known = [self.arithmetic.settled(part, borders) for part in parts]
        return Bounds(sql.case([(self._possible(years[1:]), sql.coalesce(*known, sql.number(-1)))]))

    def _compound_growth(self, value: CompoundGrowth, borders: Iterable[Fraction]) -> Bounds:
        least = self.leaves.lower(value.fact)
        if not isinstance(least, Fraction) or least < 0:
            return Bounds()
        last = FactValue(value.fact, value.fact_unit, value.shift)
        first = FactValue(value.fact, value.fact_unit, value.shift - value.years)
        return self._growth(last, first, borders)

    def _growth(self, last: FactValue, first: FactValue, borders: Iterable[Fraction]) -> Bounds:
        """Return that no growth is below the loss of all, and that falling to zero is the loss of all."""
        fallen = self._zero_over_unknown(self.arithmetic.plain(last), self.arithmetic.plain(first))
        return Bounds(self._unless_undefined((first,), -_ONE, borders), When(fallen, -_ONE))

    def _zero_over_unknown(self, top: Expr, bottom: Expr) -> Expr:
        return sql.all_of([sql.compare(top, "==", sql.number(0)), sql.is_null(bottom)])

    def _unless_undefined(self, bases: Iterable[Value], least: Fraction, borders: Iterable[Fraction]) -> Side:
        """Return the least a value can be, unless a base is known not to be above zero.

        Where every border lies above the least value, it decides nothing by itself and needs no condition.
        """
        listed = set(borders)
        plain = bool(listed) and min(listed) > least
        return least if plain else When(self._possible(bases), least)

    def _possible(self, bases: Iterable[Value]) -> Expr:
        columns = [self.arithmetic.plain(base) for base in bases]
        return sql.all_of(
            sql.any_of([sql.compare(base, ">", sql.number(0)), sql.is_null(base)]) for base in columns
        )

    def _divide(self, value: Divide, borders: Iterable[Fraction]) -> Bounds:
        above, below = self.bounds(value.left, ()), self.bounds(value.right, ())
        top, bottom = self.arithmetic.plain(value.left), self.arithmetic.plain(value.right)
        if above == below == Bounds(_ZERO):
            least = self._unless_undefined((value.right,), _ZERO, borders)
            return Bounds(least, When(self._zero_over_unknown(top, bottom), _ZERO))
        possible = sql.any_of([sql.compare(bottom, ">", sql.number(0)), self._may_be_positive(value.right)])
        ends = (self._end(top, above.low), self._end(top, above.high))
        denominator = (self._end(bottom, below.low), self._end(bottom, below.high))
        listed = set(borders)
        low, high = (self._exact_end(value, listed, lowest=lowest) for lowest in (True, False))
        return Bounds(
            sql.case([(possible, outward.quotient_low(ends[0], denominator, low))]),
            sql.case([(possible, outward.quotient_high(ends[1], denominator, high))]),
        )

    def _may_be_positive(self, denominator: Value) -> Expr:
        """Return whether an unknown denominator can lie above zero; a known sum may leave exactly nothing for it."""
        unknown = sql.is_null(self.arithmetic.plain(denominator))
        if not isinstance(denominator, Total | Mean) or self.arithmetic.given_total(denominator) is None:
            return unknown
        most = self.bounds(denominator, (_ZERO,)).high
        if most is None:
            return unknown
        above = sql.compare(as_expression(most), ">", sql.number(0))
        return sql.all_of([unknown, sql.coalesce(above, sql.TRUE())])

    def _exact_end(
        self, value: Divide, borders: set[Fraction], *, lowest: bool
    ) -> Callable[[Expr], Expr] | None:
        """Return what settles the end of a ratio of sums that are known in part; None for any other ratio.

        The ratio is least with what is unknown above taken as nothing, greatest with what is unknown below.
        """
        sides = (value.left, value.right)
        if not borders or not all(self._adds_amounts(side) for side in sides):
            return None
        top, bottom = (
            exact_form(side, self.leaves, self._floored_leaf if floored else None)
            for side, floored in zip(sides, (lowest, not lowest), strict=True)
        )
        if top is None or bottom is None:
            return None
        doubt = Doubt(quotient_form(top, bottom))
        return lambda ratio: settle(ratio, doubt, borders)

    def _adds_amounts(self, value: Value) -> bool:
        """Say whether a value is an amount, or a sum of amounts, that can be nothing and has no other bound."""
        if not isinstance(value, FactValue | Total | Mean) or self.leaves.total_of(value.fact) is not None:
            return False
        return self.bounds(FactValue(value.fact, value.unit), ()) == Bounds(_ZERO)

    def _floored_leaf(self, leaf: FactValue) -> Expr:
        return sql.coalesce(self.leaves.exact(leaf.fact, leaf.shift, DECIMALS), sql.whole(0))

    def _end(self, plain: Expr, bound: Side) -> Expr:
        return plain if bound is None else sql.coalesce(plain, as_expression(bound))

    def _linear(self, value: Add | Subtract | Multiply) -> Bounds:
        """Bound a sum of multiples term by term, so that a long one costs no more than its terms."""
        terms = linear_terms(value)
        if terms == [(_ONE, value)]:
            return Bounds()
        ends = [self._multiple(factor, term) for factor, term in terms]
        lows, highs = [low for low, _ in ends], [high for _, high in ends]
        if len(terms) == 1:
            return Bounds(_signed(lows[0]), _signed(highs[0]))
        return Bounds(outward.lowered(lows), outward.raised(highs))

    def _multiple(self, factor: Fraction, term: Value) -> tuple[outward.Part, outward.Part]:
        """Return what a term adds to a sum at least and at most, each with its sign."""
        found = self.bounds(term, ())
        ends = [self._or_known(term, side) for side in (found.low, found.high)]
        size = abs(factor)
        sign = 1 if factor >= 0 else -1
        low, high = [(sign, end if size == 1 else sql.multiply(sql.number(size), end)) for end in ends]
        return (low, high) if sign > 0 else (high, low)


def _signed(part: outward.Part) -> Expr:
    sign, end = part
    return end if sign > 0 else sql.multiply(sql.number(sign), end)


def as_expression(side: Expr | Fraction | When) -> Expr:
    """Return a bound as an expression."""
    if isinstance(side, When):
        return sql.case([(side.condition, sql.number(side.number))])
    return sql.number(side) if isinstance(side, Fraction) else side


def _half_growth(later: FactValue, earlier: FactValue) -> Value:
    """Return what the mean of two growth rates comes to at least when the other rate is -1."""
    doubled = Multiply(Number(_TWO, later.unit.over(later.unit)), earlier)
    return Subtract(Divide(later, doubled), Number(_ONE, later.unit.over(later.unit)))


def _whole(number: Fraction) -> Expr:
    return sql.whole(int(number))
