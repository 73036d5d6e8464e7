"""Which value, threshold and margin stand for a criterion: of the part that decides it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any as Anything

from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import ValueType
from littlegiant.rules.conditions import (
    All,
    Any,
    Atom,
    ByPlace,
    Choose,
    ClassAmong,
    Compare,
    Condition,
    Named,
    OneOf,
    Truth,
    atoms,
)
from littlegiant.rules.values import ScorePart
from littlegiant.verdicts.row import Row

_EXACT = 1e15
Plain = int | float | str | bool | None


@dataclass(frozen=True)
class Measure:
    """What a criterion compares: value, threshold, how much room is left (negative: lacking), unit."""

    value: Plain = None
    threshold: Plain = None
    margin: Plain = None
    unit: str | None = None


def measure(condition: Condition, row: Row) -> Measure:
    """Return the measure of the atom that decides a condition."""
    atom = deciding_atom(condition, row)
    return Measure() if atom is None else measure_atom(atom, row)


def measure_atom(atom: Atom, row: Row) -> Measure:
    """Return value, threshold, margin and unit of one atom."""
    match atom:
        case Compare():
            return _comparison(atom, row)
        case ClassAmong():
            span = row.classes(atom.classification)
            classes = row.rulebook.classifications[atom.classification].classes
            return Measure(classes[span[0]] if span and span[0] == span[1] else None)
        case Truth() | OneOf():
            found = row.fact(atom.fact, atom.shift)
            return Measure(
                found, unit="boolean" if load_dictionary()[atom.fact].type is ValueType.BOOLEAN else None
            )


def deciding_atom(condition: Condition, row: Row) -> Atom | None:
    """Return the atom to show: the test's own; of a series the year with the least room; of alternatives the one met."""
    match condition:
        case Named():
            return deciding_atom(condition.item, row)
        case Any():
            return _of_alternatives(condition, row)
        case All():
            return _of_all(condition, row)
        case Choose():
            return deciding_atom(row.branches(condition)[0], row)
        case ByPlace():
            return deciding_atom(row.branches(condition)[-1], row)
        case _:
            return next(atoms(condition), None)


def _of_alternatives(condition: Any, row: Row) -> Atom | None:
    """Prefer the alternative that is met, the criterion's own test before its routes."""
    met = [item for item in condition.items if row.state(item) is True]
    ordered = met or list(condition.items)
    return deciding_atom(ordered[0], row) if ordered else None


def _of_all(condition: All, row: Row) -> Atom | None:
    """Prefer the part that is unmet; else, of comparisons, the one with the least room; else what is unknown."""
    parts = [(row.state(item), deciding_atom(item, row)) for item in condition.items]
    failing = [atom for state, atom in parts if state is False]
    listed = failing or [atom for _, atom in parts]
    compared = [atom for atom in listed if isinstance(atom, Compare)]
    same_unit = compared and all(atom.number.unit == compared[0].number.unit for atom in compared)
    if condition.series and same_unit:
        return min(compared, key=lambda atom: _room(atom, row))
    return (compared or listed or [None])[0]


def _room(atom: Compare, row: Row) -> float:
    margin = _comparison(atom, row).margin
    return float(margin) if isinstance(margin, int | float) else float("inf")


def _comparison(atom: Compare, row: Row) -> Measure:
    threshold, figure, unit = _figure(atom, row)
    if isinstance(atom.value, ScorePart):
        low, high = row.points(atom.value.part)
        found = low if low == high else None
    else:
        found = row.value(atom.value)
    if found is None:
        return Measure(None, figure, None, unit)
    below = atom.operator in ("<=", "<")
    value = plain(found)
    if isinstance(figure, int) and isinstance(value, int) and abs(value) < _EXACT:
        return Measure(value, figure, figure - value if below else value - figure, unit)
    room = Decimal(repr(found)) - threshold
    return Measure(value, figure, plain(-room if below else room), unit)


def _figure(atom: Compare, row: Row) -> tuple[Decimal, int | float | None, str]:
    """Return the threshold exactly and as it is written, and its unit; worked out once per atom."""
    kept = row.registry.figures.get(id(atom))
    if kept is None:
        threshold = Decimal(atom.number.value.numerator) / Decimal(atom.number.value.denominator)
        kept = row.registry.figures[id(atom)] = (atom, (threshold, plain(threshold), str(atom.number.unit)))
    found: tuple[Decimal, int | float | None, str] = kept[1]
    return found


def plain(number: Decimal | float | None) -> int | float | None:
    """Return a number as int where it is whole, else as float with at most 15 digits."""
    if number is None:
        return None
    if isinstance(number, float) and -_EXACT < number < _EXACT and number.is_integer():
        return int(number)
    found = float(f"{float(number):.15g}")
    return int(found) if found.is_integer() and abs(found) < 1e18 else found


def cell(found: Anything) -> Plain:
    """Return a cell as a plain value."""
    return plain(found) if isinstance(found, float | Decimal) else found
