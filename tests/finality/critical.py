"""The cells worth trying for one unknown fact: every number at which some rule could change its mind."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from tests.oracle.cells import as_cell, fact_of, is_permitted
from tests.oracle.deciding import PROVINCE
from tests.oracle.implied import Cell, Facts
from tests.oracle.reading_values import column_of
from tests.oracle.solving import solutions
from tests.oracle.walking import Border, reads, with_related

from littlegiant.facts.industries import SECTION_OF_DIVISION
from littlegiant.facts.model import Fact, ValueType
from littlegiant.rules.values import leaves
from littlegiant.standards.model import Rulebook

HUGE = {ValueType.MONEY: 10**14, ValueType.PERSONS: 10**7}
PROVINCES = ("11", "44", "32")
COUNTRIES = ("CN", "DE")


class Critical:
    """The borders of one rulebook by column, asked for the cells worth trying."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        found = reads(rulebook)
        self.read = dict.fromkeys(column_of(fact, rulebook.as_of, shift) for fact, shift in found.facts())
        self.borders: dict[str, list[Border]] = {column: [] for column in self.read}
        for border in found.borders:
            for leaf in leaves(border.value):
                self.borders[column_of(leaf.fact, rulebook.as_of, leaf.shift)].append(border)

    def cells(self, column: str, facts: Facts, likely: Iterable[Cell] = ()) -> list[Cell]:
        """Return the cells to try for a column, the other facts given; `likely` ones come first."""
        fact = fact_of(column)
        found = [cell for cell in likely if cell is not None]
        if fact.type is ValueType.BOOLEAN:
            found += [True, False]
        elif fact.type is ValueType.CATEGORY:
            found += [option.id for option in fact.options]
        elif fact.type.is_number:
            found += self._numbers(column, facts, fact)
        else:
            found += self._texts(column)
        return list(dict.fromkeys(found))

    def _numbers(self, column: str, facts: Facts, fact: Fact) -> list[Cell]:
        others = {name: cell for name, cell in facts.items() if name != column}
        found: list[Decimal | None] = [
            Decimal(0),
            Decimal(1),
            Decimal(HUGE.get(fact.type, 1000)),
            Decimal(-1),
        ]
        found += [Decimal(end) for end in (fact.minimum, fact.maximum) if end is not None]
        if fact.type is ValueType.POINTS and fact.maximum is not None:
            found += [Decimal(half) / 2 for half in range(int(2 * fact.maximum) + 1)]
        found += [Decimal(number) for number in self._row_numbers(column)]
        found += [
            cell for name, cell in others.items() if self._tied(name, column) and isinstance(cell, Decimal)
        ]
        for border in self.borders.get(column, ()):
            for number in self._solved(border, column, others):
                found += [as_cell(number, fact, steps) for steps in (0, 1, -1)]
        return [cell for cell in found if cell is not None and is_permitted(cell, fact)]

    def _row_numbers(self, column: str) -> list[int]:
        rules = [item for item in self.rulebook.classifications.values() if item.row_fact == column]
        return [row.number for item in rules for row in item.rows]

    def _solved(self, border: Border, column: str, others: Facts) -> list[Fraction]:
        """Solve a border for a column; where another fact of it is unknown too, only by its bare constant."""
        found = solutions(border.value, border.constant, column, others, self.rulebook.as_of)
        return found or [border.constant]

    def _tied(self, name: str, column: str) -> bool:
        return name in with_related({column: None}, self.rulebook)

    def _texts(self, column: str) -> list[Cell]:
        if column == PROVINCE:
            return list(PROVINCES)
        if column == "country":
            return list(COUNTRIES)
        ranges = [
            span
            for classification in self.rulebook.classifications.values()
            for row in classification.rows
            for span in row.ranges[:1]
        ]
        return [_class_code(low, high) for low, high in ranges]


def _class_code(low: int, high: int) -> str:
    """Return a four-digit code of a division that exists inside a range."""
    codes = range(low, high + 1)
    return next(f"{code:04d}" for code in codes if code // 100 in SECTION_OF_DIVISION and code % 10)
