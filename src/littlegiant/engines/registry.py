"""Gives every distinct value and atom of a rulebook one column, so that nothing is computed twice."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from littlegiant.rules.conditions import Atom, ClassAmong, Compare, Condition, OneOf, Truth, atoms
from littlegiant.rules.scores import Bands, BetterOf, First, Given, PerItem, Points
from littlegiant.rules.values import ScorePart, Value
from littlegiant.standards.model import Rulebook


class Registry:
    """Column names of the values (`v0` …) and atoms (`a0` …) of a rulebook, in order of first use.

    `borders` collects for each value every constant it is held against.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self.borders: dict[Value, set[Fraction]] = {}
        self.atoms: dict[Atom, str] = {}
        self.points: list[Points] = []
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
                ends = [end.value for band in points.bands for end in (band.low, band.high) if end is not None]
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


def is_late(atom: Atom) -> bool:
    """Say whether an atom looks at points or classes, which are computed after the facts."""
    match atom:
        case ClassAmong():
            return True
        case Compare():
            return isinstance(atom.value, ScorePart)
        case Truth() | OneOf():
            return False
