"""A walk over consistent fillings of the unknown cells that changes one fact at a time and sees what it decides.

Wherever one fact alone turns the answer from met to unmet, the two fillings prove that it is decisive. The walk is
bounded and draws from a seed of its own: the same cells give the same answer.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from littlegiant.verdicts.decisive.readers import SCORE, Answer, Cells
from littlegiant.verdicts.decisive.ties import Ties

Trying = Callable[[str, Cells], Sequence[Any]]
Naming = Callable[[str, dict[Any, "bool | None"]], Iterable[str]]
Hint = Callable[[Cells], Iterable[str]]

SEED = 20260501
EPISODES = 40
SWEEPS = 3
BARREN = 6
CLOSER = 60
MOST_PRODUCT = 8000
BUDGET = 16_000
MANY = 8


@dataclass
class Found:
    """What a search proved: whether the answer can be met and unmet, and which columns decide it."""

    met: bool = False
    unmet: bool = False
    columns: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True)
class Ways:
    """How a walk learns: the cells to try in a column; which facts the answers to all of them prove decisive.

    `hint` may say of a whole filling which facts are decisive in it.
    """

    trying: Trying
    naming: Naming
    hint: Hint | None = None


class Walk:
    """One search: the parts that must all be met, over the unknown columns.

    `claimed` gives for each column the facts in question behind it, mostly itself.
    """

    def __init__(
        self,
        parts: list[Answer],
        claimed: dict[str, tuple[str, ...]],
        cells: tuple[Cells, Ties],
        ways: Ways,
    ) -> None:
        self.parts = parts
        self.columns = list(claimed)
        self.claims = claimed
        self.claimed = {name for names in claimed.values() for name in names}
        self.known, self.ties = cells
        self.ways = ways
        self.found = Found()
        self.budget = BUDGET
        self.rng = Random(SEED)

    def search(self) -> Found:
        """Walk until every fact in question is proved decisive or the effort is spent.

        Over very many unknowns a proof that is not found says little: what may be decisive is asked for, unsearched.
        """
        if len(self.columns) > MANY:
            return Found(True, True, dict.fromkeys(name for names in self.claims.values() for name in names))
        barren = 0
        for episode in range(EPISODES):
            before = len(self.found.columns)
            self._episode(upwards=episode % 2 == 0)
            barren = 0 if len(self.found.columns) > before else barren + 1
            if self._done() or barren == BARREN:
                break
        if not self._done():
            self._look_closer()
        return self.found

    def _look_closer(self) -> None:
        """Try every filling where they are few; else watch what is left to prove on walks of its own."""
        sizes = (len(self._fitting(column, dict(self.known))) for column in self.columns)
        few = math.prod(sizes) <= MOST_PRODUCT
        for column in self.columns:
            if few and not self._proved(column):
                self._exhaust(column)
            for turn in range(0 if few else CLOSER):
                self._watch(column, upwards=(None, True, None, False)[turn % 4])

    def _watch(self, column: str, *, upwards: bool | None) -> None:
        """From a random filling, try a column together with each other one; or at every step up or down."""
        cells = None if self._proved(column) else self._filled()
        if cells is None:
            return
        for other in self.rng.sample(self.columns, len(self.columns)):
            if other == column:
                continue
            if upwards is None:
                self._pair(column, other, cells)
            else:
                self._step(other, cells, upwards)
                self._step(column, cells, None)
            if self._proved(column):
                return

    def _pair(self, column: str, other: str, cells: Cells) -> None:
        before = cells[other]
        fitting = self._fitting(other, cells)
        for cell in fitting:
            cells[other] = cell
            self._step(column, cells, None)
        cells[other] = before
        if fitting and not self.ties.consistent(cells, [other]):
            cells[other] = fitting[-1]

    def _proved(self, column: str) -> bool:
        return self.budget <= 0 or all(name in self.found.columns for name in self.claims[column])

    def _done(self) -> bool:
        return self.budget <= 0 or self.claimed <= self.found.columns.keys()

    def _episode(self, *, upwards: bool) -> None:
        """Fill all cells at random, then set one after the other to its best or worst for the answer."""
        cells = self._filled()
        if cells is None:
            return
        for sweep in range(SWEEPS):
            for column in self.rng.sample(self.columns, len(self.columns)):
                self._step(column, cells, upwards if sweep < SWEEPS - 1 else None)
                self._ask(cells)
            if self._done():
                return

    def _ask(self, cells: Cells) -> None:
        if self.ways.hint is not None:
            self.found.columns |= dict.fromkeys(self.ways.hint(cells))
            self.budget -= 3

    def _filled(self) -> Cells | None:
        cells = dict(self.known)
        for column in self.rng.sample(self.columns, len(self.columns)):
            fitting = self._fitting(column, cells)
            if not fitting:
                return None
            cells[column] = self.rng.choice(fitting)
        return cells

    def _fitting(self, column: str, cells: Cells) -> Sequence[Any]:
        before, found = cells.get(column), []
        checks = self.ties.checks.get(column)
        tried = self.ways.trying(column, cells)
        if not checks:
            return tried
        for cell in tried:
            cells[column] = cell
            if self.ties.consistent(cells, [column]):
                found.append(cell)
        cells[column] = before
        return found

    def _step(self, column: str, cells: Cells, upwards: bool | None) -> None:
        """Try every cell of one column, the others as they are; keep one that leads on."""
        marks = []
        states: dict[Any, bool | None] = {}
        for cell in self._fitting(column, cells):
            cells[column] = cell
            states[cell], height = self._height(cells)
            marks.append((height, self.rng.random(), cell))
        if not marks:
            return
        at_the_edge = self._learn(column, states)
        if upwards is None or at_the_edge:
            best = self.rng.choice(marks)
        else:
            best = max(marks) if upwards else min(marks)
        cells[column] = best[2]

    def _learn(self, column: str, states: dict[Any, bool | None]) -> bool:
        """Note what the answers prove; say whether the column decides here."""
        answers = set(states.values())
        met, unmet = True in answers, False in answers
        self.found.met |= met
        self.found.unmet |= unmet
        if met and unmet:
            self.found.columns |= dict.fromkeys(self.ways.naming(column, states))
        return met and unmet

    def _height(self, cells: Cells) -> tuple[bool | None, float]:
        """Return the answer, and how near it is to being met: parts met, and points as far as they were summed."""
        cells.pop(SCORE, None)
        self.budget -= 1
        met = 0
        state: bool | None = True
        for part in self.parts:
            found = part(cells)
            if found:
                met += 1
            elif found is False:
                state = False
            elif state:
                state = None
        points = cells.get(SCORE)
        return state, met + (0.0 if points is None else (points[""][0] + points[""][1]) / 1000)

    # -- all fillings, where they are few

    def _exhaust(self, column: str) -> None:
        """Try every filling of the other columns, this one last, unless there are too many."""
        others = [name for name in self.columns if name != column]
        for order in (others, others[::-1]):
            if self._descend(order, column, dict(self.known)):
                return

    def _descend(self, others: list[str], column: str, cells: Cells) -> bool:
        if not others:
            states = {}
            for cell in self._fitting(column, cells):
                cells[column] = cell
                states[cell] = self._height(cells)[0]
            cells[column] = self.known.get(column)
            self._learn(column, states)
            return self._proved(column)
        first, rest = others[0], others[1:]
        for cell in self._fitting(first, cells):
            if self.budget <= 0:
                return False
            cells[first] = cell
            if self._descend(rest, column, cells):
                return True
            cells[first] = self.known.get(first)
        return False
