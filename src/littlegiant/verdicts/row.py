"""One row of an engine's result, read by what it is about instead of by column name."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any as Anything
from typing import TypeVar

from littlegiant.rules.conditions import Atom, ByPlace, Choose, Condition
from littlegiant.rules.scores import Points, PointsByPlace
from littlegiant.rules.values import Value
from littlegiant.standards.model import Rulebook
from littlegiant.verdicts.registry import Registry

Rule = TypeVar("Rule")


@dataclass(frozen=True)
class Row:
    """The columns of one enterprise with the registry that names them."""

    rulebook: Rulebook
    registry: Registry
    cells: Mapping[str, Anything]

    def fact(self, fact_id: str, shift: int = 0) -> Anything:
        """Return what is known of a fact, implications applied; None is unknown, an infinite rank no rank."""
        return self.cells.get(self.registry.column(fact_id, shift))

    def narrowed(self, fact_id: str, shift: int = 0) -> tuple[float, float]:
        """Return the range of an unknown fact outside of which some criterion fails for certain."""
        ends = [self.cells.get(f"j_{fact_id}_{-shift}_{end}") for end in ("low", "high")]
        low, high = ends
        return (-math.inf if low is None else float(low), math.inf if high is None else float(high))

    def value(self, value: Value) -> float | None:
        """Return a value, None where it is unknown, undefined or infinite."""
        found = self.cells[self.registry.value_column(value)]
        return None if found is None or math.isinf(found) else float(found)

    def points(self, part: str) -> tuple[float, float]:
        """Return the fewest and the most points of the score (`""`), a group or an indicator."""
        return float(self.cells[f"p_{part}_low"]), float(self.cells[f"p_{part}_high"])

    def classes(self, standard: str) -> tuple[int, int] | None:
        """Return the index of the lowest and highest class possible, None where no row applies."""
        index = sorted(self.rulebook.classifications).index(standard)
        low, high = self.cells[f"k_{index}_low"], self.cells[f"k_{index}_high"]
        return None if low is None else (int(low), int(high))

    def state(self, condition: Condition) -> bool | None:
        """Return whether a condition is met, by Kleene's logic over the atoms the engine decided."""
        return self.registry.reader(condition)(self.cells)

    def atom(self, atom: Atom) -> bool | None:
        """Return what the engine decided of an atom."""
        found: bool | None = self.cells[self.registry.atom_column(atom)]
        return found

    def branches(self, condition: Choose | ByPlace) -> list[Condition]:
        """Return the branches that are still possible."""
        if isinstance(condition, Choose):
            when = self.state(condition.when)
            return [
                branch
                for chosen, branch in ((True, condition.then), (False, condition.otherwise))
                if when in (chosen, None)
            ]
        return _at(self.cells.get("province"), condition.branches, condition.default)

    def rules_of_points(self, points: PointsByPlace) -> list[Points]:
        """Return the rules by which points may be earned, as far as the province is known; the country's last."""
        return _at(self.cells.get("province"), points.branches, points.default)


def _at(place: str | None, branches: Sequence[tuple[str, Rule]], default: Rule) -> list[Rule]:
    named = dict(branches)
    return [*named.values(), default] if place is None else [named.get(place, default)]
