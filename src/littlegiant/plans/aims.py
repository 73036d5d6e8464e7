"""Which criterion reads which facts, points and classes included."""

from __future__ import annotations

from collections.abc import Collection

from littlegiant.rules.conditions import ClassAmong, Compare, Condition, atoms, condition_leaves
from littlegiant.rules.scores import Bands, BetterOf, First, Given, PerItem, Points, PointsByPlace
from littlegiant.rules.values import ScorePart, leaves
from littlegiant.standards.model import Criterion, Rulebook
from littlegiant.verdicts.registry import Registry


class Aims:
    """What each criterion of a rulebook looks at."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.registry = Registry(rulebook)
        self.columns = {item.id: self._columns(item) for item in rulebook.criteria}

    def criterion(self, column: str, failing: Collection[str]) -> str:
        """Return for which criterion a column is changed: the first failing one that reads it, else the first."""
        order = sorted(self.columns, key=lambda name: name not in failing)
        found = next((name for name in order if column in self.columns[name]), None)
        return found or ("size" if self.rulebook.is_classification else order[0])

    def reads(self, column: str) -> bool:
        """Say whether any criterion looks at a column."""
        return any(column in columns for columns in self.columns.values())

    def _columns(self, item: Criterion) -> set[str]:
        """Return every column a criterion looks at, points and classes included."""
        found = {self.registry.column(*leaf) for leaf in condition_leaves(item.condition)}
        for atom in atoms(item.condition):
            if isinstance(atom, ClassAmong):
                table = self.rulebook.classifications[atom.classification]
                found |= {self.registry.column(b.value.fact) for row in table.rows for b in row.bounds}
                found |= {table.row_fact, table.industry_fact}
            elif isinstance(atom, Compare) and isinstance(atom.value, ScorePart):
                found |= self._scored(atom.value.part)
        return found

    def _scored(self, part: str) -> set[str]:
        score = self.rulebook.score
        found: set[str] = set()
        for group in score.groups if score else ():
            for item in group.indicators:
                if part in ("", group.id, item.id):
                    found |= {self.registry.column(*leaf) for leaf in leaves_of_points(item.points)}
        return found


def leaves_of_points(points: Points) -> set[tuple[str, int]]:
    """Return (fact, shift) of everything that points are earned by."""
    inner: list[Condition]
    match points:
        case Bands() | Given():
            return {(leaf.fact, leaf.shift) for leaf in leaves(points.value)}
        case First():
            inner = [condition for condition, _ in points.lines if condition is not None]
        case PerItem():
            inner = list(points.items)
        case BetterOf():
            return set().union(*(leaves_of_points(way) for way in points.ways))
        case PointsByPlace():
            return set().union(*(leaves_of_points(rule) for rule in points.rules))
    return {leaf for condition in inner for leaf in condition_leaves(condition)}
