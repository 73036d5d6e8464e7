"""What one enterprise must change, by when, to meet a standard."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from littlegiant.api.standard import day, standard
from littlegiant.errors import LittleGiantError
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.plans.assumptions import Assumptions
from littlegiant.plans.ladder import Climb, ladder
from littlegiant.plans.model import Plan
from littlegiant.plans.planner import Court, CourtOf
from littlegiant.plans.planner import plan as planned

BACK, AHEAD = 6, 12
NO_RULES = ("standard.no-edition",)


@dataclass(frozen=True)
class Goal:
    """What is aimed at: a standard (`id` or `id@edition`), as a new application or a renewal, in which place.

    With `titles` the titles that must be held first are planned too, each by its own standard; without, holding
    them is a step like any other.
    """

    standard: str
    case: str = "new"
    jurisdiction: str | None = None
    titles: bool = True


def plan(
    facts: Mapping[str, Any],
    goal: Goal | str,
    as_of: str | datetime.date,
    assumptions: Assumptions | None = None,
) -> Plan:
    """Return the plan of one enterprise of canonical facts for a goal.

    The plan says what is the earliest day, every step with its day, and the verdict on the facts after it; or which
    criteria stand in the way. Raises LittleGiantError for a standard that does not exist.
    """
    today, wishes = day(as_of), assumptions or Assumptions()
    wanted = Goal(goal) if isinstance(goal, str) else goal
    standard(wanted.standard, today, wanted.case, wanted.jurisdiction)
    known = {name: value for name, value in facts.items() if value is not None}
    if not wanted.titles:
        courts = _courts(wanted.standard, wanted.case, wanted.jurisdiction)
        return planned(wanted.standard, known, today, courts, assumptions=wishes)
    return ladder(wanted.standard, Climb(known, today, partial(_courts_of, wanted), wishes))


def columns_for_planning(as_of: datetime.date) -> frozenset[str]:
    """Return every column that some plan may want to know of an enterprise."""
    years = range(as_of.year - BACK, as_of.year + AHEAD)
    facts = load_dictionary().facts.values()
    return frozenset(fact.column(year) for fact in facts for year in (years if fact.is_yearly else (None,)))


def _courts_of(goal: Goal, name: str) -> CourtOf:
    """Titles on the way are applied for anew, whatever the case of the goal."""
    return _courts(name, goal.case if name == goal.standard else "new", goal.jurisdiction)


def _courts(name: str, case: str, jurisdiction: str | None) -> CourtOf:
    def court_of(when: datetime.date) -> Court | None:
        try:
            found = standard(name, when, case, jurisdiction or "CN")
        except LittleGiantError as error:
            if error.code in NO_RULES:
                return None
            raise
        return Court(found.rulebook, found.desk)

    return court_of
