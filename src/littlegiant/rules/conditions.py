"""Nodes that are met, unmet or unknown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from littlegiant.rules.values import FactValue, Number, Value, leaves

Operator = Literal[">=", ">", "<=", "<", "==", "!="]


@dataclass(frozen=True)
class Truth:
    """A boolean fact that must be true; `shift` as in FactValue."""

    fact: str
    shift: int = 0


@dataclass(frozen=True)
class OneOf:
    """A category, code or text fact that must be one of `options`."""

    fact: str
    options: frozenset[str]
    shift: int = 0


@dataclass(frozen=True)
class Compare:
    """A value against a constant; comparing two values is the sign of their difference."""

    value: Value
    operator: Operator
    number: Number


@dataclass(frozen=True)
class Not:
    """The opposite; unknown stays unknown."""

    item: Condition


@dataclass(frozen=True)
class All:
    """Every item is met. `series` says how many years it runs over when it was written as each(n, …)."""

    items: tuple[Condition, ...]
    series: int = 0


@dataclass(frozen=True)
class Any:
    """At least one item is met. `series` as in All, for any_year(n, …)."""

    items: tuple[Condition, ...]
    series: int = 0


@dataclass(frozen=True)
class AtLeast:
    """At least `number` of the items are met."""

    number: int
    items: tuple[Condition, ...]


@dataclass(frozen=True)
class Choose:
    """The condition that `when` selects; undecided, both must agree."""

    when: Condition
    then: Condition
    otherwise: Condition


@dataclass(frozen=True)
class ByPlace:
    """The condition of the enterprise's province (two-digit code), else the default.

    With an unknown province all of them must agree.
    """

    branches: tuple[tuple[str, Condition], ...]
    default: Condition


@dataclass(frozen=True)
class ClassAmong:
    """The size class by the edition's classification of that name is one of `classes`."""

    classification: str
    classes: frozenset[str]


@dataclass(frozen=True)
class Named:
    """A part with an id, so that an explanation can point at it: `kind` is test, exemption or alternative."""

    id: str
    kind: Literal["test", "exemption", "alternative", "part"]
    item: Condition


Condition = Truth | OneOf | Compare | Not | All | Any | AtLeast | Choose | ByPlace | ClassAmong | Named
Atom = Truth | OneOf | Compare | ClassAmong


def children(condition: Condition) -> tuple[Condition, ...]:
    """Return the conditions directly inside one; none for an atom."""
    match condition:
        case All() | Any() | AtLeast():
            return condition.items
        case Not() | Named():
            return (condition.item,)
        case Choose():
            return (condition.when, condition.then, condition.otherwise)
        case ByPlace():
            return (*(branch for _, branch in condition.branches), condition.default)
        case _:
            return ()


def atoms(condition: Condition) -> Iterator[Atom]:
    """Yield the atoms of a condition from left to right, repeated ones repeated."""
    if isinstance(condition, Truth | OneOf | Compare | ClassAmong):
        yield condition
    for child in children(condition):
        yield from atoms(child)


def condition_leaves(condition: Condition) -> tuple[tuple[str, int], ...]:
    """Return (fact, shift) of everything a condition reads directly, each once; classifications not included."""
    found: dict[tuple[str, int], None] = {}
    for atom in atoms(condition):
        match atom:
            case Truth() | OneOf():
                found.setdefault((atom.fact, atom.shift))
            case Compare():
                for leaf in leaves(atom.value):
                    found.setdefault((leaf.fact, leaf.shift))
            case ClassAmong():
                pass
    return tuple(found)


def fact_of(leaf: FactValue) -> tuple[str, int]:
    """Return (fact, shift) of a numeric leaf."""
    return leaf.fact, leaf.shift
