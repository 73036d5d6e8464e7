"""Solves a programme for the least effort, and for what stands in the way where there is no way."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ortools.sat.python import cp_model

from littlegiant.plans.effort import total_effort
from littlegiant.plans.program import Program
from littlegiant.plans.ties import tie

SECONDS = 10.0
SOLVED = (cp_model.OPTIMAL, cp_model.FEASIBLE)


def least_effort(program: Program) -> dict[str, Any] | None:
    """Return every fact that is not settled, as it must be with the least effort; None where there is no way."""
    variables = program.variables
    for literal in program.criteria.values():
        if literal is variables.false:
            return None
        variables.model.add(literal == 1)
    tie(variables)
    variables.model.minimize(total_effort(variables))
    solver = _solver()
    return _values(program, solver) if solver.solve(variables.model) in SOLVED else None


def obstacles(program: Program) -> tuple[str, ...]:
    """Return the fewest criteria without which there would be a way."""
    variables = program.variables
    tie(variables)
    variables.model.maximize(sum(program.criteria.values()))
    solver = _solver()
    if solver.solve(variables.model) not in SOLVED:
        return tuple(program.criteria)
    return tuple(name for name, literal in program.criteria.items() if not solver.value(literal))


def _solver() -> Any:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = SECONDS
    solver.parameters.random_seed = 1
    return solver


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
