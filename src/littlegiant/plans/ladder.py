"""A goal with the titles that must be held first, each with its own plan and calendar."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from littlegiant.facts.dictionary import load_dictionary
from littlegiant.plans.assumptions import Assumptions
from littlegiant.plans.model import Plan, Step
from littlegiant.plans.planner import CourtOf, Facts, plan

CourtsOf = Callable[[str], CourtOf]


@dataclass(frozen=True)
class Climb:
    """Where a plan starts from: what is known today, which rules judge, what is assumed."""

    facts: Facts
    today: datetime.date
    courts_of: CourtsOf
    assumptions: Assumptions


def ladder(goal: str, start: Climb) -> Plan:
    """Return the plan for a goal, with the plans for the titles it takes as earlier `stages`.

    A title is taken for granted `months` after the application for it, as the assumptions say.
    """
    return _climb(goal, start, None, ())


def _climb(goal: str, start: Climb, not_before: datetime.date | None, above: tuple[str, ...]) -> Plan:
    found = plan(
        goal,
        start.facts,
        start.today,
        start.courts_of(goal),
        assumptions=start.assumptions,
        not_before=not_before,
    )
    title = next((step for step in found.steps if _is_title(step) and step.kind == "change"), None)
    standard = None if title is None else load_dictionary()[title.fact].title
    if title is None or standard is None or standard in above:
        return found
    lower = _climb(standard, start, None, (*above, goal))
    if lower.earliest is None:
        return replace(
            found, earliest=None, steps=(), obstacles=(title.criterion, *lower.obstacles), stages=(lower,)
        )
    held = _later(lower.earliest, start.assumptions.months)
    higher = replace(start, facts={**start.facts, **_brought(lower), title.fact: True})
    upper = _climb(goal, higher, held, (*above, goal))
    granted = replace(title, by=held)
    steps = tuple(sorted((*upper.steps, granted), key=lambda step: (step.by, step.criterion, step.fact)))
    return replace(
        upper,
        steps=steps if upper.feasible else (),
        stages=(*lower.stages, replace(lower, stages=()), *upper.stages),
    )


def _is_title(step: Step) -> bool:
    found = load_dictionary().of_column(step.fact)
    return found is not None and found[0].title is not None


def _brought(lower: Plan) -> dict[str, Any]:
    """Return what the steps of an earlier stage have brought about; what only time brings comes by itself again."""
    steps = {step.fact: step.end for step in lower.steps if step.kind != "time"}
    return {**steps, **lower.follows}


def _later(day: datetime.date, months: int) -> datetime.date:
    years, month = divmod(day.month - 1 + months, 12)
    return datetime.date(day.year + years, month + 1, min(day.day, 28))
