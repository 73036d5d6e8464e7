"""The tests of a score over one row: exact over the sums that remain possible where indicators share no fact."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from littlegiant.rules.conditions import Compare
from littlegiant.rules.scores import Indicator, Score, all_levels
from littlegiant.rules.values import ScorePart
from littlegiant.verdicts.decisive.cells import Trying
from littlegiant.verdicts.decisive.levels import Pair, Spread, spread_of
from littlegiant.verdicts.decisive.reach import Board, Marks, decides, extremes
from littlegiant.verdicts.decisive.readers import Cells, Readers
from littlegiant.verdicts.row import Row


class Scoring:
    """The open indicators of one row: what they hang on, and what each can still earn by itself."""

    def __init__(self, row: Row, score: Score, readers: Readers, trying: Trying) -> None:
        self.row, self.score, self.readers, self.trying = row, score, readers, trying
        self.open: dict[str, Indicator] = {}
        self.unknown: dict[str, tuple[str, ...]] = {}
        for item in score.indicators:
            low, high = row.points(item.id)
            if low != high:
                self.open[item.id] = item
                names = readers.columns(item.points)
                self.unknown[item.id] = tuple(name for name in names if row.cells.get(name) is None)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Return the unknown columns of all open indicators."""
        return tuple(dict.fromkeys(name for names in self.unknown.values() for name in names))

    @cached_property
    def spreads(self) -> dict[str, Spread]:
        """Return the spread of every open indicator that shares no unknown fact with another one."""
        found = {}
        for item, indicator in self.open.items():
            if item in self._apart:
                spread = spread_of(indicator, self.row, self.readers, self.trying)
                if spread is not None:
                    found[item] = spread
        return found

    @cached_property
    def _apart(self) -> frozenset[str]:
        around = {item: self._around(names) for item, names in self.unknown.items()}
        return frozenset(
            item
            for item, own in around.items()
            if all(own.isdisjoint(other) for name, other in around.items() if name != item)
        )

    def _around(self, columns: Iterable[str]) -> set[str]:
        return {name for column in columns for name in self.readers.ties.group(column)}

    def free_of(self, columns: Iterable[str]) -> dict[str, Spread]:
        """Return the spreads of indicators that hang on none of some other columns either."""
        taken = self._around(columns)
        return {
            item: spread
            for item, spread in self.spreads.items()
            if taken.isdisjoint(self._around(self.unknown[item]))
        }

    def decided_by(self, tests: list[Compare]) -> tuple[bool, bool, dict[str, None]] | None:
        """Return whether tests that must all pass can pass and fail, and which columns alone decide.

        None where it takes a search: indicators that share facts, capped sums, tests from above.
        """
        if len(self.spreads) < len(self.open) or self.is_hard(tests):
            return None
        board = self._board(tests, self.spreads)
        return *extremes(board), self._deciding(board, self.spreads)

    def perhaps(self, conjunctions: list[list[Compare]]) -> frozenset[str]:
        """Return the columns that could turn one of several sets of tests if no indicators shared a fact."""
        if self.is_hard(test for tests in conjunctions for test in tests):
            return frozenset(self.columns)
        spreads = {item: self.spreads.get(item) or self._loose(item) for item in self.open}
        return frozenset(
            column
            for tests in conjunctions
            for column in self._deciding(self._board(tests, spreads), spreads)
        )

    def turned(self, tests: list[Compare], free: dict[str, Spread], cells: Cells) -> dict[str, None]:
        """Return the columns behind free indicators that alone turn the tests, the other cells being filled."""
        spreads = dict(free)
        for item, indicator in self.open.items():
            if item not in free:
                low, high = self.readers.points(indicator.points)(cells)
                if low != high:
                    return {}
                spreads[item] = Spread((low,), {})
        return self._deciding(self._board(tests, spreads), spreads)

    def is_hard(self, tests: Iterable[Compare]) -> bool:
        """Say whether sums are capped or some test is from above."""
        capped = self.score.capped or any(group.capped for group in self.score.groups)
        return capped or any(test.operator not in (">=", ">") for test in tests)

    def _loose(self, item: str) -> Spread:
        """Return a spread that leaves more open than there is."""
        low, high = self.row.points(item)
        levels = {float(level) for level in all_levels(self.open[item].points)}
        inside = {level for level in levels if low <= level <= high} | {low, high}
        return Spread(tuple(sorted(inside)), dict.fromkeys(self.unknown[item], ((low, high),)))

    def _deciding(self, board: Board, spreads: dict[str, Spread]) -> dict[str, None]:
        columns: dict[str, None] = {}
        for item, spread in spreads.items():
            for column, pairs in spread.pairs.items():
                if any(decides(board, item, *pair) for pair in pairs):
                    columns.setdefault(column)
        return columns

    def _board(self, tests: list[Compare], spreads: dict[str, Spread]) -> Board:
        marks = [
            (test.value.part, float(test.number.value), test.operator == ">")
            for test in tests
            if isinstance(test.value, ScorePart)
        ]
        groups = tuple(
            (group.id, tuple((item.id, self._levels(item.id, spreads)) for item in group.indicators))
            for group in self.score.groups
        )
        return Board(groups, Marks(tuple(marks)))

    def _levels(self, item: str, spreads: dict[str, Spread]) -> tuple[float, ...]:
        spread = spreads.get(item)
        return (self.row.points(item)[0],) if spread is None else spread.levels


def moved(pairs: dict[str, tuple[Pair, ...]], states: dict[float, bool | None]) -> list[str]:
    """Return the columns that alone move points between a number that passes and one that does not.

    `states` says of every number of points whether the tests pass with it.
    """
    return [
        column
        for column, spans in pairs.items()
        if any({states.get(low), states.get(high)} == {True, False} for low, high in spans)
    ]
