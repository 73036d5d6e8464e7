"""Which answers to one question would settle an outcome at once, whatever the rest turns out to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from littlegiant.asking.hearing import Hearing
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import Fact, ValueType
from littlegiant.verdicts.decisive.unknown import Unknowns
from littlegiant.verdicts.row import Row

CODES = (ValueType.CODE, ValueType.TEXT, ValueType.DATE)


@dataclass(frozen=True)
class Settling:
    """Answers in one column that settle an outcome: one of `values`, or every number within the ends that are given.

    `least` and `most` belong to the range, `above` and `below` do not.
    """

    standard: str
    column: str
    outcome: str
    values: tuple[Any, ...] = ()
    least: float | None = None
    above: float | None = None
    most: float | None = None
    below: float | None = None

    def covers(self, cell: Any) -> bool:
        """Say whether an answer is among them."""
        if self.values:
            return cell in self.values
        return (
            (self.least is None or cell >= self.least)
            and (self.above is None or cell > self.above)
            and (self.most is None or cell <= self.most)
            and (self.below is None or cell < self.below)
        )

    def as_dict(self) -> dict[str, Any]:
        """Return what is given of it."""
        ends = {"least": self.least, "above": self.above, "most": self.most, "below": self.below}
        found = {"standard": self.standard, "column": self.column, "outcome": self.outcome}
        given = {"values": list(self.values)} if self.values else {}
        return {**found, **given, **{name: end for name, end in ends.items() if end is not None}}


def settling(row: Row, column: str) -> tuple[Settling, ...]:
    """Return the answers in one unknown column that settle the outcome of one rulebook at once."""
    known = load_dictionary().of_column(column)
    if known is None or known[0].type in CODES or _is_row(row, column):
        return ()
    cells = Unknowns(row).trying.cells(column, dict(row.cells))
    if not cells:
        return ()
    hearing = Hearing(row, {column: np.array(cells)}, {column: 1}, len(cells))
    return tuple(_found(hearing, known[0], column, cells))


def _is_row(row: Row, column: str) -> bool:
    return any(column == rule.row_fact for rule in row.rulebook.classifications.values())


def _found(hearing: Hearing, fact: Fact, column: str, cells: list[Any]) -> Iterator[Settling]:
    met, unmet = np.ones(len(cells), bool), np.zeros(len(cells), bool)
    for condition in hearing.conditions:
        one, other = hearing.state(condition, 1)
        met, unmet = met & one, unmet | other
    name = hearing.row.rulebook.name
    for outcome, where in (("met", met), ("unmet", unmet)):
        if not fact.type.is_number:
            values = tuple(cell for cell, settles in zip(cells, where, strict=True) if settles)
            if values:
                yield Settling(name, column, outcome, values)
            continue
        for first, last in _runs(list(where)):
            yield Settling(name, column, outcome, **_ends(cells, first, last))


def _runs(where: list[bool]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last place of every run of true ones."""
    start = None
    for place, settles in enumerate([*where, False]):
        if settles and start is None:
            start = place
        elif not settles and start is not None:
            yield start, place - 1
            start = None


def _ends(cells: list[float], first: int, last: int) -> dict[str, Any]:
    """Return the ends of a run, of two ways to name a border the rounder one."""
    found: dict[str, Any] = {}
    if first > 0:
        before, own = cells[first - 1], cells[first]
        found |= {"above": before} if _digits(before) < _digits(own) else {"least": own}
    if last < len(cells) - 1:
        own, after = cells[last], cells[last + 1]
        found |= {"most": own} if _digits(own) < _digits(after) else {"below": after}
    return found


def _digits(number: float) -> int:
    return len(f"{number:.10g}".rstrip("0").rstrip("."))
