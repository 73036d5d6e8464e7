"""The size classes that remain possible for each of many enterprises, as far as their facts are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from littlegiant.asking.drawing import Array
from littlegiant.asking.spans import Span
from littlegiant.rules.classes import Bound, Classification
from littlegiant.rules.classes import Row as ClassRow
from littlegiant.rules.conditions import ClassAmong
from littlegiant.verdicts.class_gaps import possible_rows
from littlegiant.verdicts.decisive.sizes import rows_of_code

if TYPE_CHECKING:
    from littlegiant.asking.hearing import Hearing


def standing(atom: ClassAmong, hearing: Hearing, asked: int) -> tuple[Array, Array]:
    """Return where the class is among those wanted for certain, and where it is not."""
    rule = hearing.row.rulebook.classifications[atom.classification]
    rows = possible_rows(rule, hearing.row)
    if not rows:
        return hearing.no, hearing.no
    low, high = _classes(rule, rows, hearing, asked)
    wanted = np.array([name in atom.classes for name in rule.classes])
    met, unmet = hearing.yes, hearing.yes
    for place, good in enumerate(wanted):
        possible = (low <= place) & (place <= high)
        met, unmet = (met, unmet & ~possible) if good else (met & ~possible, unmet)
    return met, unmet


def _classes(rule: Classification, rows: list[ClassRow], hearing: Hearing, asked: int) -> Span:
    spans = [_in_row(rule, item, hearing, asked) for item in rows]
    lows, highs = np.array([low for low, _ in spans]), np.array([high for _, high in spans])
    if len(rows) > 1 and not any(hearing.is_known(n, asked) for n in _asked_for_row(rule, hearing)):
        return lows.min(axis=0), highs.max(axis=0)
    if id(rule) not in hearing.places:
        hearing.places[id(rule)] = row_places(rule, rows, hearing)
    place = hearing.places[id(rule)]
    every = np.arange(hearing.count)
    return lows[place, every], highs[place, every]


def _asked_for_row(rule: Classification, hearing: Hearing) -> list[str]:
    """Return the columns that tell the row; an industry that is known and leaves several rows open does not."""
    is_open = hearing.row.cells.get(rule.industry_fact) is None
    return [rule.row_fact, *([rule.industry_fact] if is_open else [])]


def row_places(rule: Classification, rows: list[ClassRow], hearing: Hearing) -> Array:
    """Return the place of each enterprise's row among those that are possible."""
    places = {item.number: place for place, item in enumerate(rows)}
    if rule.row_fact in hearing.cells and hearing.row.cells.get(rule.row_fact) is None:
        return np.array([places.get(int(number), 0) for number in hearing.cells[rule.row_fact]])
    codes = hearing.cell(rule.industry_fact)
    of_code = {}
    for code in dict.fromkeys(codes):
        found = [places[item.number] for item in rows_of_code(rule, str(code)) if item.number in places]
        of_code[code] = found[0] if found else 0
    return np.array([of_code[code] for code in codes])


def _in_row(rule: Classification, item: ClassRow, hearing: Hearing, asked: int) -> Span:
    looks = 0
    for bound in item.bounds:
        looks |= hearing.looking.at_value(bound.value)
    key = (id(item), asked & looks)
    if key not in hearing.kept:
        low = high = np.full(hearing.count, len(rule.classes) - 1)
        for bound in item.bounds:
            one, other = _steps(bound, hearing, asked)
            low, high = np.minimum(low, one), np.minimum(high, other)
        hearing.kept[key] = (low, high)
    return hearing.kept[key]


def _steps(bound: Bound, hearing: Hearing, asked: int) -> Span:
    """Return how many of the marks of an indicator are reached."""
    key = (id(bound), asked & hearing.looking.at_value(bound.value))
    if key not in hearing.kept:
        marks = np.array([float(number.value) for number in bound.numbers])
        low, high = hearing.span(bound.value, asked)
        reached = np.searchsorted(marks, low, side="right")
        most = reached if high is low else np.searchsorted(marks, high, side="right")
        hearing.kept[key] = (reached, most)
    return hearing.kept[key]
