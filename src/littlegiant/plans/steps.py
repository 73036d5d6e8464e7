"""Changes as dated steps, each with the criterion it is for and why."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from littlegiant.facts.model import ValueType
from littlegiant.plans.model import Step
from littlegiant.plans.outlook import Outlook, Prospect
from littlegiant.plans.step_words import brought, changed, established


def by_days(steps: Iterable[Step], decisive: Sequence[str]) -> tuple[Step, ...]:
    """Return steps in order: what to find out, the most decisive first; then the rest by days."""
    order = {column: place for place, column in enumerate(decisive)}
    return tuple(
        sorted(
            steps,
            key=lambda it: (
                it.kind != "establish",
                order.get(it.fact, len(order)) if it.kind == "establish" else 0,
                it.by,
                it.criterion,
                it.fact,
            ),
        )
    )


def step(found: Prospect, value: Any, criterion: str, outlook: Outlook, *, bound: str = "floor") -> Step:
    """Return the step that brings a fact to a value; `bound` is what is asked of a number that is not known."""
    if found.way == "open":
        why, by, kind = changed(found, value, outlook), due(found, outlook.day), "change"
    else:
        why, by, kind = established(found, value, bound=bound), outlook.day, "establish"
    return Step(criterion, found.column, plain(found.base), plain(value), by, why, kind)


def step_of_time(found: Prospect, given: Any, needed: Any, setting: tuple[str, Outlook]) -> Step:
    """Return the step by which only time brings a fact from what is given today to what is needed.

    `setting` is the criterion it is for, and the outlook of the day.
    """
    criterion, outlook = setting
    day = outlook.day
    if found.fact.type is ValueType.YEARS:
        day = datetime.date(outlook.today.year - 1 + int(needed - given), 12, 31)
    return Step(
        criterion, found.column, plain(given), plain(needed), day, brought(found, given, needed), "time"
    )


def turning_points(found: Prospect, given: Any) -> list[Any]:
    """Return what a fact will be in turn from today, without what it is today, up to what it will be on the day."""
    if found.fact.type is ValueType.YEARS:
        return [given + more for more in range(1, int(found.base - given) + 1)]
    return [found.base]


def due(found: Prospect, day: datetime.date) -> datetime.date:
    """Return by when a fact must be so: the end of its year, else the day of the application."""
    if found.year is None:
        return day
    return min(datetime.date(found.year, 12, 31), day)


def plain(value: Any) -> Any:
    """Return an exact number as an ordinary one."""
    if not isinstance(value, Fraction):
        return value
    return int(value) if value.denominator == 1 else float(value)
