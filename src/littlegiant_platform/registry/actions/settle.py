"""Settles which of several values that contradict each other counts."""

from __future__ import annotations

from django.db import transaction

from littlegiant.errors import LittleGiantError, Text
from littlegiant_platform.core.actor import Actor
from littlegiant_platform.core.journal import Act, record
from littlegiant_platform.registry.models import Enterprise, Settlement, Statement
from littlegiant_platform.registry.projection import refresh
from littlegiant_platform.registry.queries.known import known_of
from littlegiant_platform.registry.queries.moment import today


def settle(chosen: Statement, seen: frozenset[int], reason: str, actor: Actor) -> Settlement:
    """Decide for one statement over the others that were `seen` (their numbers, the chosen one's among them).

    Raises settlement.changed where others stand there by now, so that nobody decides over what they have not seen;
    settlement.reason without a reason.
    """
    if not reason.strip():
        raise LittleGiantError(
            "settlement.reason", Text("裁定须写明理由。", "A settlement says why it was taken so.")
        )
    with transaction.atomic():
        enterprise = Enterprise.objects.select_for_update().get(pk=chosen.enterprise_id)
        moment = today()
        known = known_of(enterprise.pk, moment).get((chosen.fact, chosen.year))
        standing = frozenset(one.pk for one in known.statements) if known else frozenset()
        if standing != seen or chosen.pk not in standing or known is None or not known.in_conflict:
            raise _changed(chosen)
        after = {
            "fact": chosen.fact,
            "year": chosen.year,
            "value": chosen.value,
            "over": sorted(seen - {chosen.pk}),
        }
        entry = record(Act("fact.settled", enterprise.subject, None, after, reason), actor)
        found = Settlement.objects.create(
            enterprise=enterprise,
            chosen=chosen,
            reason=reason.strip(),
            recorded=entry.at,
            recorded_by=actor.name,
        )
        found.seen.set(seen)
        enterprise.version = entry.sequence
        refresh(enterprise)
    return found


def _changed(chosen: Statement) -> LittleGiantError:
    return LittleGiantError(
        "settlement.changed",
        Text(
            f"“{chosen.fact}”的各个值在您查看之后已有变化，或已有人裁定。",
            f"The values of {chosen.fact!r} have changed since you looked, or somebody has settled them.",
        ),
        Text("请重新查看后再裁定。", "Look at them again, then decide."),
    )
