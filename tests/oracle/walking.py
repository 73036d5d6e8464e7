"""What a rulebook reads and which constants it holds values against, found by walking its nodes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.deciding import PROVINCE
from tests.oracle.reading_values import column_of

from littlegiant.facts.dictionary import load_dictionary
from littlegiant.rules.conditions import ByPlace, Compare, Condition, OneOf, Truth, atoms, children
from littlegiant.rules.scores import Bands, BetterOf, First, Given, PerItem, Points, PointsByPlace
from littlegiant.rules.values import ScorePart, Value, leaves
from littlegiant.standards.model import Criterion, Rulebook


@dataclass(frozen=True)
class Border:
    """A value of a rule and a constant at which the rule changes its mind."""

    value: Value
    constant: Fraction


@dataclass(frozen=True)
class Reads:
    """What a part of a rulebook looks at: borders, and facts without borders as (fact, shift)."""

    borders: tuple[Border, ...]
    others: tuple[tuple[str, int], ...]

    def facts(self) -> list[tuple[str, int]]:
        """Return every fact with its shift, each once."""
        found = dict.fromkeys(self.others)
        for border in self.borders:
            found |= dict.fromkeys((leaf.fact, leaf.shift) for leaf in leaves(border.value))
        return list(found)


def reads(rulebook: Rulebook) -> Reads:
    """Return all that a rulebook looks at."""
    found = [of_criterion(rulebook, item) for item in rulebook.criteria]
    found += [_of_score(rulebook), *(_of_classification(rulebook, name) for name in rulebook.classifications)]
    return _joined(found)


def of_criterion(rulebook: Rulebook, criterion: Criterion) -> Reads:
    """Return all that one criterion looks at, the score and the classification included where it tests them."""
    found = [_of_condition(criterion.condition)]
    for atom in atoms(criterion.condition):
        if isinstance(atom, Compare) and isinstance(atom.value, ScorePart):
            found.append(_of_score(rulebook))
        elif hasattr(atom, "classification"):
            found.append(_of_classification(rulebook, atom.classification))
    return _joined(found)


def columns(rulebook: Rulebook) -> list[str]:
    """Return every column that can matter: those read, and those that imply something about them."""
    found = {column_of(fact, rulebook.as_of, shift): None for fact, shift in reads(rulebook).facts()}
    return list(with_related(found, rulebook))


def with_related(found: dict[str, None], rulebook: Rulebook) -> dict[str, None]:
    """Add the columns that the dictionary ties to some others."""
    groups = _tied_columns(rulebook)
    size = -1
    while size != len(found):
        size = len(found)
        for group in groups:
            if any(column in found for column in group):
                found |= dict.fromkeys(group)
    return found


def _tied_columns(rulebook: Rulebook) -> list[tuple[str, ...]]:
    implications = load_dictionary().implications
    pairs = (*implications.truths, *implications.ranks, *implications.at_least, *implications.at_most_rank)
    groups = [tuple(pair) for pair in pairs]
    for total, yearly, years in implications.totals:
        groups.append((total, *(column_of(yearly, rulebook.as_of, -back) for back in range(years))))
    return groups


def _joined(parts: list[Reads]) -> Reads:
    borders = dict.fromkeys(border for part in parts for border in part.borders)
    return Reads(tuple(borders), tuple(dict.fromkeys(fact for part in parts for fact in part.others)))


def _of_condition(condition: Condition) -> Reads:
    borders: list[Border] = []
    others: list[tuple[str, int]] = []
    for atom in atoms(condition):
        if isinstance(atom, Truth | OneOf):
            others.append((atom.fact, atom.shift))
        elif isinstance(atom, Compare) and not isinstance(atom.value, ScorePart):
            borders.append(Border(atom.value, atom.number.value))
    if _follows_place(condition):
        others.append((PROVINCE, 0))
    return Reads(tuple(borders), tuple(others))


def _follows_place(condition: Condition) -> bool:
    return isinstance(condition, ByPlace) or any(_follows_place(child) for child in children(condition))


def _of_score(rulebook: Rulebook) -> Reads:
    indicators = rulebook.score.indicators if rulebook.score is not None else ()
    return _joined([part for indicator in indicators for part in _of_points(indicator.points)])


def _of_points(points: Points) -> Iterator[Reads]:
    match points:
        case Bands():
            ends = {end.value for band in points.bands for end in (band.low, band.high) if end is not None}
            yield Reads(tuple(Border(points.value, end) for end in sorted(ends)), ())
        case First():
            yield from (_of_condition(condition) for condition, _ in points.lines if condition is not None)
        case PerItem():
            yield from (_of_condition(item) for item in points.items)
        case BetterOf():
            for way in points.ways:
                yield from _of_points(way)
        case Given():
            yield Reads((Border(points.value, Fraction(0)), Border(points.value, points.up_to.value)), ())
        case PointsByPlace():
            yield Reads((), ((PROVINCE, 0),))
            for rule in (points.default, *(rule for _, rule in points.branches)):
                yield from _of_points(rule)


def _of_classification(rulebook: Rulebook, name: str) -> Reads:
    found = rulebook.classifications[name]
    borders = [
        Border(bound.value, number.value)
        for row in found.rows
        for bound in row.bounds
        for number in bound.numbers
    ]
    return Reads(tuple(dict.fromkeys(borders)), ((found.row_fact, 0), (found.industry_fact, 0)))
