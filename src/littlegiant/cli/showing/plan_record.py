"""A plan as one object."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

from littlegiant.cli.showing.raw import pair
from littlegiant.plans.assumptions import Assumptions
from littlegiant.plans.model import Alternative, Gap, Plan, Step
from littlegiant.plans.windows import Window


def plan_record(found: Plan) -> dict[str, Any]:
    """Return the plan as the contract has it; `obstacle` and `obstacles` name the criteria in the way."""
    record: dict[str, Any] = {
        "feasible": found.feasible,
        "goal": found.verdict.rulebook.name if found.verdict else found.standard,
        "as_of": found.today.isoformat(),
        "earliest": _day(found.earliest),
        "window": _window(found),
        "steps": [step_record(step) for step in found.steps],
        "effort": _effort(found.effort) if found.feasible else None,
        "follows": found.follows,
        "assumed": found.assumed,
        "unneeded": list(found.unneeded),
        "facts": {column: _cell(value) for column, value in sorted(found.facts.items())},
        "verdict": found.verdict.as_dict() if found.verdict else None,
        "gaps": [gap_record(gap) for gap in found.gaps],
        "alternatives": [alternative_record(item) for item in found.alternatives],
        "assumptions": assumptions_record(found.assumptions, found.today),
        "windows": [window_record(window) for window in found.calendar.windows],
        "stages": [plan_record(stage) for stage in found.stages],
    }
    if not found.feasible:
        record["obstacle"] = found.obstacles[0] if found.obstacles else None
        record["obstacles"] = list(found.obstacles)
    return record


def step_record(step: Step) -> dict[str, Any]:
    """Return one step; `kind` is change, time or establish."""
    return {
        "criterion": step.criterion,
        "fact": step.fact,
        "from": step.start,
        "to": step.end,
        "by": step.by.isoformat(),
        "why": pair(step.why),
        "kind": step.kind,
    }


def gap_record(gap: Gap) -> dict[str, Any]:
    """Return one criterion not met today: its verdict today, and the least that satisfies it by itself."""
    return {
        "criterion": gap.criterion,
        "today": gap.today.as_dict(),
        "earliest": _day(gap.earliest),
        "steps": [step_record(step) for step in gap.steps],
        "held": gap.held,
        "blocked": list(gap.blocked),
    }


def alternative_record(item: Alternative) -> dict[str, Any]:
    """Return another way; `obstacle` is the first of what makes it impossible, null where it is possible."""
    return {
        "criterion": item.criterion,
        "route": item.route,
        "title": pair(item.title),
        "feasible": item.feasible,
        "earliest": _day(item.earliest),
        "steps": [step_record(step) for step in item.steps],
        "effort": None if item.effort is None else _effort(item.effort),
        "obstacle": item.obstacles[0] if item.obstacles else None,
        "obstacles": list(item.obstacles),
    }


def window_record(window: Window) -> dict[str, Any]:
    """Return a window of every year, with the year and the source that state it; these are null where it was given."""
    stated = window.stated
    return {
        "days": str(window),
        "stated_for": stated.round.opens.year if stated and stated.round else None,
        "number": stated.number if stated else None,
        "source": pair(stated.entry.source) if stated else None,
        "confidence": stated.entry.confidence if stated else None,
    }


def assumptions_record(found: Assumptions, today: datetime.date) -> dict[str, Any]:
    """Return what was assumed, rates as fractions a year."""
    return {
        "growth": float(found.growth),
        "most_growth": float(found.most_growth),
        "most_hiring": float(found.most_hiring),
        "until": found.last(today).isoformat(),
        "years": found.last(today).year - today.year,
        "months_to_title": found.months,
    }


def _window(found: Plan) -> dict[str, Any] | None:
    if found.opens is None or found.closes is None:
        return None
    return {"opens": found.opens.isoformat(), "closes": found.closes.isoformat()}


def _cell(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _day(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _effort(effort: Fraction) -> float:
    return round(float(effort), 3)
