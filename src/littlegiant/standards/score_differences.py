"""What changes in the score and in the classes between two editions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from littlegiant.rules.classes import Classification
from littlegiant.rules.plain_logic import bare
from littlegiant.rules.scores import Group, Indicator
from littlegiant.standards.model import Rulebook


@dataclass(frozen=True)
class PartChange:
    """A group or an indicator of the score: `kind` is added, dropped or changed; its most points then and now."""

    kind: str
    id: str
    old: Fraction | None
    new: Fraction | None


@dataclass(frozen=True)
class BoundChange:
    """The lower bound of a class in a row of the table, then and now; None where there is none."""

    row: int
    fact: str
    class_name: str
    old: Fraction | None
    new: Fraction | None
    unit: str


def score_changes(old: Rulebook, new: Rulebook) -> Iterator[PartChange]:
    """Yield every group and indicator that came, went or is earned otherwise, in the order of the new score."""
    before, after = _parts(old), _parts(new)
    for name, part in after.items():
        if name not in before:
            yield PartChange("added", name, None, part.max)
        elif bare(_own(before[name])) != bare(_own(part)):
            yield PartChange("changed", name, before[name].max, part.max)
    for name, part in before.items():
        if name not in after:
            yield PartChange("dropped", name, part.max, None)


def bound_changes(old: Rulebook, new: Rulebook) -> Iterator[BoundChange]:
    """Yield every bound of an own classification that moved, came or went."""
    before, after = _bounds(old), _bounds(new)
    for key in dict.fromkeys((*after, *before)):
        one, other = before.get(key), after.get(key)
        if one != other:
            unit = (other or one or (Fraction(0), ""))[1]
            yield BoundChange(*key, one and one[0], other and other[0], unit)


def _parts(rulebook: Rulebook) -> Mapping[str, Group | Indicator]:
    found: dict[str, Group | Indicator] = {}
    for group in rulebook.score.groups if rulebook.score else ():
        found[group.id] = group
        found |= {item.id: item for item in group.indicators}
    return found


def _own(part: Group | Indicator) -> object:
    """Return what a part says itself: a group its cap and what it holds, an indicator everything."""
    return part if isinstance(part, Indicator) else (part.max, tuple(item.id for item in part.indicators))


def _bounds(rulebook: Rulebook) -> dict[tuple[int, str, str], tuple[Fraction, str]]:
    table: Classification | None = rulebook.classifications.get(rulebook.edition.id)
    return {
        (row.number, bound.value.fact, name): (number.value, str(number.unit))
        for row in (table.rows if table else ())
        for bound in row.bounds
        for name, number in zip(table.classes[1:] if table else (), bound.numbers, strict=True)
    }
