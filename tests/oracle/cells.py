"""What may stand in the cells of one enterprise: permitted numbers in written steps, and cells that agree."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction

from tests.oracle.implied import Cell
from tests.oracle.reading_values import column_of

from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import Fact, ValueType

LARGEST = 10**18
STEPS = {
    ValueType.MONEY: Decimal("0.01"),
    ValueType.FRACTION: Decimal("0.000001"),
    ValueType.YEARS: Decimal("0.01"),
    ValueType.POINTS: Decimal("0.1"),
}


def fact_of(column: str) -> Fact:
    """Return the fact of a column."""
    found = load_dictionary().of_column(column)
    assert found is not None, f"{column} is no column of a fact"
    return found[0]


def is_permitted(cell: Decimal, fact: Fact) -> bool:
    """Say whether the dictionary permits a number."""
    if fact.whole and cell != cell.to_integral_value():
        return False
    too_low = fact.minimum is not None and cell < Decimal(fact.minimum)
    return not too_low and not (fact.maximum is not None and cell > Decimal(fact.maximum))


def as_cell(number: Fraction, fact: Fact, steps: int = 0) -> Decimal | None:
    """Return a number as a cell: at or just below it in the steps of its fact, some steps further; None if not permitted."""
    if abs(number) > LARGEST:
        return None
    step = Decimal(1) if fact.whole else STEPS.get(fact.type, Decimal(1))
    cell = (Decimal(number // Fraction(step)) + steps) * step
    return cell if is_permitted(cell, fact) else None


def make_agree(firm: dict[str, Cell], as_of: datetime.date) -> None:
    """Change the known cells of a firm that contradict each other, as little as comes to mind."""
    implications = load_dictionary().implications
    for stronger, weaker in implications.truths:
        if firm.get(stronger) is True and firm.get(weaker) is False:
            firm[weaker] = True
    for wider, narrower in implications.at_most_rank:
        if _both(firm, wider, narrower):
            firm[wider] = min(firm[wider], firm[narrower])
    for rank, award in implications.ranks:
        if firm.get(award) is False:
            firm[rank] = None
    for larger, smaller in implications.at_least:
        if _both(firm, larger, smaller):
            firm[larger] = max(firm[larger], firm[smaller])
    for total, yearly, years in implications.totals:
        parts = [firm.get(column_of(yearly, as_of, -back)) for back in range(years)]
        if firm.get(total) is not None:
            firm[total] = sum(parts) if None not in parts else None


def _both(firm: dict[str, Cell], one: str, other: str) -> bool:
    return firm.get(one) is not None and firm.get(other) is not None
