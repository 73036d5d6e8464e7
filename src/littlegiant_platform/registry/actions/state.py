"""States facts of an enterprise; corrects and withdraws them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from littlegiant.errors import LittleGiantError, Text
from littlegiant.facts.model import Fact
from littlegiant_platform.accounts.models import Place
from littlegiant_platform.core import clock
from littlegiant_platform.core.actor import Actor
from littlegiant_platform.core.journal import Act, record_all
from littlegiant_platform.registry.models import Enterprise, Source, Statement
from littlegiant_platform.registry.projection import refresh
from littlegiant_platform.registry.values import Value, read_value
from littlegiant_platform.registry.vocabulary import PLACE, fact_named

FIRST_YEAR, YEARS_AHEAD = 1949, 1


@dataclass(frozen=True)
class Said:
    """One fact as somebody says it: for a fiscal `year` where it is yearly, else from `since` to before `until`."""

    fact: str
    value: Any
    unit: str | None = None
    year: int | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    source: str = Source.SELF
    note: str = ""


def state(enterprise: Enterprise, said: Sequence[Said], actor: Actor) -> list[Statement]:
    """Record what is said of an enterprise, all of it or nothing; values that stand already stay beside it."""
    drafts = [_draft(enterprise, one, actor) for one in said]
    return _written(enterprise, drafts, actor)


def correct(statement: Statement, said: Said, actor: Actor) -> Statement:
    """Replace a statement by a better one; the old one stays, known until now. Raises statement.replaced."""
    draft = _draft(statement.enterprise, said, actor)
    if (draft.fact, draft.year) != (statement.fact, statement.year):
        raise LittleGiantError(
            "statement.other-fact",
            Text("更正只能针对同一事实、同一年度。", "A correction is of the same fact and year."),
        )
    draft.corrects = statement
    return _written(statement.enterprise, [draft], actor)[0]


def withdraw(statement: Statement, reason: str, actor: Actor) -> Statement:
    """Take a statement back: from now on nothing is known in its place. Raises statement.replaced."""
    draft = Statement(
        enterprise=statement.enterprise, fact=statement.fact, year=statement.year, since=statement.since,
        until=statement.until, source=statement.source, note=reason[:400], corrects=statement, recorded_by=actor.name,
    )  # fmt: skip
    return _written(statement.enterprise, [draft], actor)[0]


def _draft(enterprise: Enterprise, said: Said, actor: Actor) -> Statement:
    fact = fact_named(said.fact)
    value: Value = read_value(fact, said.value, said.unit)
    _demand_time(fact, said)
    if fact is PLACE and not Place.objects.filter(pk=value.text).exists():
        raise _no_place(str(value.text))
    if said.source not in Source.values:
        raise LittleGiantError(
            "fact.source",
            Text(f"没有来源“{said.source}”。", f"There is no source {said.source!r}."),
            Text(f"有：{'、'.join(Source.values)}。", f"There are {', '.join(Source.values)}."),
        )
    return Statement(
        enterprise=enterprise, fact=fact.id, year=said.year, since=said.since, until=said.until, number=value.number,
        flag=value.flag, text=value.text, source=said.source, note=said.note, recorded_by=actor.name,
    )  # fmt: skip


def _no_place(code: str) -> LittleGiantError:
    return LittleGiantError(
        "fact.place",
        Text(f"没有代码为“{code}”的地方。", f"There is no place with the code {code!r}."),
        Text("请用六位行政区划代码，如 330203。", "Use a six-digit GB/T 2260 code such as 330203."),
    )


def _demand_time(fact: Fact, said: Said) -> None:
    """Demand a year of a yearly fact, and none of another; days in their order."""
    latest = clock.now().year + YEARS_AHEAD
    if fact.is_yearly and (said.year is None or not FIRST_YEAR <= said.year <= latest):
        raise LittleGiantError(
            "fact.year",
            Text(
                f"{fact.label.zh}是年度事实，应写明 {FIRST_YEAR} 至 {latest} 的年度。",
                f"{fact.label.en} is a yearly fact: give a year from {FIRST_YEAR} to {latest}.",
            ),
        )
    backwards = said.since is not None and said.until is not None and said.until <= said.since
    if backwards or (fact.is_yearly and (said.since or said.until)) or (not fact.is_yearly and said.year):
        raise LittleGiantError(
            "fact.days",
            Text(
                f"{fact.label.zh}的时间不对：年度事实写年度，其他写起止日期，止日在后。",
                f"The time of {fact.label.en} is wrong: a year for a yearly fact, else first and last day in their order.",
            ),
        )


def _written(enterprise: Enterprise, drafts: Sequence[Statement], actor: Actor) -> list[Statement]:
    with transaction.atomic():
        # Whoever writes to the same enterprise waits here, so that two corrections of one statement are seen as such.
        locked = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
        _demand_current([one.corrects_id for one in drafts if one.corrects_id])
        acts = [_act(locked, one) for one in drafts]
        entries = record_all(acts, actor)
        for draft, entry in zip(drafts, entries, strict=True):
            draft.recorded = entry.at
            draft.enterprise = locked
        if any(draft.corrects_id for draft in drafts):
            _end([draft.corrects_id for draft in drafts if draft.corrects_id], entries[-1].at)
        written = Statement.objects.bulk_create(drafts)
        locked.version = entries[-1].sequence
        refresh(locked)
    return written


def _demand_current(corrected: Sequence[int]) -> None:
    """Refuse to correct what somebody else has corrected meanwhile."""
    other = Statement.objects.filter(pk__in=corrected, ended__isnull=False).first()
    if other is not None:
        raise LittleGiantError(
            "statement.replaced",
            Text(
                f"这条“{other.fact}”已被他人更正。",
                f"This statement of {other.fact!r} has been corrected by somebody else.",
            ),
            Text(
                "请先看新的值，再决定是否更正。",
                "Look at the new value first, then decide whether to correct it.",
            ),
        )


def _end(corrected: Sequence[int], at: datetime.datetime) -> None:
    Statement.objects.filter(pk__in=corrected).update(ended=at)


def _act(enterprise: Enterprise, draft: Statement) -> Act:
    before = None if draft.corrects is None else _said(draft.corrects)
    verb = "fact.stated" if draft.corrects is None else "fact.corrected"
    return Act(
        verb if draft.value is not None else "fact.withdrawn", enterprise.subject, before, _said(draft)
    )


def _said(statement: Statement) -> dict[str, Any]:
    parts = ("fact", "year", "since", "until", "source", "note")
    return {**{name: getattr(statement, name) for name in parts}, "value": statement.value}
