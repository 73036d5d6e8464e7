"""Draws enterprises for a rulebook: near its borders, exactly on them, empty, huge, and in part unknown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from tests.oracle.cells import as_cell, fact_of, is_permitted, make_agree
from tests.oracle.deciding import PROVINCE
from tests.oracle.implied import Cell
from tests.oracle.reading_values import column_of
from tests.oracle.solving import solutions
from tests.oracle.walking import Border, columns, reads

from littlegiant.facts.model import Fact, ValueType
from littlegiant.rules.values import leaves
from littlegiant.standards.model import Rulebook

Firm = dict[str, Cell]

AMOUNTS = (
    "0",
    "1",
    "100",
    "1000000",
    "50000000",
    "100000000",
    "0.01",
    "0.1",
    "0.2",
    "0.3",
    "123456.78",
    "999999999.99",
    "3000000000000",
)
# More digits than a double holds, within what the engine says it compares exactly where a rule multiplies two amounts.
LONG_AMOUNTS = ("20000000.01", "1234567890123.4567", "900719925474.0993")
LARGEST = 10**13
LOSSES = ("-1", "-5000000.5", "-0.01")
CELLS: dict[ValueType, tuple[str, ...]] = {
    ValueType.MONEY: AMOUNTS,
    ValueType.PERSONS: ("0", "1", "20", "19", "300", "1000", "12.5"),
    ValueType.COUNT: ("0", "1", "2", "3", "4", "5"),
    ValueType.RANK: ("1", "2", "3", "4", "5", "6"),
    ValueType.FRACTION: ("0", "1", "0.1", "0.05", "0.3", "0.3333", "0.123456"),
    ValueType.YEARS: ("0", "2", "3", "2.5", "2.99"),
    ValueType.POINTS: ("0", "5", "6", "15", "50", "60", "7.5"),
    ValueType.LEVEL: ("0", "1", "2", "3", "4"),
}
TEXTS = {
    "country": ("CN", "DE", "US"),
    "province": ("11", "44", "32"),
    "industry": ("3491", "34", "C", "64", "651", "65", "I", "72", "541", "47", "A", "D", "444"),
}
MOST_DIGITS = 15


@dataclass(frozen=True)
class Market:
    """What drawing firms for one rulebook needs: its columns and borders."""

    rulebook: Rulebook
    columns: tuple[str, ...]
    borders: tuple[Border, ...]
    long: bool

    @classmethod
    def of(cls, rulebook: Rulebook, *, long: bool) -> Market:
        """Gather the columns and borders; `long` permits amounts of more digits than a double holds."""
        found = dict.fromkeys((*columns(rulebook), PROVINCE))
        return cls(rulebook, tuple(found), reads(rulebook).borders, long)

    def cells(self, fact: Fact) -> tuple[Cell, ...]:
        """Return what may stand in a cell of a fact, the simplest first."""
        if fact.type is ValueType.BOOLEAN:
            return False, True
        if fact.type is ValueType.CATEGORY:
            return tuple(option.id for option in fact.options)
        if not fact.type.is_number:
            return TEXTS[fact.id]
        written = CELLS[fact.type]
        if fact.type is ValueType.MONEY:
            written += (LOSSES if fact.minimum is None else ()) + (LONG_AMOUNTS if self.long else ())
        cells = [Decimal(text) for text in written]
        return tuple(cell for cell in cells if is_permitted(cell, fact))


@st.composite
def firms(draw: Any, market: Market, empty: int = 2) -> Firm:
    """Draw one firm: a whole one without contradictions, then `empty` of ten cells are emptied."""
    firm = {column: draw(st.sampled_from(market.cells(fact_of(column)))) for column in market.columns}
    if market.borders:
        for _ in range(draw(st.sampled_from((0, 1, 2, 3)))):
            _put_on_border(draw, market, firm)
    make_agree(firm, market.rulebook.as_of)
    for column in market.columns:
        if draw(st.integers(0, 9)) >= 10 - empty:
            firm[column] = None
    return firm


def _put_on_border(draw: Callable[..., Any], market: Market, firm: Firm) -> None:
    """Set one cell so that some value of the rulebook comes out on, or just beside, a border."""
    border = draw(st.sampled_from(market.borders))
    leaf = draw(st.sampled_from(leaves(border.value)))
    column = column_of(leaf.fact, market.rulebook.as_of, leaf.shift)
    beside = draw(st.sampled_from((0, 0, 0, -1, 1)))
    found = solutions(border.value, border.constant, column, firm, market.rulebook.as_of)
    for number in found[:1]:
        cell = as_cell(number, fact_of(column), beside)
        if (
            cell is not None
            and abs(cell) <= LARGEST
            and _digits(cell) <= (17 if market.long else MOST_DIGITS)
        ):
            firm[column] = cell


def _digits(cell: Decimal) -> int:
    return len(cell.as_tuple().digits) + max(0, int(cell.as_tuple().exponent))
