"""Other ways to meet what a plan meets: other routes on the same day, and waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from littlegiant.errors import Text
from littlegiant.plans.assembling import step_trials, steps_of
from littlegiant.plans.blocking import blocked_by
from littlegiant.plans.effort import effort_of
from littlegiant.plans.model import Alternative
from littlegiant.plans.routes import Route, routes_of
from littlegiant.plans.scene import Changes, Scene
from littlegiant.plans.solving import least_effort, obstacles
from littlegiant.plans.tightening import Holds, first_trials, tightened
from littlegiant.verdicts.row import Row

MOST = 12
"""How many routes of one plan are looked at."""
WAIT = "wait"
WAITING = Text("等到下一次申报", "waiting for the next occasion to apply")


def alternatives(
    scene: Scene, changes: Changes, scenes: Callable[[], Iterable[Scene]]
) -> tuple[Alternative, ...]:
    """Return the other ways, those with the least effort first, impossible ones last.

    `changes` are the plan on the day of a scene, `scenes` all occasions to apply. Ways that come to the plan itself are
    left out.
    """
    if not changes:
        return ()
    found = [*_by_route(scene, changes), *_by_waiting(scene, scenes())]
    return tuple(sorted(found, key=lambda it: (not it.feasible, it.effort or 0)))


def _by_route(scene: Scene, changes: Changes) -> Iterable[Alternative]:
    routes = [route for item in _in_the_way(scene) for route in routes_of(scene, item, changes)][:MOST]
    wanted = tuple(scene.program.criteria.values())
    forced = [(route, tuple(route.literals(scene.program))) for route in routes]
    solved = [(route, more, least_effort(scene.program, (*wanted, *more))) for route, more in forced]
    scene.hear(trial for _, _, way in solved if way for trial in _trials(scene, way))
    for route, more, way in solved:
        if way is None:
            yield _impossible(scene, route, more)
            continue
        least = tightened(scene, way, _met_by(route))
        if least is not None and least != changes:
            yield _possible(scene, least, route)


def _trials(scene: Scene, changes: Changes) -> Iterable[Changes]:
    """Yield what is asked of the engine of a way that is as small as it can be already."""
    return (*first_trials(scene, changes), *step_trials(scene, changes))


def _in_the_way(scene: Scene) -> list[Any]:
    cells = scene.row({}).cells
    return [item for item in scene.rulebook.criteria if cells[f"c_{item.id}"] is not True]


def _met_by(route: Route) -> Holds:
    return lambda row: row.cells["outcome"] is True and route.taken(row)


def _possible(scene: Scene, changes: Changes, route: Route) -> Alternative:
    return Alternative(
        route.criterion,
        route.id,
        route.title,
        feasible=True,
        earliest=scene.outlook.day,
        steps=steps_of(scene, changes),
        effort=effort_of(changes, scene.outlook),
    )


def _impossible(scene: Scene, route: Route, literals: tuple[Any, ...]) -> Alternative:
    """Name the facts that block a route by itself, else the criteria that cannot be met along with it."""
    facts = () if route.condition is None else blocked_by(scene, route.condition)
    others = facts or tuple(name for name in obstacles(scene.program, literals) if name != route.criterion)
    return Alternative(
        route.criterion, route.id, route.title, feasible=False, obstacles=others or (route.criterion,)
    )


def _by_waiting(scene: Scene, scenes: Iterable[Scene]) -> Iterable[Alternative]:
    """Yield what the next occasion a calendar year or more later would take."""
    later = (it for it in scenes if it.outlook.day.year > scene.outlook.day.year)
    found = next(later, None)
    if found is None:
        return
    wanted = {} if _is_met(found.row({})) else _solved(found)
    if wanted is None:
        names = obstacles(found.program)
        yield Alternative(None, WAIT, WAITING, feasible=False, earliest=found.outlook.day, obstacles=names)
        return
    yield Alternative(
        None,
        WAIT,
        WAITING,
        feasible=True,
        earliest=found.outlook.day,
        steps=steps_of(found, wanted),
        effort=effort_of(wanted, found.outlook),
    )


def _solved(scene: Scene) -> dict[str, Any] | None:
    wanted = least_effort(scene.program, tuple(scene.program.criteria.values()))
    if wanted is None:
        return None
    scene.hear(_trials(scene, wanted))
    return tightened(scene, wanted, _is_met)


def _is_met(row: Row) -> bool:
    return row.cells["outcome"] is True
