"""What is sent and answered: the shapes of the API's resources."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from ninja import Field, Schema

from littlegiant_platform.registry.models import Enterprise, Statement, Title
from littlegiant_platform.registry.queries.known import Known


class EnterpriseOut(Schema):
    """What anybody may know of an enterprise that holds or held a title."""

    id: UUID
    uscc: str | None
    name: str
    place: str | None
    industry: str
    founded: datetime.date | None
    synthetic: bool

    @staticmethod
    def of(enterprise: Enterprise) -> dict[str, Any]:
        """Return the object of one enterprise."""
        names = ("id", "uscc", "name", "industry", "founded", "synthetic")
        return {**{name: getattr(enterprise, name) for name in names}, "place": enterprise.place_id}


class EnterpriseIn(Schema):
    """An enterprise to be enrolled."""

    name: str = Field(min_length=1, max_length=200)
    uscc: str = Field(max_length=40)
    place: str | None = Field(None, pattern=r"^[0-9]{6}$")


class StatementIn(Schema):
    """One fact as somebody says it: a `year` where it is yearly, else the days it is true."""

    fact: str = Field(max_length=40)
    value: str | float | bool
    unit: str | None = Field(None, max_length=20)
    year: int | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    source: str = "self"
    note: str = Field("", max_length=400)


class StatementsIn(Schema):
    """Facts that are recorded together: all of them or none."""

    statements: list[StatementIn] = Field(min_length=1, max_length=500)


class StatementOut(Schema):
    """One statement with both its times."""

    id: int
    fact: str
    year: int | None
    since: datetime.date | None
    until: datetime.date | None
    value: float | bool | str | None
    source: str
    note: str
    recorded: datetime.datetime
    recorded_by: str
    corrects: int | None

    @staticmethod
    def of(statement: Statement) -> dict[str, Any]:
        """Return the object of one statement."""
        names = ("id", "fact", "year", "since", "until", "source", "note", "recorded", "recorded_by")
        found = {name: getattr(statement, name) for name in names}
        return {**found, "value": plain(statement.value), "corrects": statement.corrects_id}


class KnownOut(Schema):
    """What is known of one fact: the value that counts, and every value that stands."""

    fact: str
    year: int | None
    value: float | bool | str | None
    in_conflict: bool
    settled: str | None
    statements: list[StatementOut]

    @staticmethod
    def of(known: Known) -> dict[str, Any]:
        """Return the object of one fact."""
        return {
            "fact": known.fact,
            "year": known.year,
            "value": plain(known.value),
            "in_conflict": known.in_conflict,
            "settled": known.settlement.reason if known.settlement else None,
            "statements": [StatementOut.of(one) for one in known.statements],
        }


class SettlementIn(Schema):
    """A decision for one statement over the others that were seen."""

    chosen: int
    seen: list[int] = Field(min_length=2, max_length=50)
    reason: str = Field(min_length=1, max_length=2000)


class TitleOut(Schema):
    """A title, in force from `since` to before `until`."""

    standard: str
    edition: str
    batch: str
    authority: str
    document: str
    since: datetime.date
    until: datetime.date
    ending: str
    reason: str
    in_force: bool

    @staticmethod
    def of(title: Title, day: datetime.date) -> dict[str, Any]:
        """Return the object of one title on a day."""
        names = (
            "standard",
            "edition",
            "batch",
            "authority",
            "document",
            "since",
            "until",
            "ending",
            "reason",
        )
        found = {name: getattr(title, name) for name in names}
        return {**found, "in_force": title.since <= day < title.until}


class AssessIn(Schema):
    """Facts by canonical column, or an enterprise of the registry, and the standard that judges."""

    standard: str = Field(max_length=80)
    as_of: datetime.date
    case: str = Field("new", pattern="^(new|renewal)$")
    jurisdiction: str | None = Field(None, max_length=20)
    facts: dict[str, str | float | bool | None] | None = None
    enterprise: UUID | None = None


def plain(value: Any) -> Any:
    """Return a value as JSON has it: decimals as numbers."""
    import decimal

    if not isinstance(value, decimal.Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)
