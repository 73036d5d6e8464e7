"""From ways of earning points to columns: the fewest and the most that are possible with what is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from littlegiant.engines import logic, sql
from littlegiant.engines.bounds import Bounds, Side, as_expression
from littlegiant.engines.sql import Expr
from littlegiant.rules.conditions import Atom, Condition
from littlegiant.rules.scores import Band, Bands, BetterOf, First, Given, PerItem, Points, closed_bands
from littlegiant.rules.values import Value


@dataclass(frozen=True)
class Sources:
    """How points read what they depend on."""

    atom: Callable[[Atom], Expr]
    value: Callable[[Value], Expr]
    bounds: Callable[[Value, set[Fraction]], Bounds]


@dataclass(frozen=True)
class Range:
    """The fewest and the most points."""

    low: Expr
    high: Expr


def compile_points(points: Points, sources: Sources) -> Range:
    """Return the range of points of one way of earning them."""
    match points:
        case Bands():
            return _bands(points, sources)
        case First():
            return _first(points, sources)
        case PerItem():
            return _per_item(points, sources)
        case BetterOf():
            ways = [compile_points(way, sources) for way in points.ways]
            return Range(sql.greatest(*[way.low for way in ways]), sql.greatest(*[way.high for way in ways]))
        case Given():
            return _given(points, sources)


def _bands(table: Bands, sources: Sources) -> Range:
    value = sources.value(table.value)
    bounds = sources.bounds(table.value, set())
    levels = [band.points.value for band in table.bands]
    if levels == sorted(levels) or levels == sorted(levels, reverse=True):
        rising = levels == sorted(levels)
        least, most = (
            _earned(table, _end(value, bounds.low), levels[0]),
            _earned(table, _end(value, bounds.high), levels[-1]),
        )
        return Range(least, most) if rising else Range(most, least)
    earned = _earned(table, value, None)
    reach = [
        (band.points.value, _reachable(band, (low, high), bounds)) for band, low, high in closed_bands(table)
    ]
    return Range(
        sql.coalesce(earned, _extreme(reach, highest=False)),
        sql.coalesce(earned, _extreme(reach, highest=True)),
    )


def _end(value: Expr, bound: Side) -> Expr:
    return value if bound is None else sql.coalesce(value, as_expression(bound))


def _earned(table: Bands, value: Expr, unbounded: Fraction | None) -> Expr:
    """Return the points of the band a value lies in; `unbounded` where it is NULL."""
    branches = []
    for band, closed_low, _ in reversed(list(closed_bands(table))):
        if band.low is not None:
            branches.append(
                (
                    sql.compare(value, ">=" if closed_low else ">", sql.number(band.low.value)),
                    sql.number(band.points.value),
                )
            )
        else:
            branches.append((sql.known(value), sql.number(band.points.value)))
    return sql.case(branches, None if unbounded is None else sql.number(unbounded))


def _reachable(band: Band, closed: tuple[bool, bool], bounds: Bounds) -> Expr:
    tests = []
    if band.low is not None and bounds.high is not None:
        high = as_expression(bounds.high)
        tests.append(
            sql.coalesce(
                sql.compare(high, ">=" if closed[0] else ">", sql.number(band.low.value)), sql.TRUE()
            )
        )
    if band.high is not None and bounds.low is not None:
        low = as_expression(bounds.low)
        tests.append(
            sql.coalesce(
                sql.compare(low, "<=" if closed[1] else "<", sql.number(band.high.value)), sql.TRUE()
            )
        )
    return sql.all_of(tests)


def _extreme(reach: list[tuple[Fraction, Expr]], *, highest: bool) -> Expr:
    """Return the best (or worst) points among the lines that can still be reached."""
    ordered = sorted(reach, key=lambda line: line[0], reverse=highest)
    return sql.case([(test, sql.number(points)) for points, test in ordered], sql.number(ordered[-1][0]))


def _first(points: First, sources: Sources) -> Range:
    reach: list[tuple[Fraction, Expr]] = []
    earlier: list[Expr] = []
    for condition, number in points.lines:
        test = sql.TRUE() if condition is None else _condition(condition, sources)
        possible = [sql.coalesce(sql.negate(before), sql.TRUE()) for before in earlier]
        if condition is not None:
            possible.append(sql.coalesce(test, sql.TRUE()))
        reach.append((number.value, sql.all_of(possible)))
        earlier.append(test)
    return Range(_extreme(reach, highest=False), _extreme(reach, highest=True))


def _per_item(points: PerItem, sources: Sources) -> Range:
    items = [_condition(item, sources) for item in points.items]
    each, cap = sql.number(points.each.value), sql.number(points.up_to.value)
    counts = [sql.multiply(each, logic.counted(items, unknown_too=unknown)) for unknown in (False, True)]
    return Range(*(sql.least(count, cap) for count in counts))


def _given(points: Given, sources: Sources) -> Range:
    value, cap = sources.value(points.value), sql.number(points.up_to.value)
    earned = sql.case([(sql.known(value), sql.greatest(sql.number(0), sql.least(value, cap)))])
    return Range(sql.coalesce(earned, sql.number(0)), sql.coalesce(earned, cap))


def _condition(condition: Condition, sources: Sources) -> Expr:
    return logic.condition(condition, sources.atom)
