"""Says which statement, title or right a file proves."""

from __future__ import annotations

from django.db import transaction

from littlegiant.errors import LittleGiantError, Text
from littlegiant_platform.core.actor import Actor
from littlegiant_platform.core.journal import Act, record
from littlegiant_platform.registry.models import Evidence, Proof, Right, Statement, Title


def prove(evidence: Evidence, thing: Statement | Title | Right, page: str, actor: Actor) -> Proof:
    """Tie evidence to what it proves; raises evidence.other-enterprise where they belong to different enterprises."""
    if thing.enterprise_id != evidence.enterprise_id:
        raise LittleGiantError(
            "evidence.other-enterprise",
            Text(
                "凭证与被证明的内容不属于同一企业。",
                "The evidence is of another enterprise than what it is to prove.",
            ),
        )
    name = type(thing).__name__.lower()
    with transaction.atomic():
        after = {"evidence": str(evidence.pk), name: thing.pk, "page": page}
        entry = record(Act("evidence.tied", evidence.enterprise.subject, None, after), actor)
        return Proof.objects.create(
            evidence=evidence, **{name: thing}, page=page[:60], recorded=entry.at, recorded_by=actor.name
        )
