"""Grants titles and ends them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from littlegiant.errors import LittleGiantError, Text
from littlegiant_platform.core.actor import Actor
from littlegiant_platform.core.journal import Act, record, record_all
from littlegiant_platform.registry.models import Enterprise, Title


@dataclass(frozen=True)
class Granted:
    """A title as it is granted: in force from `since` to before `until`."""

    standard: str
    edition: str
    batch: str
    authority: str
    since: datetime.date
    until: datetime.date
    document: str = ""


def grant(enterprise: Enterprise, granted: Granted, actor: Actor) -> Title:
    """Record a title; raises title.overlaps where the enterprise holds one by the same standard in that time."""
    if granted.until <= granted.since:
        raise LittleGiantError(
            "title.days", Text("称号的止日须在起日之后。", "A title ends after it begins.")
        )
    with transaction.atomic():
        locked = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
        other = Title.objects.filter(
            enterprise=locked, standard=granted.standard, ended__isnull=True, since__lt=granted.until,
            until__gt=granted.since,
        ).first()  # fmt: skip
        if other is not None:
            raise _overlaps(other)
        entry = record(Act("title.granted", locked.subject, None, asdict(granted)), actor)
        title = Title.objects.create(
            enterprise=locked, **asdict(granted), recorded=entry.at, recorded_by=actor.name
        )
        _touch(locked, entry.sequence)
    return title


def grant_all(granted: Sequence[tuple[Enterprise, Granted]], actor: Actor) -> list[Title]:
    """Record many titles at once, as a batch grants them; the enterprises hold none by the same standard yet."""
    with transaction.atomic():
        acts = [Act("title.granted", one.subject, None, asdict(title)) for one, title in granted]
        entries = record_all(acts, actor)
        titles = [
            Title(enterprise=one, **asdict(title), recorded=entry.at, recorded_by=actor.name)
            for (one, title), entry in zip(granted, entries, strict=True)
        ]
        found = Title.objects.bulk_create(titles, batch_size=500)
        for (one, _), entry in zip(granted, entries, strict=True):
            one.version = entry.sequence
        Enterprise.objects.bulk_update(
            {one.pk: one for one, _ in granted}.values(), ["version"], batch_size=500
        )
    return found


def end(title: Title, day: datetime.date, ending: str, reason: str, actor: Actor) -> Title:
    """End a title earlier than was said when it was granted: it is not in force from `day` on.

    Raises title.replaced where somebody has ended it meanwhile, title.days for a day outside of its time,
    title.reason without a reason.
    """
    if not reason.strip():
        raise LittleGiantError("title.reason", Text("须写明理由。", "Say why it ends."))
    if not title.since <= day <= title.until:
        raise LittleGiantError(
            "title.days",
            Text(
                f"该称号自 {title.since} 至 {title.until}，不能在 {day} 结束。",
                f"The title lasts from {title.since} to {title.until}; it cannot end on {day}.",
            ),
        )
    with transaction.atomic():
        locked = Enterprise.objects.select_for_update().get(pk=title.enterprise_id)
        old = Title.objects.get(pk=title.pk)
        if old.ended is not None:
            raise LittleGiantError(
                "title.replaced",
                Text("该称号已被他人更改。", "Somebody else has changed this title."),
                Text("请先看新的记录。", "Look at the new record first."),
            )
        before, after = _said(old), {**_said(old), "until": day, "ending": ending}
        entry = record(Act("title.ended", locked.subject, before, after, reason), actor)
        Title.objects.filter(pk=old.pk).update(ended=entry.at)
        new = Title.objects.create(
            **{name: getattr(old, name) for name in COPIED}, until=day, ending=ending, reason=reason.strip(), corrects=old,
            recorded=entry.at, recorded_by=actor.name,
        )  # fmt: skip
        _touch(locked, entry.sequence)
    return new


COPIED = ("enterprise_id", "standard", "edition", "batch", "authority", "document", "since")


def _said(title: Title) -> dict[str, Any]:
    names = ("standard", "edition", "batch", "authority", "document", "since", "until", "ending")
    return {name: getattr(title, name) for name in names}


def _touch(enterprise: Enterprise, sequence: int) -> None:
    enterprise.version = sequence
    enterprise.save(update_fields=["version"])


def _overlaps(other: Title) -> LittleGiantError:
    return LittleGiantError(
        "title.overlaps",
        Text(
            f"该企业在 {other.since} 至 {other.until} 已持有 {other.standard}（{other.batch}）。",
            f"The enterprise holds {other.standard} from {other.since} to {other.until} already ({other.batch}).",
        ),
        Text("请先结束原称号，或改正起止日期。", "End that title first, or mend the days."),
    )
