"""The cells worth trying in an unknown column: every answer there is, and both sides of every border."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import Fact, ValueType
from littlegiant.rules.conditions import ByPlace, Condition, children
from littlegiant.rules.scores import PointsByPlace
from littlegiant.rules.values import Value
from littlegiant.verdicts.decisive.readers import Cells, Readers
from littlegiant.verdicts.decisive.roots import roots

PLACE = "province"
ELSEWHERE = "00"
STEPS = {ValueType.MONEY: 0.01, ValueType.FRACTION: 1e-6, ValueType.YEARS: 0.01, ValueType.POINTS: 0.1}
HUGE = {ValueType.MONEY: 1e14, ValueType.PERSONS: 1e7}
DIGITS = 6
LARGEST = 1e17


class Trying:
    """Cells to try by column, for the rulebook of some readers."""

    def __init__(self, readers: Readers) -> None:
        self.readers = readers
        self.registry = readers.registry
        self._borders: dict[str, list[tuple[Value, list[float]]]] = {}
        for value, constants in self.registry.borders.items():
            for column in readers.value_columns(value):
                found = self._borders.setdefault(column, [])
                found.append((value, sorted(float(constant) for constant in constants)))
        rulebook = self.registry.rulebook
        codes = [code for item in rulebook.criteria for code in _codes(item.condition)]
        for indicator in rulebook.score.indicators if rulebook.score else ():
            if isinstance(indicator.points, PointsByPlace):
                codes += [code for code, _ in indicator.points.branches]
        self._places = [*dict.fromkeys(codes), ELSEWHERE]

    def cells(self, column: str, cells: Cells) -> list[Any]:
        """Return the cells to try in a column, the others given as far as they are."""
        if column == PLACE:
            return self._places
        fact = _fact(column)
        if fact.type is ValueType.BOOLEAN:
            return [True, False]
        if fact.type is ValueType.CATEGORY:
            return [option.id for option in fact.options]
        return self._numbers(column, cells, fact)

    def _numbers(self, column: str, cells: Cells, fact: Fact) -> list[float]:
        step = 1.0 if fact.whole else STEPS.get(fact.type, 1.0)
        least = -math.inf if fact.minimum is None else fact.minimum
        most = math.inf if fact.maximum is None else fact.maximum
        huge = HUGE.get(fact.type, 1000.0)
        found = {max(least, -huge), min(most, huge), max(least, 0.0), max(least, min(1.0, most))}
        for value, constants in self._borders.get(column, ()):
            for root in roots(value, constants, column, cells, self.registry.column):
                if abs(root) > LARGEST:
                    continue
                low = math.floor(root / step + 1e-7)
                found.add(round(low * step, DIGITS))
                found.add(round((low + 1) * step, DIGITS))
                if abs(low * step - root) < step * 1e-6:
                    found.add(round((low - 1) * step, DIGITS))
        for other in self.readers.ties.group(column):
            beside = cells.get(other) if other != column else None
            if isinstance(beside, float) and not math.isinf(beside):
                found.add(beside)
        return sorted(number for number in found if least <= number <= most)


@lru_cache(maxsize=1024)
def _fact(column: str) -> Fact:
    found = load_dictionary().of_column(column)
    assert found is not None
    return found[0]


def _codes(condition: Condition) -> tuple[str, ...]:
    own = tuple(code for code, _ in condition.branches) if isinstance(condition, ByPlace) else ()
    return own + tuple(code for child in children(condition) for code in _codes(child))
