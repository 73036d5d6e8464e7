"""Whether meeting some conditions means meeting another: a proof, or no answer.

`implies` is sound: what it says holds for every enterprise of which everything is known, values that are not
defined included. It is not complete: False means that no proof was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import Implications
from littlegiant.rules.conditions import AtLeast, ClassAmong, Compare, Condition, OneOf, Operator, Truth
from littlegiant.rules.plain_logic import Either, Every, Formula, Literal, Span, formula
from littlegiant.rules.values import FactValue, Value

MOST_CASES = 5_000
"""How many cases are gone through before the proof is given up."""


def implies(premises: Sequence[Condition], goal: Condition) -> bool:
    """Say whether every enterprise that meets the premises is proved to meet the goal."""
    return _Proof().holds([formula(item) for item in premises], formula(goal))


@dataclass
class _Proof:
    cases: int = 0

    def holds(self, premises: list[Formula], goal: Formula) -> bool:
        """Go through the cases of the premises until each proves the goal or cannot occur."""
        self.cases += 1
        if self.cases > MOST_CASES:
            return False
        known, open_ = _Known(), [*premises]
        waiting: list[Either] = []
        while open_:
            item = open_.pop()
            match item:
                case Literal():
                    known.add(item)
                case Every():
                    open_ += item.items
                case Either():
                    waiting.append(item)
        if known.impossible() or self._proved(known, goal):
            return True
        if isinstance(goal, Every):
            kept: list[Formula] = [*known.literals, *waiting]
            return all(self.holds(kept, part) for part in goal.items)
        if not waiting:
            return False
        first, *rest = sorted(waiting, key=lambda item: len(item.items))
        return all(self.holds([*known.literals, *rest, way], goal) for way in first.items)

    def _proved(self, known: _Known, goal: Formula) -> bool:
        match goal:
            case Literal():
                return known.proves(goal)
            case Every():
                return all(self._proved(known, item) for item in goal.items)
            case Either():
                return any(self._proved(known, item) for item in goal.items)


@dataclass
class _Known:
    """What one case takes as given, with what the dictionary says follows from it."""

    literals: list[Literal] = field(default_factory=list)
    spans: dict[Value, Span] = field(default_factory=dict)
    truths: dict[tuple[str, int], bool] = field(default_factory=dict)
    options: dict[tuple[str, int], frozenset[str]] = field(default_factory=dict)
    barred: dict[tuple[str, int], frozenset[str]] = field(default_factory=dict)
    classes: dict[str, frozenset[str]] = field(default_factory=dict)
    broken: bool = False

    def add(self, literal: Literal) -> None:
        """Take a literal as given."""
        self.literals.append(literal)
        atom = literal.atom
        match atom:
            case Compare():
                self._span(atom.value).narrow(atom.operator, atom.number.value)
                self._related_numbers(atom)
            case Truth():
                self._truth((atom.fact, atom.shift), literal.holds)
            case OneOf():
                self._option(atom, literal.holds)
            case ClassAmong() if literal.holds:
                before = self.classes.get(atom.classification, atom.classes)
                self.classes[atom.classification] = before & atom.classes
            case _:
                pass

    def impossible(self) -> bool:
        """Say whether what is given contradicts itself."""
        empty = any(not found for found in (*self.options.values(), *self.classes.values()))
        return self.broken or empty or any(span.empty for span in self.spans.values())

    def proves(self, goal: Literal) -> bool:
        """Say whether a literal follows."""
        atom = goal.atom
        if goal in self.literals:
            return True
        match atom:
            case Compare():
                return atom.value in self.spans and self.spans[atom.value].within(
                    atom.operator, atom.number.value
                )
            case Truth():
                return self.truths.get((atom.fact, atom.shift)) is goal.holds
            case OneOf():
                return self._proves_option(atom, goal.holds)
            case ClassAmong():
                return goal.holds and self.classes.get(atom.classification, frozenset({""})) <= atom.classes
            case AtLeast():
                return goal.holds and any(self._fewer(atom, other) for other in self.literals)

    def _fewer(self, wanted: AtLeast, given: Literal) -> bool:
        other = given.atom
        return (
            given.holds
            and isinstance(other, AtLeast)
            and other.number >= wanted.number
            and set(other.items) <= set(wanted.items)
        )

    def _proves_option(self, atom: OneOf, holds: bool) -> bool:
        key = (atom.fact, atom.shift)
        found, barred = self.options.get(key), self.barred.get(key, frozenset())
        if holds:
            return found is not None and found - barred <= atom.options
        return atom.options <= barred or (found is not None and not found & atom.options)

    def _option(self, atom: OneOf, holds: bool) -> None:
        key = (atom.fact, atom.shift)
        if holds:
            self.options[key] = self.options.get(key, atom.options) & atom.options
        else:
            self.barred[key] = self.barred.get(key, frozenset()) | atom.options
        if key in self.options:
            self.options[key] -= self.barred.get(key, frozenset())

    def _span(self, value: Value) -> Span:
        if value not in self.spans:
            self.spans[value] = _permitted(value)
        return self.spans[value]

    def _truth(self, key: tuple[str, int], holds: bool) -> None:
        if key in self.truths:
            self.broken |= self.truths[key] is not holds
            return
        self.truths[key] = holds
        fact, shift = key
        for cause, effect in _implications().truths:
            if holds and cause == fact:
                self._truth((effect, shift), True)
            if not holds and effect == fact:
                self._truth((cause, shift), False)

    def _related_numbers(self, atom: Compare) -> None:
        """Hand a comparison of a plain fact on to the facts that are never below, or never above, it."""
        value, operator, number = atom.value, atom.operator, atom.number.value
        if not isinstance(value, FactValue):
            return
        known = _implications()
        for whole, part in known.at_least:
            if part == value.fact and operator in (">=", ">", "=="):
                self._carry(replace(value, fact=whole), ">=" if operator == "==" else operator, number)
            if whole == value.fact and operator in ("<=", "<", "=="):
                self._carry(replace(value, fact=part), "<=" if operator == "==" else operator, number)
        for wider, narrower in known.at_most_rank:
            if narrower == value.fact and operator in ("<=", "<", "=="):
                self._carry(replace(value, fact=wider), "<=" if operator == "==" else operator, number)
        for rank, award in known.ranks:
            if rank == value.fact and operator in ("<=", "<", "=="):
                self._truth((award, value.shift), True)

    def _carry(self, value: FactValue, operator: Operator, number: Fraction) -> None:
        self._span(value).narrow(operator, number)


def _permitted(value: Value) -> Span:
    """Return the numbers the dictionary permits for a plain fact; anything for what is computed."""
    if not isinstance(value, FactValue):
        return Span()
    fact = load_dictionary()[value.fact]
    low = None if fact.minimum is None else Fraction(str(fact.minimum))
    high = None if fact.maximum is None else Fraction(str(fact.maximum))
    return Span(low, high)


def _implications() -> Implications:
    return load_dictionary().implications
