"""The API: same permissions as the pages, errors as problems, writes once."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from django.test import Client

from littlegiant_platform.accounts.actions.issue_key import Terms, issue_key, revoke_key
from littlegiant_platform.accounts.models import Organisation, Place
from littlegiant_platform.core import clock
from littlegiant_platform.core.actor import Actor
from littlegiant_platform.core.checking import check_chain
from littlegiant_platform.registry.actions.enrol import Entry, enrol
from littlegiant_platform.registry.actions.grant import Granted, grant
from littlegiant_platform.registry.actions.state import Said, state
from littlegiant_platform.registry.models import Enterprise, Statement

SYSTEM = Actor("system:test")


class Caller:
    """Somebody who calls the API by a key, or the public."""

    def __init__(self, key: str | None = None) -> None:
        self.client = Client(headers={"Accept-Language": "en"})
        self.headers = {"Authorization": f"Bearer {key}"} if key else {}

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(f"/api/v1{path}", query, headers=self.headers)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        return self.client.post(
            f"/api/v1{path}",
            json.dumps(body),
            content_type="application/json",
            headers={**self.headers, **headers},
        )


def _caller(kind: str, place: Place | None = None, *, writes: bool = True) -> tuple[Caller, Organisation]:
    organisation = Organisation.objects.create(kind=kind, name=kind, place=place, created=clock.now())
    _, secret = issue_key(organisation, Terms("test", may_write=writes, per_minute=10_000), SYSTEM)
    return Caller(secret), organisation


@pytest.fixture
def firm(places: dict[str, Place], watch: Any) -> Enterprise:
    one = enrol(Entry("合成阀门（虚构）", synthetic=True), SYSTEM)
    state(one, [Said("place", "330203"), Said("revenue", 1000, year=2024)], SYSTEM)
    one.refresh_from_db()
    return one


def test_the_public_finds_an_enterprise_once_it_holds_a_title_and_reads_no_facts(firm: Enterprise) -> None:
    public = Caller()
    assert public.get("/enterprises").json()["items"] == []
    assert public.get(f"/enterprises/{firm.pk}").status_code == 404
    days = datetime.date(2025, 1, 1), datetime.date(2028, 1, 1)
    grant(firm, Granted("cn/srdi-sme", "2022", "2025", "浙江省", *days), SYSTEM)
    assert [one["id"] for one in public.get("/enterprises").json()["items"]] == [str(firm.pk)]
    assert public.get(f"/enterprises/{firm.pk}/titles").json()[0]["in_force"]
    assert public.get(f"/enterprises/{firm.pk}/facts").status_code == 404


@pytest.mark.parametrize(
    ("code", "sees"),
    [("330203", True), ("330200", True), ("330000", True), ("000000", True), ("440000", False)],
)
def test_an_office_reads_the_records_of_its_place_and_no_other(
    firm: Enterprise, places: dict[str, Place], code: str, sees: bool
) -> None:
    place = places.get(code) or Place.objects.create(
        code=code, name="x", level="province", parent=places["000000"], path=f"/{code[:2]}/"
    )
    office, _ = _caller("office", place)
    assert office.get(f"/enterprises/{firm.pk}/facts").status_code == (200 if sees else 404)


def test_an_enterprise_states_its_own_facts_and_nobody_elses(firm: Enterprise, places: Any) -> None:
    own, organisation = _caller("enterprise")
    other, _ = _caller("enterprise")
    firm.organisation = organisation
    firm.save()
    body = {"statements": [{"fact": "employees", "value": 30, "year": 2025}]}
    assert own.post(f"/enterprises/{firm.pk}/facts", body).status_code == 201
    assert other.post(f"/enterprises/{firm.pk}/facts", body).status_code == 404
    assert Statement.objects.filter(fact="employees").count() == 1


def test_a_key_that_may_not_write_is_denied(firm: Enterprise, places: dict[str, Place]) -> None:
    office, _ = _caller("office", places["330000"], writes=False)
    answer = office.post(
        f"/enterprises/{firm.pk}/facts", {"statements": [{"fact": "employees", "value": 1, "year": 2025}]}
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "permission.denied")


def test_a_write_that_arrives_twice_is_carried_out_once(firm: Enterprise, places: dict[str, Place]) -> None:
    office, _ = _caller("office", places["330000"])
    path, key = f"/enterprises/{firm.pk}/facts", {"Idempotency-Key": "abc"}
    body = {"statements": [{"fact": "employees", "value": 30, "year": 2025}]}
    first, second = office.post(path, body, **key), office.post(path, body, **key)
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    assert Statement.objects.filter(fact="employees").count() == 1
    body["statements"][0]["value"] = 31
    assert office.post(path, body, **key).json()["code"] == "request.repeated"
    assert check_chain().whole


def test_facts_that_are_wrong_are_refused_as_a_problem_and_none_is_kept(
    firm: Enterprise, places: dict[str, Place]
) -> None:
    office, _ = _caller("office", places["330000"])
    body = {
        "statements": [
            {"fact": "employees", "value": 30, "year": 2025},
            {"fact": "revenue", "value": "many", "year": 2025},
        ]
    }
    answer = office.post(f"/enterprises/{firm.pk}/facts", body)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "fact.value" and "many" in answer.json()["detail"]
    assert not Statement.objects.filter(fact="employees").exists()


def test_a_conflict_is_settled_by_the_office_and_not_by_the_enterprise(
    firm: Enterprise, places: dict[str, Place]
) -> None:
    office, _ = _caller("office", places["330200"])
    own, firm.organisation = _caller("enterprise")
    firm.save()
    other = own.post(
        f"/enterprises/{firm.pk}/facts", {"statements": [{"fact": "revenue", "value": 2000, "year": 2024}]}
    )
    known = office.get(f"/enterprises/{firm.pk}/facts", true_on="2026-05-01").json()
    revenue = next(one for one in known if one["fact"] == "revenue")
    assert revenue["in_conflict"] and revenue["value"] is None
    body = {
        "chosen": other.json()[0]["id"],
        "seen": [one["id"] for one in revenue["statements"]],
        "reason": "审计报告",
    }
    assert own.post(f"/enterprises/{firm.pk}/settlements", body).status_code == 403
    assert office.post(f"/enterprises/{firm.pk}/settlements", body).status_code == 201
    assert office.post(f"/enterprises/{firm.pk}/settlements", body).status_code == 409


def test_a_key_that_was_revoked_is_refused(firm: Enterprise, places: dict[str, Place]) -> None:
    organisation = Organisation.objects.create(
        kind="office", name="x", place=places["330000"], created=clock.now()
    )
    key, secret = issue_key(organisation, Terms("test"), SYSTEM)
    assert Caller(secret).get(f"/enterprises/{firm.pk}").status_code == 200
    revoke_key(key, SYSTEM)
    assert Caller(secret).get(f"/enterprises/{firm.pk}").status_code == 401
    assert Caller("lg_0_nonsense").get("/standards").status_code == 401


def test_facts_that_are_sent_are_judged_and_not_kept(db: None) -> None:
    body = {
        "standard": "cn/sme-size",
        "as_of": "2026-05-01",
        "facts": {"industry": "3491", "employees_2025": 50, "revenue_2025": 1e7, "nonsense": 1},
    }
    answer = Caller().post("/assess", body)
    assert answer.status_code == 200
    assert (answer.json()["outcome"], answer.json()["class"]) == ("met", "small")
    assert answer.json()["notes"]
    assert not Statement.objects.exists()


def test_an_enterprise_of_the_registry_is_judged_with_the_version_of_its_record(
    firm: Enterprise, places: dict[str, Place]
) -> None:
    office, _ = _caller("office", places["330000"])
    asked = {"standard": "cn/sme-size", "as_of": "2025-05-01", "enterprise": str(firm.pk)}
    answer = office.post("/assess", asked).json()
    assert answer["facts"]["revenue_2024"] == 1000 and answer["version"] > 0
    assert Caller().post("/assess", asked).status_code == 404


def test_lists_are_paged_without_loss_or_repetition(places: dict[str, Place], watch: Any) -> None:
    office, _ = _caller("office", places["330000"])
    for number in range(7):
        one = enrol(Entry(f"合成企业{number % 3}", synthetic=True), SYSTEM)
        state(one, [Said("place", "330203")], SYSTEM)
    seen: list[str] = []
    after = ""
    while True:
        page = office.get("/enterprises", limit=3, after=after).json()
        seen += [one["id"] for one in page["items"]]
        if page["next"] is None:
            break
        after = page["next"]
    assert len(seen) == len(set(seen)) == 7


def test_the_description_names_every_resource(db: None) -> None:
    paths = Caller().get("/openapi.json").json()["paths"]
    assert {"/api/v1/standards", "/api/v1/assess", "/api/v1/enterprises"} <= set(paths)
