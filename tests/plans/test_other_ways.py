"""Beside its steps a plan tells what each criterion lacks by itself, and which other ways there are."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from tests.finality.test_verdicts_are_final import name
from tests.oracle.worked_cases import Place
from tests.plans.firms import DAY, FIRM, GOOD, outcome
from tests.plans.test_plan import SHIPPED

import littlegiant as lg
from littlegiant.plans.model import Alternative, Plan

GOAL = lg.Goal("cn/little-giant@2026", titles=False)
SRDI = lg.Goal("cn/srdi-sme@2026", titles=False)


def after(found: Plan, way: Alternative) -> dict[str, Any]:
    """Return the facts after another way: what was known, with its steps instead of the plan's."""
    own = {step.fact: step.start for step in found.steps}
    facts = {column: cell for column, cell in {**found.facts, **own}.items() if cell is not None}
    return {**facts, **{step.fact: step.end for step in way.steps}}


def by_route(found: Plan) -> dict[tuple[str | None, str], Alternative]:
    return {(way.criterion, way.route): way for way in found.alternatives}


def test_other_routes_of_a_criterion_are_weighed_against_the_plan() -> None:
    found = lg.plan(FIRM, GOAL, DAY)
    ways = by_route(found)
    share, rank = ways["market", "way-2"], ways["market", "way-3"]
    assert {step.fact for step in share.steps} - {step.fact for step in found.steps} == {
        "market_share_global"
    }
    assert {step.fact: step.end for step in rank.steps}["domestic_rank"] == 3
    for way in (share, rank):
        assert way.feasible and way.effort is not None and way.effort > found.effort
        assert outcome(found, after(found, way)) is True
        assert "market_share" not in {step.fact for step in way.steps}


def test_a_route_that_is_impossible_names_the_fact_that_blocks_it() -> None:
    award = by_route(lg.plan(FIRM, GOAL, DAY))["class1_ip", "award"]
    assert not award.feasible and award.steps == () and award.effort is None
    assert award.obstacles[0] == "national_award_3y"


def test_waiting_tells_what_a_year_later_would_need() -> None:
    facts = {**GOOD, "rnd_expense_2024": 1_000_000, "rnd_expense_2025": 1_000_000, "class1_ip_own": 3}
    found = lg.plan({**facts, "rnd_expense_2026": 9_000_000}, GOAL, DAY)
    wait = by_route(found)[None, "wait"]
    assert found.earliest is not None and wait.earliest == found.earliest.replace(
        year=found.earliest.year + 1
    )
    assert wait.feasible and wait.steps


def test_waiting_can_be_the_way_that_takes_nothing() -> None:
    facts = {
        **GOOD,
        "main_revenue_2025": 60_000_000,
        "revenue_2026": 76_000_000,
        "main_revenue_2026": 66_000_000,
    }
    facts |= {"revenue_2027": 84_000_000, "main_revenue_2027": 82_000_000}
    found = lg.plan(facts, GOAL, DAY)
    wait = by_route(found)[None, "wait"]
    assert found.steps and str(found.earliest) == "2027-04-25"
    assert (wait.feasible, wait.steps, wait.effort, str(wait.earliest)) == (True, (), 0, "2028-04-25")


def test_equity_instead_of_revenue_is_another_route() -> None:
    facts = {**FIRM, "holds_tech_sme": True, "revenue_2025": 11_000_000, "main_revenue_2025": 10_500_000}
    found = lg.plan(facts, SRDI, DAY)
    way = by_route(found)["revenue", "way-2"]
    assert any(step.fact.startswith("equity_raised") for step in way.steps)
    assert not any(step.fact.startswith("equity_raised") for step in found.steps)


def test_a_score_can_be_reached_by_other_items() -> None:
    facts: dict[str, Any] = {
        **FIRM, "high_tech_enterprise": False, "innovation_demo_enterprise": False, "ip_advantage_enterprise": False,
        "provincial_award_3y": False, "rnd_institution": "none", "class1_ip": 0, "class1_ip_self": 0,
        "class1_ip_high_value": 0, "class2_ip": 1, "strategic_industry": False, "class1_ip_own": 0,
    }  # fmt: skip
    found = lg.plan(facts, lg.Goal("cn/innovative-sme", titles=False, windows=("any",)), DAY)
    routes = [way for way in found.alternatives if way.route.startswith("without-")]
    direct = {way.route for way in found.alternatives if way.criterion == "evaluation"}
    assert found.steps and direct
    for way in routes:
        if way.feasible:
            assert outcome(found, after(found, way)) is True


def test_a_plan_without_steps_has_no_other_ways() -> None:
    found = lg.plan(GOOD, GOAL, DAY)
    assert (found.alternatives, found.gaps) == ((), ())


