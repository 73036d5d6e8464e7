"""Gives every distinct value and atom of a rulebook one column, so that nothing is computed twice."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from littlegiant.facts.dictionary import load_dictionary
from littlegiant.rules.conditions import Atom, ClassAmong, Compare, Condition, OneOf, Truth, atoms
from littlegiant.rules.scores import Bands, BetterOf, First, Given, PerItem, Points, PointsByPlace
from littlegiant.rules.values import ScorePart, Value, leaves
from littlegiant.standards.model import Rulebook
from littlegiant.verdicts.kleene import Reader, reader_of


class Registry:
    """Column names of the values (`v0` …) and atoms (`a0` …) of a rulebook, in order of first use.

    `borders` collects for each value every constant it is held against.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self.borders: dict[Value, set[Fraction]] = {}
        self.atoms: dict[Atom, str] = {}
        self.rulebook = rulebook
        for criterion in rulebook.criteria:
            self._condition(criterion.condition)
        if rulebook.score is not None:
            for indicator in rulebook.score.indicators:
                self._points(indicator.points)
        for classification in rulebook.classifications.values():
            for row in classification.rows:
                for bound in row.bounds:
                    self._value(bound.value, *(number.value for number in bound.numbers))
        self.values: dict[Value, str] = {value: f"v{index}" for index, value in enumerate(self.borders)}
        self._columns: dict[tuple[str, int], str] = {}
        # Hashing a node goes through all of it; a node met before is known by its identity, and kept, so that
        # no other can take its place in memory.
        self._met: dict[int, tuple[object, str]] = {}
        self.figures: dict[int, tuple[Atom, Any]] = {}
        self.readers: Any = None
        self.class_gaps: dict[Any, tuple[str, ...]] = {}
        self.marks: dict[str | None, int | float | None] = {}
        self._readers: dict[int, tuple[Condition, Reader]] = {}
        self.settled: dict[str, tuple[tuple[str, ...], dict[tuple[Any, ...], Any]] | None] = {}

    def column(self, fact_id: str, shift: int = 0) -> str:
        """Return the table column of a fact, `shift` years from its year of reference."""
        key = (fact_id, shift)
        if key not in self._columns:
            self._columns[key] = column_of(self.rulebook, fact_id, shift)
        return self._columns[key]

    def atom_column(self, atom: Atom) -> str:
        """Return the column of an atom; KeyError for one the rulebook does not use."""
        met = self._met.get(id(atom))
        if met is None:
            met = self._met[id(atom)] = (atom, self.atoms[atom])
        return met[1]

    def value_column(self, value: Value) -> str:
        """Return the column of a value; KeyError for one the rulebook does not use."""
        met = self._met.get(id(value))
        if met is None:
            met = self._met[id(value)] = (value, self.values[value])
        return met[1]

    def reader(self, condition: Condition) -> Reader:
        """Return what reads off the columns whether a condition is met."""
        met = self._readers.get(id(condition))
        if met is None:
            met = self._readers[id(condition)] = (condition, reader_of(condition, self.atom_column))
        return met[1]

    def needed(self) -> frozenset[str]:
        """Return every table column that can matter, what other facts imply about them included."""
        asked = self._asked() | {("province", 0), ("id", 0), ("name", 0)}
        return frozenset(self.column(*leaf) for leaf in asked | _implying(asked))

    def named(self) -> frozenset[str]:
        """Return the table columns of the facts that the rules themselves name."""
        return frozenset(self.column(*leaf) for leaf in self._asked())

    def _asked(self) -> set[tuple[str, int]]:
        asked = {(leaf.fact, leaf.shift) for value in self.borders for leaf in leaves(value)}
        asked |= {(atom.fact, atom.shift) for atom in self.atoms if isinstance(atom, Truth | OneOf)}
        for rule in self.rulebook.classifications.values():
            asked |= {(rule.row_fact, 0), (rule.industry_fact, 0)}
        return asked

    def plain_atoms(self) -> Iterator[tuple[Atom, str]]:
        """Yield the atoms that depend on facts only."""
        for atom, name in self.atoms.items():
            if not is_late(atom):
                yield atom, name

    def late_atoms(self) -> Iterator[tuple[Atom, str]]:
        """Yield the atoms that look at points or classes."""
        for atom, name in self.atoms.items():
            if is_late(atom):
                yield atom, name

    def _condition(self, condition: Condition) -> None:
        for atom in atoms(condition):
            self.atoms.setdefault(atom, f"a{len(self.atoms)}")
            if isinstance(atom, Compare) and not isinstance(atom.value, ScorePart):
                self._value(atom.value, atom.number.value)

    def _value(self, value: Value, *borders: Fraction) -> None:
        self.borders.setdefault(value, set()).update(borders)

    def _points(self, points: Points) -> None:
        match points:
            case Bands():
                ends = [
                    end.value for band in points.bands for end in (band.low, band.high) if end is not None
                ]
                self._value(points.value, *ends)
            case First():
                for condition, _ in points.lines:
                    if condition is not None:
                        self._condition(condition)
            case PerItem():
                for item in points.items:
                    self._condition(item)
            case BetterOf():
                for way in points.ways:
                    self._points(way)
            case Given():
                self._value(points.value)
            case PointsByPlace():
                for rule in points.rules:
                    self._points(rule)


def _implying(asked: set[tuple[str, int]]) -> set[tuple[str, int]]:
    """Return the facts that say something about these, however many steps away."""
    known = load_dictionary().implications
    links = [*known.truths, *known.ranks, *known.at_least, *known.at_most_rank]
    found = {fact for fact, _ in asked}
    years: set[tuple[str, int]] = set()
    for total, yearly, count in known.totals:
        if yearly in found:
            years |= {(total, 0), *((yearly, -back) for back in range(count))}
    size = 0
    while size != len(found):
        size = len(found)
        found |= {one for pair in links for one in pair if found & set(pair)}
    return {(fact, 0) for fact in found if not load_dictionary()[fact].is_yearly} | years


def column_of(rulebook: Rulebook, fact_id: str, shift: int = 0) -> str:
    """Return the table column of a fact, `shift` years from its year of reference."""
    fact = load_dictionary()[fact_id]
    return fact.column(rulebook.as_of.year + fact.year_offset + shift) if fact.is_yearly else fact.id


def is_late(atom: Atom) -> bool:
    """Say whether an atom looks at points or classes, which are computed after the facts."""
    match atom:
        case ClassAmong():
            return True
        case Compare():
            return isinstance(atom.value, ScorePart)
        case Truth() | OneOf():
            return False
