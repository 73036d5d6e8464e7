"""Finds the earliest day on which an enterprise can meet a standard, and the least that must change until then."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from littlegiant.plans.alternatives import alternatives
from littlegiant.plans.assembling import assemble, step_trials
from littlegiant.plans.assumptions import Assumptions
from littlegiant.plans.gaps import gaps
from littlegiant.plans.model import Gap, Plan
from littlegiant.plans.outlook import Facts, Outlook
from littlegiant.plans.scene import Court, Scene
from littlegiant.plans.solving import least_effort, obstacles
from littlegiant.plans.tightening import first_trials, tightened
from littlegiant.plans.windows import Calendar, Occasion
from littlegiant.verdicts.row import Row

CourtOf = Callable[[datetime.date], Court | None]


@dataclass
class Question:
    """One standard asked of one enterprise: what is known today, which rules judge when, when it may apply.

    `court_of` gives the rules of a day, None where no edition judges it. No day before `not_before` is looked at.
    """

    name: str
    facts: Facts
    today: datetime.date
    court_of: CourtOf
    assumptions: Assumptions
    calendar: Calendar = field(default_factory=Calendar)
    not_before: datetime.date | None = None
    _scenes: dict[Occasion, Scene | None] = field(default_factory=dict)

    def scenes(self) -> Iterator[Scene]:
        """Yield every occasion to apply that some rules judge, in order."""
        last = self.assumptions.last(self.today)
        for occasion in self.calendar.occasions(self.today, last, self.not_before):
            found = self.scene(occasion)
            if found is not None:
                yield found

    def scene(self, occasion: Occasion) -> Scene | None:
        """Return the enterprise as it stands on an occasion, None where no edition judges."""
        if occasion not in self._scenes:
            court = self.court_of(occasion.day)
            outlook = Outlook(self.facts, self.today, occasion.day, self.assumptions)
            self._scenes[occasion] = None if court is None else Scene(court, outlook, occasion)
        return self._scenes[occasion]


def plan(question: Question) -> Plan:
    """Return the plan of one enterprise for a standard; what compares it with other ways is worked out when asked for."""
    empty = Plan(
        question.name,
        question.today,
        question.assumptions,
        calendar=question.calendar,
        known=question.facts,
    )
    last: Scene | None = None
    for scene in question.scenes():
        last = scene
        changes = _least(scene)
        if changes is not None:
            found = assemble(empty, scene, changes)
            others = partial(alternatives, scene, changes, question.scenes)
            return replace(found, lacks=partial(_gaps, question), others=others)
    if last is None:
        return empty
    return replace(
        empty,
        obstacles=obstacles(last.program),
        rulebook=last.rulebook,
        lacks=partial(_gaps, question),
        looked_at=last.occasion.day,
    )


def _least(scene: Scene) -> dict[str, Any] | None:
    """Return what must be different on a day, nothing where nothing must; None where there is no way."""
    outcome = scene.row({}).cells["outcome"]
    if outcome is True:
        return {}
    if outcome is False and scene.outlook.day == scene.outlook.today:
        return None
    wanted = least_effort(scene.program, tuple(scene.program.criteria.values()))
    if wanted is None:
        return None
    scene.hear((*first_trials(scene, wanted), *step_trials(scene, wanted)))
    return tightened(scene, wanted, is_met)


def is_met(row: Row) -> bool:
    """Say whether the engine says met."""
    return row.cells["outcome"] is True


def _gaps(question: Question) -> tuple[Gap, ...]:
    scenes = tuple(question.scenes())
    now = next((scene for scene in scenes if scene.occasion.day == question.today), None)
    return gaps(now or question.scene(Occasion(question.today)), scenes)
