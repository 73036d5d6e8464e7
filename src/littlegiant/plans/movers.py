"""One enterprise that a reform moves as a row: what it is counted by, from where to where, by which clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from littlegiant.engines.moving import Mover, deciding_side
from littlegiant.rules.conditions import Compare, Condition, atoms
from littlegiant.standards.model import Rulebook
from littlegiant.verdicts.measure import plain

COLUMNS = (
    "id", "name", "province", "industry", "size", "age", "from", "to", "clauses",
    "clause", "value", "unit", "threshold_old", "threshold_new",
)  # fmt: skip
SEPARATOR = ";"


@dataclass(frozen=True)
class Figure:
    """What a clause holds its value against, in the old and the new rules; `shown` says that the value is of it."""

    old: Fraction | None
    new: Fraction | None
    unit: str
    shown: bool


def mover_row(mover: Mover, books: tuple[Rulebook, Rulebook]) -> dict[str, Any]:
    """Return the plain values of COLUMNS; `clauses` joined by semicolons, value and thresholds of the first of them."""
    row: dict[str, Any] = dict.fromkeys(COLUMNS)
    row |= {"id": mover.id, "name": mover.name, **mover.kinds, "from": mover.pair[0], "to": mover.pair[1]}
    row["clauses"] = SEPARATOR.join(name for name, _ in mover.decided_by) or None
    if not mover.decided_by:
        return row
    name, value = min(mover.decided_by, key=lambda item: not _moved(item[0], books))
    row["clause"] = name
    figure = _figure(name, books, deciding_side(mover.pair)[0])
    if figure is not None:
        row |= {
            "value": plain(value) if figure.shown else None,
            "unit": figure.unit,
            "threshold_old": _plain(figure.old),
            "threshold_new": _plain(figure.new),
        }
    return row


def _figure(name: str, books: tuple[Rulebook, Rulebook], side: int) -> Figure | None:
    """Return the figure of the threshold that moved in a clause, else of the value the clause is shown with."""
    sides = [_comparisons(book, name) for book in books]
    own = sides[side]
    if not own:
        return None
    chosen = next((atom for atom in own if _differs(atom.number.key, books)), own[0])
    twins = [next((atom for atom in found if _like(atom, chosen)), None) for found in sides]
    old, new = (None if twin is None else twin.number.value for twin in twins)
    return Figure(old, new, str(chosen.number.unit), _like(chosen, own[0]))


def _moved(name: str, books: tuple[Rulebook, Rulebook]) -> bool:
    return any(_differs(atom.number.key, books) for book in books for atom in _comparisons(book, name))


def _differs(key: str, books: tuple[Rulebook, Rulebook]) -> bool:
    old, new = (book.thresholds.get(key) for book in books)
    return old is not None and new is not None and old.value != new.value


def _like(one: Compare, other: Compare) -> bool:
    return (one.value, one.operator) == (other.value, other.operator)


def _comparisons(book: Rulebook, name: str) -> list[Compare]:
    item = book.criterion(name)
    return [] if item is None else list(_compare_atoms(item.condition))


def _compare_atoms(condition: Condition) -> Iterator[Compare]:
    return (atom for atom in atoms(condition) if isinstance(atom, Compare))


def _plain(value: Fraction | None) -> int | float | None:
    return None if value is None else plain(float(value))
