"""A rulebook on a day as a programme over whole numbers: what must hold so that every criterion is met.

Only one direction is written: where a selector is true, its condition holds. What meets the programme therefore
meets the rulebook; that it does is checked again by the engine itself.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import Any

from littlegiant.facts.industries import industry_range
from littlegiant.plans.amounts import Amounts
from littlegiant.plans.effort import total_effort
from littlegiant.plans.linear import Linear
from littlegiant.plans.outlook import Outlook
from littlegiant.plans.scoring import Scoring
from littlegiant.plans.ties import tie
from littlegiant.plans.variables import Variables
from littlegiant.rules.classes import Bound, Classification
from littlegiant.rules.classes import Row as ClassRow
from littlegiant.rules.conditions import AtLeast, ClassAmong, Compare, OneOf, Operator, Truth
from littlegiant.rules.plain_logic import Either, Every, Formula, Literal, formula
from littlegiant.rules.values import ScorePart
from littlegiant.standards.model import Rulebook
from littlegiant.verdicts.registry import Registry


class Program:
    """One rulebook on the day of an outlook; `criteria` holds for each criterion the literal that it is met.

    `effort` is that of every change, as an expression to be minimised. With `only` it is about one criterion, as if there were no other.
    """

    def __init__(self, registry: Registry, outlook: Outlook, only: str | None = None) -> None:
        rulebook = registry.rulebook
        self.rulebook: Rulebook = rulebook
        self.variables = Variables(registry, outlook)
        self.amounts = Amounts(self.variables)
        self._selectors: dict[Formula, Any] = {}
        self.criteria = {
            item.id: self.selector(formula(item.condition))
            for item in rulebook.criteria
            if only in (None, item.id)
        }
        if rulebook.is_classification:
            table = rulebook.classifications[rulebook.edition.id]
            self.criteria["size"] = self._class(ClassAmong(rulebook.edition.id, table.met))
        tie(self.variables)
        self.effort = total_effort(self.variables)

    def selector(self, wanted: Formula) -> Any:
        """Return a literal that, where true, makes the formula hold."""
        if wanted not in self._selectors:
            self._selectors[wanted] = self._select(wanted)
        return self._selectors[wanted]

    def _select(self, wanted: Formula) -> Any:
        make = self.variables
        match wanted:
            case Every():
                return make.all_of([self.selector(item) for item in wanted.items])
            case Either():
                return make.any_of([self.selector(item) for item in wanted.items])
            case Literal(atom=Truth() as atom):
                found = make.truth(atom.fact, atom.shift)
                return found if wanted.holds else make.opposite(found)
            case Literal(atom=OneOf() as atom):
                options = make.choice(atom.fact, atom.shift).items()
                return make.any_of([it for name, it in options if (name in atom.options) is wanted.holds])
            case Literal(atom=Compare(value=ScorePart() as part) as atom):
                return self._scoring.reaches(part.part, atom.operator, atom.number.value)
            case Literal(atom=Compare() as atom):
                return self.amounts.comparison(atom)
            case Literal(atom=ClassAmong() as atom):
                return self._class(atom) if wanted.holds else make.false
            case Literal(atom=AtLeast() as atom):
                return self._at_least(atom, wanted.holds)

    @cached_property
    def scoring(self) -> Scoring:
        """Return the score as constraints."""
        return self._scoring

    @cached_property
    def _scoring(self) -> Scoring:
        assert self.rulebook.score is not None
        return Scoring(self.rulebook.score, self.amounts, self.selector)

    def _at_least(self, atom: AtLeast, holds: bool) -> Any:
        items = [self.selector(formula(item, holds)) for item in atom.items]
        wanted = atom.number if holds else len(items) - atom.number + 1
        found = self.variables.model.new_bool_var("")
        self.variables.model.add(sum(items) >= wanted).only_enforce_if(found)
        return found

    def _class(self, atom: ClassAmong) -> Any:
        table = self.rulebook.classifications[atom.classification]
        ways = [
            self.variables.all_of([chosen, self._class_in(row, place)])
            for chosen, row in self.rows_of(table)
            for place, name in enumerate(table.classes)
            if name in atom.classes
        ]
        return self.variables.any_of(ways)

    def rows_of(self, table: Classification) -> list[tuple[Any, ClassRow]]:
        """Return the rows the industry allows, each with a literal that the enterprise belongs to it."""
        own = self.variables.prospect(table.row_fact)
        code = self.variables.prospect(table.industry_fact).base
        rows = [row for row in table.rows if own.base in (None, row.number)]
        if own.base is None and code is not None:
            low, high = industry_range(str(code))
            rows = [row for row in rows if any(low <= last and high >= first for first, last in row.ranges)]
        if len(rows) == 1:
            return [(self.variables.true, rows[0])]
        number = self.variables.number(table.row_fact)
        less = [number.plus(Linear(Fraction(-row.number))) for row in rows]
        return [(self.variables.holds(found, "=="), row) for found, row in zip(less, rows, strict=True)]

    def _class_in(self, row: ClassRow, place: int) -> Any:
        """Return a literal that an enterprise of a row is of the class at one place."""
        reached = [self._bound(bound, place - 1, ">=") for bound in row.bounds] if place else []
        last = len(row.bounds[0].numbers) if row.bounds else 0
        below = (
            [self._bound(bound, place, "<") for bound in row.bounds]
            if place < last
            else [self.variables.true]
        )
        return self.variables.all_of([*reached, self.variables.any_of(below)])

    def _bound(self, bound: Bound, place: int, sign: Operator) -> Any:
        return self.variables.holds(self.amounts.less(bound.value, bound.numbers[place].value), sign)
