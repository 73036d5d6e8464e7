"""Puts a plan together from what must be different on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import Kind
from littlegiant.plans.effort import effort_of
from littlegiant.plans.model import Plan, Step
from littlegiant.plans.outlook import Outlook
from littlegiant.plans.scene import Changes, Scene
from littlegiant.plans.steps import by_days, plain, step, step_of_time, turning_points
from littlegiant.plans.tightening import Holds, bound_of
from littlegiant.verdicts.row import Row


def assemble(empty: Plan, scene: Scene, changes: Changes) -> Plan:
    """Return the plan that consists of changes, checked by the engine on its day."""
    after, outlook = scene.facts(changes), scene.outlook
    assumed = {
        column: value
        for column, value in scene.base.items()
        if column not in changes and column not in outlook.facts and _is_yearly(column)
    }
    kept = {
        column: value for column, value in outlook.facts.items() if column not in after and value is not None
    }
    follows = scene.follows(changes)
    return replace(
        empty,
        earliest=outlook.day,
        opens=scene.occasion.opens,
        closes=scene.occasion.closes,
        steps=steps_of(scene, changes),
        follows=_plainly(follows),
        facts={**kept, **_plainly(after)},
        assumed=_plainly({column: value for column, value in assumed.items() if column not in follows}),
        unneeded=tuple(_unneeded(scene, after)),
        effort=effort_of(changes, outlook),
        verdict=scene.verdict(changes),
        rulebook=scene.rulebook,
        looked_at=outlook.day,
    )


def steps_of(scene: Scene, changes: Changes) -> tuple[Step, ...]:
    """Return changes and what time must bring as steps: what to find out first, then the rest by days."""
    scene.hear(step_trials(scene, changes))
    outlook, aims, failing = scene.outlook, scene.court.aims, _unmet(scene)
    waited = time_needed(scene, changes, _is_met)
    found = [
        step(
            outlook.of(column),
            value,
            aims.criterion(column, failing),
            outlook,
            bound=bound_of(scene, changes, column, _is_met),
        )
        for column, value in changes.items()
    ]
    found += [
        step_of_time(
            outlook.of(column),
            given_of(scene.outlook, column),
            needed,
            (aims.criterion(column, failing), outlook),
        )
        for column, needed in waited.items()
    ]
    return by_days(found, _decisive(scene, changes))


def time_needed(scene: Scene, changes: Changes, holds: Holds) -> dict[str, Any]:
    """Return the facts that only time brings and without which something would not hold, each as it must be."""
    found = {}
    for column in _moved(scene):
        prospect, given = scene.outlook.of(column), given_of(scene.outlook, column)
        if not holds(scene.row({**changes, column: given})):
            ways = turning_points(prospect, given)
            found[column] = next(way for way in ways if holds(scene.row({**changes, column: way})))
    return found


def step_trials(scene: Scene, changes: Changes) -> Iterator[Changes]:
    """Yield what is asked of the engine so that changes can be told as steps."""
    yield {}
    yield changes
    yield _done(scene, changes)
    for column in _moved(scene):
        given = given_of(scene.outlook, column)
        for value in (given, *turning_points(scene.outlook.of(column), given)):
            yield {**changes, column: value}


def _moved(scene: Scene) -> list[str]:
    return scene.outlook.by_time(scene.court.columns)


def _done(scene: Scene, changes: Changes) -> Changes:
    """Return the changes without what is only found out."""
    return {column: value for column, value in changes.items() if scene.outlook.of(column).way == "open"}


def _decisive(scene: Scene, changes: Changes) -> tuple[str, ...]:
    """Return what is still unknown once everything is done, the most decisive first."""
    done = _done(scene, changes)
    return scene.verdict(done).missing if len(changes) - len(done) > 1 else ()


def _unmet(scene: Scene) -> set[str]:
    cells = scene.row({}).cells
    return {item.id for item in scene.rulebook.criteria if cells[f"c_{item.id}"] is not True}


def _unneeded(scene: Scene, after: Mapping[str, Any]) -> Iterable[str]:
    """Yield the facts that some criterion reads and that the plan leaves unknown."""
    aims = scene.court.aims
    for column in sorted(scene.court.columns):
        found = load_dictionary().of_column(column)
        if found is None or found[0].kind is Kind.IDENTITY or not aims.reads(column):
            continue
        if after.get(column) is None:
            yield column


def given_of(outlook: Outlook, column: str) -> Any:
    """Return what is given today of a column, numbers exact."""
    given = outlook.facts[column]
    return given if isinstance(given, bool | str) else Fraction(str(given))


def _is_met(row: Row) -> bool:
    return row.cells["outcome"] is True


def _is_yearly(column: str) -> bool:
    found = load_dictionary().of_column(column)
    return found is not None and found[0].is_yearly


def _plainly(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {column: plain(value) for column, value in facts.items()}
