"""Atoms, points and classes of a rulebook as functions of the cells of one enterprise, each made once.

Cells are by column. An answer is True, False or None where the rule defines none. Points are a pair: fewest and
most, the same unless the rule leaves them undefined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeGuard

from littlegiant.facts.dictionary import load_dictionary
from littlegiant.rules.conditions import Atom, ClassAmong, Compare, Condition, OneOf, Truth, atoms
from littlegiant.rules.scores import (
    Bands,
    BetterOf,
    First,
    Given,
    PerItem,
    Points,
    PointsByPlace,
    all_levels,
)
from littlegiant.rules.values import FactValue, Mean, ScorePart, Total, Value, leaves
from littlegiant.verdicts.decisive.earning import Span, points_columns, points_reader
from littlegiant.verdicts.decisive.sizes import among, class_reader
from littlegiant.verdicts.decisive.ties import Ties, gates, rank_of
from littlegiant.verdicts.decisive.values import Reader, margin, value_reader

if TYPE_CHECKING:
    from littlegiant.verdicts.registry import Registry

Cells = dict[str, Any]
Answer = Callable[[Cells], bool | None]
SCORE = "#score"
POINTS = "#points:"
SUM_DIGITS = 9


class Readers:
    """The readers of one rulebook, kept by the identity of the node they read."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.rulebook = registry.rulebook
        self.ties = Ties(lambda fact, years: tuple(registry.column(fact, -back) for back in range(years)))
        self._answers: dict[int, tuple[Atom, Answer]] = {}
        self._columns: dict[int, tuple[object, tuple[str, ...]]] = {}
        self._points: dict[int, tuple[Points, Span]] = {}
        self.levels = {
            name: class_reader(rule, registry.column) for name, rule in self.rulebook.classifications.items()
        }

        self.totals = dict(self._totals())
        self.cells = registry.needed()
        compared_values = (atom.value for atom in registry.atoms if isinstance(atom, Compare))
        self.tested = {value.part for value in compared_values if isinstance(value, ScorePart)}
        score = self.rulebook.score
        levels = [level for item in score.indicators for level in all_levels(item.points)] if score else []
        self.whole_points = all(level.denominator == 1 for level in levels)
        self.spreads: dict[tuple[Any, ...], Any] = {}
        self.searches: dict[tuple[Any, ...], Any] = {}

    def _totals(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the facts that are the sum of years, where a rule asks for just that sum, with these years."""
        for total, yearly, years in load_dictionary().implications.totals:
            for value in self.registry.borders:
                if isinstance(value, Total | Mean) and (value.fact, value.years, value.shift) == (
                    yearly,
                    years,
                    0,
                ):
                    yield total, tuple(self.value_columns(value))

    # -- what a node reads

    def columns(self, node: Condition | Points) -> tuple[str, ...]:
        """Return the columns a condition or points read themselves, points and classes it tests not included."""
        found = self._columns.get(id(node))
        if found is None:
            names = points_columns(node, self) if isinstance(node, POINTS_NODES) else self._read_by(node)
            found = self._columns[id(node)] = (node, tuple(dict.fromkeys(names)))
        return found[1]

    def _read_by(self, condition: Condition) -> list[str]:
        names: list[str] = []
        for atom in atoms(condition):
            match atom:
                case Truth() | OneOf():
                    names.append(self.registry.column(atom.fact, atom.shift))
                case Compare():
                    names += self.value_columns(atom.value)
        return names

    def value_columns(self, value: Value) -> list[str]:
        """Return the columns a value reads."""
        return [self.registry.column(leaf.fact, leaf.shift) for leaf in leaves(value)]

    # -- readers

    def answer(self, atom: Atom) -> Answer:
        """Return the reader of an atom that looks at facts or at a class."""
        found = self._answers.get(id(atom))
        if found is None:
            found = self._answers[id(atom)] = (atom, self._answer(atom))
        return found[1]

    def _answer(self, atom: Atom) -> Answer:
        match atom:
            case Truth():
                column = self.registry.column(atom.fact, atom.shift)
                return lambda cells: cells.get(column)
            case OneOf():
                column, options = self.registry.column(atom.fact, atom.shift), atom.options
                return lambda cells: None if cells.get(column) is None else cells[column] in options
            case Compare():
                return compared(self.value(atom.value), atom.operator, float(atom.number.value))
            case ClassAmong():
                rule = self.rulebook.classifications[atom.classification]
                wanted = [name in atom.classes for name in rule.classes]
                return among(self.levels[atom.classification], wanted)

    def value(self, value: Value) -> Reader:
        """Return the reader of a value of facts."""
        return value_reader(value, self._leaf)

    def _leaf(self, leaf: FactValue) -> Reader:
        if leaf.fact in gates():
            return lambda cells: rank_of(cells, leaf.fact)
        column = self.registry.column(leaf.fact, leaf.shift)
        return lambda cells: cells.get(column)

    def points(self, points: Points) -> Span:
        """Return the reader of points."""
        found = self._points.get(id(points))
        if found is None:
            found = self._points[id(points)] = (points, points_reader(points, self))
        return found[1]

    def condition(self, condition: Condition) -> Answer:
        """Return the reader of a condition inside points, nothing of it known beforehand."""
        from littlegiant.verdicts.decisive.folding import whole

        return whole(condition, self)


def is_score_test(condition: Condition) -> TypeGuard[Compare]:
    """Say whether a condition holds points against a mark."""
    return isinstance(condition, Compare) and isinstance(condition.value, ScorePart)


POINTS_NODES = (Bands, First, PerItem, BetterOf, Given, PointsByPlace)


def compared(read: Reader, operator: str, constant: float) -> Answer:
    """Return the reader of a comparison; a double next to the constant stands for it."""
    slack = margin(constant)
    below, above = constant - slack, constant + slack
    tests: dict[str, Callable[[float], bool]] = {
        ">=": lambda found: found >= below,
        ">": lambda found: found > above,
        "<=": lambda found: found <= above,
        "<": lambda found: found < below,
        "==": lambda found: below <= found <= above,
        "!=": lambda found: not below <= found <= above,
    }
    test = tests[operator]

    def answer(cells: Cells) -> bool | None:
        found = read(cells)
        return None if found is None else test(found)

    return answer
