"""What one enterprise must change, by when, to meet a standard."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any

from littlegiant.api.standard import day, place, standard
from littlegiant.errors import LittleGiantError, Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.places import PROVINCES, province_code
from littlegiant.plans.assumptions import Assumptions
from littlegiant.plans.ladder import Climb, ladder
from littlegiant.plans.model import Plan
from littlegiant.plans.planner import CourtOf, Question
from littlegiant.plans.planner import plan as planned
from littlegiant.plans.scene import Court
from littlegiant.plans.windows import Calendar, Window, demand_apart, stated_windows, window_of
from littlegiant.standards.catalogue import shipped, unknown_standard
from littlegiant.standards.rounds import latest_rounds, rule_changes

BACK, AHEAD = 6, 12
NO_RULES = ("standard.no-edition",)
ANY = "any"


@dataclass(frozen=True)
class Goal:
    """What is aimed at: a standard (`id` or `id@edition`), as a new application or a renewal, in which place.

    With `titles` the titles that must be held first are planned too, each by its own standard; without, holding
    them is a step like any other. `windows` are the days on which applications are taken, `MM-DD..MM-DD`, of one
    standard `cn/srdi-sme=MM-DD..MM-DD`; `any` for any day. Without one, the days that the instruments state for their
    latest year are taken for those of every year; where they state none, the same day of each year is looked at.
    """

    standard: str
    case: str = "new"
    jurisdiction: str | None = None
    titles: bool = True
    windows: tuple[str, ...] = field(default=())


def plan(
    facts: Mapping[str, Any],
    goal: Goal | str,
    as_of: str | datetime.date,
    assumptions: Assumptions | None = None,
) -> Plan:
    """Return the plan of one enterprise of canonical facts for a goal.

    The plan says what is the earliest day, every step with its day, and the verdict on the facts after it; or which
    criteria stand in the way. Raises LittleGiantError for a standard that does not exist, a goal that is no title, and
    windows that are none.
    """
    today, wishes = day(as_of), assumptions or Assumptions()
    wanted = Goal(goal) if isinstance(goal, str) else goal
    standard(wanted.standard, today, wanted.case, wanted.jurisdiction)
    known = {name: value for name, value in facts.items() if value is not None}
    windows = _windows(wanted)
    courts, calendars = (
        partial(_courts_of, wanted),
        partial(_calendar_of, wanted, windows, _place(wanted, known)),
    )
    if not wanted.titles:
        name = wanted.standard
        return planned(Question(name, known, today, courts(name), wishes, calendars(name)))
    _demand_title(wanted.standard)
    return ladder(wanted.standard, Climb(known, today, courts, calendars, wishes))


def columns_for_planning(as_of: datetime.date) -> frozenset[str]:
    """Return every column that some plan may want to know of an enterprise."""
    years = range(as_of.year - BACK, as_of.year + AHEAD)
    facts = load_dictionary().facts.values()
    return frozenset(fact.column(year) for fact in facts for year in (years if fact.is_yearly else (None,)))


def _demand_title(name: str) -> None:
    """Raise call.goal for a standard that gives no title, so that no ladder leads to it."""
    titles = _titles()
    if name.partition("@")[0] not in titles:
        listed = ", ".join(titles)
        raise LittleGiantError(
            "call.goal",
            Text(
                f"没有梯度通向 {name}：它不授予称号。可作目标的有：{listed}。",
                f"No ladder leads to {name}: it gives no title. Goals are: {listed}.",
            ),
            Text(
                f"只按这一标准作计划，请写 --standard {name}。",
                f"To plan for this standard alone, write --standard {name}.",
            ),
        )


def _windows(goal: Goal) -> dict[str, list[Window]]:
    """Return the windows given, by standard; under the empty name those of the goal itself and any other."""
    found: dict[str, list[Window]] = {}
    for written in goal.windows:
        name, mark, days = written.rpartition("=")
        if mark:
            _demand_asked(name, goal)
        found.setdefault(name, [])
        if days.strip().lower() != ANY:
            found[name].append(window_of(days))
    return {name: list(demand_apart(windows, name or goal.standard)) for name, windows in found.items()}


def _demand_asked(name: str, goal: Goal) -> None:
    """Raise where the window of one standard is of none, or of one that the plan does not ask."""
    if name not in shipped().ids:
        raise unknown_standard(name, shipped())
    asked = [goal.standard.partition("@")[0], *(_titles() if goal.titles else ())]
    if name not in asked:
        listed = ", ".join(dict.fromkeys(asked))
        raise LittleGiantError(
            "call.window",
            Text(
                f"--window 写了 {name}，但这份计划不用它；用到的有：{listed}。",
                f"--window names {name}, which this plan does not ask; it asks {listed}.",
            ),
        )


def _titles() -> list[str]:
    return [fact.title for fact in load_dictionary().facts.values() if fact.title is not None]


def _calendar_of(goal: Goal, windows: Mapping[str, list[Window]], where: str, name: str) -> Calendar:
    """Return when a standard takes applications: as given for it, as given at large, as stated, on any day."""
    own = name.partition("@")[0]
    given = windows.get(own, windows.get(""))
    if given is None:
        given = list(stated_windows(latest_rounds(shipped(), own, _case(goal, name), where)))
    return Calendar(tuple(given), rule_changes(shipped(), own))


def _place(goal: Goal, facts: Mapping[str, Any]) -> str:
    """Return the place whose calendar counts, as an ISO code: the goal's, else the enterprise's province, else China."""
    if goal.jurisdiction is not None:
        return place(goal.jurisdiction)
    code = province_code(str(facts.get("province", "")))
    return "CN" if code is None else PROVINCES[code].iso


def _case(goal: Goal, name: str) -> str:
    """Return the case of an application: titles on the way are applied for anew, whatever the case of the goal."""
    return goal.case if name == goal.standard else "new"


def _courts_of(goal: Goal, name: str) -> CourtOf:
    return partial(_court_on, name, _case(goal, name), goal.jurisdiction or "CN")


@lru_cache(maxsize=64)
def _court_on(name: str, case: str, jurisdiction: str, when: datetime.date) -> Court | None:
    try:
        found = standard(name, when, case, jurisdiction)
    except LittleGiantError as error:
        if error.code in NO_RULES:
            return None
        raise
    return Court(found.rulebook, lambda: found.desk)
