"""The facts of an outlook as variables over whole numbers, and the literals that tie them together."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from ortools.sat.python import cp_model

from littlegiant.plans.linear import Linear
from littlegiant.plans.outlook import Outlook, Prospect
from littlegiant.rules.conditions import Operator
from littlegiant.verdicts.registry import Registry


class Variables:
    """One variable for each fact that is not settled, by column: numbers in whole steps, truths, options.

    Literals are of the solver; where one is true, what it stands for holds, and nothing is said where it is false.
    """

    def __init__(self, registry: Registry, outlook: Outlook) -> None:
        self.registry = registry
        self.outlook = outlook
        self.model = cp_model.CpModel()
        self.numbers: dict[str, Any] = {}
        self.truths: dict[str, Any] = {}
        self.options: dict[str, dict[str, Any]] = {}
        self.true = self.model.new_constant(1)
        self.false = self.model.new_constant(0)

    def prospect(self, fact: str, shift: int = 0) -> Prospect:
        """Return the prospect of a fact in its year."""
        return self.outlook.of(self.registry.column(fact, shift))

    def number(self, fact: str, shift: int = 0) -> Linear:
        """Return a numeric fact: a constant where it is settled, else a variable."""
        return self.column(self.registry.column(fact, shift))

    def column(self, column: str) -> Linear:
        """Return a numeric column: a constant where it is settled, else a variable."""
        found = self.outlook.of(column)
        if found.way == "settled":
            return Linear(Fraction(found.base))
        if column not in self.numbers:
            low, high = -((-found.low) // found.step), found.high // found.step
            if found.base is not None:
                low, high = min(low, found.base // found.step), max(high, found.base // found.step)
            self.numbers[column] = self.model.new_int_var(int(low), int(high), column)
        return Linear(Fraction(0), {column: found.step})

    def truth(self, fact: str, shift: int = 0) -> Any:
        """Return the variable of a boolean fact, or a constant."""
        found = self.prospect(fact, shift)
        if found.way in ("settled", "uncounted"):
            return self.true if found.base else self.false
        if found.column not in self.truths:
            self.truths[found.column] = self.model.new_bool_var(found.column)
        return self.truths[found.column]

    def choice(self, fact: str, shift: int = 0) -> dict[str, Any]:
        """Return for each option of a category whether it is the one; for codes and texts what is known."""
        found = self.prospect(fact, shift)
        if found.way == "settled" or not found.fact.options:
            return {} if found.base is None else {str(found.base): self.true}
        if found.column not in self.options:
            each = {
                item.id: self.model.new_bool_var(f"{found.column}={item.id}") for item in found.fact.options
            }
            self.model.add_exactly_one(each.values())
            self.options[found.column] = each
        return self.options[found.column]

    def all_of(self, items: Sequence[Any]) -> Any:
        """Return a literal that, where true, makes all of these true."""
        if any(item is self.false for item in items):
            return self.false
        wanted = [item for item in items if item is not self.true]
        if len(wanted) < 2:
            return wanted[0] if wanted else self.true
        found = self.model.new_bool_var("")
        for item in wanted:
            self.model.add_implication(found, item)
        return found

    def any_of(self, items: Sequence[Any]) -> Any:
        """Return a literal that, where true, makes at least one of these true."""
        if any(item is self.true for item in items):
            return self.true
        wanted = [item for item in items if item is not self.false]
        if len(wanted) < 2:
            return wanted[0] if wanted else self.false
        found = self.model.new_bool_var("")
        self.model.add_bool_or([*wanted, found.negated()])
        return found

    def opposite(self, literal: Any) -> Any:
        """Return the literal that is true where this one, of a fact, is not."""
        if literal is self.true:
            return self.false
        return self.true if literal is self.false else literal.negated()

    def total(self, found: Linear) -> tuple[Any, int]:
        """Return a sum in whole numbers, and by how much it was multiplied to be one."""
        scale = found.denominator()
        terms = sum(int(factor * scale) * self.numbers[column] for column, factor in found.terms.items())
        return terms + int(found.constant * scale), scale

    def holds(self, found: Linear, sign: Operator) -> Any:
        """Return a literal that, where true, makes `found <sign> 0` hold."""
        if found.is_constant:
            return self.true if holds(found.constant, sign) else self.false
        total, _ = self.total(found)
        literal = self.model.new_bool_var("")
        wanted = {">=": total >= 0, ">": total >= 1, "<=": total <= 0, "<": total <= -1, "==": total == 0}
        self.model.add(wanted.get(sign, total != 0)).only_enforce_if(literal)
        return literal


def holds(number: Fraction, sign: Operator) -> bool:
    """Say whether `number <sign> 0`."""
    found = {
        ">=": number >= 0, ">": number > 0, "<=": number <= 0, "<": number < 0, "==": number == 0, "!=": number != 0,
    }  # fmt: skip
    return found[sign]
