"""Adds to the journal, in the transaction of the change that it tells of."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from littlegiant_platform.core import clock
from littlegiant_platform.core.actor import Actor
from littlegiant_platform.core.digest import FIRST, canonical, digest_of
from littlegiant_platform.core.models import ChainHead, Entry

BATCH = 500


@dataclass(frozen=True)
class Act:
    """What is done to one thing: `verb` as `enterprise.renamed`, `subject` as `enterprise:12`, values before and after."""

    verb: str
    subject: str
    before: Any = None
    after: Any = None
    reason: str = ""


def record(act: Act, actor: Actor) -> Entry:
    """Add one act; raises RuntimeError outside of a transaction."""
    return record_all([act], actor)[0]


def record_all(acts: Iterable[Act], actor: Actor) -> list[Entry]:
    """Add acts in their order, linked to each other. Whoever else adds waits until this transaction ends."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("the journal is written in the transaction of the change it tells of")
    head = _locked_head()
    at = max(clock.now(), _last_moment(head))
    entries = []
    for act in acts:
        entry = _entry(act, actor, at, head)
        head.sequence, head.digest = entry.sequence, entry.digest
        entries.append(entry)
    Entry.objects.bulk_create(entries, batch_size=BATCH)
    head.save()
    return entries


def _locked_head() -> ChainHead:
    ChainHead.objects.get_or_create(pk=1, defaults={"sequence": 0, "digest": FIRST})
    return ChainHead.objects.select_for_update().get(pk=1)


def _last_moment(head: ChainHead) -> datetime.datetime:
    """Return when the last act was recorded: a clock that is set back does not turn the order around."""
    last = Entry.objects.filter(pk=head.sequence).values_list("at", flat=True).first()
    return last or datetime.datetime.min.replace(tzinfo=datetime.UTC)


def _entry(act: Act, actor: Actor, at: datetime.datetime, head: ChainHead) -> Entry:
    entry = Entry(
        sequence=head.sequence + 1,
        at=at,
        actor=actor.name,
        organisation=actor.organisation,
        verb=act.verb,
        subject=act.subject,
        before=canonical(act.before),
        after=canonical(act.after),
        reason=act.reason,
        address=actor.address,
        agent=actor.agent[:200],
        request=actor.request,
        previous=head.digest,
    )
    entry.digest = digest_of(entry)
    return entry
