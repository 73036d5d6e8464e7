"""Where rounding could put a double on the wrong side of a border, the exact comparison decides instead.

A double on the wrong side is then set to the border itself, or just beside it; elsewhere it stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from littlegiant.engines import sql
from littlegiant.engines.exact import Exact, order
from littlegiant.engines.sql import Expr

NEAR = 1e-11
BESIDE = 1e-13
FEW = 2
"""For more borders it is quicker to look near every multiple of their common fraction than near each."""


@dataclass(frozen=True)
class Doubt:
    """What settles a double: its exact form, and how wide around a border it must be settled.

    `scale` is how large its parts are where they could cancel; `sure` are conditions that, all of them together,
    make the double exact enough as it is.
    """

    form: Exact
    scale: Expr | None = None
    sure: list[Expr] = field(default_factory=list)


def settle(plain: Expr, doubt: Doubt, borders: Iterable[Fraction]) -> Expr:
    """Return a double on the right side of the borders."""
    listed = sorted(set(borders))
    if not listed:
        return plain
    grid = max(border.denominator for border in listed)
    if len(listed) > FEW and all(grid % border.denominator == 0 for border in listed):
        return _on_grid(plain, doubt, (listed[0], listed[-1], grid))
    branches = []
    for border in listed:
        pair = order(doubt.form, border.numerator, border.denominator)
        near = _doubtful(_near(plain, (border, border), doubt.scale), doubt)
        branches.append((near, _placed(plain, sql.number(border), pair)))
    return sql.case(branches, plain)


def _on_grid(plain: Expr, doubt: Doubt, where: tuple[Fraction, Fraction, int]) -> Expr:
    """Settle against every multiple of 1/grid between two borders: the nearest is the only one that can matter."""
    low, high, grid = where
    scaled = sql.multiply(plain, sql.number(grid))
    steps = sql.nearest(scaled)
    width: Expr = sql.number(float(3 * NEAR * grid))
    if doubt.scale is not None:
        width = sql.add(width, sql.multiply(sql.number(NEAR * grid), doubt.scale))
    beside = sql.compare(sql.absolute(sql.subtract(scaled, steps)), "<=", width)
    near = _doubtful(sql.all_of([_near(plain, (low, high), doubt.scale), beside]), doubt)
    count = sql.try_cast(steps, "DECIMAL(18, 0)")
    border = sql.divide(steps, sql.number(grid))
    return sql.case([(near, _placed(plain, border, order(doubt.form, count, grid)))], plain)


def _doubtful(near: Expr, doubt: Doubt) -> Expr:
    return sql.all_of([near, sql.negate(sql.all_of(doubt.sure))]) if doubt.sure else near


def _near(plain: Expr, span: tuple[Fraction, Fraction], scale: Expr | None) -> Expr:
    """Return whether a double lies between two borders or so near to them that it could."""
    low, high = span
    width = NEAR * float(2 * max(abs(low), abs(high)) + 1)
    if scale is None:
        return sql.between(plain, float(low) - width, float(high) + width)
    room = sql.add(sql.number(width), sql.multiply(sql.number(NEAR), scale))
    above = sql.compare(plain, ">=", sql.subtract(sql.number(low), room))
    return sql.all_of([above, sql.compare(plain, "<=", sql.add(sql.number(high), room))])


def _placed(plain: Expr, border: Expr, pair: tuple[Expr, Expr]) -> Expr:
    """Return the border itself, or a double just beside it on the right side."""
    side = sql.attempted(sql.sign(sql.subtract(*pair)))
    right = sql.compare(sql.sign(sql.subtract(plain, border)), "==", side)
    margin = sql.multiply(sql.add(sql.absolute(border), sql.number(Fraction(1, 1000))), sql.number(BESIDE))
    return sql.case([(right, plain)], sql.coalesce(sql.add(border, sql.multiply(margin, side)), plain))
