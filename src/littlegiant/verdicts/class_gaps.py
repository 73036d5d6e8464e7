"""Which unknown facts could still move an enterprise from one size class to another."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from functools import cache

from littlegiant.facts.industries import industry_range
from littlegiant.rules.classes import Classification
from littlegiant.rules.classes import Row as ClassRow
from littlegiant.verdicts.row import Row

Key = tuple[float, ...]
MANY = 2
MOST_KEPT = 1000


def class_gaps(
    classification: Classification, wanted: frozenset[str], row: Row, *, narrow: bool = True
) -> Iterator[str]:
    """Yield the unknown facts that can still move an enterprise into or out of some classes.

    With `narrow`, only within what the other criteria leave possible.

    Every combination of the bounds that matter is tried: the rows the industry still allows, times the steps of
    each unknown indicator. Where that is much, what was found is kept for enterprises of which as much is known.
    """
    rows = possible_rows(classification, row)
    bounds = [bound for item in rows for bound in item.bounds]
    unknown = sorted({b.value.fact for b in bounds if row.fact(b.value.fact, b.value.shift) is None})
    steps = [_steps(rows, fact) for fact in unknown]
    if narrow:
        steps = [_within(found, row.narrowed(fact)) for found, fact in zip(steps, unknown, strict=True)]
    known = {item.number: _known(item, row) for item in rows}
    if len(unknown) < MANY:
        yield from _tried(classification, wanted, (rows, known), (unknown, steps), row)
        return
    key = (id(classification), wanted, tuple(unknown), tuple(map(tuple, steps)), str(known))
    kept = row.registry.class_gaps
    if key not in kept:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[key] = tuple(_tried(classification, wanted, (rows, known), (unknown, steps), row))
    yield from kept[key]


def _tried(
    classification: Classification,
    wanted: frozenset[str],
    table: tuple[list[ClassRow], dict[int, dict[str, float]]],
    filled_with: tuple[list[str], list[list[float]]],
    row: Row,
) -> Iterator[str]:
    (rows, known), (unknown, steps) = table, filled_with
    judged = [_reader(classification, item, wanted, known[item.number]) for item in rows]
    results: dict[Key, bool] = {}
    for filling in itertools.product(*steps):
        filled = dict(zip(unknown, filling, strict=True))
        for item, judge in zip(rows, judged, strict=True):
            results[(item.number, *filling)] = judge(filled)
    if len(rows) > 1 and _matters(results, 0):
        yield classification.industry_fact
        yield classification.row_fact
    for place, fact in enumerate(unknown, start=1):
        if _matters(results, place):
            yield row.registry.column(fact)


def _reader(
    classification: Classification, item: ClassRow, wanted: frozenset[str], known: dict[str, float]
) -> Callable[[dict[str, float]], bool]:
    """Return a function that says of filled facts whether a row's class is wanted, remembering what it said."""
    bounds = [(bound.value.fact, [float(number.value) for number in bound.numbers]) for bound in item.bounds]
    facts = tuple(fact for fact, _ in bounds)

    @cache
    def judge(values: tuple[float, ...]) -> bool:
        reached = [
            sum(value >= mark for mark in marks) for value, (_, marks) in zip(values, bounds, strict=True)
        ]
        return classification.classes[min(reached)] in wanted

    return lambda filled: judge(tuple(filled.get(fact, known.get(fact, 0.0)) for fact in facts))


def possible_rows(classification: Classification, row: Row) -> list[ClassRow]:
    """Return the rows that the known industry allows."""
    number = row.fact(classification.row_fact)
    if number is not None:
        return [item for item in classification.rows if item.number == int(number)]
    code = row.fact(classification.industry_fact)
    if code is None:
        return list(classification.rows)
    low, high = industry_range(str(code))
    return [
        item
        for item in classification.rows
        if any(low <= last and high >= first for first, last in item.ranges)
    ]


def _matters(results: dict[Key, bool], place: int) -> bool:
    """Say whether changing the key at one place alone ever changes the result."""
    seen: dict[Key, bool] = {}
    return any(
        seen.setdefault((*key[:place], *key[place + 1 :]), found) != found for key, found in results.items()
    )


def _steps(rows: list[ClassRow], fact: str) -> list[float]:
    bounds = [bound for item in rows for bound in item.bounds if bound.value.fact == fact]
    return [0.0, *sorted({float(number.value) for bound in bounds for number in bound.numbers})]


def _within(steps: list[float], narrowed: tuple[float, float]) -> list[float]:
    """Keep the steps that reach into the range outside of which another criterion fails anyway."""
    low, high = narrowed
    ends = [*steps[1:], float("inf")]
    return [step for step, end in zip(steps, ends, strict=True) if step <= high and end > low] or steps


def _known(item: ClassRow, row: Row) -> dict[str, float]:
    found = {bound.value.fact: row.fact(bound.value.fact, bound.value.shift) for bound in item.bounds}
    return {fact: float(value) for fact, value in found.items() if value is not None}
