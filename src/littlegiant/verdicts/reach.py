"""Which indicators can still decide a score: an exact search over the sums that remain possible."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from littlegiant.rules.conditions import Compare, Condition, children
from littlegiant.rules.scores import Bands, BetterOf, First, Given, Group, PerItem, Points, PointsByPlace
from littlegiant.rules.values import ScorePart
from littlegiant.verdicts.row import Row

Sums = frozenset[float]


def movable(condition: Condition, row: Row) -> set[str]:
    """Return the indicators whose unknown points can change the tests of a score, everything else being free.

    `condition` holds comparisons of the form score >= number, of the whole, of groups or of indicators.
    """
    score = row.rulebook.score
    if score is None:
        return set()
    tests = [test for test in _tests(condition) if row.atom(test) is None]
    levels = {item.id: _levels(item.points, _span(row, item.id)) for item in score.indicators}
    open_items = {item for item, found in levels.items() if len(found) > 1}
    needed = {
        test.value.part: float(test.number.value)
        for test in _tests(condition)
        if isinstance(test.value, ScorePart)
    }
    simple = all(test.operator in (">=", ">") for test in tests) and not (
        score.capped or any(group.capped for group in score.groups)
    )
    if not simple:
        return open_items
    return {
        item
        for item in open_items
        if any(
            _decides(group, item, (score.groups, levels, needed))
            for group in score.groups
            if item in _ids(group)
        )
    }


def _decides(
    group: Group, item: str, where: tuple[tuple[Group, ...], dict[str, Sums], dict[str, float]]
) -> bool:
    """Say whether some other points make the tests pass with the item's most and fail with its fewest points."""
    groups, levels, needed = where
    own = [levels[other] for other in _ids(group) if other != item]
    most, fewest = max(levels[item]), min(levels[item])
    if item in needed and fewest < needed[item] <= most:
        return True
    elsewhere = frozenset((0.0,))
    for other in groups:
        if other is not group:
            wanted = needed.get(other.id, float("-inf"))
            elsewhere = _sums(
                [elsewhere, frozenset(s for s in _sums([levels[i] for i in _ids(other)]) if s >= wanted)]
            )
    floor, mark = needed.get(group.id, float("-inf")), needed.get("", float("-inf"))
    for beside in _sums(own):
        if beside + most < floor:
            continue
        for rest in elsewhere:
            passes = beside + most + rest >= mark
            fails = beside + fewest < floor or beside + fewest + rest < mark
            if passes and fails:
                return True
    return False


def _sums(parts: list[Sums]) -> Sums:
    total: Sums = frozenset((0.0,))
    for part in parts:
        total = frozenset(round(one + other, 9) for one in total for other in part)
    return total


def _ids(group: Group) -> list[str]:
    return [indicator.id for indicator in group.indicators]


def _tests(condition: Condition) -> Iterator[Compare]:
    if isinstance(condition, Compare) and isinstance(condition.value, ScorePart):
        yield condition
    for child in children(condition):
        if isinstance(child, Compare):
            yield from _tests(child)


def _span(row: Row, indicator: str) -> tuple[float, float]:
    """Return the points still possible, within what the other criteria leave possible."""
    low, high = row.points(indicator)
    narrowed = row.cells.get(f"j_{indicator}_high")
    return low, high if narrowed is None else max(low, min(high, float(narrowed)))


def _levels(points: Points, span: tuple[float, float]) -> Sums:
    low, high = span
    possible = {float(level) for level in all_levels(points)}
    return frozenset({level for level in possible if low <= level <= high} | {low, high})


def all_levels(points: Points) -> set[Fraction]:
    """Return every number of points that can be earned."""
    match points:
        case Bands():
            return {band.points.value for band in points.bands}
        case First():
            return {number.value for _, number in points.lines}
        case PerItem():
            return {
                min(points.up_to.value, points.each.value * count) for count in range(len(points.items) + 1)
            }
        case BetterOf():
            return set().union(*(all_levels(way) for way in points.ways))
        case PointsByPlace():
            return set().union(*(all_levels(rule) for rule in points.rules))
        case Given():
            return {Fraction(level) for level in range(int(points.up_to.value) + 1)}
