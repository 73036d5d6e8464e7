"""Which criteria cannot all be met, where an outcome is unmet although none of them is unmet for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from littlegiant.facts.dictionary import load_dictionary
from littlegiant.rules.conditions import ClassAmong, atoms
from littlegiant.verdicts.measure import plain
from littlegiant.verdicts.row import Row

_BOUND = re.compile(r"j_(?P<fact>.+)_(?P<back>\d+)_low")
ALIKE = 1e-12


@dataclass(frozen=True)
class Conflict:
    """Criteria that together ask the impossible: of an unknown fact at least so much and at most so much.

    `fact` and the bounds are None where it is a score that the others keep below its mark.
    """

    criteria: tuple[str, ...]
    fact: str | None = None
    at_least: float | None = None
    at_most: float | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the conflict as JSON values."""
        return {
            "criteria": list(self.criteria),
            "fact": self.fact,
            "at_least": plain(self.at_least),
            "at_most": plain(self.at_most),
        }


def conflicts_of(row: Row) -> tuple[Conflict, ...]:
    """Return what contradicts itself; nothing where some criterion is unmet, or the outcome is not."""
    states = [row.cells.get(f"c_{item.id}") for item in row.rulebook.criteria]
    if row.cells.get("outcome") is not False or not states or False in states:
        return ()
    crossed = tuple(_crossed(row))
    return crossed or tuple(_scored(row))


def _crossed(row: Row) -> Iterator[Conflict]:
    for name, low in row.cells.items():
        found = _BOUND.fullmatch(name)
        high = row.cells.get(f"{name.removesuffix('_low')}_high") if found else None
        if found is None or low is None or high is None or low <= high + abs(high) * ALIKE:
            continue
        bound = name.removesuffix("_low")
        least, most = _asking(row, f"{bound}_low", low), _asking(row, f"{bound}_high", high)
        order = [item.id for item in row.rulebook.criteria]
        criteria = sorted({*least, *(most or _classing(row))}, key=order.index)
        column = row.registry.column(found["fact"], -int(found["back"]))
        yield Conflict(tuple(criteria), column, float(low), float(high))


def _asking(row: Row, bound: str, value: float) -> list[str]:
    """Return the first criterion that asks for just this bound."""
    found = [item.id for item in row.rulebook.criteria if row.cells.get(f"d_{item.id}_{bound}") == value]
    return found[:1]


def _classing(row: Row) -> list[str]:
    """Return the criterion that asks for a size: it bounds a fact where no other does."""
    found = [
        item.id
        for item in row.rulebook.criteria
        if any(isinstance(atom, ClassAmong) for atom in atoms(item.condition))
    ]
    return found[:1]


def _scored(row: Row) -> Iterator[Conflict]:
    """Yield the scores that what the other criteria ask keeps below their mark."""
    asking = [
        item.id
        for item in row.rulebook.criteria
        if any(_bounds(name, item.id) and cell is not None for name, cell in row.cells.items())
    ]
    for item in row.rulebook.criteria:
        if row.cells.get(f"j_{item.id}") is False:
            yield Conflict(tuple(dict.fromkeys((*asking, item.id))))


def _bounds(name: str, criterion: str) -> bool:
    if not name.startswith(f"d_{criterion}_j_"):
        return False
    fact = name.removeprefix(f"d_{criterion}_j_").rpartition("_")[0].rpartition("_")[0]
    return fact in load_dictionary()
