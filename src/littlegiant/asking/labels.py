"""Which answers to a question are told apart: the options there are, and numbers on different sides of a border."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from littlegiant.asking.drawing import Array
from littlegiant.asking.hearing import Hearing
from littlegiant.asking.question import Asked
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.rules.values import Number
from littlegiant.verdicts.decisive.roots import roots

MOST = 8
PARTS = (1 / 3, 2 / 3)


def labels_of(asked: Asked, cells: dict[str, Array], hearings: Sequence[Hearing]) -> Array:
    """Return for each imagined enterprise the place of its answer among those told apart.

    The first column of a question counts most: where years together make too many answers, it alone is told apart.
    """
    count = hearings[0].count
    found = np.zeros(count, int)
    for column in asked.columns:
        own = _of_column(column, cells[column], hearings)
        joined = np.unique(found * (int(own.max()) + 1) + own, return_inverse=True)[1]
        if int(joined.max()) + 1 > MOST and column != asked.columns[0]:
            return found
        found = joined
    return found


def _of_column(column: str, cells: Array, hearings: Sequence[Hearing]) -> Array:
    known = load_dictionary().of_column(column)
    if known is not None and known[0].type.is_number and not _is_row(column, hearings):
        borders = sorted({border for hearing in hearings for border in _borders(column, cells, hearing)})
        return np.searchsorted(np.array(borders), cells, side="right")
    places: Array = np.unique(cells, return_inverse=True)[1]
    return places


def _is_row(column: str, hearings: Sequence[Hearing]) -> bool:
    return any(
        column == rule.row_fact
        for hearing in hearings
        for rule in hearing.row.rulebook.classifications.values()
    )


def _borders(column: str, cells: Array, hearing: Hearing) -> list[float]:
    """Return the borders of a number: where the other facts are known exactly, else thirds of what is imagined."""
    found: list[float] = []
    registry, row = hearing.row.registry, hearing.row
    filled = dict(row.cells)
    for value, constants in registry.borders.items():
        names = hearing.looking.readers.value_columns(value)
        if column not in names or isinstance(value, Number):
            continue
        if _is_alone(column, names, hearing):
            found += roots(value, sorted(map(float, constants)), column, filled, registry.column)
        else:
            found += _thirds(cells)
    inside = [border for border in dict.fromkeys(found) if np.min(cells) < border <= np.max(cells)]
    return _thinned(sorted(inside))


def _thirds(cells: Array) -> list[float]:
    finite = cells[np.isfinite(cells)]
    return [float(np.quantile(finite, part)) for part in PARTS] if finite.size else []


def _is_alone(column: str, names: list[str], hearing: Hearing) -> bool:
    return all(name == column or hearing.row.cells.get(name) is not None for name in names)


def _thinned(borders: list[float]) -> list[float]:
    """Keep at most so many borders as may be told apart, evenly."""
    if len(borders) < MOST:
        return borders
    places = np.linspace(0, len(borders) - 1, MOST - 1).round().astype(int)
    return [borders[place] for place in places]
