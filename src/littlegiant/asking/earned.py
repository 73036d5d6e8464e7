"""The fewest and the most points of a rule for each of many enterprises, as far as their facts are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from littlegiant.asking.drawing import Array
from littlegiant.asking.spans import Span
from littlegiant.rules.scores import (
    Bands,
    BetterOf,
    First,
    Given,
    PerItem,
    Points,
    PointsByPlace,
    closed_bands,
)
from littlegiant.verdicts.decisive.values import margin

if TYPE_CHECKING:
    from littlegiant.asking.hearing import Hearing


def earned(points: Points, hearing: Hearing, asked: int) -> Span:
    """Return the span of points once some questions are answered."""
    match points:
        case Bands():
            return _of_bands(points, hearing.span(points.value, asked))
        case Given():
            low, high = hearing.span(points.value, asked)
            most = float(points.up_to.value)
            return np.clip(low, 0, most), np.clip(high, 0, most)
        case First():
            return _of_first(points, hearing, asked)
        case PerItem():
            states = [hearing.state(item, asked) for item in points.items]
            each, most = float(points.each.value), float(points.up_to.value)
            met, unmet = (np.sum([state[side] for state in states], axis=0) for side in (0, 1))
            return np.minimum(each * met, most), np.minimum(each * (len(states) - unmet), most)
        case BetterOf():
            spans = [hearing.points(way, asked) for way in points.ways]
            return np.max([low for low, _ in spans], axis=0), np.max([high for _, high in spans], axis=0)
        case PointsByPlace():
            return _by_place(points, hearing, asked)


def _of_bands(table: Bands, span: Span) -> Span:
    bands = list(closed_bands(table))
    levels = np.array([float(band.points.value) for band, _, _ in bands])
    starts = np.array([_start(float(b.low.value), own) for b, own, _ in bands[1:] if b.low is not None])
    first, last = (np.searchsorted(starts, end, side="right") for end in span)
    fewest = [
        [levels[one : other + 1].min(initial=np.inf) for other in range(len(levels))]
        for one in range(len(levels))
    ]
    most = [
        [levels[one : other + 1].max(initial=-np.inf) for other in range(len(levels))]
        for one in range(len(levels))
    ]
    return np.array(fewest)[first, last], np.array(most)[first, last]


def _start(border: float, own: bool) -> float:
    """Return from where on a band begins; a border that belongs to the band below begins a little above."""
    return border - margin(border) if own else border + margin(border)


def _of_first(points: First, hearing: Hearing, asked: int) -> Span:
    """Return the points of the first line that is met: lines are possible until one is met for certain."""
    shape = hearing.count
    low, high = np.full(shape, np.inf), np.full(shape, -np.inf)
    reached = np.ones(shape, bool)
    for condition, number in points.lines:
        met, unmet = (hearing.yes, hearing.no) if condition is None else hearing.state(condition, asked)
        possible = reached & ~unmet
        low = np.where(possible, np.minimum(low, float(number.value)), low)
        high = np.where(possible, np.maximum(high, float(number.value)), high)
        reached = reached & ~met
    return low, high


def _by_place(points: PointsByPlace, hearing: Hearing, asked: int) -> Span:
    codes = [code for code, _ in points.branches]
    spans = [hearing.points(rule, asked) for _, rule in points.branches]
    return hearing.by_place(codes, spans, hearing.points(points.default, asked), asked)


def joined(spans: list[tuple[Array, Array]]) -> Span:
    """Return the span over all that is possible."""
    return np.min([low for low, _ in spans], axis=0), np.max([high for _, high in spans], axis=0)
