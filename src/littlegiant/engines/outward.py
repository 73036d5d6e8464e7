"""Ends of bounds, moved outward by what rounding could have cost them, so that a bound never decides too much."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from littlegiant.engines import sql
from littlegiant.engines.sql import Expr

OUTWARD = Fraction(1, 10**12)
Settle = Callable[[Expr], Expr]
Part = tuple[int, Expr]
"""A part of a sum with its sign, 1 or -1."""


def quotient_low(top: Expr, bottom: tuple[Expr, Expr], settle: Settle | None = None) -> Expr:
    """Return the least value of a quotient; `bottom` are the ends of its denominator, which is above zero.

    `settle` makes the quotient itself exact, so that it need not be moved.
    """
    smallest, largest = bottom
    inward = _moved(sql.divide(top, largest), 1 - OUTWARD, settle)
    beyond = _moved(sql.divide(top, smallest), 1 + OUTWARD, None)
    negative = sql.case([(sql.compare(smallest, ">", sql.number(0)), beyond)])
    return sql.case(
        [
            (sql.compare(top, ">=", sql.number(0)), sql.coalesce(inward, sql.number(0))),
            (sql.compare(top, "<", sql.number(0)), negative),
        ]
    )


def quotient_high(top: Expr, bottom: tuple[Expr, Expr], settle: Settle | None = None) -> Expr:
    """Return the greatest value of a quotient, as `quotient_low` the least."""
    smallest, largest = bottom
    beyond = _moved(sql.divide(top, smallest), 1 + OUTWARD, settle)
    positive = sql.case([(sql.compare(smallest, ">", sql.number(0)), beyond)])
    inward = sql.coalesce(_moved(sql.divide(top, largest), 1 - OUTWARD, None), sql.number(0))
    return sql.case(
        [
            (sql.compare(top, "<=", sql.number(0)), inward),
            (sql.compare(top, ">", sql.number(0)), positive),
        ]
    )


def _moved(quotient: Expr, factor: Fraction, settle: Settle | None) -> Expr:
    return sql.multiply(quotient, sql.number(factor)) if settle is None else settle(quotient)


def lowered(parts: Sequence[Part]) -> Expr:
    """Return a sum of signed parts, below it by what rounding could have raised it."""
    return sql.subtract(_joined(parts), _margin(parts))


def raised(parts: Sequence[Part]) -> Expr:
    """Return a sum of signed parts, above it by what rounding could have lowered it."""
    return sql.add(_joined(parts), _margin(parts))


def _joined(parts: Sequence[Part]) -> Expr:
    (sign, total), *rest = parts
    total = total if sign > 0 else sql.multiply(sql.number(-1), total)
    for sign, part in rest:
        total = sql.add(total, part) if sign > 0 else sql.subtract(total, part)
    return total


def _margin(parts: Sequence[Part]) -> Expr:
    return sql.multiply(sql.add(*[sql.absolute(part) for _, part in parts]), sql.number(OUTWARD))
