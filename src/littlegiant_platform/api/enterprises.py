"""`/enterprises`: who they are, what is known of them, which titles they hold."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from littlegiant_platform.accounts.viewer import Viewer
from littlegiant_platform.api.once import once
from littlegiant_platform.api.problems import DENIED, NOT_FOUND
from littlegiant_platform.api.shapes import (
    EnterpriseIn,
    EnterpriseOut,
    KnownOut,
    SettlementIn,
    StatementOut,
    StatementsIn,
    TitleOut,
)
from littlegiant_platform.api.who import viewer
from littlegiant_platform.core import clock
from littlegiant_platform.registry.actions.enrol import Entry, enrol
from littlegiant_platform.registry.actions.settle import settle
from littlegiant_platform.registry.actions.state import Said, state
from littlegiant_platform.registry.models import Enterprise, Statement, Title
from littlegiant_platform.registry.queries.known import known_of
from littlegiant_platform.registry.queries.moment import Moment
from littlegiant_platform.registry.queries.seen import editable_by, findable_for, records_for

router = Router(tags=["enterprises"])
MOST = 200
NO_CONTROL = r"^[^\x00-\x1f\x7f]*$"


class Wanted(Schema):
    """How a list, in the order of names, is narrowed and paged."""

    q: str = Field("", max_length=200, pattern=NO_CONTROL)
    uscc: str = Field("", max_length=40, pattern=NO_CONTROL)
    place: str = Field("", pattern=r"^([0-9]{6})?$")
    industry: str = Field("", pattern=r"^[0-9]{0,4}$")
    title: str = Field("", max_length=80, pattern=NO_CONTROL)
    limit: int = Field(50, ge=1, le=MOST)
    after: str = Field("", max_length=300, pattern=NO_CONTROL)


class Times(Schema):
    """The two questions of time: as true for a day, as known at a moment (both now by default)."""

    true_on: datetime.date | None = None
    known_on: datetime.datetime | None = None

    @property
    def moment(self) -> Moment:
        """Return them as the registry asks."""
        now = clock.now()
        known = self.known_on or now
        aware = known if known.tzinfo else known.replace(tzinfo=datetime.UTC)
        return Moment(self.true_on or now.date(), aware)


@router.get("/enterprises", summary="Find enterprises", response=dict[str, Any])
def enterprises(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Return enterprises that hold or held a title, and those whose record you may read, in pages.

    `next` is what to give as `after` for the next page; null on the last.
    """
    rows = _narrowed(findable_for(viewer(request)), wanted)
    limit = wanted.limit
    found = list(rows[: limit + 1])
    following = _cursor(found[limit - 1]) if len(found) > limit else None
    return {"items": [EnterpriseOut.of(one) for one in found[:limit]], "next": following}


@router.get("/enterprises/{uuid:identifier}", summary="One enterprise", response=EnterpriseOut)
def enterprise(request: HttpRequest, identifier: UUID) -> dict[str, Any]:
    """Return one enterprise; one that was merged into another is answered by that other."""
    return EnterpriseOut.of(_found(findable_for(viewer(request)), identifier))


@router.post("/enterprises", summary="Enrol an enterprise", response={201: EnterpriseOut})
def enrolled(request: HttpRequest, sent: EnterpriseIn) -> Status[Any]:
    """Enrol an enterprise at a place of your office; its code must be right and new."""
    asker = viewer(request)

    def write() -> tuple[int, Any]:
        one = enrol(Entry(sent.name, sent.uscc), asker.actor)
        if sent.place is not None:
            state(one, [Said("place", sent.place)], asker.actor)
            one.refresh_from_db()
        if not (one.place and asker.may_settle_at(one.place.path)):
            raise DENIED
        return 201, EnterpriseOut.of(one)

    return once(request, asker.actor, write)


@router.get("/enterprises/{uuid:identifier}/facts", summary="What is known", response=list[KnownOut])
def facts(request: HttpRequest, identifier: UUID, times: Query[Times]) -> list[dict[str, Any]]:
    """Return every fact as true for a day and as known at a moment, with all values that stand."""
    one = _found(records_for(viewer(request)), identifier)
    return [KnownOut.of(known) for _, known in sorted(known_of(one.pk, times.moment).items(), key=_by_fact)]


