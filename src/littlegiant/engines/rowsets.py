"""Which rows of a classification an industry may mean, as numbers that bounds are looked up by.

A row stands for itself under its own number. Codes that span several rows, and the unknown industry, get numbers of
their own behind the last row; a code that no row covers gets none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache

from littlegiant.facts.industries import SECTION_OF_DIVISION, SECTIONS, industry_range
from littlegiant.rules.classes import Bound, Classification, Row
from littlegiant.rules.values import FactValue

Rows = tuple[int, ...]
DIVISION, CODE_LENGTH = 2, 4


@dataclass(frozen=True)
class RowSets:
    """The sets of rows of one classification; `ambiguous` lists those of several rows."""

    classification: Classification
    ambiguous: tuple[Rows, ...]
    _met: dict[str, int | None] = field(default_factory=dict, compare=False, repr=False)

    @property
    def last_row(self) -> int:
        """Return the greatest number of a row: what is greater is a set of several."""
        return max(row.number for row in self.classification.rows)

    @property
    def unknown(self) -> int:
        """Return the number of the set of all rows: what an unknown industry may be."""
        return self.number(tuple(sorted(row.number for row in self.classification.rows))) or 0

    def number(self, rows: Rows) -> int | None:
        """Return the number of a set of rows, None for the empty set."""
        if len(rows) == 1:
            return rows[0]
        return self.last_row + 1 + self.ambiguous.index(rows) if rows else None

    def of(self, code: str) -> int | None:
        """Return the number of the set of rows a canonical code may mean, None where no row covers it."""
        if code not in self._met:
            self._met[code] = self.number(_touched(self.classification, *industry_range(code)))
        return self._met[code]

    def prefixes(self) -> Iterator[tuple[int, str, int | None]]:
        """Yield beginnings of codes with the set they settle: their length (0: the code as a whole), signs, number."""
        for section in SECTIONS:
            yield 0, section, self.of(section)
        for division in SECTION_OF_DIVISION:
            yield from self._beginning(f"{division:02d}", range(10))

    def _beginning(self, signs: str, following: Iterable[int]) -> Iterator[tuple[int, str, int | None]]:
        width = int(10 ** (CODE_LENGTH - len(signs)))
        first = int(signs) * width
        if not _is_split(self.classification, first, width):
            yield len(signs), signs, self.number(_touched(self.classification, first, first + width - 1))
            return
        if not signs.endswith("0") or len(signs) == DIVISION:
            yield 0, signs, self.of(signs)
        for number in following:
            yield from self._beginning(f"{signs}{number}", range(1, 10))

    @cached_property
    def members(self) -> tuple[tuple[Row, ...], ...]:
        """Return the rows of every set by its number, counted from 1; none where no row has this number."""
        by_number = {row.number: row for row in self.classification.rows}
        single = [
            (by_number[number],) if number in by_number else () for number in range(1, self.last_row + 1)
        ]
        return (*single, *(tuple(by_number[number] for number in rows) for rows in self.ambiguous))

    @cached_property
    def values(self) -> tuple[FactValue, ...]:
        """Return the indicators the rows look at."""
        return tuple(dict.fromkeys(bound.value for row in self.classification.rows for bound in row.bounds))

    def certain(self, value: FactValue, step: int) -> list[Fraction | None]:
        """Return for every set what an indicator must reach for the class in each of its rows."""
        return [_highest(_bound(row, value, step) for row in rows) for rows in self.members]

    def possible(self, value: FactValue, step: int, way: int) -> list[Fraction | None]:
        """Return for every set what an indicator must reach for the class in one of its easiest rows."""
        chosen = [ways[min(way, len(ways) - 1)] if ways else None for ways in self._ways]
        return [None if row is None else _bound(row, value, step) for row in chosen]

    @property
    def way_count(self) -> int:
        """Return how many rows must be tried so that the easiest is among them."""
        return max(len(ways) for ways in self._ways)

    @cached_property
    def _ways(self) -> tuple[tuple[Row, ...], ...]:
        return tuple(_easiest(rows, self.values) for rows in self.members)


@lru_cache(maxsize=64)
def row_sets(classification: Classification) -> RowSets:
    """Return the sets of rows that codes of any length may mean."""
    rows = {_touched(classification, *industry_range(code)) for code in _short_codes(classification)}
    rows.add(tuple(sorted(row.number for row in classification.rows)))
    return RowSets(classification, tuple(sorted(item for item in rows if len(item) > 1)))


def _short_codes(classification: Classification) -> Iterable[str]:
    """Yield the sections, and the divisions and groups: all that may span more than one row."""
    yield from SECTIONS
    for division in SECTION_OF_DIVISION:
        yield f"{division:02d}"
        if _is_split(classification, division * 100, 100):
            yield from (f"{division:02d}{group}" for group in range(1, 10))


def _is_split(classification: Classification, first: int, count: int) -> bool:
    """Say whether a border of some row lies inside a run of four-digit codes."""
    edges = {edge for row in classification.rows for low, high in row.ranges for edge in (low, high + 1)}
    return any(first < edge < first + count for edge in edges)


def _touched(classification: Classification, low: int, high: int) -> Rows:
    touched = []
    for row in classification.rows:
        for first, last in row.ranges:
            if low <= last and high >= first:
                touched.append(row.number)
                break
    return tuple(sorted(touched))


def _bound(row: Row, value: FactValue, step: int) -> Fraction | None:
    found: list[Bound] = [bound for bound in row.bounds if bound.value == value]
    return found[0].numbers[step].value if found else None


def _highest(bounds: Iterable[Fraction | None]) -> Fraction | None:
    known = [bound for bound in bounds if bound is not None]
    return max(known) if known else None


def _easiest(rows: tuple[Row, ...], values: tuple[FactValue, ...]) -> tuple[Row, ...]:
    """Leave out the rows that ask for at least as much as another in every respect."""
    kept: list[Row] = []
    for row in rows:
        if not any(_as_easy(other, row, values) for other in kept):
            kept = [other for other in kept if not _as_easy(row, other, values)] + [row]
    return tuple(kept)


def _as_easy(row: Row, other: Row, values: tuple[FactValue, ...]) -> bool:
    for value in values:
        steps = [bound for bound in row.bounds if bound.value == value]
        for step in range(len(steps[0].numbers) if steps else 0):
            limit, theirs = _bound(row, value, step), _bound(other, value, step)
            if theirs is None or (limit is not None and limit > theirs):
                return False
    return True
