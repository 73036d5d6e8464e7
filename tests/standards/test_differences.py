"""Two editions side by side."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engines.one_rule import rulebook_of
from tests.engines.standards_drawn import standards

import littlegiant as lg
from littlegiant.standards.catalogue import shipped
from littlegiant.standards.differences import Difference, difference

OPPOSITE = {"tightened": "loosened", "loosened": "tightened", "added": "dropped", "dropped": "added"}


def ids(found: Difference, kind: str) -> list[str]:
    return [change.criterion for change in found.changes if change.kind == kind]


def test_little_giants_of_2026_may_owe_more_and_need_no_certificate_brand_or_institute() -> None:
    found = lg.diff("cn/little-giant@2022", "cn/little-giant@2026")
    debt = next(change for change in found.changes if change.criterion == "debt")
    assert debt.kind == "loosened"
    assert [(float(item.old), float(item.new)) for item in debt.numbers] == [(0.7, 0.75)]
    assert {"certification", "own_brand", "rnd_institution", "core_system", "key_link"} <= set(
        ids(found, "dropped")
    )
    assert ids(found, "tightened") == ["main_share"]
    assert ids(found, "added") == ["revenue", "rnd_total", "rnd_share", "development_score"]
    assert {"growth", "class1_ip", "key_field"} == set(ids(found, "changed"))


def test_two_clauses_that_became_one_are_neither_dropped_nor_added() -> None:
    """Market share and reputation of 2022 live on in one clause of 2026, which also takes a world share or a rank."""
    found = lg.diff("cn/little-giant@2022", "cn/little-giant@2026")
    market = next(change for change in found.changes if change.criterion == "market")
    assert market.kind == "loosened"
    assert [item.id for item in market.old] == ["market_share", "reputation"]


def test_notices_count_only_where_a_day_is_named() -> None:
    plain = lg.diff("cn/little-giant@2022", "cn/little-giant@2026")
    noticed = lg.diff("cn/little-giant@2022", "cn/little-giant@2026", as_of="2026-05-01")
    assert "single_champion" not in ids(plain, "added")
    assert "single_champion" in ids(noticed, "added")


@pytest.mark.parametrize("name", shipped().names)
def test_an_edition_does_not_differ_from_itself(name: str) -> None:
    found = lg.diff(name, name)
    assert {change.kind for change in found.changes} <= {"unchanged"}
    assert found.numbers == ()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_drawn_standard_differs_from_itself(data: st.DataObject) -> None:
    rulebook = data.draw(standards()).rulebook()
    assert {change.kind for change in difference(rulebook, rulebook).changes} <= {"unchanged"}


@pytest.mark.parametrize(("old", "new"), list(itertools.combinations(shipped().names, 2)))
def test_seen_from_the_other_side_what_was_tightened_is_loosened(old: str, new: str) -> None:
    there, back = lg.diff(old, new), lg.diff(new, old)
    named = {
        change.criterion: change
        for change in there.changes
        if [item.id for item in change.old] == [change.criterion]
    }
    for change in back.changes:
        if change.criterion in named and len(change.old) == len(change.new) == 1:
            kind = named[change.criterion].kind
            assert change.kind == OPPOSITE.get(kind, kind)


@pytest.mark.parametrize(("old", "new"), list(itertools.permutations(shipped().names, 2)))
def test_every_clause_of_both_editions_is_told_once(old: str, new: str) -> None:
    found = lg.diff(old, new)
    assert sorted(item.id for change in found.changes for item in change.new) == sorted(
        item.id for item in found.new.criteria
    )
    assert sorted(item.id for change in found.changes for item in change.old) == sorted(
        item.id for item in found.old.criteria
    )


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("revenue >= 50 万元", "revenue >= 60 万元", "tightened"),
        ("revenue >= 50 万元", "revenue > 50 万元", "tightened"),
        ("total_liabilities / total_assets <= 70 %", "total_liabilities / total_assets <= 75 %", "loosened"),
        ("own_brand", "own_brand or quality_award", "loosened"),
        ("own_brand", "own_brand and quality_award", "tightened"),
        ("own_brand", "quality_award", "changed"),
        ("growth(revenue) >= 5 %", "compound_growth(revenue, 2) >= 5 %", "changed"),
        ("revenue >= 50 万元", "revenue >= 500000 元", "unchanged"),
    ],
)
def test_which_way_a_clause_moved_is_proved(old: str, new: str, kind: str) -> None:
    assert [change.kind for change in difference(rulebook_of(old), rulebook_of(new)).changes] == [kind]