@router.post(
    "/enterprises/{uuid:identifier}/facts", summary="State facts", response={201: list[StatementOut]}
)
def stated(request: HttpRequest, identifier: UUID, sent: StatementsIn) -> Status[Any]:
    """Record facts, all of them or none. What stands already stays beside them until somebody settles it."""
    asker = viewer(request)
    one = _editable(asker, identifier)
    said = [Said(**item.model_dump()) for item in sent.statements]

    def write() -> tuple[int, Any]:
        return 201, [StatementOut.of(statement) for statement in state(one, said, asker.actor)]

    return once(request, asker.actor, write)


@router.post(
    "/enterprises/{uuid:identifier}/settlements", summary="Settle a conflict", response={201: dict[str, Any]}
)
def settled(request: HttpRequest, identifier: UUID, sent: SettlementIn) -> Status[Any]:
    """Decide which of several values counts; refused where others stand there than the ones you saw."""
    asker = viewer(request)
    one = _found(records_for(asker), identifier)
    if not (one.place and asker.may_settle_at(one.place.path)):
        raise DENIED
    chosen = Statement.objects.filter(pk=sent.chosen, enterprise=one).first()
    if chosen is None:
        raise NOT_FOUND

    def write() -> tuple[int, Any]:
        found = settle(chosen, frozenset(sent.seen), sent.reason, asker.actor)
        return 201, {"chosen": chosen.pk, "reason": found.reason, "recorded": found.recorded}

    return once(request, asker.actor, write)


@router.get("/enterprises/{uuid:identifier}/titles", summary="Titles", response=list[TitleOut])
def titles(request: HttpRequest, identifier: UUID, times: Query[Times]) -> list[dict[str, Any]]:
    """Return every title held by the day asked about, with whether it is in force on it."""
    one, moment = _found(findable_for(viewer(request)), identifier), times.moment
    rows = Title.objects.filter(moment.known, enterprise=one, since__lte=moment.true_on).order_by(
        "since", "pk"
    )
    return [TitleOut.of(title, moment.true_on) for title in rows]


def _narrowed(rows: QuerySet[Enterprise], wanted: Wanted) -> QuerySet[Enterprise]:
    for field, value in (
        ("name__icontains", wanted.q), ("uscc", wanted.uscc.upper()), ("industry__startswith", wanted.industry),
        ("place__path__contains", wanted.place and f"/{wanted.place.removesuffix('00').removesuffix('00')}/"),
    ):  # fmt: skip
        if value:
            rows = rows.filter(**{field: value})
    if wanted.title:
        today = clock.now().date()
        in_force = Title.objects.filter(
            standard=wanted.title, ended__isnull=True, since__lte=today, until__gt=today
        )
        rows = rows.filter(pk__in=in_force.values("enterprise"))
    rows = rows.order_by("name", "id")
    if wanted.after:
        name, _, identifier = wanted.after.rpartition("|")
        rows = rows.filter(Q(name__gt=name) | Q(name=name, id__gt=_uuid(identifier)))
    return rows


def _cursor(last: Enterprise) -> str:
    return f"{last.name}|{last.pk}"


def _uuid(written: str) -> UUID:
    try:
        return UUID(written)
    except ValueError as error:
        raise NOT_FOUND from error


def _found(rows: QuerySet[Enterprise], identifier: UUID) -> Enterprise:
    one = rows.filter(pk=identifier).first()
    if one is None:
        raise NOT_FOUND
    return one.merged_into or one


def _editable(asker: Viewer, identifier: UUID) -> Enterprise:
    """Return an enterprise somebody may write for; one they may only read is denied, another not found."""
    one = editable_by(asker).filter(pk=identifier).first()
    if one is None:
        _found(records_for(asker), identifier)
        raise DENIED
    return one


def _by_fact(item: tuple[tuple[str, int | None], Any]) -> tuple[str, int]:
    (fact, year), _ = item
    return fact, year or 0
