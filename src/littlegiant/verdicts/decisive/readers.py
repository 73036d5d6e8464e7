"""Atoms, points and classes of a rulebook as functions of the cells of one enterprise, each made once.

Cells are by column. An answer is True, False or None where the rule defines none. Points are a pair: fewest and
most, the same unless the rule leaves them undefined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeGuard

from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.industries import industry_range
from littlegiant.rules.classes import Classification
from littlegiant.rules.classes import Row as TableRow
from littlegiant.rules.conditions import Atom, ClassAmong, Compare, Condition, OneOf, Truth, atoms
from littlegiant.rules.scores import (
    Bands,
    BetterOf,
    First,
    Given,
    PerItem,
    Points,
    all_levels,
    closed_bands,
    level_range,
)
from littlegiant.rules.values import FactValue, Mean, ScorePart, Total, Value, leaves
from littlegiant.verdicts.decisive.ties import Ties, gates, rank_of
from littlegiant.verdicts.decisive.values import Reader, margin, value_reader

if TYPE_CHECKING:
    from littlegiant.verdicts.registry import Registry

Cells = dict[str, Any]
Answer = Callable[[Cells], bool | None]
Span = Callable[[Cells], tuple[float, float]]
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
            name: _class_reader(rule, registry.column) for name, rule in self.rulebook.classifications.items()
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
                return _among(self.levels[atom.classification], wanted)

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


POINTS_NODES = (Bands, First, PerItem, BetterOf, Given)


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


# -- classes


def _class_reader(rule: Classification, name: Callable[[str], str]) -> Callable[[Cells], int | None]:
    rows = {
        row.number: [
            (name(bound.value.fact), [float(n.value) for n in bound.numbers]) for bound in row.bounds
        ]
        for row in rule.rows
    }
    of_code: dict[str, int | None] = {}

    def level(cells: Cells) -> int | None:
        number = cells.get(rule.row_fact)
        if number is None:
            code = cells.get(rule.industry_fact)
            if code is None:
                return None
            if code not in of_code:
                fitting = rows_of_code(rule, code)
                of_code[code] = fitting[0].number if len(fitting) == 1 else None
            number = of_code[code]
        bounds = None if number is None else rows.get(int(number))
        if bounds is None:
            return None
        steps: list[int] = []
        for column, marks in bounds:
            found = cells.get(column)
            if found is None:
                return None
            steps.append(sum(found >= mark for mark in marks))
        return min(steps)

    return level


def rows_of_code(rule: Classification, code: str) -> list[TableRow]:
    """Return the rows an industry code may mean."""
    low, high = industry_range(str(code))
    return [row for row in rule.rows if any(low <= last and high >= first for first, last in row.ranges)]


def _among(level: Callable[[Cells], int | None], wanted: list[bool]) -> Answer:
    def answer(cells: Cells) -> bool | None:
        found = level(cells)
        return None if found is None else wanted[found]

    return answer


# -- points


def points_columns(points: Points, readers: Readers) -> list[str]:
    """Return the columns points read."""
    match points:
        case Bands() | Given():
            return readers.value_columns(points.value)
        case First():
            return [
                name
                for condition, _ in points.lines
                if condition is not None
                for name in readers.columns(condition)
            ]
        case PerItem():
            return [name for item in points.items for name in readers.columns(item)]
        case BetterOf():
            return [name for way in points.ways for name in readers.columns(way)]


def points_reader(points: Points, readers: Readers) -> Span:
    """Return the reader of one way of earning points."""
    match points:
        case Bands():
            return _bands_reader(points, readers.value(points.value))
        case First():
            lines = [
                (None if condition is None else readers.condition(condition), float(number.value))
                for condition, number in points.lines
            ]
            return _first_reader(lines)
        case PerItem():
            items = [readers.condition(item) for item in points.items]
            return _per_item_reader(items, float(points.each.value), float(points.up_to.value))
        case BetterOf():
            ways = [readers.points(way) for way in points.ways]
            return lambda cells: _better([way(cells) for way in ways])
        case Given():
            return _given_reader(readers.value(points.value), float(points.up_to.value))


def _better(spans: list[tuple[float, float]]) -> tuple[float, float]:
    return max(low for low, _ in spans), max(high for _, high in spans)


def _bands_reader(table: Bands, read: Reader) -> Span:
    least, most = (float(end) for end in level_range(table))
    bands = list(closed_bands(table))
    levels = [(float(band.points.value), float(band.points.value)) for band, _, _ in bands]
    starts = [_start(float(band.low.value), own) for band, own, _ in bands[1:] if band.low is not None]

    def earned(cells: Cells) -> tuple[float, float]:
        found = read(cells)
        if found is None:
            return least, most
        place = 0
        for start in starts:
            if found < start:
                break
            place += 1
        return levels[place]

    return earned


def _start(border: float, own: bool) -> float:
    """Return from where on a band begins: a little beside its border, on the side that leaves it to its owner."""
    return border - margin(border) if own else border + margin(border)


def _first_reader(lines: list[tuple[Answer | None, float]]) -> Span:
    def earned(cells: Cells) -> tuple[float, float]:
        possible: list[float] = []
        for answer, points in lines:
            met = True if answer is None else answer(cells)
            if met is not False:
                possible.append(points)
            if met:
                break
        return min(possible), max(possible)

    return earned


def _per_item_reader(items: list[Answer], each: float, up_to: float) -> Span:
    def earned(cells: Cells) -> tuple[float, float]:
        states = [item(cells) for item in items]
        met = states.count(True)
        return min(each * met, up_to), min(each * (met + states.count(None)), up_to)

    return earned


def _given_reader(read: Reader, up_to: float) -> Span:
    def earned(cells: Cells) -> tuple[float, float]:
        found = read(cells)
        if found is None:
            return 0.0, up_to
        points = max(0.0, min(found, up_to))
        return points, points

    return earned


__all__ = ["SCORE", "Readers", "ScorePart"]
