"""Solves a programme for the least effort, and for what stands in the way where there is no way."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from ortools.sat.python import cp_model

from littlegiant.plans.program import Program
from littlegiant.plans.ties import follows

SECONDS = 10.0
SOLVED = (cp_model.OPTIMAL, cp_model.FEASIBLE)


def least_effort(program: Program, wanted: Sequence[Any]) -> dict[str, Any] | None:
    """Return what must be different so that some literals of a programme are true; None where there is no way.

    Of all ways this is the one of the least effort. What follows from other changes is left out.
    """
    if any(literal is program.variables.false for literal in wanted):
        return None
    solver, model = _solver(), _with(program, wanted)
    model.minimize(program.effort)
    return _changes(program, solver) if solver.solve(model) in SOLVED else None


def is_possible(program: Program, wanted: Sequence[Any]) -> bool:
    """Say whether some literals of a programme can be true together, whatever the criteria."""
    if any(literal is program.variables.false for literal in wanted):
        return False
    return _solver().solve(_with(program, wanted)) in SOLVED


def obstacles(program: Program, wanted: Sequence[Any] = ()) -> tuple[str, ...]:
    """Return the fewest criteria without which there would be a way (in which some literals are true as well)."""
    if any(literal is program.variables.false for literal in wanted):
        return ()
    solver, model = _solver(), _with(program, wanted)
    model.maximize(sum(program.criteria.values()))
    if solver.solve(model) not in SOLVED:
        return tuple(program.criteria)
    return tuple(name for name, literal in program.criteria.items() if not solver.value(literal))


def _with(program: Program, wanted: Sequence[Any]) -> Any:
    """Return a copy of a programme's model in which some literals are true, and nothing is sought yet.

    Demanded so, and not as the solver's assumptions, they are simplified away before the search: the same answers, and
    up to a thousand times sooner.
    """
    model: Any = program.variables.model.clone()
    for literal in wanted:
        if literal is not program.variables.true:
            model.add(literal == 1)
    return model


def _solver() -> Any:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = SECONDS
    solver.parameters.random_seed = 1
    return solver


def _changes(program: Program, solver: Any) -> dict[str, Any]:
    found = dict(_values(program, solver))
    outlook = program.variables.outlook
    return {
        column: value
        for column, value in found.items()
        if value != outlook.of(column).base and not follows(outlook.of(column))
    }


def _values(program: Program, solver: Any) -> dict[str, Any]:
    variables = program.variables
    found: dict[str, Any] = {}
    for column, var in variables.numbers.items():
        prospect = variables.outlook.of(column)
        if prospect.way == "uncounted":
            continue
        steps = Fraction(solver.value(var))
        kept = prospect.base is not None and steps == prospect.base // prospect.step
        found[column] = prospect.base if kept else steps * prospect.step
    for column, var in variables.truths.items():
        found[column] = bool(solver.value(var))
    for column, each in variables.options.items():
        found[column] = next(name for name, literal in each.items() if solver.value(literal))
    return found
