"""What the unknown cells of one enterprise may be together: the implications of the dictionary, as checks."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from littlegiant.facts.dictionary import load_dictionary

Cells = Mapping[str, Any]
Check = Callable[[Cells], bool]
NO_RANK = math.inf


@lru_cache(maxsize=1)
def gates() -> dict[str, tuple[str, ...]]:
    """Return for each rank the awards whose absence leaves no rank: its own, and those that it would prove."""
    known = load_dictionary().implications
    found = {}
    for rank, award in known.ranks:
        awards = [award]
        for one in awards:
            awards += [
                weaker for stronger, weaker in known.truths if stronger == one and weaker not in awards
            ]
        found[rank] = tuple(awards)
    return found


def rank_of(cells: Cells, rank: str) -> float | None:
    """Return a rank, infinite where there is no award."""
    for award in gates()[rank]:
        if cells.get(award) is False:
            return NO_RANK
    found: float | None = cells.get(rank)
    return found


class Ties:
    """The checks by column, and which columns hang together; `total_columns` gives a total's years."""

    def __init__(self, total_columns: Callable[[str, int], tuple[str, ...]]) -> None:
        self.checks: dict[str, list[Check]] = {}
        self.tied: dict[str, set[str]] = {}
        known = load_dictionary().implications
        for stronger, weaker in known.truths:
            self._add((stronger, weaker), _not_without(stronger, weaker))
        for rank, awards in gates().items():
            self._tie((rank, *awards))
        for larger, smaller in known.at_least:
            self._add((larger, smaller), _not_below(_plain(larger), _plain(smaller)))
        for wider, narrower in known.at_most_rank:
            columns = (wider, narrower, *gates().get(wider, ()), *gates().get(narrower, ()))
            self._add(columns, _not_below(_rank(narrower), _rank(wider)))
        for total, yearly, years in known.totals:
            columns = total_columns(yearly, years)
            self._add((total, *columns), _adds_up(total, columns))
        self._closed()

    def group(self, column: str) -> frozenset[str]:
        """Return the columns that hang together with one, itself included."""
        return self.groups.get(column) or frozenset((column,))

    def consistent(self, cells: Cells, columns: list[str]) -> bool:
        """Say whether an enterprise can have these cells, as far as the checks on some columns tell."""
        return all(check(cells) for column in columns for check in self.checks.get(column, ()))

    def _add(self, columns: tuple[str, ...], check: Check) -> None:
        for column in columns:
            self.checks.setdefault(column, []).append(check)
        self._tie(columns)

    def _tie(self, columns: tuple[str, ...]) -> None:
        for column in columns:
            self.tied.setdefault(column, set()).update(columns)

    def _closed(self) -> None:
        self.groups: dict[str, frozenset[str]] = {}
        for column in self.tied:
            seen, todo = {column}, [column]
            while todo:
                todo = [other for one in todo for other in self.tied[one] if other not in seen]
                seen.update(todo)
            self.groups[column] = frozenset(seen)


def _plain(column: str) -> Callable[[Cells], Any]:
    return lambda cells: cells.get(column)


def _rank(column: str) -> Callable[[Cells], Any]:
    return (lambda cells: rank_of(cells, column)) if column in gates() else _plain(column)


def _not_without(stronger: str, weaker: str) -> Check:
    return lambda cells: cells.get(stronger) is not True or cells.get(weaker) is not False


def _not_below(larger: Callable[[Cells], Any], smaller: Callable[[Cells], Any]) -> Check:
    def holds(cells: Cells) -> bool:
        one, other = larger(cells), smaller(cells)
        return one is None or other is None or bool(one >= other)

    return holds


def _adds_up(total: str, columns: tuple[str, ...]) -> Check:
    def holds(cells: Cells) -> bool:
        whole = cells.get(total)
        if whole is None:
            return True
        parts = [cells[column] for column in columns if cells.get(column) is not None]
        spare = whole - sum(parts)
        slack = 1e-9 * max(1.0, abs(whole))
        return bool(abs(spare) <= slack if len(parts) == len(columns) else spare >= -slack)

    return holds
