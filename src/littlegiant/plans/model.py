"""What a plan is: the earliest day, dated steps, what is assumed and what must be found out; or what stands in the way."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from littlegiant.errors import Text
from littlegiant.plans.assumptions import Assumptions
from littlegiant.plans.windows import Calendar
from littlegiant.standards.model import Rulebook
from littlegiant.verdicts.verdict import CriterionVerdict, Verdict


@dataclass(frozen=True)
class Step:
    """One change: a fact from what it would be to what it must be, by a day.

    `kind` is change (something to do), time (it comes by itself) or establish (it must be found out: `start` is None).
    """

    criterion: str
    fact: str
    start: Any
    end: Any
    by: datetime.date
    why: Text
    kind: str = "change"


@dataclass(frozen=True)
class Gap:
    """One criterion that is not met today, and the least that would satisfy it, looked at by itself.

    `today` is its verdict today. `earliest` is the first occasion on which it can hold, None where it never can; then
    `blocked` names the facts in the way. `held` are figures it reads beside those that change, as they would be anyway.
    """

    criterion: str
    today: CriterionVerdict
    earliest: datetime.date | None = None
    steps: tuple[Step, ...] = ()
    held: dict[str, Any] = field(default_factory=dict)
    blocked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Alternative:
    """Another way to meet what the plan meets: another route of a criterion, or waiting (`criterion` is None).

    `earliest` and `steps` are as in a plan, `effort` as in the plan's own. Where it is not feasible, `obstacles` names
    the facts that block it or the criteria that cannot be met along with it.
    """

    criterion: str | None
    route: str
    title: Text
    feasible: bool
    earliest: datetime.date | None = None
    steps: tuple[Step, ...] = ()
    effort: Fraction | None = None
    obstacles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The least change by which an enterprise meets a standard on the earliest day on which it can.

    `known` are the facts of today, `facts` all facts after the plan; `assumed` those of years to come that nothing need be done about, `follows`
    those that change with the steps (profits, the balance sheet), `unneeded` those that need not be known.
    `verdict` is what the engine says of them on that day. `opens` and `closes` are the window of application the day
    lies in, where applications are not taken on any day. `effort` is that of all steps.
    Without a way `earliest` is None and `obstacles` names the criteria that nothing within the horizon can meet, as
    seen from `looked_at`, the last day. `stages` are the plans for titles to be held first, `rulebook` the rules of the
    day that was last looked at. `gaps` and `alternatives` are worked out when they are first asked for.
    """

    standard: str
    today: datetime.date
    assumptions: Assumptions
    calendar: Calendar = field(default_factory=Calendar)
    earliest: datetime.date | None = None
    opens: datetime.date | None = None
    closes: datetime.date | None = None
    steps: tuple[Step, ...] = ()
    known: Mapping[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    assumed: dict[str, Any] = field(default_factory=dict)
    follows: dict[str, Any] = field(default_factory=dict)
    unneeded: tuple[str, ...] = ()
    effort: Fraction = Fraction(0)
    verdict: Verdict | None = None
    obstacles: tuple[str, ...] = ()
    stages: tuple[Plan, ...] = ()
    rulebook: Rulebook | None = None
    looked_at: datetime.date | None = None
    lacks: Callable[[], tuple[Gap, ...]] = field(default=tuple, compare=False, repr=False)
    others: Callable[[], tuple[Alternative, ...]] = field(default=tuple, compare=False, repr=False)

    @property
    def feasible(self) -> bool:
        """Say whether there is a way."""
        return self.earliest is not None

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Return every criterion that is not met today, each by itself."""
        return self.lacks()

    @cached_property
    def alternatives(self) -> tuple[Alternative, ...]:
        """Return the other ways, as far as they differ from the plan."""
        return self.others()
