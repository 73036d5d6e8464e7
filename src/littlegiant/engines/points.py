"""From ways of earning points to columns: the fewest and the most that are possible with what is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from littlegiant.engines import logic, sql
from littlegiant.engines.bounds import Bounds, Side, When, as_expression
from littlegiant.engines.sql import Expr
from littlegiant.rules.conditions import Atom, Condition
from littlegiant.rules.scores import (
    Band,
    Bands,
    BetterOf,
    First,
    Given,
    PerItem,
    Points,
    PointsByPlace,
    closed_bands,
)
from littlegiant.rules.values import Value


@dataclass(frozen=True)
class Sources:
    """How points read what they depend on."""

    atom: Callable[[Atom], Expr]
    value: Callable[[Value], Expr]
    bounds: Callable[[Value, set[Fraction]], Bounds]
    earned: Callable[[Bands], Expr]


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
        case PointsByPlace():
            return _by_place(points, sources)


def _by_place(points: PointsByPlace, sources: Sources) -> Range:
    """Return the points by the rule of the enterprise's province; where that is unknown, by any of them."""
    place, default = sql.col(logic.PLACE), compile_points(points.default, sources)
    local = [(code, compile_points(rule, sources)) for code, rule in points.branches]
    every = [default, *(span for _, span in local)]
    here = [(sql.compare(place, "==", sql.text(code)), span) for code, span in local]
    here.append((sql.known(place), default))
    return Range(
        sql.case([(test, span.low) for test, span in here], sql.least(*[span.low for span in every])),
        sql.case([(test, span.high) for test, span in here], sql.greatest(*[span.high for span in every])),
    )


def _bands(table: Bands, sources: Sources) -> Range:
    earned, bounds = sources.earned(table), sources.bounds(table.value, set())
    levels = [band.points.value for band in table.bands]
    if levels == sorted(levels) or levels == sorted(levels, reverse=True):
        ends = (_at(table, bounds.low, levels[0]), _at(table, bounds.high, levels[-1]))
        low, high = ends if levels == sorted(levels) else reversed(ends)
        return Range(sql.coalesce(earned, low), sql.coalesce(earned, high))
    reach = [
        (band.points.value, _reachable(band, (low, high), bounds)) for band, low, high in closed_bands(table)
    ]
    return Range(
        sql.coalesce(earned, _extreme(reach, highest=False)),
        sql.coalesce(earned, _extreme(reach, highest=True)),
    )


def _at(table: Bands, side: Side, unbounded: Fraction) -> Expr:
    """Return the points at one end of the range of an unknown value."""
    match side:
        case None:
            return sql.number(unbounded)
        case Fraction():
            return sql.number(points_at(table, side))
        case When():
            return sql.case(
                [(side.condition, sql.number(points_at(table, side.number)))], sql.number(unbounded)
            )
        case _:
            return earned_points(table, side, unbounded)


def points_at(table: Bands, value: Fraction) -> Fraction:
    """Return the points of the band a known value lies in."""
    for band, closed_low, _ in reversed(list(closed_bands(table))):
        if band.low is None or value > band.low.value or (closed_low and value == band.low.value):
            return band.points.value
    return table.bands[0].points.value


def earned_points(table: Bands, value: Expr, unbounded: Fraction | None = None) -> Expr:
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
    tests = [None if condition is None else _condition(condition, sources) for condition, _ in points.lines]
    levels = [number.value for _, number in points.lines]
    if levels == sorted(levels, reverse=True):
        return Range(_chain(tests, levels, unknown_too=False), _chain(tests, levels, unknown_too=True))
    reach = [(level, sql.all_of(_possible(tests[: place + 1]))) for place, level in enumerate(levels)]
    return Range(_extreme(reach, highest=False), _extreme(reach, highest=True))


def _chain(tests: list[Expr | None], levels: list[Fraction], *, unknown_too: bool) -> Expr:
    """Return the points of the first line that is met (or not unmet), where earlier lines earn more."""
    branches = []
    for test, level in zip(tests, levels, strict=True):
        if test is not None:
            branches.append((sql.coalesce(test, sql.TRUE()) if unknown_too else test, sql.number(level)))
    return sql.case(branches, sql.number(levels[-1])) if branches else sql.number(levels[-1])


def _possible(tests: list[Expr | None]) -> list[Expr]:
    """Return what leaves the last of these lines possible: no earlier one is met, it is not unmet itself."""
    *earlier, last = tests
    found = [sql.coalesce(sql.negate(test), sql.TRUE()) for test in earlier if test is not None]
    return found if last is None else [*found, sql.coalesce(last, sql.TRUE())]


def _per_item(points: PerItem, sources: Sources) -> Range:
    items = [_condition(item, sources) for item in points.items]
    cap = sql.number(points.up_to.value)
    counts = [logic.counted(items, unknown_too=unknown) for unknown in (False, True)]
    return Range(*(sql.least(_times(points.each.value, count), cap) for count in counts))


def _times(each: Fraction, count: Expr) -> Expr:
    """Return a multiple of a decimal as the double nearest to it: 3 times 0.1 is 0.3, as it is written."""
    product = sql.multiply(sql.number(Fraction(each.numerator)), count)
    return product if each.denominator == 1 else sql.divide(product, sql.number(Fraction(each.denominator)))


def tables(points: Points) -> list[Bands]:
    """Return the step tables inside a way of earning points."""
    match points:
        case Bands():
            return [points]
        case BetterOf():
            return [table for way in points.ways for table in tables(way)]
        case PointsByPlace():
            return [table for rule in points.rules for table in tables(rule)]
        case _:
            return []


def _given(points: Given, sources: Sources) -> Range:
    value, cap = sources.value(points.value), sql.number(points.up_to.value)
    bounds = sources.bounds(points.value, set())
    ends = []
    for side, beyond in ((bounds.low, sql.number(0)), (bounds.high, cap)):
        reach = value if side is None else sql.coalesce(value, as_expression(side))
        within = sql.greatest(sql.number(0), sql.least(reach, cap))
        ends.append(sql.case([(sql.known(reach), within)], beyond))
    return Range(*ends)


def _condition(condition: Condition, sources: Sources) -> Expr:
    return logic.condition(condition, sources.atom)
