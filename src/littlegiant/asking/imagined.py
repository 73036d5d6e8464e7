"""Many enterprises that agree with what is known of one, as far as anybody can imagine the rest."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

import numpy as np

from littlegiant.asking.drawing import Array
from littlegiant.facts.dictionary import load_dictionary

Column = Callable[[str], Array]


def consistent(columns: Iterable[str], known: frozenset[str], draw: Column) -> dict[str, Array]:
    """Return the cells of the unknown columns of many enterprises, made to agree with what one fact implies of another.

    `draw` gives a column as it is drawn, each by itself; `known` are those that are known and stay.
    """
    made = _Made(known, draw)
    rules = load_dictionary().implications
    names = dict.fromkeys(columns)
    cells = {name: draw(name) for name in names}
    made.cells = cells
    made.truths(rules.truths)
    made.wholes(rules.at_least)
    made.totals(rules.totals)
    made.ranks(rules.ranks, rules.at_most_rank)
    return cells


class _Made:
    def __init__(self, known: frozenset[str], draw: Column) -> None:
        self.known, self.draw = known, draw
        self.cells: dict[str, Array] = {}

    def cell(self, name: str) -> Array:
        return self.cells[name] if name in self.cells else self.draw(name)

    def is_open(self, name: str) -> bool:
        return name in self.cells and name not in self.known

    def truths(self, pairs: Iterable[tuple[str, str]]) -> None:
        for stronger, weaker in pairs:
            if self.is_open(weaker) and (self.is_open(stronger) or stronger in self.known):
                self.cells[weaker] = self.cells[weaker] | self.cell(stronger)
            elif self.is_open(stronger) and weaker in self.known:
                self.cells[stronger] = self.cells[stronger] & self.cell(weaker)

    def wholes(self, pairs: Iterable[tuple[str, str]]) -> None:
        for whole, part in pairs:
            if self.is_open(whole) and (self.is_open(part) or part in self.known):
                self.cells[whole] = np.maximum(self.cells[whole], self.cell(part))
            elif self.is_open(part) and whole in self.known:
                self.cells[part] = np.minimum(self.cells[part], self.cell(whole))

    def totals(self, sums: Iterable[tuple[str, str, int]]) -> None:
        for total, yearly, years in sums:
            fact = load_dictionary()[yearly]
            found = [name for name in self.cells if _is_year_of(name, fact.id)]
            recent = sorted(found)[-years:]
            if self.is_open(total):
                self.cells[total] = sum(
                    (self.cells[name] for name in recent), np.zeros_like(self.cells[total])
                )
            elif total in self.known and any(self.is_open(name) for name in recent):
                self._share_out(self.cell(total), recent)

    def _share_out(self, total: Array, years: list[str]) -> None:
        """Spread a known sum over the years that are open."""
        fixed = [self.cells[name] for name in years if not self.is_open(name)]
        rest = np.maximum(total - sum(fixed, np.zeros_like(total)), 0)
        shares = [self.cells[name] + 1.0 for name in years if self.is_open(name)]
        whole = sum(shares, np.zeros_like(total))
        for name, share in zip([name for name in years if self.is_open(name)], shares, strict=True):
            self.cells[name] = rest * share / whole

    def ranks(self, ranks: Iterable[tuple[str, str]], wider: Iterable[tuple[str, str]]) -> None:
        for longer, shorter in wider:
            if self.is_open(longer) and shorter in self.cells:
                self.cells[longer] = np.minimum(self.cells[longer], self.cells[shorter])
        for rank, award in ranks:
            if self.is_open(rank):
                self.cells[rank] = np.where(self.cell(award).astype(bool), self.cells[rank], math.inf)


def _is_year_of(column: str, fact: str) -> bool:
    found = load_dictionary().of_column(column)
    return found is not None and found[0].id == fact and found[1] is not None
