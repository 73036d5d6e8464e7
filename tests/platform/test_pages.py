"""The pages: in both languages, and to each what they may see."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client

from littlegiant_platform.accounts.models import Membership, Organisation, Place, User
from littlegiant_platform.core import clock
from littlegiant_platform.core.actor import Actor
from littlegiant_platform.registry.actions.enrol import Entry, enrol
from littlegiant_platform.registry.actions.grant import Granted, grant
from littlegiant_platform.registry.actions.state import Said, state
from littlegiant_platform.registry.models import Enterprise

SYSTEM = Actor("system:test")
NAME = "合成<b>企业</b>（虚构）"


@pytest.fixture
def firm(places: dict[str, Place], watch: Any) -> Enterprise:
    one = enrol(Entry(NAME, synthetic=True), SYSTEM)
    state(one, [Said("place", "330203"), Said("revenue", 1_000_000, year=2024)], SYSTEM)
    state(one, [Said("revenue", 2_000_000, year=2024, source="audited")], SYSTEM)
    grant(
        one,
        Granted(
            "cn/srdi-sme", "2022", "2025", "浙江省", datetime.date(2025, 1, 1), datetime.date(2028, 1, 1)
        ),
        SYSTEM,
    )
    one.refresh_from_db()
    return one


def _signed_in(place: Place) -> Client:
    user = User.objects.create_user("a@example.invalid", "secret-of-twelve")
    office = Organisation.objects.create(kind="office", name="局", place=place, created=clock.now())
    Membership.objects.create(
        user=user,
        organisation=office,
        role="editor",
        since=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC),
    )
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "企业"), ("en", "Enterprises")])
@pytest.mark.parametrize("address", ["/", "/enterprises/", "/source/", "/accounts/login/"])
def test_every_page_is_there_in_both_languages_and_says_that_data_is_synthetic(
    firm: Enterprise, address: str, language: str, word: str
) -> None:
    shown = Client(headers={"Accept-Language": language}).get(address)
    assert shown.status_code == 200
    assert word in shown.text and ("合成" in shown.text or "Synthetic" in shown.text)


def test_the_public_sees_titles_and_no_facts(firm: Enterprise) -> None:
    shown = Client().get(f"/enterprises/{firm.pk}/")
    assert "cn/srdi-sme" in shown.text and "营业收入" not in shown.text
    assert "<b>企业</b>" not in shown.text


def test_the_office_sees_conflicts_side_by_side_and_as_of_a_day_before_them(
    firm: Enterprise, places: dict[str, Place]
) -> None:
    client = _signed_in(places["330200"])
    shown = client.get(f"/enterprises/{firm.pk}/", {"true_on": "2025-06-01"})
    assert "冲突" in shown.text and "200万元" in shown.text and "100万元" in shown.text
    before = client.get(f"/enterprises/{firm.pk}/", {"true_on": "2024-06-01"})
    assert "200万元" not in before.text


def test_an_office_elsewhere_sees_what_the_public_sees(firm: Enterprise, places: dict[str, Place]) -> None:
    elsewhere = Place.objects.create(
        code="440000", name="x", level="province", parent=places["000000"], path="/44/"
    )
    assert "冲突" not in _signed_in(elsewhere).get(f"/enterprises/{firm.pk}/", {"true_on": "2025-06-01"}).text


@pytest.mark.parametrize("query", ["?true_on=nonsense", "?page=x", "?q=%00", "?q=%27%3B--", "?place=%25"])
def test_nonsense_in_the_address_is_no_error(firm: Enterprise, query: str) -> None:
    assert Client().get(f"/enterprises/{query}").status_code == 200
    assert Client().get(f"/enterprises/{firm.pk}/{query}").status_code == 200
