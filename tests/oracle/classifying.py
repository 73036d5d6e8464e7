"""The classes that one enterprise's facts still allow."""

from __future__ import annotations

from tests.oracle.exact_numbers import order
from tests.oracle.reading_values import Enterprise, read_value

from littlegiant.facts.industries import industry_range
from littlegiant.rules.classes import Bound, Classification, Row

ClassRange = tuple[int, int] | None


def class_range(classification: Classification, firm: Enterprise) -> ClassRange:
    """Return the places of the lowest and the highest class possible; None where no row applies."""
    rows = possible_rows(classification, firm)
    if not rows:
        return None
    ranges = [_of_row(row, firm) for row in rows]
    return min(low for low, _ in ranges), max(high for _, high in ranges)


def possible_rows(classification: Classification, firm: Enterprise) -> list[Row]:
    """Return the row that is given, else those the industry code may stand for, else all."""
    given = firm.number(classification.row_fact)
    if given is not None:
        return [row for row in classification.rows if row.number == given]
    code = firm.cell(classification.industry_fact)
    if code is None:
        return list(classification.rows)
    first, last = industry_range(str(code))
    return [
        row for row in classification.rows if any(low <= last and first <= high for low, high in row.ranges)
    ]


def class_names(classification: Classification, found: ClassRange) -> frozenset[str] | None:
    """Return the names of the classes in a range."""
    return None if found is None else frozenset(classification.classes[found[0] : found[1] + 1])


def _of_row(row: Row, firm: Enterprise) -> tuple[int, int]:
    """Return the highest class all of whose bounds are surely reached, and of those that may be reached."""
    spans = [_level(bound, firm) for bound in row.bounds]
    return min(low for low, _ in spans), min(high for _, high in spans)


def _level(bound: Bound, firm: Enterprise) -> tuple[int, int]:
    reading = read_value(bound.value, firm)
    surely = [
        number
        for number in bound.numbers
        if reading.low is not None and order(reading.low, number.value) >= 0
    ]
    perhaps = [
        number for number in bound.numbers if reading.high is None or order(reading.high, number.value) >= 0
    ]
    return len(surely), len(perhaps)
