"""Values of facts as typed cells of a report."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

from littlegiant.facts.dictionary import load_dictionary
from littlegiant.reports import Amount, Cell
from littlegiant.verdicts.explanation_facts import unit_of


def fact_cell(column: str, value: Any) -> Cell:
    """Return the value of a column as a cell: money as money, shares as shares, days as days."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if not isinstance(value, int | float | Fraction):
        return str(value)
    found = load_dictionary().of_column(column)
    return plain_number(value) if found is None else amount(value, unit_of(found[0]))


def amount(value: int | float | Fraction | None, unit: str | None, beside: int | float | None = None) -> Cell:
    """Return a number in its unit, held against a border where there is one; without a unit as a bare number."""
    if value is None:
        return None
    return Amount(value, unit, beside) if unit else plain_number(value)


def plain_number(value: int | float | Fraction) -> int | float:
    """Return a number as whole where it is."""
    return int(value) if value == int(value) else float(value)
