"""From a classification to columns: the row of the industry, and which class is reached for certain or at most.

An enterprise is at least of a class when every indicator reaches its bound. For each class above the lowest one
column says so for certain (what is unknown taken at its least, in every row the industry allows), another as far as
possible (taken at its most, in the easiest row). Bounds are lists that the number of the set of rows looks up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from littlegiant.engines import sql
from littlegiant.engines.bounds import Bounds, Side, as_expression
from littlegiant.engines.leaves import Leaves
from littlegiant.engines.rowsets import RowSets, row_sets
from littlegiant.engines.sql import Expr
from littlegiant.rules.classes import Classification
from littlegiant.rules.values import FactValue

Column = tuple[str, Expr]
NEVER, ALWAYS = float("inf"), float("-inf")


@dataclass(frozen=True)
class Indicators:
    """How a classification reads its indicators."""

    value: Callable[[FactValue], Expr]
    bounds: Callable[[FactValue], Bounds]


class Classes:
    """The columns of the classification at one place of the rulebook: `row_0`, `r_0_1_low`, `k_0_low` …"""

    def __init__(self, index: int, classification: Classification, indicators: Indicators) -> None:
        self.index = index
        self.classification = classification
        self.indicators = indicators
        self.sets: RowSets = row_sets(classification)
        self.row = sql.col(f"row_{index}")
        self.steps = range(len(classification.classes) - 1)

    def row_column(self, leaves: Leaves) -> Column:
        """Return the number of the set of rows: given directly, else by the code of the industry."""
        fact = self.classification.row_fact
        given = sql.cast(leaves.read(fact), "INT")
        numbers = {row.number for row in self.classification.rows}
        if leaves.dictionary[fact].maximum == len(numbers) == self.sets.last_row:
            return f"row_{self.index}", sql.coalesce(given, self._row_of_code(leaves))
        rows = [number if number in numbers else None for number in range(1, self.sets.last_row + 1)]
        known = (sql.known(given), sql.looked_up_whole(rows, given))
        return f"row_{self.index}", sql.case([known], self._row_of_code(leaves))

    def certain(self) -> list[Column]:
        """Return for each class above the lowest whether it is reached for certain."""
        return [(self._reached(step, "low"), self._reaches(step)) for step in self.steps]

    def possible(self) -> list[Column]:
        """Return for each class above the lowest whether it may be reached; as certain where all is known."""
        known = sql.known(sql.add(*[self.indicators.value(value) for value in self.sets.values]))
        single = sql.compare(self.row, "<=", sql.whole(self.sets.last_row))
        settled = sql.all_of([single, known])
        columns = []
        for step in self.steps:
            ways = sql.any_of(self._reaches(step, way) for way in range(self.sets.way_count))
            low = sql.col(self._reached(step, "low"))
            columns.append((self._reached(step, "high"), sql.case([(settled, low)], ways)))
        return columns

    def extreme(self, end: str) -> Column:
        """Return the index of the lowest or highest class possible, NULL where no row applies."""
        reached = [sql.cast(sql.col(self._reached(step, end)), "INT") for step in self.steps]
        return f"k_{self.index}_{end}", sql.add(*reached)

    def among(self, classes: frozenset[str]) -> Expr:
        """Return whether the class is among some: TRUE when every possible class is, FALSE when none is."""
        names = self.classification.classes
        few = len(classes)
        if 0 < few < len(names) and frozenset(names[:few]) == classes:
            return self._below(few - 1)
        if 0 < few < len(names) and frozenset(names[-few:]) == classes:
            return sql.negate(self._below(len(names) - few - 1))
        return self._between(classes)

    def below(self, value: FactValue, step: int, least: Callable[[FactValue], Expr]) -> Expr:
        """Return what an indicator must stay below, where its row is certain and all others reach their bound.

        NULL where nothing is demanded; `least` gives the least value of an indicator.
        """
        rows = self.sets.members[: self.sets.last_row]
        bounds = {item: self.sets.certain(item, step)[: len(rows)] for item in self.sets.values}
        reached = [
            sql.compare(least(item), ">=", self._looked_up(bounds[item], ALWAYS, len(rows)))
            for item in self.sets.values
            if item != value
        ]
        own = self._looked_up(bounds[value], None, len(rows))
        return sql.case([(sql.all_of(reached), own)]) if reached else own

    def _below(self, step: int) -> Expr:
        low, high = (sql.col(self._reached(step, end)) for end in ("low", "high"))
        return sql.case([(sql.negate(high), sql.TRUE()), (low, sql.FALSE())])

    def _between(self, classes: frozenset[str]) -> Expr:
        low, high = (sql.col(f"k_{self.index}_{end}") for end in ("low", "high"))
        groups: dict[bool, list[Expr]] = {True: [], False: []}
        for index, name in enumerate(self.classification.classes):
            place = sql.whole(index)
            groups[name in classes].append(
                sql.all_of([sql.compare(low, "<=", place), sql.compare(high, ">=", place)])
            )
        wanted, others = sql.any_of(groups[True]), sql.any_of(groups[False])
        return sql.case(
            [
                (sql.is_null(low), sql.null(sql.BOOLEAN)),
                (sql.negate(others), sql.TRUE()),
                (sql.negate(wanted), sql.FALSE()),
            ]
        )

    def _reached(self, step: int, end: str) -> str:
        return f"r_{self.index}_{step}_{end}"

    def _reaches(self, step: int, way: int | None = None) -> Expr:
        """Return whether every indicator reaches its bound: for certain, or in one of the easiest rows.

        An indicator is looked at only where none before it stays below its bound, which most enterprises do.
        """
        pairs = []
        for value in self.sets.values:
            limits = self.sets.certain(value, step) if way is None else self.sets.possible(value, step, way)
            if any(limit is not None for limit in limits):
                bound = self._looked_up(limits, ALWAYS, len(limits))
                pairs.append((self._extent(value, most=way is not None), bound))
        failed = [(sql.compare(extent, "<", bound), sql.FALSE()) for extent, bound in pairs[:-1]]
        last = sql.compare(pairs[-1][0], ">=", pairs[-1][1])
        return sql.case(failed, last) if failed else last

    def _looked_up(self, limits: list[Fraction | None], absent: float | None, count: int) -> Expr:
        """Look a bound up by the set of rows; `absent` where its rows do not look at the indicator."""
        rows = self.sets.members[:count]
        listed = [
            limit if limit is not None else absent if members else None
            for limit, members in zip(limits, rows, strict=True)
        ]
        return sql.looked_up_number(listed, self.row)

    def _extent(self, value: FactValue, *, most: bool) -> Expr:
        """Return an indicator, where it is unknown its greatest or least possible value."""
        found = self.indicators.bounds(value)
        side: Side = found.high if most else found.low
        ends = [] if side is None else [as_expression(side)]
        if not isinstance(side, Fraction):
            ends.append(sql.number(NEVER if most else ALWAYS))
        return sql.coalesce(self.indicators.value(value), *ends)

    def _row_of_code(self, leaves: Leaves) -> Expr:
        fact = self.classification.industry_fact
        coded = leaves.places(fact)
        if coded is None:
            return _row_of_text(self.sets, leaves.read(fact))
        column, place = coded
        rows = [*(self.sets.of(code) for code in column.values), self.sets.unknown]
        return sql.looked_up_whole(rows, sql.coalesce(place, sql.whole(len(rows))))


def _row_of_text(sets: RowSets, code: Expr) -> Expr:
    """Return the number of the set of rows of a canonical code kept as text: by as few signs as settle it."""
    keys: dict[int, dict[int, list[str]]] = {}
    for length, prefix, number in sets.prefixes():
        if number is not None:
            keys.setdefault(number, {}).setdefault(length, []).append(prefix)
    branches = [
        (sql.any_of(_begins(code, length, found) for length, found in lengths.items()), sql.whole(number))
        for number, lengths in sorted(keys.items())
    ]
    return sql.case([(sql.is_null(code), sql.whole(sets.unknown)), *branches])


def _begins(code: Expr, length: int, prefixes: Iterable[str]) -> Expr:
    return sql.in_options(sql.left(code, length) if length else code, prefixes)
