"""Draws what an enterprise may be from a table of others: those most like what is known of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from littlegiant.asking.drawing import BY_RATIO, Array, Drawing, Trying
from littlegiant.facts.dictionary import load_dictionary

MOST_ROWS = 5000
NEAREST, SHARE = 40, 0.1
FAR = 1.0


class Population:
    """The enterprises of a table, at most 5,000 of them, by column; a cell that is not known is None."""

    def __init__(self, rows: Sequence[Mapping[str, Any]]) -> None:
        step = max(1, -(-len(rows) // MOST_ROWS))
        self.rows = list(rows)[::step]
        self.columns: dict[str, Array] = {}

    def column(self, name: str) -> Array:
        """Return the cells of a column: numbers with NaN, else objects with None."""
        if name not in self.columns:
            cells = [row.get(name) for row in self.rows]
            self.columns[name] = np.array(cells, float) if _is_number(name) else np.array(cells, object)
        return self.columns[name]

    def nearest(self, known: Mapping[str, Any]) -> Array:
        """Return the places of the enterprises that differ least from what is known, all where nothing is."""
        apart, compared = np.zeros(len(self.rows)), np.zeros(len(self.rows))
        for name, cell in known.items():
            found = self.column(name)
            given = _given(name, found)
            apart += np.where(given, _distance(name, found, cell), 0.0)
            compared += given
        if not compared.any():
            return np.arange(len(self.rows))
        distance = np.where(compared > 0, apart / np.maximum(compared, 1), FAR)
        kept = max(NEAREST, int(SHARE * len(self.rows)))
        places: Array = np.argsort(distance, kind="stable")[:kept]
        return places


class Likened(Drawing):
    """Draws from the enterprises most like this one; a cell they do not know, by the stated assumptions."""

    def __init__(self, known: Mapping[str, Any], count: int, trying: Trying, population: Population) -> None:
        super().__init__(known, count, trying)
        self.population = population
        near = population.nearest(known)
        self.places = np.random.default_rng(len(near)).permutation(np.resize(near, count))

    def _drawn(self, name: str) -> Array:
        cells = self.population.column(name)[self.places]
        given = _given(name, cells)
        if given.all():
            return _typed(name, cells)
        assumed = super()._drawn(name)
        return assumed if not given.any() else _typed(name, np.where(given, cells, assumed))


def _given(name: str, cells: Array) -> Array:
    """Return where a cell is known."""
    given: Array = ~np.isnan(cells) if _is_number(name) else np.array([cell is not None for cell in cells])
    return given


def _typed(name: str, cells: Array) -> Array:
    """Return cells as drawing gives them: booleans, numbers, texts."""
    return cells if _is_number(name) else np.array(cells.tolist())


def _is_number(name: str) -> bool:
    found = load_dictionary().of_column(name)
    return found is not None and found[0].type.is_number


def _distance(name: str, cells: Array, known: Any) -> Array:
    """Return how far cells are from a known one, between 0 and 1: amounts by ratio, a tenfold one being far."""
    if not _is_number(name):
        return np.array([float(cell != known) for cell in cells])
    found = load_dictionary().of_column(name)
    assert found is not None
    known = min(float(known), 1e30)
    if found[0].type in BY_RATIO:
        apart = np.abs(np.log10((np.maximum(cells, 0) + 1) / (max(known, 0) + 1)))
    else:
        apart = np.abs(cells - known) / (abs(known) + 1e-9)
    near: Array = np.minimum(apart, FAR)
    return near
