"""A plan is the least change, dated, that the engine then finds enough; or it names what stands in the way."""

from __future__ import annotations

import datetime
import random
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from tests.finality.filling import Filler
from tests.finality.shipped_firms import emptied_firms, shipped_profiles
from tests.finality.test_verdicts_are_final import name
from tests.oracle.worked_cases import Place
from tests.plans.firms import DAY, FIRM, GOOD, carried, outcome

import littlegiant as lg
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import ValueType
from littlegiant.plans.assumptions import Assumptions
from littlegiant.plans.model import Plan

SHIPPED = {place: found for place, found in shipped_profiles().items() if place.jurisdiction}


def demand_sound(found: Plan, known: dict[str, Any]) -> None:
    """Demand of a feasible plan what the contract promises."""
    assert found.earliest is not None and found.verdict is not None
    assert outcome(found, found.facts) is True
    assert found.verdict.outcome == "met"
    for column, cell in known.items():
        fact_year = load_dictionary().of_column(column)
        if cell is not None and fact_year is not None and (fact_year[1] or 9999) < found.today.year:
            assert found.facts[column] == cell, column
    for step in found.steps:
        assert found.today <= step.by <= found.earliest
        assert step.why.zh and step.why.en
        if step.kind == "change":
            demand_least(found, step.fact, step.start, step.end)


def demand_least(found: Plan, column: str, start: Any, end: Any) -> None:
    """Demand that a change cannot be left out, and no number be one per cent or its smallest unit less of a change."""
    fact_year = load_dictionary().of_column(column)
    assert fact_year is not None
    assert start != end
    if isinstance(end, bool | str):
        assert outcome(found, {**found.facts, column: start}) is not True, (column, start, end)
        return
    assert outcome(found, carried(found, column, start)) is not True, (column, start, end)
    unit = {ValueType.MONEY: 1000, ValueType.FRACTION: 0.0001}.get(fact_year[0].type, 1)
    if fact_year[0].type is ValueType.MONEY:
        assert Fraction(str(end)) % 1000 == 0
    for less in {unit, abs(end - start) / 100}:
        if less >= unit:
            nearer = Fraction(str(end)) - Fraction(str(less)) * (1 if end > start else -1)
            assert outcome(found, carried(found, column, float(nearer))) is not True, (column, start, end)


@pytest.mark.parametrize("place", SHIPPED, ids=name)
@settings(max_examples=4)
@given(seed=st.integers(0, 2**32))
def test_what_is_planned_is_met_on_its_day_and_nothing_less_is(place: Place, seed: int) -> None:
    filler = Filler(place.rulebook(), random.Random(seed))
    for item in emptied_firms(filler, SHIPPED[place], 1):
        known = {
            column: cell
            for column, cell in (item.facts if seed % 2 else item.before).items()
            if cell is not None
        }
        facts = {column: float(cell) if isinstance(cell, Decimal) else cell for column, cell in known.items()}
        goal = lg.Goal(place.edition, place.case, place.jurisdiction, titles=False)
        found = lg.plan(facts, goal, place.as_of)
        event(f"feasible: {found.feasible}")
        if found.feasible:
            demand_sound(found, facts)
        else:
            assert found.obstacles


def test_each_step_for_the_little_giant_is_the_least_there_is() -> None:
    found = lg.plan(FIRM, lg.Goal("cn/little-giant@2026", titles=False), DAY)
    assert found.earliest == datetime.date(2027, 4, 25)
    demand_sound(found, FIRM)
    steps = {step.fact: step.end for step in found.steps}
    assert steps["rnd_expense_2026"] == 12_000_000 - 2_310_000
    assert steps["revenue_2026"] == 66_150_000
    assert steps["main_revenue_2026"] == 59_535_000
    assert steps["class1_ip_own"] == 4
    assert steps["development_score_2027"] == 60
    assert found.follows["total_assets_2026"] < 100_000_000


def test_debt_is_repaid_no_further_than_the_smaller_assets_allow() -> None:
    found = lg.plan(FIRM, lg.Goal("cn/little-giant@2026", titles=False), DAY)
    debt = next(step for step in found.steps if step.fact == "total_liabilities_2026")
    repaid = 78_000_000 - debt.end
    assert debt.end / (100_000_000 - repaid) <= 0.75 < (debt.end + 1000) / (100_000_000 - repaid + 1000)


def test_titles_are_climbed_in_turn_each_on_its_day() -> None:
    facts = {**FIRM, "holds_srdi_sme": False, "niche_years": 1}
    found = lg.plan(facts, "cn/little-giant", DAY)
    assert [stage.standard for stage in found.stages] == ["cn/innovative-sme", "cn/srdi-sme"]
    days = [stage.earliest for stage in found.stages]
    assert None not in days and found.earliest is not None
    assert days == sorted(days) and days[-1] < found.earliest
    assert found.verdict is not None and found.verdict.outcome == "met"
    title = next(step for step in found.steps if step.fact == "holds_srdi_sme")
    assert days[-1] < title.by <= found.earliest


def test_what_only_time_heals_waits_for_its_day() -> None:
    facts = {**FIRM, "niche_years": 1}
    found = lg.plan(facts, lg.Goal("cn/little-giant@2026", titles=False), DAY)
    wait = next(step for step in found.steps if step.fact == "niche_years")
    assert (wait.kind, wait.start, wait.end, wait.by) == ("time", 1, 3, datetime.date(2027, 12, 31))
    assert found.earliest == datetime.date(2028, 4, 25)


@pytest.mark.parametrize(
    ("changes", "obstacle"),
    [
        ({"employees_2025": 5000, "revenue_2025": 900_000_000, "main_revenue_2025": 850_000_000}, "sme"),
        ({"single_champion": True}, "single_champion"),
        ({"independent_legal_person": False}, "legal_person"),
    ],
)
def test_an_impossible_plan_names_the_criterion_in_the_way(changes: dict[str, Any], obstacle: str) -> None:
    goal = lg.Goal("cn/little-giant@2026", titles=False)
    found = lg.plan(
        {**FIRM, **changes}, goal, DAY, Assumptions(years=0 if obstacle == "single_champion" else 5)
    )
    assert not found.feasible and found.steps == ()
    assert obstacle in found.obstacles


def test_an_enterprise_that_meets_the_standard_has_nothing_to_do() -> None:
    found = lg.plan(GOOD, lg.Goal("cn/little-giant@2026", titles=False), DAY)
    assert (found.earliest, found.steps) == (DAY, ())


def test_awards_are_not_counted_on() -> None:
    facts = {column: cell for column, cell in FIRM.items() if not column.startswith("national_award")}
    found = lg.plan(facts, lg.Goal("cn/little-giant@2026", titles=False), DAY)
    assert not any("award" in step.fact for step in found.steps)


def test_more_growth_by_itself_asks_for_less() -> None:
    goal = lg.Goal("cn/little-giant@2026", titles=False)
    slow, fast = (
        lg.plan(FIRM, goal, DAY, Assumptions(growth=rate)) for rate in (Fraction(0), Fraction(1, 10))
    )
    asked = {step.fact for step in slow.steps}
    assert "revenue_2026" in asked and "revenue_2026" not in {step.fact for step in fast.steps}
    demand_sound(fast, FIRM)
