"""From a classification to columns: the row of the industry, the lowest and the highest class still possible."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from littlegiant.engines import sql
from littlegiant.engines.bounds import Bounds, as_expression
from littlegiant.engines.leaves import Leaves
from littlegiant.engines.sql import Expr
from littlegiant.facts.industries import SECTIONS, industry_range
from littlegiant.rules.classes import Classification, Row
from littlegiant.rules.values import FactValue


@dataclass(frozen=True)
class Indicators:
    """How a classification reads its indicators."""

    value: Callable[[FactValue], Expr]
    bounds: Callable[[FactValue], Bounds]


def code_columns(leaves: Leaves, fact: str) -> list[tuple[str, Expr]]:
    """Return the first and last four-digit number an industry code may stand for, NULL where it is unknown."""
    code = leaves.read(fact)
    digits = sql.try_cast(code, "INT")
    length = sql.length(code)
    ends = []
    for end in (0, 1):
        branches = [
            (sql.compare(code, "==", sql.text(letter)), sql.whole(industry_range(letter)[end]))
            for letter in SECTIONS
        ]
        for size in (4, 3, 2):
            factor = 10 ** (4 - size)
            number = sql.add(sql.multiply(digits, sql.whole(factor)), sql.whole(end * (factor - 1)))
            branches.insert(0, (sql.compare(length, "==", sql.whole(size)), number))
        ends.append(sql.case(branches))
    return [("code_low", ends[0]), ("code_high", ends[1])]


def row_column(classification: Classification, leaves: Leaves) -> Expr:
    """Return the number of the row that is certain, NULL where several or none are possible."""
    given = sql.cast(leaves.read(classification.row_fact), "INT")
    inside = [(_inside(row), sql.whole(row.number)) for row in classification.rows if row.ranges]
    return sql.coalesce(given, sql.case(inside)) if inside else given


def class_end(classification: Classification, row: Expr, indicators: Indicators, highest: bool) -> Expr:
    """Return the index of the lowest or the highest class possible; NULL where no row applies.

    The bounds are looked up where the row is certain; else every row that is possible is spanned.
    """
    candidates = []
    for item in classification.rows:
        levels = [
            _level(bound.value, [sql.number(n.value) for n in bound.numbers], indicators, highest)
            for bound in item.bounds
        ]
        candidates.append(sql.case([(_touches(item), sql.least(*levels))]))
    spanned = sql.greatest(*candidates) if highest else sql.least(*candidates)
    looked_up = _looked_up(classification, row, indicators, highest)
    return sql.case([(_is_row(classification, row), looked_up), (sql.is_null(row), spanned)])


def _is_row(classification: Classification, row: Expr) -> Expr:
    """Return whether a number is one of the table's rows."""
    numbers = [item.number for item in classification.rows]
    if numbers == list(range(1, len(numbers) + 1)):
        first, last = sql.whole(1), sql.whole(len(numbers))
        return sql.all_of([sql.compare(row, ">=", first), sql.compare(row, "<=", last)])
    return sql.any_of(sql.compare(row, "==", sql.whole(number)) for number in numbers)


def _looked_up(classification: Classification, row: Expr, indicators: Indicators, highest: bool) -> Expr:
    values = dict.fromkeys(bound.value for item in classification.rows for bound in item.bounds)
    steps = len(classification.classes) - 1
    levels = []
    for value in values:
        lists = [_bound_list(classification, value, step) for step in range(steps)]
        bounds = [sql.looked_up(numbers, row) for numbers in lists]
        levels.append(_level(value, bounds, indicators, highest))
    return sql.least(*levels)


def _bound_list(classification: Classification, value: FactValue, step: int) -> list[Expr]:
    """Return the bounds of one class by row number, NULL where a row does not look at this indicator."""
    by_row = {
        item.number: bound for item in classification.rows for bound in item.bounds if bound.value == value
    }
    last = max(item.number for item in classification.rows)
    return [
        sql.number(by_row[row].numbers[step].value) if row in by_row else sql.null()
        for row in range(1, last + 1)
    ]


def _level(value: FactValue, bounds: list[Expr], indicators: Indicators, highest: bool) -> Expr:
    """Return the highest class whose bound is reached; an indicator that is not looked at allows every class."""
    column, span = indicators.value(value), indicators.bounds(value)
    side = span.high if highest else span.low
    reach = column if side is None else sql.coalesce(column, as_expression(side))
    branches = [(sql.compare(reach, "<", bound), sql.whole(level)) for level, bound in enumerate(bounds)]
    if not highest and not isinstance(side, Fraction):
        branches.insert(0, (sql.all_of([sql.is_null(reach), sql.known(bounds[0])]), sql.whole(0)))
    return sql.case(branches, sql.whole(len(bounds)))


def stays_below(
    classification: Classification, classes: frozenset[str], row: Expr, indicators: Indicators
) -> Expr | None:
    """Return whether the class is among the lowest ones: some indicator stays below its bound.

    None where the classes are not the lowest ones, or an indicator has bounds of its own to reason with.
    """
    level = len(classes) - 1
    values = dict.fromkeys(bound.value for item in classification.rows for bound in item.bounds)
    lowest = (
        frozenset(classification.classes[: len(classes)]) == classes
        and level < len(classification.classes) - 1
    )
    if not lowest or any(indicators.bounds(value) != Bounds(Fraction(0)) for value in values):
        return None
    tests = []
    for value in values:
        bound = sql.looked_up(_bound_list(classification, value, level), row)
        tests.append(
            sql.case([(sql.known(bound), sql.compare(indicators.value(value), "<", bound))], sql.FALSE())
        )
    everywhere = _below_in_every_row(classification, level, indicators)
    return sql.case([(_is_row(classification, row), sql.any_of(tests)), (sql.is_null(row), everywhere)])


def _below_in_every_row(classification: Classification, level: int, indicators: Indicators) -> Expr:
    """Return whether an enterprise stays below in every row that is possible, or in none of them."""
    rows = []
    for item in classification.rows:
        below = sql.any_of(
            sql.compare(indicators.value(bound.value), "<", sql.number(bound.numbers[level].value))
            for bound in item.bounds
        )
        rows.append((_touches(item), below))
    some = sql.any_of(touches for touches, _ in rows)
    every = sql.all_of(sql.any_of([sql.negate(touches), below]) for touches, below in rows)
    none = sql.all_of(sql.any_of([sql.negate(touches), sql.negate(below)]) for touches, below in rows)
    return sql.case([(sql.negate(some), sql.null(sql.BOOLEAN)), (every, sql.TRUE()), (none, sql.FALSE())])


def _inside(row: Row) -> Expr:
    return sql.any_of(
        sql.all_of(
            [
                sql.compare(sql.col("code_low"), ">=", sql.whole(low)),
                sql.compare(sql.col("code_high"), "<=", sql.whole(high)),
            ]
        )
        for low, high in _merged(row.ranges)
    )


def _touches(row: Row) -> Expr:
    """Say whether a row is possible: its codes overlap what is known; with nothing known every row is."""
    overlaps = sql.any_of(
        sql.all_of(
            [
                sql.compare(sql.col("code_high"), ">=", sql.whole(low)),
                sql.compare(sql.col("code_low"), "<=", sql.whole(high)),
            ]
        )
        for low, high in _merged(row.ranges)
    )
    return sql.coalesce(overlaps, sql.TRUE())


def _merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join neighbouring ranges of codes."""
    joined: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if joined and low <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return joined
