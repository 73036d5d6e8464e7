"""Every criterion that is not met today, by itself: the least that would satisfy it, and on which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from littlegiant.plans.assembling import given_of, time_needed
from littlegiant.plans.blocking import blocked_by
from littlegiant.plans.model import Gap
from littlegiant.plans.scene import Changes, Scene
from littlegiant.plans.solving import least_effort
from littlegiant.plans.steps import by_days, plain, step, step_of_time
from littlegiant.plans.tightening import Holds, bound_of, first_trials, tightened
from littlegiant.verdicts.verdict import CriterionVerdict

HELD = 4
"""Of more figures than these it is not said one by one that they stay."""


def gaps(today: Scene | None, scenes: Sequence[Scene]) -> tuple[Gap, ...]:
    """Return a gap for each criterion that is not met today, in the order of the standard.

    `scenes` are the occasions to apply, in their order. A criterion that only later rules have is in no gap.
    """
    first = today or next(iter(scenes), None)
    if first is None:
        return ()
    left = {item.id: item for item in first.verdict({}).criteria if item.outcome != "met"}
    found: dict[str, Gap] = {}
    for scene in scenes:
        waiting = [item for name, item in left.items() if name not in found]
        found |= {gap.criterion: gap for gap in _closed_on(scene, waiting)}
    for name, item in left.items():
        if name not in found:
            found[name] = Gap(name, item, blocked=_blocked(name, scenes[-1]) if scenes else ())
    return tuple(found[name] for name in left)


def _closed_on(scene: Scene, waiting: Sequence[CriterionVerdict]) -> list[Gap]:
    """Return the gaps that can be closed on an occasion."""
    asked = [_Alone(scene, item) for item in waiting]
    solved = [(alone, alone.solve()) for alone in asked]
    scene.hear(trial for _, changes in solved if changes for trial in first_trials(scene, changes))
    found = []
    for alone, changes in solved:
        least = None if changes is None else tightened(scene, changes, alone.holds)
        if least is not None:
            found.append(alone.gap(least))
    return found


@dataclass(frozen=True)
class _Alone:
    """One criterion on one occasion, as if there were no other."""

    scene: Scene
    item: CriterionVerdict

    @property
    def holds(self) -> Holds:
        return holds_alone(self.scene, self.item.id)

    def solve(self) -> Changes | None:
        """Return changes by which the criterion holds, the least as the programme sees it."""
        outlook = self.scene.outlook
        if outlook.day == outlook.today and self.item.outcome == "unmet":
            return None
        program = self.scene.program_of(self.item.id)
        found = least_effort(program, tuple(program.criteria.values()))
        return {} if found is not None and self.holds(self.scene.row({})) else found

    def gap(self, changes: Changes) -> Gap:
        outlook, name = self.scene.outlook, self.item.id
        steps = [
            step(
                outlook.of(column),
                value,
                name,
                outlook,
                bound=bound_of(self.scene, changes, column, self.holds),
            )
            for column, value in changes.items()
        ]
        steps += [
            step_of_time(outlook.of(column), given_of(outlook, column), needed, (name, outlook))
            for column, needed in time_needed(self.scene, changes, self.holds).items()
            if column in self._columns
        ]
        held = self._held(changes)
        return Gap(name, self.item, outlook.day, by_days(steps, ()), held if len(held) <= HELD else {})

    def _held(self, changes: Changes) -> dict[str, Any]:
        """Return the figures of years to come that are read beside those that change."""
        if not any(isinstance(value, Fraction) for value in changes.values()):
            return {}
        found = [self.scene.outlook.of(column) for column in sorted(self._columns) if column not in changes]
        moved = self.scene.follows(changes)
        return {
            it.column: plain(it.base)
            for it in found
            if it.way == "open" and it.year is not None and it.column not in moved and it.base is not None
        }

    @property
    def _columns(self) -> set[str]:
        return self.scene.court.aims.columns.get(self.item.id, set())


def holds_alone(scene: Scene, name: str) -> Holds:
    """Return what says of a row whether one criterion is met; one that the rules of the day lack is."""
    if scene.rulebook.is_classification:
        return lambda row: row.cells["outcome"] is True
    if scene.rulebook.criterion(name) is None:
        return lambda _: True
    return lambda row: row.cells[f"c_{name}"] is True


def _blocked(name: str, scene: Scene) -> tuple[str, ...]:
    criterion = scene.rulebook.criterion(name)
    return () if criterion is None else blocked_by(scene, criterion.condition)
