"""Draws what an enterprise may be in the columns where nothing is known, by the stated assumptions."""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from littlegiant.asking.assumptions import Amount, assumptions
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import Fact, ValueType

Array = npt.NDArray[Any]
Trying = Callable[[str], list[Any]]
BY_RATIO = (ValueType.MONEY, ValueType.PERSONS)
ALIKE = 0.1


class Drawing:
    """`count` enterprises that have the known cells; every other column is drawn when it is asked for.

    `trying` gives the cells that the rules tell apart in a column, for facts without an assumption, and all that a
    place or a category may be. Draws are spread evenly (each n-th part of the chances occurs once) and the same for
    the same column.
    """

    def __init__(self, known: Mapping[str, Any], count: int, trying: Trying) -> None:
        self.known, self.count, self.trying = known, count, trying
        self.likely = assumptions()
        self.drawn: dict[str, Array] = {}

    def column(self, name: str) -> Array:
        """Return the cells of a column: booleans, numbers, or texts."""
        if name not in self.drawn:
            known = self.known.get(name)
            self.drawn[name] = self._drawn(name) if known is None else np.full(self.count, known)
        return self.drawn[name]

    def chances(self, tag: str) -> Array:
        """Return evenly spread numbers between 0 and 1 in an order of their own."""
        return _chances(tag, self.count)

    def _drawn(self, name: str) -> Array:
        found = load_dictionary().of_column(name)
        assert found is not None
        fact, year = found
        if fact.type is ValueType.BOOLEAN:
            return self.chances(name) < self.likely.chance(fact.id)
        amount = self.likely.numbers.get(fact.id)
        if amount is None or not fact.type.is_number:
            return self._one_of(name, fact)
        return _permitted(fact, self._number(fact, year, amount))

    def _one_of(self, name: str, fact: Fact) -> Array:
        options = self.trying(name)
        shares = self.likely.shares(fact.id, [str(option) for option in options])
        places = np.searchsorted(np.cumsum(shares), self.chances(name), side="right")
        return np.array(options)[np.minimum(places, len(options) - 1)]

    def _number(self, fact: Fact, year: int | None, amount: Amount) -> Array:
        if amount.of is not None:
            base = load_dictionary()[amount.of].column(year)
            return self.column(base) * self._multiple(fact, year, amount)
        beside = self._known_year(fact, year)
        if beside is not None and year is not None:
            return self._grown(fact, amount, beside, year)
        behind = self._known_part(fact, year)
        return _spread(fact, amount.points, self.chances(fact.id)) if behind is None else behind

    def _multiple(self, fact: Fact, year: int | None, amount: Amount) -> Array:
        """Return a multiple; in the years of one enterprise they are much alike."""
        chances = self.chances(fact.id)
        if year is not None:
            chances = np.clip(chances + ALIKE * (2 * self.chances(f"{fact.id}_{year}") - 1), 0, 1)
        return _spread(fact, amount.points, chances)

    def _known_year(self, fact: Fact, year: int | None) -> int | None:
        """Return the nearest year that is known, else the latest drawn as it is; None for that year itself."""
        if year is None:
            return None
        years = [y for y in range(year - 8, year + 9) if self.known.get(fact.column(y)) is not None]
        if years:
            return min(years, key=lambda other: abs(other - year))
        drawn = [y for y in range(year - 8, year + 9) if fact.column(y) in self.drawn]
        return min(drawn, key=lambda other: abs(other - year)) if drawn else None

    def _grown(self, fact: Fact, amount: Amount, start: int, year: int) -> Array:
        if not amount.growth:
            return _spread(fact, amount.points, self.chances(f"{fact.id}_{year}"))
        cells = self.column(fact.column(start)).astype(float)
        step = 1 if year > start else -1
        for at in range(start, year, step):
            later = max(at, at + step)
            rate = 1 + _between(amount.growth, self.chances(f"{fact.id}>{later}"))
            cells = cells * rate if step > 0 else cells / rate
        return cells

    def _known_part(self, fact: Fact, year: int | None) -> Array | None:
        """Return a number from one known to be a multiple of it."""
        for other, amount in self.likely.numbers.items():
            part = self.known.get(load_dictionary()[other].column(year)) if amount.of == fact.id else None
            if isinstance(part, float | int) and 0 < part < math.inf and min(amount.points) >= 0:
                multiple = self._multiple(load_dictionary()[other], year, amount)
                return part / np.maximum(multiple, max(amount.points) * 1e-3)
        return None


@lru_cache(maxsize=512)
def _chances(tag: str, count: int) -> Array:
    order = np.random.default_rng(zlib.crc32(tag.encode()))
    found: Array = (order.permutation(count) + 0.5) / count
    found.flags.writeable = False
    return found


def _spread(fact: Fact, points: tuple[float, ...], chances: Array) -> Array:
    by_ratio = fact.type in BY_RATIO and min(points) > 0
    return np.exp(_between(tuple(map(math.log, points)), chances)) if by_ratio else _between(points, chances)


def _between(points: tuple[float, ...], chances: Array) -> Array:
    found: Array = np.interp(chances, np.linspace(0, 1, len(points)), points)
    return found


def _permitted(fact: Fact, cells: Array) -> Array:
    rounded = np.round(cells) if fact.whole else cells
    found: Array = np.clip(rounded, fact.minimum, fact.maximum)
    return found
