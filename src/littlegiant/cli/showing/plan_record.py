"""A plan as one object."""

from __future__ import annotations

from typing import Any

from littlegiant.cli.showing.raw import pair
from littlegiant.plans.assumptions import Assumptions
from littlegiant.plans.model import Plan, Step


def plan_record(found: Plan) -> dict[str, Any]:
    """Return the plan as the contract has it; `obstacle` and `obstacles` name the criteria in the way."""
    record: dict[str, Any] = {
        "feasible": found.feasible,
        "goal": found.verdict.rulebook.name if found.verdict else found.standard,
        "as_of": found.today.isoformat(),
        "earliest": found.earliest.isoformat() if found.earliest else None,
        "steps": [step_record(step) for step in found.steps],
        "follows": found.follows,
        "assumed": found.assumed,
        "facts": dict(sorted(found.facts.items())),
        "verdict": found.verdict.as_dict() if found.verdict else None,
        "assumptions": assumptions_record(found.assumptions),
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


def assumptions_record(found: Assumptions) -> dict[str, Any]:
    """Return what was assumed, rates as fractions a year."""
    return {
        "growth": float(found.growth),
        "most_growth": float(found.most_growth),
        "most_hiring": float(found.most_hiring),
        "years": found.years,
        "months_to_title": found.months,
    }
