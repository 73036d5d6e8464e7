"""Which of the open questions a condition, or a way of earning points, looks at.

A set of questions is a whole number, one bit a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from littlegiant.rules.classes import Classification
from littlegiant.rules.conditions import ByPlace, ClassAmong, Compare, Condition, atoms, children
from littlegiant.rules.scores import Indicator, Points
from littlegiant.rules.values import ScorePart, Value
from littlegiant.verdicts.decisive.readers import POINTS_NODES, Readers
from littlegiant.verdicts.decisive.ties import gates
from littlegiant.verdicts.row import Row

PLACE = "province"


class Looking:
    """The questions that nodes of one rulebook look at; `bits` gives the question that asks for a column."""

    def __init__(self, row: Row, readers: Readers, bits: Mapping[str, int]) -> None:
        self.row, self.readers, self.bits = row, readers, bits
        self._found: dict[int, tuple[object, int]] = {}
        self._scores: dict[str, int] = {}

    def at(self, node: Condition | Points) -> int:
        """Return the questions a node looks at, those of its points and classes included."""
        found = self._found.get(id(node))
        if found is None:
            found = self._found[id(node)] = (node, self._looks(node))
        return found[1]

    def _looks(self, node: Condition | Points) -> int:
        found = self.of_columns(self.readers.columns(node))
        if isinstance(node, POINTS_NODES):
            return found
        for atom in atoms(node):
            if isinstance(atom, ClassAmong):
                found |= self.of_class(self.row.rulebook.classifications[atom.classification])
            elif isinstance(atom, Compare) and isinstance(atom.value, ScorePart):
                found |= self.at_score(atom.value.part)
        return found | (self.of_columns([PLACE]) if has_places(node) else 0)

    def at_value(self, value: Value) -> int:
        """Return the questions a value looks at."""
        found = self._found.get(id(value))
        if found is None:
            found = self._found[id(value)] = (value, self.of_columns(self.readers.value_columns(value)))
        return found[1]

    def at_score(self, part: str) -> int:
        """Return the questions the whole score (`""`), a group or an indicator looks at."""
        if part not in self._scores:
            found = 0
            for item in self.indicators(part):
                found |= self.at(item.points)
            self._scores[part] = found
        return self._scores[part]

    def of_columns(self, names: Iterable[str]) -> int:
        """Return the questions that ask for some columns, or for an award without which there is no rank."""
        found = 0
        for name in names:
            for column in (name, *gates().get(name, ())):
                found |= self.bits.get(column, 0)
        return found

    def of_places(self) -> int:
        """Return the question that asks for the province, none where it is not asked for."""
        return self.of_columns([PLACE])

    def of_class(self, rule: Classification) -> int:
        """Return the questions a size class looks at."""
        names = {self.row.registry.column(bound.value.fact) for item in rule.rows for bound in item.bounds}
        return self.of_columns([*names, rule.row_fact, rule.industry_fact])

    def indicators(self, part: str) -> list[Indicator]:
        """Return the indicators of the whole score (`""`), of a group, or one of them."""
        score = self.row.rulebook.score
        assert score is not None
        return [
            item for group in score.groups for item in group.indicators if part in ("", group.id, item.id)
        ]


def has_places(condition: Condition) -> bool:
    """Say whether a condition differs from province to province."""
    return isinstance(condition, ByPlace) or any(has_places(child) for child in children(condition))
