"""A goal with the titles that must be held first, each with its own plan and calendar."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from littlegiant.errors import Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.plans.aims import Aims
from littlegiant.plans.assumptions import Assumptions
from littlegiant.plans.model import Alternative, Gap, Plan, Step
from littlegiant.plans.outlook import Facts
from littlegiant.plans.planner import CourtOf, Question, plan
from littlegiant.plans.windows import Calendar

NEVER = datetime.date.max


@dataclass(frozen=True)
class Climb:
    """Where a plan starts from: what is known today, which rules judge each standard and when, what is assumed."""

    facts: Facts
    today: datetime.date
    courts_of: Callable[[str], CourtOf]
    calendar_of: Callable[[str], Calendar]
    assumptions: Assumptions


@dataclass(frozen=True)
class _Title:
    """A title that a step of a plan asks for: the step, the standard it is of, and the plan for it."""

    step: Step
    standard: str
    lower: Plan


def ladder(goal: str, start: Climb) -> Plan:
    """Return the plan for a goal, with the plans for the titles it takes as earlier `stages`.

    A title is taken for granted `months` after the application for it, as the assumptions say. Where one of several
    titles will do, the one that can be held first is taken, of these the one with less effort.
    """
    return _climb(goal, start, None, ())


def _climb(goal: str, start: Climb, not_before: datetime.date | None, above: tuple[str, ...]) -> Plan:
    found = plan(_question(goal, start, not_before))
    asked = next((step for step in found.steps if step.kind == "change" and _standard(step.fact)), None)
    if asked is None or _standard(asked.fact) in above:
        return found
    titles = [
        _Title(step, standard, _climb(standard, start, None, (*above, goal)))
        for step, standard in _ways(asked, found)
        if standard not in above
    ]
    title, *others = sorted(titles, key=lambda it: (it.lower.earliest or NEVER, it.lower.effort))
    if title.lower.earliest is None:
        return _blocked(found, titles)
    held = _later(title.lower.earliest, start.assumptions.months)
    higher = replace(start, facts={**start.facts, **_brought(title.lower), title.step.fact: True})
    upper = _climb(goal, higher, held, (*above, goal))
    granted = replace(title.step, by=held)
    steps = sorted((*upper.steps, granted), key=lambda step: (step.kind != "establish", step.by))
    return replace(
        upper,
        steps=tuple(steps) if upper.feasible else (),
        stages=(*title.lower.stages, replace(title.lower, stages=()), *upper.stages),
        lacks=partial(_gaps, found, granted),
        others=lambda: (*map(_instead, others), *(_with(granted, it) for it in upper.alternatives)),
    )


def _question(goal: str, start: Climb, not_before: datetime.date | None) -> Question:
    return Question(
        goal,
        start.facts,
        start.today,
        start.courts_of(goal),
        start.assumptions,
        start.calendar_of(goal),
        not_before,
    )


def _standard(column: str) -> str | None:
    """Return the standard that a fact says the title of is held, None for any other fact."""
    found = load_dictionary().of_column(column)
    return None if found is None else found[0].title


def _ways(asked: Step, found: Plan) -> Iterator[tuple[Step, str]]:
    """Yield the title a step asks for and every other that the same criterion would take, with their standards."""
    columns = {asked.fact}
    if found.rulebook is not None:
        columns |= Aims(found.rulebook).columns.get(asked.criterion, set())
    for column in sorted(columns, key=lambda it: it != asked.fact):
        standard = _standard(column)
        if standard is not None:
            yield replace(asked, fact=column, why=_why(asked, column)), standard


def _why(asked: Step, column: str) -> Text:
    """Return the wording of a title's step for another title."""
    dictionary = load_dictionary()
    old, new = dictionary[asked.fact].label, dictionary[column].label
    return Text(asked.why.zh.replace(old.zh, new.zh), asked.why.en.replace(old.en, new.en))


def _blocked(found: Plan, titles: list[_Title]) -> Plan:
    """Return the plan that fails because no title can be had."""
    title = titles[0]
    lower = tuple(it.lower for it in titles)
    names = (title.step.criterion, *(name for plan in lower for name in plan.obstacles))
    return replace(
        found,
        earliest=None,
        opens=None,
        closes=None,
        steps=(),
        obstacles=tuple(dict.fromkeys(names)),
        stages=lower,
    )


def _instead(other: _Title) -> Alternative:
    """Return another title as an alternative to the one that is taken."""
    lower = other.lower
    return Alternative(
        other.step.criterion,
        other.step.fact,
        load_dictionary()[other.step.fact].label,
        feasible=lower.feasible,
        earliest=lower.earliest,
        steps=lower.steps,
        effort=lower.effort if lower.feasible else None,
        obstacles=lower.obstacles,
    )


def _with(granted: Step, way: Alternative) -> Alternative:
    """Return another way to the goal with the title it takes as well."""
    return replace(way, steps=(granted, *way.steps)) if way.feasible else way


def _gaps(found: Plan, granted: Step) -> tuple[Gap, ...]:
    """Return the gaps as they are today; that of the title closes on the day it is held."""
    return tuple(
        replace(gap, earliest=granted.by, steps=(granted,)) if gap.criterion == granted.criterion else gap
        for gap in found.gaps
    )


def _brought(lower: Plan) -> dict[str, Any]:
    """Return what the steps of an earlier stage have brought about; what only time brings comes by itself again."""
    steps = {step.fact: step.end for step in lower.steps if step.kind != "time"}
    return {**steps, **lower.follows}


def _later(day: datetime.date, months: int) -> datetime.date:
    years, month = divmod(day.month - 1 + months, 12)
    return datetime.date(day.year + years, month + 1, min(day.day, 28))
