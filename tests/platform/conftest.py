"""Places, enterprises and people that the tests of the platform begin with."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest
from django.db import connection

from littlegiant_platform.accounts.models import Place
from littlegiant_platform.core import clock
from littlegiant_platform.core.actor import Actor
from littlegiant_platform.core.append_only import drop_triggers
from littlegiant_platform.registry.actions.enrol import Entry, enrol
from littlegiant_platform.registry.models import Enterprise

FILER, OFFICIAL = Actor("user:1"), Actor("user:2")


class Watch:
    """A clock that goes on by a second each time it is read, unless it is set."""

    def __init__(self) -> None:
        self.time = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)

    def __call__(self) -> datetime.datetime:
        self.time += datetime.timedelta(seconds=1)
        return self.time

    def set(self, day: str) -> None:
        self.time = datetime.datetime.fromisoformat(day).replace(tzinfo=datetime.UTC)


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    found = Watch()
    monkeypatch.setattr(clock, "now", found)
    return found


@pytest.fixture
def enterprise(db: None, watch: Watch) -> Enterprise:
    return enrol(Entry("合成轴承（虚构）", synthetic=True), FILER)


@pytest.fixture
def places(db: None) -> dict[str, Place]:
    country = Place.objects.create(code="000000", name="全国", level="country", path="/")
    province = Place.objects.create(
        code="330000", name="浙江省", level="province", parent=country, path="/33/"
    )
    city = Place.objects.create(code="330200", name="宁波市", level="city", parent=province, path="/33/3302/")
    county = Place.objects.create(
        code="330203", name="海曙区", level="county", parent=city, path="/33/3302/330203/"
    )
    return {place.code: place for place in (country, province, city, county)}


@pytest.fixture
def unguarded(transactional_db: None) -> Iterator[None]:
    """Real transactions; the journal's triggers are taken away before the database is emptied."""
    yield
    drop_triggers(connection)
