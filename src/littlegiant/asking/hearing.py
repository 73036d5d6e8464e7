"""What one rulebook would say of many imagined enterprises, if some of the open questions were answered.

A set of questions is a whole number, one bit a question. Everything is worked out once for each set of those
questions that it looks at.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

import numpy as np

from littlegiant.asking.drawing import Array
from littlegiant.asking.earned import earned, joined
from littlegiant.asking.looking import PLACE, Looking
from littlegiant.asking.spans import Span, span_of
from littlegiant.asking.standing import standing
from littlegiant.asking.states import State, chosen, compared, every, so_many, some
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.rules.conditions import (
    All,
    Any,
    AtLeast,
    Atom,
    ByPlace,
    Choose,
    ClassAmong,
    Compare,
    Condition,
    Named,
    Not,
    OneOf,
    Truth,
)
from littlegiant.rules.scores import Points
from littlegiant.rules.values import FactValue, ScorePart, Value
from littlegiant.verdicts.decisive.readers import SUM_DIGITS
from littlegiant.verdicts.decisive.ties import gates
from littlegiant.verdicts.decisive.unknown import Unknowns
from littlegiant.verdicts.row import Row


class Hearing:
    """One rulebook and the row of an enterprise, over imagined ones that agree with it.

    `cells` are the cells of the imagined ones in the unknown columns, `bits` the question that asks for a column.
    """

    def __init__(self, row: Row, cells: Mapping[str, Array], bits: Mapping[str, int], count: int) -> None:
        self.row, self.cells, self.bits, self.count = row, cells, bits, count
        self.looking = Looking(row, Unknowns(row).readers, bits)
        self.kept: dict[tuple[int, int], tuple[Array, Array]] = {}
        self.leaves: dict[tuple[str, int], Span] = {}
        self.places: dict[int, Array] = {}
        self.scores: dict[tuple[str, int], Span] = {}
        self.widths: dict[tuple[str, int], float] = {}
        self.yes, self.no = np.ones(count, bool), np.zeros(count, bool)
        self.conditions = tuple(item.condition for item in row.rulebook.criteria)
        if row.rulebook.is_classification:
            name = row.rulebook.edition.id
            self.conditions = (ClassAmong(name, row.rulebook.classifications[name].met),)

    def known(self, condition: Condition) -> bool | None:
        """Return what the engine says of a condition on the facts that are known."""
        if self.row.rulebook.is_classification:
            found: bool | None = self.row.cells["outcome"]
            return found
        return self.row.state(condition)

    # -- facts

    def is_known(self, column: str, asked: int) -> bool:
        """Say whether a column is known once some questions are answered."""
        return self.row.cells.get(column) is not None or bool(self.bits.get(column, 0) & asked)

    def cell(self, column: str) -> Array:
        """Return the cells of a column, known or imagined."""
        known = self.row.cells.get(column)
        return self.cells[column] if known is None else np.full(self.count, known)

    def span(self, value: Value, asked: int) -> Span:
        """Return between what a value lies."""
        if isinstance(value, FactValue):
            return self._leaf(value, asked)
        key = (id(value), asked & self.looking.at_value(value))
        if key not in self.kept:
            self.kept[key] = span_of(value, lambda leaf: self._leaf(leaf, asked))
        return self.kept[key]

    def _leaf(self, leaf: FactValue, asked: int) -> Span:
        column = self.row.registry.column(leaf.fact, leaf.shift)
        key = (column, asked & self.looking.of_columns([column]))
        if key not in self.leaves:
            self.leaves[key] = self._of_fact(leaf, column, asked)
        return self.leaves[key]

    def _of_fact(self, leaf: FactValue, column: str, asked: int) -> Span:
        if self.is_known(column, asked):
            cells = self.cell(column).astype(float)
            return cells, cells
        fact = load_dictionary()[leaf.fact]
        low = np.full(self.count, -np.inf if fact.minimum is None else fact.minimum)
        high = np.full(self.count, np.inf if fact.maximum is None else fact.maximum)
        for award in gates().get(leaf.fact, ()):
            if self.is_known(award, asked):
                low = np.where(self.cell(award).astype(bool), low, np.inf)
        return low, high

    # -- conditions

    def state(self, condition: Condition, asked: int) -> State:
        """Return where a condition is met and where it is unmet, once some questions are answered."""
        key = (id(condition), asked & self.looking.at(condition))
        if key not in self.kept:
            settled = self.known(condition)
            self.kept[key] = self._state(condition, asked) if settled is None else self._constant(settled)
        return self.kept[key]

    def _constant(self, settled: bool) -> State:
        return (self.yes, self.no) if settled else (self.no, self.yes)

    def _state(self, condition: Condition, asked: int) -> State:
        match condition:
            case Named():
                return self.state(condition.item, asked)
            case Not():
                met, unmet = self.state(condition.item, asked)
                return unmet, met
            case All():
                return every([self.state(item, asked) for item in condition.items])
            case Any():
                return some([self.state(item, asked) for item in condition.items])
            case AtLeast():
                return so_many([self.state(item, asked) for item in condition.items], condition.number)
            case Choose():
                parts = (condition.when, condition.then, condition.otherwise)
                return chosen(*(self.state(item, asked) for item in parts))
            case ByPlace():
                codes = [code for code, _ in condition.branches]
                branches = [self.state(branch, asked) for _, branch in condition.branches]
                return self._state_by_place(codes, branches, self.state(condition.default, asked), asked)
            case _:
                return self._atom(condition, asked)

    def _atom(self, atom: Atom, asked: int) -> State:
        match atom:
            case ClassAmong():
                return standing(atom, self, asked)
            case Compare():
                value = atom.value
                found = (
                    self.score(value.part, asked) if isinstance(value, ScorePart) else self.span(value, asked)
                )
                return compared(found, atom)
            case Truth() | OneOf():
                column = self.row.registry.column(atom.fact, atom.shift)
                if not self.is_known(column, asked):
                    return self.no, self.no
                cells = self.cell(column)
                met = cells.astype(bool) if isinstance(atom, Truth) else np.isin(cells, list(atom.options))
                return met, ~met

    # -- points

    def points(self, points: Points, asked: int) -> Span:
        """Return between how many points a rule gives."""
        key = (id(points), asked & (self.looking.at(points) | self.looking.of_columns([PLACE])))
        if key not in self.kept:
            self.kept[key] = earned(points, self, asked)
        return self.kept[key]

    def score(self, part: str, asked: int) -> Span:
        """Return between how many points the whole score (`""`), a group or an indicator lies."""
        key = (part, asked & self.looking.at_score(part))
        if key not in self.scores:
            self.scores[key] = self._score(part, asked)
        return self.scores[key]

    def _score(self, part: str, asked: int) -> Span:
        score = self.row.rulebook.score
        assert score is not None
        if not part:
            groups = [self.score(group.id, asked) for group in score.groups]
            return self._sum(groups, float(score.max) if score.capped else None)
        for group in score.groups:
            if group.id == part:
                spans = [self.score(item.id, asked) for item in group.indicators]
                return self._sum(spans, float(group.max) if group.capped else None)
        item = next(item for item in score.indicators if item.id == part)
        low, high = self.row.points(part)
        if low == high:
            return np.full(self.count, low), np.full(self.count, high)
        one, other = self.points(item.points, asked)
        return np.maximum(one, low), np.minimum(other, high)

    def width(self, part: str, asked: int) -> float:
        """Return by how many points an indicator is still open, on average."""
        key = (part, asked & self.looking.at_score(part))
        if key not in self.widths:
            low, high = self.score(part, asked)
            self.widths[key] = float((high - low).mean())
        return self.widths[key]

    def _sum(self, spans: list[Span], cap: float | None) -> Span:
        low, high = (reduce(np.add, [span[side] for span in spans]) for side in (0, 1))
        if not self.looking.readers.whole_points:
            low, high = np.round(low, SUM_DIGITS), np.round(high, SUM_DIGITS)
        return (low, high) if cap is None else (np.minimum(low, cap), np.minimum(high, cap))

    # -- places

    def by_place(self, codes: list[str], spans: list[Span], default: Span, asked: int) -> Span:
        """Return what the province selects, all that is possible where it is not known."""
        if not self.is_known(PLACE, asked):
            return joined([*spans, default])
        place, (low, high) = self.cell(PLACE), default
        for code, (one, other) in zip(codes, spans, strict=True):
            low, high = np.where(place == code, one, low), np.where(place == code, other, high)
        return low, high

    def _state_by_place(self, codes: list[str], states: list[State], default: State, asked: int) -> State:
        if not self.is_known(PLACE, asked):
            every_one = [*states, default]
            return every(every_one)[0], some(every_one)[1]
        place, (met, unmet) = self.cell(PLACE), default
        for code, (one, other) in zip(codes, states, strict=True):
            met, unmet = np.where(place == code, one, met), np.where(place == code, other, unmet)
        return met, unmet
