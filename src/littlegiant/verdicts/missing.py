"""Which unknown facts could still change a condition, and what a score still hangs on."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from fractions import Fraction

from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.industries import industry_range
from littlegiant.rules.classes import Classification
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
from littlegiant.rules.scores import Bands, BetterOf, First, Given, PerItem, Points
from littlegiant.rules.values import Divide, FactValue, Mean, MeanGrowth, CompoundGrowth, ScorePart, Total, Value, leaves
from littlegiant.verdicts.reach import movable
from littlegiant.verdicts.row import Row


def missing_of(condition: Condition, row: Row) -> dict[str, None]:
    """Return the columns of unknown facts that can still change a condition, in reading order."""
    found: dict[str, None] = {}
    for name in _walk(condition, row):
        found.setdefault(name)
    return found


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
            yield from _items(condition, row)


def _items(condition: Condition, row: Row) -> Iterator[str]:
    tests = [child for child in children(condition) if isinstance(child, Compare) and isinstance(child.value, ScorePart)]
    if tests:
        yield from _score(condition, row)
    for child in children(condition):
        if child not in tests:
            yield from _walk(child, row)


def _atom(atom: Atom, row: Row) -> Iterator[str]:
    match atom:
        case Truth() | OneOf():
            yield row.registry.column(atom.fact, atom.shift)
        case Compare():
            if isinstance(atom.value, ScorePart):
                yield from _score(atom, row)
            else:
                yield from value_gaps(atom.value, row)
        case ClassAmong():
            yield from class_gaps(row.rulebook.classifications[atom.classification], atom.classes, row)


def value_gaps(value: Value, row: Row) -> Iterator[str]:
    """Yield the unknown facts of a value; none where it has no value whatever they turn out to be."""
    if not can_be_defined(value, row):
        return
    names = [row.registry.column(leaf.fact, leaf.shift) for leaf in leaves(value) if row.fact(leaf.fact, leaf.shift) is None]
    yield from names
    if names and isinstance(value, Total | Mean):
        given = [total for total, yearly, years in load_dictionary().implications.totals if yearly == value.fact and value.years <= years and value.shift == 0]
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


def _score(condition: Condition, row: Row) -> Iterator[str]:
    score = row.rulebook.score
    if score is None:
        return
    moving = movable(condition, row)
    for indicator in score.indicators:
        if indicator.id in moving:
            yield from points_gaps(indicator.points, row)


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


# -- classes


def class_gaps(classification: Classification, wanted: frozenset[str], row: Row) -> Iterator[str]:
    """Yield the unknown facts that can still move an enterprise into or out of some classes."""
    rows = possible_rows(classification, row)
    unknown = sorted({b.value.fact for r in rows for b in r.bounds if row.fact(b.value.fact, b.value.shift) is None})
    values = {fact: _critical(rows, fact) for fact in unknown}
    results: dict[tuple[int, tuple[float, ...]], bool] = {}
    for filling in itertools.product(*values.values()):
        filled = dict(zip(unknown, filling, strict=True))
        for item in rows:
            results[(item.number, filling)] = _class_of(classification, item, (row, filled)) in wanted
    if len(rows) > 1 and _differs(results, 0):
        yield classification.industry_fact
        yield classification.row_fact
    for place, fact in enumerate(unknown):
        if _differs({(key[0], *key[1]): result for key, result in results.items()}, place + 1):
            yield row.registry.column(fact)


def _differs(results: dict[tuple, bool], place: int) -> bool:  # type: ignore[type-arg]
    """Say whether changing the key at one place alone ever changes the result."""
    seen: dict[tuple, bool] = {}  # type: ignore[type-arg]
    for key, result in results.items():
        rest = key[:place] + key[place + 1 :]
        if seen.setdefault(rest, result) != result:
            return True
    return False


def possible_rows(classification: Classification, row: Row) -> list:  # type: ignore[type-arg]
    """Return the rows that the known industry allows."""
    number = row.fact(classification.row_fact)
    if number is not None:
        return [item for item in classification.rows if item.number == int(number)]
    code = row.fact(classification.industry_fact)
    if code is None:
        return list(classification.rows)
    low, high = industry_range(str(code))
    return [item for item in classification.rows if any(low <= last and high >= first for first, last in item.ranges)]


def _critical(rows: Iterable, fact: str) -> list[float]:  # type: ignore[type-arg]
    bounds = {float(n.value) for item in rows for bound in item.bounds if bound.value.fact == fact for n in bound.numbers}
    return [0.0, *sorted(bounds)]


def _class_of(classification: Classification, item, where) -> str:  # type: ignore[no-untyped-def]
    row, filled = where
    levels = []
    for bound in item.bounds:
        found = filled.get(bound.value.fact, row.fact(bound.value.fact, bound.value.shift))
        levels.append(sum(found >= float(number.value) for number in bound.numbers))
    return classification.classes[min(levels)]
