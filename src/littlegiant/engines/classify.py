"""From a classification to columns: the row of the industry, the lowest and the highest class still possible."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from littlegiant.engines import sql
from littlegiant.engines.bounds import Bounds, as_expression
from littlegiant.engines.leaves import Leaves
from littlegiant.engines.sql import Expr
from littlegiant.facts.industries import SECTIONS, industry_range
from littlegiant.rules.classes import Bound, Classification, Row
from littlegiant.rules.values import FactValue


@dataclass(frozen=True)
class Indicators:
    """How a classification reads its indicators."""

    value: Callable[[FactValue], Expr]
    bounds: Callable[[FactValue], Bounds]


def code_columns(leaves: Leaves, fact: str) -> list[tuple[str, Expr]]:
    """Return the first and last four-digit number an industry code may stand for, NULL where it is unknown."""
    code = leaves.read(fact)
    digits = sql.exp.TryCast(this=code.copy(), to=sql.exp.DataType.build("INT"))
    length = sql.exp.Length(this=code.copy())
    ends = []
    for end in (0, 1):
        branches = [(sql.compare(code, "==", sql.text(letter)), sql.whole(industry_range(letter)[end])) for letter in SECTIONS]
        for size in (4, 3, 2):
            factor = 10 ** (4 - size)
            number = sql.add(sql.multiply(digits, sql.whole(factor)), sql.whole(end * (factor - 1)))
            branches.insert(0, (sql.compare(length, "==", sql.whole(size)), number))
        ends.append(sql.case(branches))
    return [("code_low", ends[0]), ("code_high", ends[1])]


def row_column(classification: Classification, leaves: Leaves) -> Expr:
    """Return the number of the row that is certain, NULL where several or none are possible."""
    given = leaves.read(classification.row_fact)
    inside = [(_inside(row), sql.number(row.number)) for row in classification.rows if row.ranges]
    return sql.coalesce(given, sql.case(inside)) if inside else given


def class_range(classification: Classification, row: Expr, indicators: Indicators) -> tuple[Expr, Expr]:
    """Return the index of the lowest and of the highest class possible; NULL where no row applies."""
    return tuple(_class_end(classification, row, indicators, highest) for highest in (False, True))  # type: ignore[return-value]


def _class_end(classification: Classification, row: Expr, indicators: Indicators, highest: bool) -> Expr:
    by_row = [(sql.number(item.number), _row_class(item, indicators, highest)) for item in classification.rows]
    certain = [(sql.compare(row, "==", number), level) for number, level in by_row]
    candidates = [sql.case([(_touches(item), level)]) for item, (_, level) in zip(classification.rows, by_row, strict=True)]
    spanned = sql.greatest(*candidates) if highest else sql.least(*candidates)
    return sql.case(certain, spanned)


def _row_class(row: Row, indicators: Indicators, highest: bool) -> Expr:
    return sql.least(*[_level(bound, indicators, highest) for bound in row.bounds])


def _level(bound: Bound, indicators: Indicators, highest: bool) -> Expr:
    value, bounds = indicators.value(bound.value), indicators.bounds(bound.value)
    side = bounds.high if highest else bounds.low
    reach = value if side is None else sql.coalesce(value, as_expression(side))
    steps = list(enumerate(bound.numbers, start=1))
    branches = [(sql.compare(reach, ">=", sql.number(number.value)), sql.whole(level)) for level, number in reversed(steps)]
    unknown = [(sql.is_null(reach), sql.whole(len(steps) if highest else 0))]
    return sql.case([*unknown, *branches], sql.whole(0))


def _inside(row: Row) -> Expr:
    return sql.any_of(
        sql.all_of([sql.compare(sql.col("code_low"), ">=", sql.whole(low)), sql.compare(sql.col("code_high"), "<=", sql.whole(high))])
        for low, high in _merged(row.ranges)
    )


def _touches(row: Row) -> Expr:
    """Say whether a row is possible: its codes overlap what is known; with nothing known every row is."""
    overlaps = sql.any_of(
        sql.all_of([sql.compare(sql.col("code_high"), ">=", sql.whole(low)), sql.compare(sql.col("code_low"), "<=", sql.whole(high))])
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
