"""What changes between two editions, clause by clause.

A clause is held against the clause of the same name, else against the clauses whose meaning it shares. Which way it
moved is proved (`rules.implication`): tightened where meeting the new wording means meeting the old one, loosened
where it is the other way round, reworded where both hold, changed where neither could be shown.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any as Anything
from typing import Literal

from littlegiant.rules.conditions import All, Condition, Named, condition_leaves
from littlegiant.rules.implication import implies
from littlegiant.rules.plain_logic import bare
from littlegiant.rules.values import Number, ScorePart
from littlegiant.standards.model import Criterion, Rulebook

Kind = Literal["added", "dropped", "tightened", "loosened", "changed", "reworded", "unchanged"]
KINDS: tuple[Kind, ...] = ("dropped", "loosened", "tightened", "changed", "added", "reworded", "unchanged")


@dataclass(frozen=True)
class NumberMoved:
    """A named threshold with another value; values in the canonical unit."""

    name: str
    old: Fraction
    new: Fraction
    unit: str


@dataclass(frozen=True)
class Change:
    """What became of some clauses: `old` and `new` are the clauses concerned, one side empty for added or dropped.

    `numbers` are the thresholds of these clauses that moved. `related` names clauses of the other edition that
    look at some of the same facts.
    """

    kind: Kind
    old: tuple[Criterion, ...]
    new: tuple[Criterion, ...]
    numbers: tuple[NumberMoved, ...] = ()
    related: tuple[str, ...] = ()

    @property
    def criterion(self) -> str:
        """Return the id of the clause as it is called now, or was called last."""
        return (self.new or self.old)[0].id


@dataclass(frozen=True)
class Difference:
    """Two rulebooks and all that changed between them, in the order of the new one, what was dropped last."""

    old: Rulebook
    new: Rulebook
    changes: tuple[Change, ...]
    numbers: tuple[NumberMoved, ...] = ()

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """Return the changes of one kind."""
        return tuple(change for change in self.changes if change.kind == kind)


def difference(old: Rulebook, new: Rulebook) -> Difference:
    """Hold every clause of one edition against the other's."""
    numbers = tuple(moved(old, new, old.thresholds))
    return Difference(old, new, tuple(_Comparison(old, new).changes()), numbers)


def moved(old: Rulebook, new: Rulebook, names: Iterable[str]) -> Iterator[NumberMoved]:
    """Yield those of some named thresholds that both rulebooks have, with different values."""
    for name in names:
        before, after = old.thresholds.get(name), new.thresholds.get(name)
        if before and after and (before.value, before.unit) != (after.value, after.unit):
            yield NumberMoved(name, before.value, after.value, str(after.unit))


class _Comparison:
    def __init__(self, old: Rulebook, new: Rulebook) -> None:
        self.old, self.new = old, new
        self.same_score = bare(old.score) == bare(new.score)

    def changes(self) -> Iterator[Change]:
        """Yield every change, the clauses of the new edition in its order, then what was dropped."""
        named = {item.id: item for item in self.old.criteria}
        kept = {item.id for item in self.new.criteria} & set(named)
        gone = [item for item in self.old.criteria if item.id not in kept]
        taken = self._taken_over(gone, [item for item in self.new.criteria if item.id not in kept])
        for item in self.new.criteria:
            if item.id in kept:
                yield self._pair((named[item.id],), item)
            elif taken.get(item.id):
                yield self._pair(tuple(taken[item.id]), item)
            else:
                yield Change("added", (), (item,), related=self._related(item, self.old.criteria))
        moved = {item.id for found in taken.values() for item in found}
        for item in gone:
            if item.id not in moved:
                yield Change("dropped", (item,), (), related=self._related(item, self.new.criteria))

    def _taken_over(self, gone: list[Criterion], fresh: list[Criterion]) -> dict[str, list[Criterion]]:
        """Return which old clauses a new clause of another name stands for: it says the same, more, or less."""
        found: dict[str, list[Criterion]] = {}
        for item in gone:
            heir = next((other for other in fresh if self._inherits(other, item)), None)
            if heir is not None:
                found.setdefault(heir.id, []).append(item)
        return found

    def _inherits(self, heir: Criterion, item: Criterion) -> bool:
        old, new = self._condition(item), heir.condition
        if not set(_facts(old)) & set(_facts(new)):
            return False
        if implies([new], old):
            return True
        return any(
            set(_facts(part)) & set(_facts(old)) and implies([old], part) and not implies([], part)
            for part in conjuncts(new)
        )

    def _pair(self, old: tuple[Criterion, ...], new: Criterion) -> Change:
        before = All(tuple(self._condition(item) for item in old))
        return Change(self._direction(old, before, new), old, (new,), tuple(self._moved(old, new)))

    def _direction(self, old: tuple[Criterion, ...], before: Condition, new: Criterion) -> Kind:
        stricter, weaker = implies([new.condition], before), implies([before], new.condition)
        if stricter and weaker:
            same = len(old) == 1 and (old[0].id, old[0].entry.text) == (new.id, new.entry.text)
            return "unchanged" if same else "reworded"
        return "tightened" if stricter else "loosened" if weaker else "changed"

    def _condition(self, item: Criterion) -> Condition:
        """Return an old condition; points of another score are not the new one's points, whatever their name."""
        return item.condition if self.same_score else _with_parts_renamed(item.condition)

    def _moved(self, old: tuple[Criterion, ...], new: Criterion) -> Iterator[NumberMoved]:
        used = {number.key for item in old for number in numbers_in(item.condition)}
        both = [number.key for number in numbers_in(new.condition) if number.key in used]
        yield from moved(self.old, self.new, dict.fromkeys(both))

    def _related(self, item: Criterion, others: Iterable[Criterion]) -> tuple[str, ...]:
        wanted = set(_facts(item.condition))
        return tuple(other.id for other in others if wanted & set(_facts(other.condition)))


def conjuncts(condition: Condition) -> tuple[Condition, ...]:
    """Return the parts of a condition that must all be met, a yearly series as one part."""
    if isinstance(condition, Named):
        return conjuncts(condition.item)
    if isinstance(condition, All) and not condition.series:
        return tuple(part for item in condition.items for part in conjuncts(item))
    return (condition,)


def numbers_in(node: Anything) -> Iterator[Number]:
    """Yield every constant of a condition, with the place it comes from."""
    if isinstance(node, Number):
        yield node
    elif isinstance(node, tuple):
        for item in node:
            yield from numbers_in(item)
    elif dataclasses.is_dataclass(node):
        for field in dataclasses.fields(node):
            yield from numbers_in(getattr(node, field.name))


def _facts(condition: Condition) -> list[str]:
    return [fact for fact, _ in condition_leaves(condition)]


def _with_parts_renamed(node: Anything) -> Anything:
    if isinstance(node, ScorePart):
        return replace(node, part=f"old:{node.part}")
    if isinstance(node, tuple):
        return tuple(_with_parts_renamed(item) for item in node)
    if dataclasses.is_dataclass(node) and not isinstance(node, type):
        kept = {
            field.name: _with_parts_renamed(getattr(node, field.name)) for field in dataclasses.fields(node)
        }
        return type(node)(**kept)
    return node
