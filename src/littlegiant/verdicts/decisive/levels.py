"""What an indicator can still earn, and between which points each of its unknown facts alone can move it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from littlegiant.rules.scores import Bands, BetterOf, Given, Indicator, Points, all_levels
from littlegiant.verdicts.decisive.cells import Trying
from littlegiant.verdicts.decisive.readers import Cells, Readers
from littlegiant.verdicts.gaps import points_gaps
from littlegiant.verdicts.row import Row

Pair = tuple[float, float]
MOST_FILLINGS = 600


@dataclass(frozen=True)
class Spread:
    """The points an indicator can still earn; by unknown column the widest pairs it alone can move them between."""

    levels: tuple[float, ...]
    pairs: dict[str, tuple[Pair, ...]]


def spread_of(indicator: Indicator, row: Row, readers: Readers, trying: Trying) -> Spread | None:
    """Return the spread of an open indicator, None where it is too wide to say or not defined for certain."""
    low, high = row.points(indicator.id)
    if not _is_steps(indicator.points):
        return _tried(indicator.points, row, readers, trying)
    columns = list(dict.fromkeys(points_gaps(indicator.points, row)))
    if not columns:
        return None
    levels = {float(level) for level in all_levels(indicator.points)}
    inside = {level for level in levels if low <= level <= high} | {low, high}
    return Spread(tuple(sorted(inside)), dict.fromkeys(columns, ((low, high),)))


def _is_steps(points: Points) -> bool:
    match points:
        case Bands() | Given():
            return True
        case BetterOf():
            return all(_is_steps(way) for way in points.ways)
        case _:
            return False


def _tried(points: Points, row: Row, readers: Readers, trying: Trying) -> Spread | None:
    """Try every filling; enterprises with the same known cells around the indicator share the answer."""
    columns = readers.columns(points)
    around = sorted({name for column in columns for name in readers.ties.group(column)})
    key = (id(points), *(row.cells.get(name) for name in around))
    kept = readers.spreads
    if key not in kept:
        kept[key] = _by_filling(points, row, readers, trying)
    found: Spread | None = kept[key]
    return found


def _by_filling(points: Points, row: Row, readers: Readers, trying: Trying) -> Spread | None:
    unknown = [column for column in readers.columns(points) if row.cells.get(column) is None]
    read = readers.points(points)
    earned: dict[tuple[Any, ...], float] = {}
    for filled in _fillings(unknown, dict(row.cells), readers, trying):
        low, high = read(filled)
        if low != high or len(earned) >= MOST_FILLINGS:
            return None
        earned[tuple(filled[column] for column in unknown)] = low
    if not earned:
        return None
    pairs = {column: _widest(earned, place) for place, column in enumerate(unknown)}
    return Spread(
        tuple(sorted(set(earned.values()))), {name: found for name, found in pairs.items() if found}
    )


def _fillings(columns: list[str], cells: Cells, readers: Readers, trying: Trying) -> Iterator[Cells]:
    if not columns:
        yield cells
        return
    first, rest = columns[0], columns[1:]
    for cell in trying.cells(first, cells):
        cells[first] = cell
        if readers.ties.consistent(cells, [first]):
            yield from _fillings(rest, cells, readers, trying)
    cells[first] = None


def _widest(earned: dict[tuple[Any, ...], float], place: int) -> tuple[Pair, ...]:
    """Return the pairs of points between which one column moves, others fixed, without those inside another."""
    spans: dict[tuple[Any, ...], Pair] = {}
    for filling, points in earned.items():
        rest = (*filling[:place], *filling[place + 1 :])
        low, high = spans.get(rest, (points, points))
        spans[rest] = (min(low, points), max(high, points))
    return tuple(_outermost({span for span in spans.values() if span[0] != span[1]}))


def _outermost(spans: set[Pair]) -> Iterable[Pair]:
    for low, high in sorted(spans):
        if not any((one, other) != (low, high) and one <= low and high <= other for one, other in spans):
            yield low, high
