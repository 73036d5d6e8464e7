"""Nodes of a score: groups of indicators, and how an indicator earns its points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from littlegiant.rules.conditions import Condition
from littlegiant.rules.values import Number, Value

Border = Literal["lower-inclusive", "upper-inclusive", "better"]


@dataclass(frozen=True)
class Band:
    """Points between two borders; None is unbounded on that side."""

    low: Number | None
    high: Number | None
    points: Number


@dataclass(frozen=True)
class Bands:
    """A step table over a value, ascending, without gap or overlap; `border` says whose the border is."""

    value: Value
    border: Border
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class First:
    """The points of the first line whose condition is met; the last line has none."""

    lines: tuple[tuple[Condition | None, Number], ...]


@dataclass(frozen=True)
class PerItem:
    """Points for each item met, up to a cap."""

    each: Number
    items: tuple[Condition, ...]
    up_to: Number


@dataclass(frozen=True)
class BetterOf:
    """The better of several ways to earn the points."""

    ways: tuple[Points, ...]


@dataclass(frozen=True)
class Given:
    """Points that are a fact themselves, between zero and a cap."""

    value: Value
    up_to: Number


@dataclass(frozen=True)
class PointsByPlace:
    """Points whose rule a province has changed: by two-digit code, `default` everywhere else."""

    branches: tuple[tuple[str, Points], ...]
    default: Points

    @property
    def rules(self) -> tuple[Points, ...]:
        """Return every rule there is, the country's first."""
        return (self.default, *(points for _, points in self.branches))


Points = Bands | First | PerItem | BetterOf | Given | PointsByPlace


@dataclass(frozen=True)
class Indicator:
    """One scored item."""

    id: str
    max: Fraction
    points: Points


@dataclass(frozen=True)
class Group:
    """Indicators under one heading, their sum capped at `max`."""

    id: str
    max: Fraction
    indicators: tuple[Indicator, ...]

    @property
    def capped(self) -> bool:
        """Say whether the cap can bind."""
        return sum(indicator.max for indicator in self.indicators) > self.max


@dataclass(frozen=True)
class Score:
    """Groups that add up, capped at `max`."""

    max: Fraction
    groups: tuple[Group, ...]

    @property
    def capped(self) -> bool:
        """Say whether the cap of the whole score can bind."""
        return sum(group.max for group in self.groups) > self.max

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Return all indicators in the order of the file."""
        return tuple(indicator for group in self.groups for indicator in group.indicators)


def inside(band: Band, border: Border, better_low: bool, better_high: bool) -> tuple[bool, bool]:
    """Say whether the low and the high border belong to the band.

    `better_low`, `better_high`: this band has more points than its neighbour on that side.
    """
    if border == "lower-inclusive":
        return band.low is not None, False
    if border == "upper-inclusive":
        return False, band.high is not None
    return better_low and band.low is not None, better_high and band.high is not None


def closed_bands(table: Bands) -> Iterator[tuple[Band, bool, bool]]:
    """Yield each band with whether its low and high border belong to it."""
    for index, band in enumerate(table.bands):
        below = table.bands[index - 1] if index else None
        above = table.bands[index + 1] if index + 1 < len(table.bands) else None
        better_low = below is None or band.points.value >= below.points.value
        better_high = above is None or band.points.value > above.points.value
        yield (band, *inside(band, table.border, better_low, better_high))


def level_range(points: Points) -> tuple[Fraction, Fraction]:
    """Return the fewest and the most points that can be earned at all."""
    match points:
        case Bands():
            levels = [band.points.value for band in points.bands]
        case First():
            levels = [number.value for _, number in points.lines]
        case PerItem():
            levels = [Fraction(0), min(points.up_to.value, points.each.value * len(points.items))]
        case BetterOf():
            ranges = [level_range(way) for way in points.ways]
            return max(low for low, _ in ranges), max(high for _, high in ranges)
        case Given():
            levels = [Fraction(0), points.up_to.value]
        case PointsByPlace():
            levels = [end for rule in points.rules for end in level_range(rule)]
    return min(levels), max(levels)


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
