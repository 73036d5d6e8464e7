"""`/standards` and `/assess`: the engine, asked over the network. Open to everybody; nothing is kept."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router

from littlegiant.api.interactive import judgement
from littlegiant.cli.commands.standards_list import record
from littlegiant.cli.showing.record import standard_record
from littlegiant.errors import LittleGiantError, Text
from littlegiant.standards.catalogue import shipped
from littlegiant.verdicts.verdict import verdict_of
from littlegiant_platform.api.problems import NOT_FOUND, language_of
from littlegiant_platform.api.shapes import AssessIn
from littlegiant_platform.api.who import viewer
from littlegiant_platform.core import clock
from littlegiant_platform.registry.judging import Asked, judge
from littlegiant_platform.registry.queries.seen import may_read_record

router = Router(tags=["standards"])


@router.get("/standards", summary="Every edition")
def editions(request: HttpRequest) -> list[dict[str, Any]]:
    """Return id, edition, days in force, cases and titles of every edition there is."""
    return [record(shipped().edition(name)) for name in shipped().names]


@router.get("/standards/{path:name}", summary="One edition as rules")
def edition(
    request: HttpRequest, name: str, as_of: datetime.date | None = None, case: str = "new"
) -> dict[str, Any]:
    """Return clauses, thresholds and sources of `id` or `id@edition` on a day (today by default)."""
    asked = Asked(name, as_of or clock.now().date(), case)
    return standard_record(asked.rules.rulebook)


@router.post("/assess", summary="Judge one enterprise")
def assess(request: HttpRequest, asked: AssessIn) -> dict[str, Any]:
    """Return the verdict on facts that are sent, which are not kept, or on an enterprise of the registry.

    `faults` and `notes` name what was wrong with the facts sent; it counted as not known.
    """
    rules = Asked(asked.standard, asked.as_of, asked.case, asked.jurisdiction)
    if (asked.facts is None) == (asked.enterprise is None):
        raise ONE_OF_TWO
    if asked.enterprise is not None:
        if not may_read_record(viewer(request), asked.enterprise):
            raise NOT_FOUND
        found = judge(asked.enterprise, rules, clock.now())
        return {**found.verdict.as_dict(), "facts": dict(found.facts), "version": found.version}
    language = language_of(request)
    sent = judgement(asked.facts or {}, rules.rules)
    return {
        **verdict_of(sent.row).as_dict(),
        "notes": [note.in_language(language) for note in sent.notes],
        "faults": sent.faults.as_text(language).splitlines(),
    }


ONE_OF_TWO = LittleGiantError(
    "request.invalid",
    Text("facts 和 enterprise 须给且只给一个。", "Give either facts or enterprise, and one of them only."),
)
