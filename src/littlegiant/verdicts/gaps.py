"""Which unknown facts a condition or an indicator still looks at, each of its parts by itself."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from littlegiant.facts.dictionary import load_dictionary
from littlegiant.rules.conditions import (
    Atom,
    ByPlace,
    Choose,
    ClassAmong,
    Compare,
    Condition,
    OneOf,
    Truth,
    children,
)
from littlegiant.rules.scores import Bands, BetterOf, First, Given, PerItem, Points, PointsByPlace
from littlegiant.rules.values import (
    CompoundGrowth,
    Divide,
    FactValue,
    Mean,
    MeanGrowth,
    ScorePart,
    Total,
    Value,
    leaves,
)
from littlegiant.verdicts.class_gaps import class_gaps
from littlegiant.verdicts.row import Row


def gaps_of(condition: Condition, row: Row) -> dict[str, None]:
    """Return the columns of unknown facts that a condition still looks at, in reading order, tests of points aside.

    Facts that several parts share are taken for independent; `verdicts.missing` says which can change anything.
    """
    return dict.fromkeys(_walk(condition, row))


def has_gaps(condition: Condition, row: Row) -> bool:
    """Say whether there is any such fact."""
    return next(_walk(condition, row), None) is not None


def _walk(condition: Condition, row: Row) -> Iterator[str]:
    if row.state(condition) is not None:
        return
    match condition:
        case Truth() | OneOf() | Compare() | ClassAmong():
            yield from _atom(condition, row)
        case Choose():
            yield from _walk(condition.when, row)
            for branch in row.branches(condition):
                yield from _walk(branch, row)
        case ByPlace():
            if row.cells.get("province") is None:
                yield "province"
            for branch in row.branches(condition):
                yield from _walk(branch, row)
        case _:
            for child in children(condition):
                yield from _walk(child, row)


def _atom(atom: Atom, row: Row) -> Iterator[str]:
    match atom:
        case Truth() | OneOf():
            yield row.registry.column(atom.fact, atom.shift)
        case Compare():
            if not isinstance(atom.value, ScorePart):
                yield from value_gaps(atom.value, row)
        case ClassAmong():
            yield from class_gaps(row.rulebook.classifications[atom.classification], atom.classes, row)


def value_gaps(value: Value, row: Row) -> Iterator[str]:
    """Yield the unknown facts of a value; none where it has no value whatever they turn out to be."""
    if not can_be_defined(value, row):
        return
    names = [
        row.registry.column(leaf.fact, leaf.shift)
        for leaf in leaves(value)
        if row.fact(leaf.fact, leaf.shift) is None
    ]
    yield from names
    if names and isinstance(value, Total | Mean):
        given = [
            total
            for total, yearly, years in load_dictionary().implications.totals
            if yearly == value.fact and value.years == years and value.shift == 0
        ]
        yield from (total for total in given if row.cells.get(total) is None)


def can_be_defined(value: Value, row: Row) -> bool:
    """Say whether some filling of the unknown facts gives a value."""
    match value:
        case Divide():
            return can_be_defined(value.left, row) and _may_be_positive(value.right, row)
        case MeanGrowth():
            return all(_positive_or_open(row, leaf) for leaf in leaves(value)[1:])
        case CompoundGrowth():
            return _positive_or_open(row, leaves(value)[1])
        case FactValue() | Total() | Mean():
            return True
        case _:
            parts = [getattr(value, side) for side in ("left", "right") if hasattr(value, side)]
            return all(can_be_defined(part, row) for part in parts)


def _may_be_positive(value: Value, row: Row) -> bool:
    if any(row.fact(leaf.fact, leaf.shift) is None for leaf in leaves(value)):
        return True
    total = sum(Fraction(repr(float(row.fact(leaf.fact, leaf.shift)))) for leaf in leaves(value))
    return total > 0 if isinstance(value, FactValue | Total | Mean) else True


def _positive_or_open(row: Row, leaf: FactValue) -> bool:
    found = row.fact(leaf.fact, leaf.shift)
    return found is None or found > 0


# -- scores


def points_gaps(points: Points, row: Row) -> Iterator[str]:
    """Yield the unknown facts that can still change the points of an indicator."""
    match points:
        case Bands() | Given():
            if row.value(points.value) is None:
                yield from value_gaps(points.value, row)
        case First():
            for condition, _ in points.lines:
                if condition is None or row.state(condition) is True:
                    return
                yield from _walk(condition, row)
        case PerItem():
            for item in points.items:
                yield from _walk(item, row)
        case BetterOf():
            for way in points.ways:
                yield from points_gaps(way, row)
        case PointsByPlace():
            if row.cells.get("province") is None:
                yield "province"
            for rule in row.rules_of_points(points):
                yield from points_gaps(rule, row)
