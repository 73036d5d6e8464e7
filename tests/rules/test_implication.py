"""What `implies` says holds for every enterprise; what it must be able to see, it sees."""

from __future__ import annotations

import dataclasses
import datetime
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engines.firms_drawn import Firm, Market, firms
from tests.engines.one_rule import rulebook_of
from tests.engines.standards_drawn import standards
from tests.oracle.deciding import decide
from tests.oracle.judging import Examination

from littlegiant.rules.conditions import Condition
from littlegiant.rules.implication import implies
from littlegiant.rules.values import Number
from littlegiant.standards.catalogue import shipped
from littlegiant.standards.linking import Setting, link
from littlegiant.standards.model import Rulebook

DAY = datetime.date(2026, 5, 1)


def moved(node: Any, draw: Any) -> Any:
    """Return a condition with some of its numbers moved up or down."""
    if isinstance(node, Number):
        step = draw(st.sampled_from((0, 0, 1, -1, Fraction(1, 100), Fraction(-1, 100))))
        return dataclasses.replace(node, value=node.value + step)
    if isinstance(node, tuple):
        return tuple(moved(item, draw) for item in node)
    if dataclasses.is_dataclass(node) and not isinstance(node, type):
        names = [field.name for field in dataclasses.fields(node)]
        return type(node)(**{name: moved(getattr(node, name), draw) for name in names})
    return node


@st.composite
def implications(draw: Any) -> tuple[Rulebook, list[Condition], Condition, list[Firm]]:
    """Draw premises, a goal that is proved to follow from them, and whole enterprises."""
    rulebook = draw(standards()).rulebook()
    conditions = [item.condition for item in rulebook.criteria]
    premises = (
        [moved(item, draw) for item in draw(st.lists(st.sampled_from(conditions), min_size=1, max_size=2))]
        if conditions
        else []
    )
    goal = moved(draw(st.sampled_from(conditions)), draw) if conditions else None
    market = Market.of(rulebook, long=False)
    return rulebook, premises, goal, draw(st.lists(firms(market, empty=0), min_size=1, max_size=6))


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(implications())
def test_who_meets_the_premises_of_a_proved_implication_meets_its_goal(drawn: Any) -> None:
    rulebook, premises, goal, table = drawn
    if goal is None or not implies(premises, goal):
        return
    for firm in table:
        found = Examination(rulebook, firm)
        if all(decide(item, found.sources) is True for item in premises):
            assert decide(goal, found.sources) is True, (premises, goal, firm)


@pytest.mark.parametrize(
    ("premise", "goal"),
    [
        ("revenue >= 50 万元", "revenue >= 40 万元"),
        ("revenue > 40 万元", "revenue >= 40 万元"),
        ("rnd_expense / revenue >= 6 %", "rnd_expense / revenue >= 3 %"),
        ("each(2, rnd_expense / revenue >= 6 %)", "rnd_expense.previous / revenue.previous >= 3 %"),
        ("own_brand and class1_ip >= 2", "class1_ip >= 1"),
        ("own_brand", "own_brand or quality_award"),
        ("class1_ip_self >= 1", "class1_ip >= 1"),
        ("national_award_rank_3y <= 3", "national_award_3y"),
        ("rnd_institution >= provincial", "rnd_institution >= enterprise"),
        ("at_least(2, own_brand, quality_award, ip_in_use)", "at_least(1, own_brand, quality_award, ip_in_use)"),
        ({"when": "revenue >= 1 亿元", "then": "rnd_expense / revenue >= 3 %", "else": "rnd_expense / revenue >= 6 %"}, "rnd_expense / revenue >= 3 %"),
    ],
)  # fmt: skip
def test_it_sees_what_a_reader_would_see(premise: Any, goal: Any) -> None:
    one, other = (rulebook_of(test).criteria[0].condition for test in (premise, goal))
    assert implies([one], other)
    assert not implies([other], one)


def test_saying_the_same_in_other_words_is_the_same() -> None:
    one, other = (
        rulebook_of(test).criteria[0].condition
        for test in ("not (revenue < 50 万元 or own_brand)", "revenue >= 50 万元 and not own_brand")
    )
    assert implies([one], other)
    assert implies([other], one)


def test_two_demands_that_cannot_both_be_met_imply_anything() -> None:
    low, high, other = (
        rulebook_of(test).criteria[0].condition
        for test in ("revenue < 1 亿元", "revenue >= 2 亿元", "own_brand")
    )
    assert implies([low, high], other)


def test_a_ratio_without_a_value_proves_nothing() -> None:
    """Growth on a base of zero is neither at least 5 % nor below it."""
    condition = rulebook_of("growth(revenue) >= 5 % or growth(revenue) < 5 %").criteria[0].condition
    assert not implies([], condition)


def test_every_shipped_clause_implies_itself_and_no_more_than_is_true() -> None:
    for name in shipped().names:
        rulebook = link(shipped().edition(name), shipped(), Setting("new", DAY))
        for item in rulebook.criteria:
            assert implies([item.condition], item.condition), (name, item.id)
            assert not implies([], item.condition), (name, item.id)
