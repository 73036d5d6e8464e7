"""The smallest change of one fact that would make a comparison, or a whole criterion, hold."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from littlegiant.errors import Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import Fact, ValueType
from littlegiant.rules.conditions import (
    All,
    Any,
    AtLeast,
    Atom,
    ByPlace,
    Choose,
    Compare,
    Condition,
    Named,
    atoms,
    children,
)
from littlegiant.rules.values import (
    CompoundGrowth,
    Divide,
    FactValue,
    Mean,
    MeanGrowth,
    ScorePart,
    Total,
    Value,
    leaves,
)
from littlegiant.verdicts.explanation_exact import Needed, holds, known_of, needed, with_fact
from littlegiant.verdicts.explanation_facts import capital, named, unit_of, year_of
from littlegiant.verdicts.explanation_numbers import distance, short_amount
from littlegiant.verdicts.explanation_tree import Change
from littlegiant.verdicts.measure import plain
from littlegiant.verdicts.row import Row


@dataclass(frozen=True)
class Changed(Row):
    """The same enterprise with one numeric fact replaced: comparisons of that fact are decided anew."""

    leaf: FactValue
    replacement: Fraction

    def atom(self, atom: Atom) -> bool | None:
        """Return what the engine decided, or the comparison of the replaced fact."""
        if isinstance(atom, Compare) and self.leaf in leaves(atom.value):
            return holds(atom, with_fact(known_of(self), self.leaf, self.replacement))
        return super().atom(atom)

    def state(self, condition: Condition) -> bool | None:
        """Return whether a condition is met with the fact replaced."""
        decided = {self.registry.atom_column(atom): self.atom(atom) for atom in atoms(condition)}
        return self.registry.reader(condition)({**self.cells, **decided})


def change_of(test: Compare, row: Row) -> Change | None:
    """Return what the fact that moves a comparison would have to be, None where no single fact would do."""
    found = _needed(test, row)
    return None if found is None else _worded(*found, row)


def change_for(condition: Condition, row: Row) -> Change | None:
    """Return the smallest single change of the first fact by which a whole condition would be met."""
    found = [item for item in _candidates(condition, row) if _suffices(item, condition, row)]
    if not found:
        return None
    first, known = found[0][0].leaf, known_of(row)
    now = known(first.fact, first.shift)
    same = [item for item in found if item[0].leaf == first]
    best = same[0] if now is None else min(same, key=lambda item: abs(item[1] - now))
    return _worded(*best, row)


def _candidates(condition: Condition, row: Row) -> Iterator[tuple[Needed, Fraction]]:
    """Yield what single facts would have to be for the comparisons that a condition asks for, one by one."""
    for atom in _asked(condition, row):
        found = _needed(atom, row) if row.atom(atom) is not True else None
        if found is not None:
            yield found


def _asked(condition: Condition, row: Row) -> Iterator[Compare]:
    """Yield the comparisons that must hold: not those that only choose a branch, nor those that must fail."""
    match condition:
        case Compare():
            yield condition
        case Choose() | ByPlace():
            for branch in row.branches(condition):
                yield from _asked(branch, row)
        case Named() | All() | Any() | AtLeast():
            for item in children(condition):
                yield from _asked(item, row)


def _suffices(item: tuple[Needed, Fraction], condition: Condition, row: Row) -> bool:
    return Changed(row.rulebook, row.registry, row.cells, item[0].leaf, item[1]).state(condition) is True


def _needed(test: Compare, row: Row) -> tuple[Needed, Fraction] | None:
    """Return the bound of the moving fact and the nearest permitted value that reaches it."""
    if isinstance(test.value, ScorePart):
        return None
    leaf, known = _moving(test.value, row), known_of(row)
    found = None if leaf is None else needed(test, leaf, known)
    if found is None:
        return None
    fact = load_dictionary()[found.leaf.fact]
    value = _on_grid(found, fact)
    if value is None or not _permitted(value, fact) or not holds(test, with_fact(known, found.leaf, value)):
        return None
    return (found, value) if _left_open(found.leaf, value, row) else None


def _left_open(leaf: FactValue, value: Fraction, row: Row) -> bool:
    """Say whether the other criteria leave an unknown fact this value."""
    if row.fact(leaf.fact, leaf.shift) is not None:
        return True
    low, high = row.narrowed(leaf.fact, leaf.shift)
    return low <= value <= high


def _moving(value: Value, row: Row) -> FactValue | None:
    """Return the one unknown fact of a value; with everything known the one above the line, of the latest year."""
    unknown = [leaf for leaf in leaves(value) if row.fact(leaf.fact, leaf.shift) is None]
    if unknown:
        return unknown[0] if len(unknown) == 1 else None
    match value:
        case Divide():
            return _moving(value.left, row)
        case FactValue() | Total() | Mean() | MeanGrowth() | CompoundGrowth():
            return leaves(value)[0]
        case _:
            return None


def _on_grid(found: Needed, fact: Fact) -> Fraction | None:
    """Return the nearest value on the right side of the bound: whole yuan, whole persons, else the bound itself."""
    if not (fact.whole or fact.type in (ValueType.MONEY, ValueType.PERSONS)):
        return found.bound if found.inclusive else None
    nearest = math.ceil(found.bound) if found.rising else math.floor(found.bound)
    if nearest == found.bound and not found.inclusive:
        nearest += 1 if found.rising else -1
    return Fraction(nearest)


def _permitted(value: Fraction, fact: Fact) -> bool:
    least, most = fact.minimum, fact.maximum
    return (least is None or value >= Fraction(least)) and (most is None or value <= Fraction(most))


def _worded(found: Needed, value: Fraction, row: Row) -> Change:
    leaf, fact = found.leaf, load_dictionary()[found.leaf.fact]
    year = year_of(row, fact, leaf.shift)
    label, current = named(fact, year), known_of(row)(leaf.fact, leaf.shift)
    closed = year is not None and year <= row.rulebook.last_year
    text = (
        _from_nothing(label, value, fact, found)
        if current is None
        else _from_current((label, current), value, fact, closed)
    )
    return Change(
        column=row.registry.column(leaf.fact, leaf.shift),
        label=capital(label),
        current=None if current is None else plain(float(current)),
        needed=plain(float(value)),
        at_least=found.rising,
        closed=closed,
        text=text,
    )


def _from_nothing(label: Text, value: Fraction, fact: Fact, found: Needed) -> Text:
    figure = short_amount(value, unit_of(fact))
    zh, en = ("不低于", "at least") if found.rising else ("不高于", "at most")
    if unit_of(fact) == "rank":
        zh, en = ("优于或等于", "no worse than")
    return Text(f"{label.zh}{zh}{figure.zh}即可满足", f"{label.en} of {en} {figure.en} would be enough")


def _from_current(now: tuple[Text, Fraction], value: Fraction, fact: Fact, closed: bool) -> Text:
    label, current = now
    unit = unit_of(fact)
    goal, have, gap = short_amount(value, unit), short_amount(current, unit), _gap(abs(value - current), unit)
    must, short, word = _direction(value > current, unit)
    verb = "would have had to be" if closed else "would have to be"
    return Text(
        f"{label.zh}{must}{goal.zh}，现为{have.zh}，{short}{gap.zh}",
        f"{label.en} {verb} {goal.en} instead of {have.en}, {gap.en} {word}",
    )


def _direction(up: bool, unit: str) -> tuple[str, str, str]:
    """Return what is asked and what is lacking: must reach and lacks, must sink to and exceeds."""
    if unit == "rank":
        return ("须为", "多出", "lower") if up else ("须为", "差", "better")
    return ("须达到", "差", "more") if up else ("须降到", "多出", "less")


def _gap(size: Fraction, unit: str) -> Text:
    return short_amount(size, unit) if unit == "CNY" else distance(size, unit)
