"""The two axes of time: what was known never changes; what is true may be corrected."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from littlegiant.errors import LittleGiantError
from littlegiant_platform.core.actor import Actor
from littlegiant_platform.registry.actions.enrol import Entry, enrol
from littlegiant_platform.registry.actions.settle import settle
from littlegiant_platform.registry.actions.state import Said, correct, state, withdraw
from littlegiant_platform.registry.models import Enterprise, Statement
from littlegiant_platform.registry.queries.known import Key, known_of
from littlegiant_platform.registry.queries.moment import Moment, today

FILER, OFFICIAL = Actor("user:1"), Actor("user:2")


def _seen(enterprise: Enterprise, moment: Moment) -> dict[Key, Any]:
    return {
        key: (item.value, item.in_conflict, tuple(one.pk for one in item.statements))
        for key, item in known_of(enterprise.pk, moment).items()
    }


DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2026, 12, 31))
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["state", "yearly", "correct", "withdraw", "settle"]),
        st.integers(0, 5),
        DAYS,
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=12,
)


class WhatWasKnown(TestCase):
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(DEEDS, DAYS)
    def test_what_was_known_at_a_moment_is_the_same_whatever_is_done_later(
        self, deeds: list[tuple[str, int, datetime.date, int]], day: datetime.date
    ) -> None:
        enterprise = enrol(Entry("合成企业", synthetic=True), FILER)
        noted: list[tuple[Moment, dict[Key, Any]]] = []
        for deed in deeds:
            _do(enterprise, *deed)
            moment = Moment(day, today().known_on)
            noted.append((moment, _seen(enterprise, moment)))
        for moment, seen in noted:
            assert _seen(enterprise, moment) == seen


def _do(enterprise: Enterprise, verb: str, number: int, day: datetime.date, pick: int) -> None:
    standing = list(Statement.objects.filter(enterprise=enterprise, ended=None).order_by("pk"))
    chosen = standing[pick % len(standing)] if standing else None
    if verb == "state" or chosen is None:
        state(enterprise, [Said("class1_ip", number, since=day)], FILER)
    elif verb == "yearly":
        state(enterprise, [Said("revenue", number * 1000, year=2022 + pick % 4)], FILER)
    elif verb == "correct":
        correct(chosen, Said(chosen.fact, number, year=chosen.year, since=chosen.since), FILER)
    elif verb == "withdraw":
        withdraw(chosen, "误填", FILER)
    else:
        known = known_of(enterprise.pk, today()).get((chosen.fact, chosen.year))
        if known is not None and known.in_conflict:
            settle(known.statements[0], frozenset(one.pk for one in known.statements), "核对凭证", OFFICIAL)


def test_a_correction_changes_what_is_known_from_then_on_and_nothing_before(
    enterprise: Enterprise, watch: Any
) -> None:
    watch.set("2026-03-01")
    first = state(enterprise, [Said("revenue", "6000万元", year=2025)], FILER)[0]
    watch.set("2026-04-01")
    correct(first, Said("revenue", "6100万元", year=2025), FILER)
    march = Moment(datetime.date(2026, 12, 31), datetime.datetime(2026, 3, 15, tzinfo=datetime.UTC))
    may = Moment(datetime.date(2026, 12, 31), datetime.datetime(2026, 5, 15, tzinfo=datetime.UTC))
    assert known_of(enterprise.pk, march)["revenue", 2025].value == 60_000_000
    assert known_of(enterprise.pk, may)["revenue", 2025].value == 61_000_000
    assert Statement.objects.count() == 2


def test_values_that_contradict_each_other_stand_side_by_side_until_somebody_settles_them(
    enterprise: Enterprise, watch: Any
) -> None:
    watch.set("2026-03-01")
    own = state(enterprise, [Said("revenue", 60_000_000, year=2025)], FILER)[0]
    audited = state(enterprise, [Said("revenue", 58_000_000, year=2025, source="audited")], FILER)[0]
    known = known_of(enterprise.pk, today())["revenue", 2025]
    assert known.in_conflict and {one.pk for one in known.statements} == {own.pk, audited.pk}
    watch.set("2026-04-01")
    settle(audited, frozenset({own.pk, audited.pk}), "以审计报告为准", OFFICIAL)
    assert known_of(enterprise.pk, today())["revenue", 2025].value == 58_000_000
    before = Moment(today().true_on, datetime.datetime(2026, 3, 15, tzinfo=datetime.UTC))
    assert known_of(enterprise.pk, before)["revenue", 2025].in_conflict
    state(enterprise, [Said("revenue", 59_000_000, year=2025, source="register")], FILER)
    assert known_of(enterprise.pk, today())["revenue", 2025].in_conflict


def test_a_second_settlement_of_one_conflict_is_refused(enterprise: Enterprise) -> None:
    one = state(enterprise, [Said("revenue", 1000, year=2025)], FILER)[0]
    other = state(enterprise, [Said("revenue", 2000, year=2025)], FILER)[0]
    seen = frozenset({one.pk, other.pk})
    settle(one, seen, "甲", OFFICIAL)
    with pytest.raises(LittleGiantError) as raised:
        settle(other, seen, "乙", OFFICIAL)
    assert raised.value.code == "settlement.changed"


def test_a_second_correction_of_one_statement_is_refused(enterprise: Enterprise) -> None:
    first = state(enterprise, [Said("revenue", 1000, year=2025)], FILER)[0]
    correct(first, Said("revenue", 2000, year=2025), FILER)
    with pytest.raises(LittleGiantError) as raised:
        correct(first, Said("revenue", 3000, year=2025), FILER)
    assert raised.value.code == "statement.replaced"


def test_a_state_lasts_from_its_day_until_the_next_one(enterprise: Enterprise) -> None:
    state(enterprise, [Said("class1_ip", 3, since=datetime.date(2025, 1, 1))], FILER)
    state(enterprise, [Said("class1_ip", 5, since=datetime.date(2026, 2, 1))], FILER)

    def on(day: str) -> Any:
        moment = Moment(datetime.date.fromisoformat(day), today().known_on)
        found = known_of(enterprise.pk, moment).get(("class1_ip", None))
        return None if found is None else found.value

    assert (on("2024-12-31"), on("2025-01-01"), on("2026-01-31"), on("2026-02-01")) == (None, 3, 3, 5)


def test_the_figures_of_a_year_are_true_only_after_it(enterprise: Enterprise) -> None:
    state(enterprise, [Said("revenue", 1000, year=2025)], FILER)
    assert ("revenue", 2025) not in known_of(
        enterprise.pk, Moment(datetime.date(2025, 12, 31), today().known_on)
    )
    assert ("revenue", 2025) in known_of(enterprise.pk, Moment(datetime.date(2026, 1, 1), today().known_on))


def test_an_enterprise_whose_place_is_disputed_stays_in_sight_of_its_office(
    enterprise: Enterprise, places: Any
) -> None:
    first = state(enterprise, [Said("place", "330203")], FILER)[0]
    state(enterprise, [Said("place", "330200")], FILER)
    enterprise.refresh_from_db()
    assert enterprise.place_id == "330203"
    for one in Statement.objects.filter(fact="place"):
        withdraw(one, "误填", FILER)
    enterprise.refresh_from_db()
    assert enterprise.place is None and first.value == "330203"
