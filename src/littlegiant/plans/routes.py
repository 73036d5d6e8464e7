"""The routes by which a criterion can be met: alternatives, exemptions, branches, and other ways to earn points."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any as Anything

from littlegiant.errors import Text
from littlegiant.plans.program import Program
from littlegiant.plans.scene import Changes, Scene
from littlegiant.rules.conditions import (
    All,
    Any,
    ByPlace,
    Choose,
    Compare,
    Condition,
    Named,
    Not,
    OneOf,
    Truth,
    atoms,
    condition_leaves,
)
from littlegiant.rules.plain_logic import formula
from littlegiant.rules.scores import BetterOf, Indicator, Points, PointsByPlace
from littlegiant.rules.values import ScorePart
from littlegiant.standards.model import Criterion
from littlegiant.verdicts.explanation_facts import fact_name
from littlegiant.verdicts.explanation_wording import compare_words, options_words, points_words, together
from littlegiant.verdicts.row import Row

WITHOUT = Text("不靠“{0}”得分", "without more points for {0}")
COUNTED = Text("{0}：按第{1}种算法计分", "{0}: counted the way no. {1}")


@dataclass(frozen=True)
class Route:
    """One way to meet a criterion: what a programme must hold so that it is taken, and what the engine says if it is.

    `condition` is what it asks, None for a way to earn points.
    """

    criterion: str
    id: str
    title: Text
    literals: Callable[[Program], Sequence[Anything]]
    taken: Callable[[Row], bool]
    condition: Condition | None = None


def routes_of(scene: Scene, criterion: Criterion, changes: Changes) -> Iterator[Route]:
    """Yield the routes of a criterion that are not the way by which changes meet it."""
    after = scene.row(changes)
    for route in _by_condition(criterion, criterion.condition, after):
        if not route.taken(after):
            yield route
    if any(_is_points(atom) for atom in atoms(criterion.condition)):
        yield from _by_points(scene, criterion, after)


def _is_points(atom: Condition) -> bool:
    return isinstance(atom, Compare) and isinstance(atom.value, ScorePart)


def _by_condition(criterion: Criterion, condition: Condition, row: Row) -> Iterator[Route]:
    match condition:
        case Named():
            yield from _by_condition(criterion, condition.item, row)
        case All():
            for item in condition.items:
                yield from _by_condition(criterion, item, row)
        case Choose() | ByPlace():
            branches = row.branches(condition)
            if isinstance(condition, Choose):
                ways = ((condition.when, condition.then), (Not(condition.when), condition.otherwise))
                for place, (when, then) in enumerate(ways):
                    yield _route(criterion, All((when, then)), place, row, told=then)
            elif len(branches) == 1:
                yield from _by_condition(criterion, branches[0], row)
        case Any(series=0):
            for place, item in enumerate(condition.items):
                yield _route(criterion, item, place, row)


def _route(
    criterion: Criterion, condition: Condition, place: int, row: Row, told: Condition | None = None
) -> Route:
    said = told or condition
    name = said.id.rpartition("/")[2] if isinstance(said, Named) else ""
    wanted = formula(condition)
    return Route(
        criterion.id,
        name if name and "." not in name else f"way-{place + 1}",
        _title(criterion, said, row),
        lambda program: [program.selector(wanted)],
        lambda found: found.state(condition) is True,
        condition,
    )


def _title(criterion: Criterion, condition: Condition, row: Row) -> Text:
    """Return what a route asks, as the standard words it, else in words of our own."""
    if isinstance(condition, Named):
        entry = row.rulebook.labels.get(condition.id)
        return criterion.entry.text if entry is None else entry.text
    if isinstance(condition, Truth):
        return fact_name(row, condition.fact, condition.shift)
    if isinstance(condition, Compare):
        subject, asked = compare_words(condition, row)
        return Text(f"{subject.zh}{asked.zh}", f"{subject.en} {asked.en}")
    if isinstance(condition, OneOf):
        name, options = fact_name(row, condition.fact, condition.shift), options_words(condition)
        return Text(f"{name.zh}：{options.zh}", f"{name.en}: {options.en}")
    names = [fact_name(row, fact, shift) for fact, shift in condition_leaves(condition)]
    return together(names) if names else criterion.entry.text


def _by_points(scene: Scene, criterion: Criterion, after: Row) -> Iterator[Route]:
    """Yield for each item that earns more by the plan: doing without that, and each of several ways to count it."""
    score, before = scene.rulebook.score, scene.row({})
    for item in score.indicators if score else ():
        if after.points(item.id)[0] <= before.points(item.id)[0]:
            continue
        yield _without(criterion, item, before)
        points = _here(item.points, after)
        for place, _ in enumerate(points.ways if isinstance(points, BetterOf) else ()):
            yield _counted(criterion, item, place, after)


def _here(points: Points, row: Row) -> Points:
    return row.rules_of_points(points)[0] if isinstance(points, PointsByPlace) else points


def _without(criterion: Criterion, item: Indicator, before: Row) -> Route:
    most, name = before.points(item.id)[0], points_words(item.id, before)
    return Route(
        criterion.id,
        f"without-{item.id}",
        Text(WITHOUT.zh.format(name.zh), WITHOUT.en.format(name.en)),
        lambda program: [program.scoring.no_more(item.id, most)],
        lambda row: row.points(item.id)[0] <= most,
    )


def _counted(criterion: Criterion, item: Indicator, place: int, row: Row) -> Route:
    name = points_words(item.id, row)
    return Route(
        criterion.id,
        f"{item.id}/{place + 1}",
        Text(COUNTED.zh.format(name.zh, place + 1), COUNTED.en.format(name.en, place + 1)),
        lambda program: [program.scoring.picks[item.id][place]],
        lambda _: True,
    )
