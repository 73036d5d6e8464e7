"""Which changes of one indicator's points can decide the tests of a score, over all sums that remain possible.

Everything here is a function of levels: the numbers of points each indicator can still earn, independently of the
others. Few patterns of levels occur among many enterprises, so answers are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

Levels = tuple[float, ...]
SUM_DIGITS = 9
KEPT = 65_536


@dataclass(frozen=True)
class Marks:
    """The tests that must all pass: by part (`""` the whole score), the mark and whether it must be exceeded."""

    tests: tuple[tuple[str, float, bool], ...]

    def passed(self, part: str, points: float) -> bool:
        """Say whether these points pass every test of a part."""
        return all(
            points > mark if beyond else points >= mark for name, mark, beyond in self.tests if name == part
        )


@dataclass(frozen=True)
class Board:
    """A score by what is still possible: groups of (indicator, levels), and the tests."""

    groups: tuple[tuple[str, tuple[tuple[str, Levels], ...]], ...]
    marks: Marks


@lru_cache(maxsize=KEPT)
def decides(board: Board, indicator: str, fewer: float, more: float) -> bool:
    """Say whether, the others earning what they can somehow, all tests pass with more points and not with fewer."""
    group = next(name for name, items in board.groups if any(item == indicator for item, _ in items))
    marks = board.marks
    if not marks.passed(indicator, more):
        return False
    fails_alone = not marks.passed(indicator, fewer)
    for beside in _beside(board, group, indicator):
        if not marks.passed(group, beside + more):
            continue
        fails_here = fails_alone or not marks.passed(group, beside + fewer)
        for rest in _elsewhere(board, group):
            if marks.passed("", _round(beside + more + rest)) and (
                fails_here or not marks.passed("", _round(beside + fewer + rest))
            ):
                return True
    return False


@lru_cache(maxsize=KEPT)
def extremes(board: Board) -> tuple[bool, bool]:
    """Say whether all tests can pass, and whether one can fail."""
    return _all_pass(board, most=True), not _all_pass(board, most=False)


def _all_pass(board: Board, *, most: bool) -> bool:
    marks, whole = board.marks, 0.0
    for name, items in board.groups:
        earned = {item: (max if most else min)(levels) for item, levels in items}
        total = _round(sum(earned.values()))
        whole += total
        if not (marks.passed(name, total) and all(marks.passed(*pair) for pair in earned.items())):
            return False
    return marks.passed("", _round(whole))


@lru_cache(maxsize=KEPT)
def _beside(board: Board, group: str, indicator: str) -> Levels:
    """Return what the other indicators of a group can earn together, each passing its own tests."""
    items = dict(board.groups)[group]
    return _sums(board.marks, tuple((item, levels) for item, levels in items if item != indicator))


@lru_cache(maxsize=KEPT)
def _elsewhere(board: Board, group: str) -> Levels:
    """Return what the other groups can earn together, each passing its own tests."""
    total = {0.0}
    for name, items in board.groups:
        if name != group:
            own = [points for points in _sums(board.marks, items) if board.marks.passed(name, points)]
            total = {_round(one + other) for one in total for other in own}
    return tuple(sorted(total))


@lru_cache(maxsize=KEPT)
def _sums(marks: Marks, items: tuple[tuple[str, Levels], ...]) -> Levels:
    total = {0.0}
    for item, levels in items:
        passing = [level for level in levels if marks.passed(item, level)]
        total = {_round(one + other) for one in total for other in passing}
    return tuple(sorted(total))


def _round(points: float) -> float:
    return round(points, SUM_DIGITS)