def test_each_gap_is_closed_by_its_own_least_change() -> None:
    found = lg.plan({**FIRM, "niche_years": 1, "holds_srdi_sme": False}, "cn/little-giant@2026", DAY)
    gaps = {gap.criterion: gap for gap in found.gaps}
    assert list(gaps) == [
        "srdi_title", "niche_years", "main_share", "growth", "debt", "rnd_total", "class1_ip", "market", "development_score",
    ]  # fmt: skip
    share = gaps["main_share"]
    assert [(step.fact, step.end) for step in share.steps] == [("main_revenue_2026", 54_900_000)]
    assert share.held == {"revenue_2026": 61_000_000} and str(share.earliest) == "2027-04-25"
    assert (share.today.measure.threshold, share.today.outcome) == (0.9, "unmet")
    wait = gaps["niche_years"].steps[0]
    assert (wait.kind, wait.end, wait.by) == ("time", 3, datetime.date(2027, 12, 31))
    assert gaps["srdi_title"].earliest == next(s.by for s in found.steps if s.fact == "holds_srdi_sme")


def test_a_step_says_how_much_more_than_in_the_last_year_known() -> None:
    found = lg.plan(FIRM, GOAL, DAY)
    why = {step.fact: step.why for step in found.steps}
    assert why["rnd_expense_2026"].en == (
        "R&D expense in 2026: at least CNY 9.69 million, CNY 7.38 million more than in 2025"
    )
    assert why["total_liabilities_2026"].zh == "2026年末负债总额：至多6600万元，比2025年少1200万元"
    assert why["class1_ip_own"].zh.endswith("至少4项，比现在多2项")


def test_a_criterion_that_nothing_can_satisfy_names_the_facts_that_block_it() -> None:
    facts = {**FIRM, "employees_2025": 5000, "revenue_2025": 900_000_000, "main_revenue_2025": 850_000_000}
    found = lg.plan(facts, GOAL, DAY)
    gap = next(gap for gap in found.gaps if gap.criterion == "sme")
    assert gap.earliest is None and gap.steps == ()
    assert set(gap.blocked) == {"employees_2030", "revenue_2030"}


def test_what_is_unknown_is_found_out_first_the_most_decisive_before_the_rest() -> None:
    facts = {
        column: cell for column, cell in GOOD.items() if column not in ("key_field_2h", "high_reputation")
    }
    facts = {column: cell for column, cell in facts.items() if column != "market_share"}
    found = lg.plan({**facts, "class1_ip_own": 3}, GOAL, DAY)
    kinds = [step.kind for step in found.steps]
    asked = [step.fact for step in found.steps if step.kind == "establish"]
    assert kinds == sorted(kinds, key=lambda kind: kind != "establish")
    known = {**found.facts}
    for column in asked:
        known.pop(column)
    assert found.earliest is not None
    standard = lg.standard("cn/little-giant@2026", as_of=found.earliest, case="new", jurisdiction="CN")
    missing = standard.desk.verdict({"id": "f", **known}).missing
    assert asked == [column for column in missing if column in asked]


def test_facts_that_need_not_be_known_do_not_change_the_verdict() -> None:
    facts = {
        column: cell for column, cell in FIRM.items() if column not in ("domestic_rank", "national_award_3y")
    }
    found = lg.plan(facts, GOAL, DAY)
    assert {"domestic_rank", "national_award_3y"} <= set(found.unneeded)
    assert outcome(found, {**found.facts, "domestic_rank": 99, "national_award_3y": False}) is True


def test_the_title_that_can_be_held_first_is_taken_and_the_other_is_told() -> None:
    facts = {**GOOD, "holds_srdi_sme": False}
    found = lg.plan(facts, "cn/little-giant@2026", DAY)
    srdi = next(stage for stage in found.stages if stage.standard == "cn/srdi-sme")
    other = next(way for way in srdi.alternatives if way.criterion == "tier1_title")
    assert found.stages[0].standard == "cn/innovative-sme" and other.route == "holds_tech_sme"
    assert found.stages[0].earliest is not None and other.earliest is not None
    assert found.stages[0].earliest <= other.earliest


@pytest.mark.parametrize("place", SHIPPED, ids=name)
def test_every_other_way_of_a_shipped_standard_is_met_by_the_oracle(place: Place) -> None:
    facts: dict[str, Any] = {**FIRM, "employees_2025": 90, "rnd_institution": "none"}
    found = lg.plan(facts, lg.Goal(place.edition, place.case, place.jurisdiction, titles=False), place.as_of)
    for way in found.alternatives:
        assert way.title.zh and way.title.en
        if (
            way.feasible
            and way.earliest == found.earliest
            and not any("debt" in step.criterion for step in way.steps)
        ):
            assert outcome(found, after(found, way)) is True, way.route
        assert way.feasible == (not way.obstacles)
