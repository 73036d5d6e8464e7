"""Judges enterprises by what the registry knows of them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import littlegiant as lg
from littlegiant.api.interactive import judgement
from littlegiant.api.standard import Standard
from littlegiant.verdicts.verdict import Verdict, verdict_of
from littlegiant_platform.core.models import ChainHead
from littlegiant_platform.registry.queries.judged_facts import facts_for_judging
from littlegiant_platform.registry.queries.moment import Moment


@dataclass(frozen=True)
class Asked:
    """By which standard an enterprise is judged, and for which case and place."""

    standard: str
    as_of: datetime.date
    case: str = "new"
    jurisdiction: str | None = None

    @property
    def rules(self) -> Standard:
        """Return the rules; raises what `lg.standard` raises."""
        return lg.standard(self.standard, as_of=self.as_of, case=self.case, jurisdiction=self.jurisdiction)


@dataclass(frozen=True)
class Judged:
    """A verdict with the facts it rests on and the version of the record: the number of the journal's last entry."""

    verdict: Verdict
    facts: Mapping[str, Any]
    version: int


def judge_facts(facts: Mapping[str, Any], asked: Asked) -> Verdict:
    """Return the verdict on canonical facts by column."""
    return verdict_of(judgement(facts, asked.rules).row)


def judge(enterprise: UUID, asked: Asked, known_on: datetime.datetime) -> Judged:
    """Return the verdict on an enterprise, as true for the day of the judgement and as known at a moment."""
    facts = facts_for_judging([enterprise], Moment(asked.as_of, known_on))[enterprise]
    return Judged(judge_facts(facts, asked), facts, version())


def version() -> int:
    """Return the number of the journal's last entry: what is known does not change without it."""
    return ChainHead.objects.filter(pk=1).values_list("sequence", flat=True).first() or 0
