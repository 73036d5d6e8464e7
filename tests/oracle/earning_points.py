"""The fewest and the most points that one enterprise's facts still allow."""

from __future__ import annotations

from fractions import Fraction

from tests.oracle.deciding import PROVINCE, Sources, decide
from tests.oracle.exact_numbers import Between, order

from littlegiant.rules.scores import (
    Band,
    Bands,
    BetterOf,
    First,
    Given,
    PerItem,
    Points,
    PointsByPlace,
    Score,
)

NOTHING = Fraction(0)


def score_parts(score: Score, sources: Sources) -> dict[str, Between]:
    """Return the points of every indicator and group, and of the whole score under the empty name."""
    parts: dict[str, Between] = {}
    for group in score.groups:
        for indicator in group.indicators:
            parts[indicator.id] = earned(indicator.points, sources)
        parts[group.id] = _sum([parts[indicator.id] for indicator in group.indicators], group.max)
    parts[""] = _sum([parts[group.id] for group in score.groups], score.max)
    return parts


def earned(points: Points, sources: Sources) -> Between:
    """Return the fewest and the most points of one way of earning them."""
    match points:
        case Bands():
            reading = sources.read(points.value)
            return _range([band.points.value for band in points.bands if _reaches(reading, band, points)])
        case First():
            return _first(points, sources)
        case PerItem():
            return _per_item(points, sources)
        case BetterOf():
            ways = [earned(way, sources) for way in points.ways]
            return Between(max(way.low for way in ways), max(way.high for way in ways))
        case Given():
            return _given(points, sources)
        case PointsByPlace():
            return _by_place(points, sources)
    raise TypeError(f"{points!r} is no way of earning points")


def _reaches(reading: Between, band: Band, table: Bands) -> bool:
    """Say whether some number between the bounds lies in the band."""
    if band.low is not None and reading.high is not None:
        side = order(reading.high, band.low.value)
        if side < 0 or (side == 0 and not _owns_border(band, table, band.low.value)):
            return False
    if band.high is not None and reading.low is not None:
        side = order(reading.low, band.high.value)
        if side > 0 or (side == 0 and not _owns_border(band, table, band.high.value)):
            return False
    return True


def _owns_border(band: Band, table: Bands, border: Fraction) -> bool:
    """Say whether the border between two bands belongs to this one."""
    is_upper_band = band.low is not None and band.low.value == border
    if table.border == "lower-inclusive":
        return is_upper_band
    if table.border == "upper-inclusive":
        return not is_upper_band
    neighbours = [other for other in table.bands if border in _borders(other)]
    best = max(other.points.value for other in neighbours)
    return band.points.value == best


def _borders(band: Band) -> list[Fraction]:
    return [end.value for end in (band.low, band.high) if end is not None]


def _first(points: First, sources: Sources) -> Between:
    """Return the points of every line that may be the first that holds."""
    possible: list[Fraction] = []
    for condition, number in points.lines:
        verdict = True if condition is None else decide(condition, sources)
        if verdict is not False:
            possible.append(number.value)
        if verdict is True:
            break
    return _range(possible)


def _per_item(points: PerItem, sources: Sources) -> Between:
    verdicts = [decide(item, sources) for item in points.items]
    certain, possible = verdicts.count(True), verdicts.count(True) + verdicts.count(None)
    return Between(*(min(points.each.value * count, points.up_to.value) for count in (certain, possible)))


def _given(points: Given, sources: Sources) -> Between:
    reading = sources.read(points.value)
    low = NOTHING if reading.low is None else min(max(reading.low, NOTHING), points.up_to.value)
    high = points.up_to.value if reading.high is None else max(min(reading.high, points.up_to.value), NOTHING)
    return Between(low, high)


def _by_place(points: PointsByPlace, sources: Sources) -> Between:
    local = {code: earned(rule, sources) for code, rule in points.branches}
    default, place = earned(points.default, sources), sources.firm.cell(PROVINCE)
    if place is not None:
        return local.get(str(place), default)
    spans = [default, *local.values()]
    return Between(min(span.low for span in spans), max(span.high for span in spans))


def _range(levels: list[Fraction]) -> Between:
    return Between(min(levels), max(levels))


def _sum(parts: list[Between], cap: Fraction) -> Between:
    return Between(
        *(min(sum((getattr(part, end) for part in parts), NOTHING), cap) for end in ("low", "high"))
    )
