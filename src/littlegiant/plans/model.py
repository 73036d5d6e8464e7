"""What a plan is: the earliest day, dated steps, what is assumed and what must be found out; or what stands in the way."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from littlegiant.errors import Text
from littlegiant.plans.assumptions import Assumptions
from littlegiant.standards.model import Rulebook
from littlegiant.verdicts.verdict import Verdict


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
class Plan:
    """The least change by which an enterprise meets a standard on the earliest day on which it can.

    `facts` are all facts after the plan; `assumed` those of years to come that nothing need be done about, `follows`
    those that change with the steps (profits, the balance sheet).
    `verdict` is what the engine says of them on that day. Without a way `earliest` is None and `obstacles` names
    the criteria that nothing within the horizon can meet. `stages` are the plans for titles to be held first, `rulebook` the rules of the day that was last looked at.
    """

    standard: str
    today: datetime.date
    assumptions: Assumptions
    earliest: datetime.date | None = None
    steps: tuple[Step, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    assumed: dict[str, Any] = field(default_factory=dict)
    follows: dict[str, Any] = field(default_factory=dict)
    verdict: Verdict | None = None
    obstacles: tuple[str, ...] = ()
    stages: tuple[Plan, ...] = ()
    rulebook: Rulebook | None = None

    @property
    def feasible(self) -> bool:
        """Say whether there is a way."""
        return self.earliest is not None
