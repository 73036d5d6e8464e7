"""Points as functions of the cells of one enterprise: the fewest and the most, the same unless a rule has no value."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from littlegiant.rules.scores import (
    Bands,
    BetterOf,
    First,
    Given,
    PerItem,
    Points,
    PointsByPlace,
    closed_bands,
    level_range,
)
from littlegiant.verdicts.decisive.values import Reader, margin

if TYPE_CHECKING:
    from littlegiant.verdicts.decisive.readers import Readers

PLACE = "province"
Cells = dict[str, Any]
Answer = Callable[[Cells], bool | None]
Span = Callable[[Cells], tuple[float, float]]


def points_columns(points: Points, readers: Readers) -> list[str]:
    """Return the columns points read."""
    match points:
        case Bands() | Given():
            return readers.value_columns(points.value)
        case First():
            return [
                name
                for condition, _ in points.lines
                if condition is not None
                for name in readers.columns(condition)
            ]
        case PerItem():
            return [name for item in points.items for name in readers.columns(item)]
        case BetterOf():
            return [name for way in points.ways for name in readers.columns(way)]
        case PointsByPlace():
            return [PLACE, *(name for rule in points.rules for name in readers.columns(rule))]


def points_reader(points: Points, readers: Readers) -> Span:
    """Return the reader of one way of earning points."""
    match points:
        case Bands():
            return _bands_reader(points, readers.value(points.value))
        case First():
            lines = [
                (None if condition is None else readers.condition(condition), float(number.value))
                for condition, number in points.lines
            ]
            return _first_reader(lines)
        case PerItem():
            items = [readers.condition(item) for item in points.items]
            return _per_item_reader(items, float(points.each.value), float(points.up_to.value))
        case BetterOf():
            ways = [readers.points(way) for way in points.ways]
            return lambda cells: _better([way(cells) for way in ways])
        case Given():
            return _given_reader(readers.value(points.value), float(points.up_to.value))
        case PointsByPlace():
            local = {code: readers.points(rule) for code, rule in points.branches}
            return _by_place_reader(local, readers.points(points.default))


def _by_place_reader(local: dict[str, Span], default: Span) -> Span:
    def earned(cells: Cells) -> tuple[float, float]:
        place = cells.get(PLACE)
        if place is not None:
            return local.get(str(place), default)(cells)
        spans = [rule(cells) for rule in (default, *local.values())]
        return min(low for low, _ in spans), max(high for _, high in spans)

    return earned


def _better(spans: list[tuple[float, float]]) -> tuple[float, float]:
    return max(low for low, _ in spans), max(high for _, high in spans)


def _bands_reader(table: Bands, read: Reader) -> Span:
    least, most = (float(end) for end in level_range(table))
    bands = list(closed_bands(table))
    levels = [(float(band.points.value), float(band.points.value)) for band, _, _ in bands]
    starts = [_start(float(band.low.value), own) for band, own, _ in bands[1:] if band.low is not None]

    def earned(cells: Cells) -> tuple[float, float]:
        found = read(cells)
        if found is None:
            return least, most
        place = 0
        for start in starts:
            if found < start:
                break
            place += 1
        return levels[place]

    return earned


def _start(border: float, own: bool) -> float:
    """Return from where on a band begins: a little beside its border, on the side that leaves it to its owner."""
    return border - margin(border) if own else border + margin(border)


def _first_reader(lines: list[tuple[Answer | None, float]]) -> Span:
    def earned(cells: Cells) -> tuple[float, float]:
        possible: list[float] = []
        for answer, points in lines:
            met = True if answer is None else answer(cells)
            if met is not False:
                possible.append(points)
            if met:
                break
        return min(possible), max(possible)

    return earned


def _per_item_reader(items: list[Answer], each: float, up_to: float) -> Span:
    def earned(cells: Cells) -> tuple[float, float]:
        states = [item(cells) for item in items]
        met = states.count(True)
        return min(each * met, up_to), min(each * (met + states.count(None)), up_to)

    return earned


def _given_reader(read: Reader, up_to: float) -> Span:
    def earned(cells: Cells) -> tuple[float, float]:
        found = read(cells)
        if found is None:
            return 0.0, up_to
        points = max(0.0, min(found, up_to))
        return points, points

    return earned
