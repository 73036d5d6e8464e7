"""Size classes as functions of the cells of one enterprise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from littlegiant.facts.industries import industry_range
from littlegiant.rules.classes import Classification
from littlegiant.rules.classes import Row as TableRow

Cells = Mapping[str, Any]


def class_reader(rule: Classification, name: Callable[[str], str]) -> Callable[[Cells], int | None]:
    """Return the reader of the place of a class; None outside the table, or where a fact is unknown."""
    rows = {
        row.number: [
            (name(bound.value.fact), [float(n.value) for n in bound.numbers]) for bound in row.bounds
        ]
        for row in rule.rows
    }
    of_code: dict[str, int | None] = {}

    def level(cells: Cells) -> int | None:
        number = cells.get(rule.row_fact)
        if number is None:
            code = cells.get(rule.industry_fact)
            if code is None:
                return None
            if code not in of_code:
                fitting = rows_of_code(rule, code)
                of_code[code] = fitting[0].number if len(fitting) == 1 else None
            number = of_code[code]
        bounds = None if number is None else rows.get(int(number))
        if bounds is None:
            return None
        steps: list[int] = []
        for column, marks in bounds:
            found = cells.get(column)
            if found is None:
                return None
            steps.append(sum(found >= mark for mark in marks))
        return min(steps)

    return level


def rows_of_code(rule: Classification, code: str) -> list[TableRow]:
    """Return the rows an industry code may mean."""
    low, high = industry_range(str(code))
    return [row for row in rule.rows if any(low <= last and high >= first for first, last in row.ranges)]


def among(level: Callable[[Cells], int | None], wanted: list[bool]) -> Callable[[Cells], bool | None]:
    """Return the reader of whether the class is a wanted one."""

    def answer(cells: Cells) -> bool | None:
        found = level(cells)
        return None if found is None else wanted[found]

    return answer
