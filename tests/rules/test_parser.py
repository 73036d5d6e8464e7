"""The expression language: what it reads, and which mistakes it finds where."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from littlegiant.facts.dictionary import load_dictionary
from littlegiant.rules.conditions import All, Any, Compare, OneOf, Truth
from littlegiant.rules.parser import parse_condition, parse_value
from littlegiant.rules.scope import Numbers, Scope, Threshold
from littlegiant.rules.tokens import ExpressionError
from littlegiant.rules.units import CNY, RATIO
from littlegiant.rules.values import CompoundGrowth, Divide, FactValue, Number, Subtract

TODAY = datetime.date(2026, 5, 1)


def scope(**extra: object) -> Scope:
    thresholds = {"floor": Threshold(Fraction(50_000_000), CNY), "share": Threshold(Fraction(3, 100), RATIO)}
    return Scope(load_dictionary(), thresholds, Numbers(), "here", **extra)  # type: ignore[arg-type]


def wrong(text: str) -> ExpressionError:
    with pytest.raises(ExpressionError) as caught:
        parse_condition(text, scope())
    return caught.value


def test_a_yearly_fact_means_the_last_completed_year() -> None:
    assert parse_condition("revenue >= floor", scope()) == Compare(
        FactValue("revenue", CNY, 0), ">=", Number(Fraction(50_000_000), CNY, "floor")
    )


def test_previous_and_before_go_back_in_years() -> None:
    assert parse_value("revenue.previous", scope()) == FactValue("revenue", CNY, -1)
    assert parse_value("revenue.before(2)", scope()) == FactValue("revenue", CNY, -2)


def test_each_repeats_the_condition_a_year_earlier_every_time() -> None:
    condition = parse_condition("each(2, rnd_expense / revenue >= share)", scope())
    assert isinstance(condition, All) and condition.series == 2
    shifts = [
        item.value.left.shift
        for item in condition.items
        if isinstance(item, Compare) and isinstance(item.value, Divide)
    ]
    assert shifts == [0, -1]


def test_each_leaves_facts_without_years_alone() -> None:
    condition = parse_condition("each(2, class1_ip >= 1 and revenue >= floor)", scope())
    assert isinstance(condition, All)
    assert condition.items[0].items[0] == condition.items[1].items[0]  # type: ignore[union-attr]


def test_a_constant_on_the_left_is_turned_round() -> None:
    assert parse_condition("floor <= revenue", scope()) == parse_condition("revenue >= floor", scope())


def test_two_values_are_compared_by_their_difference() -> None:
    condition = parse_condition("revenue > total_cost", scope())
    assert (
        isinstance(condition, Compare)
        and isinstance(condition.value, Subtract)
        and condition.number.value == 0
    )


def test_an_ordered_category_compares_by_rank() -> None:
    assert parse_condition("rnd_institution >= provincial", scope()) == OneOf(
        "rnd_institution", frozenset({"provincial", "national"})
    )


def test_and_binds_tighter_than_or_and_not_tighter_than_and() -> None:
    condition = parse_condition("abnormal_list or dishonesty_list and not single_champion", scope())
    assert isinstance(condition, Any) and condition.items[0] == Truth("abnormal_list")
    assert isinstance(condition.items[1], All)


def test_quantities_become_canonical_exactly() -> None:
    assert parse_value("0.07 万元", scope()).value == 700  # type: ignore[union-attr]
    assert parse_value("5 %", scope()).value == Fraction(1, 20)  # type: ignore[union-attr]
    assert parse_value("1.2 亿元", scope()).value == 120_000_000  # type: ignore[union-attr]


def test_compound_growth_is_a_ratio() -> None:
    assert parse_value("compound_growth(revenue, 2)", scope()) == CompoundGrowth("revenue", CNY, 2)


@pytest.mark.parametrize(
    ("text", "offset", "part"),
    [
        ("employees_x >= floor", 0, "no fact or threshold"),
        ("revenue >= employees", 8, "cannot be compared"),
        ("rnd_expense / revenue >= 3", 22, "percentage"),
        ("revenue >= 5000", 8, "has a unit"),
        ("revenue >= floor and", 20, "expected a quantity"),
        ("revenue + employees >= floor", 8, "cannot be added"),
        ("rnd_institution == galactic", 19, "no such option"),
        ("key_link >= six_bases", 9, "no order"),
        ("revenue ≥ floor", 8, "no sign"),
        ("floor >= share", 6, "both sides are constants"),
        ("total(class1_ip, 2) >= 1", 6, "yearly numeric fact"),
        ("abnormal_list >= 1", 0, "not a condition"),
        ("revenue >= 5 apples", 13, "no such unit"),
        ("meets(cn/none)", 6, "no such classification"),
        ("founded >= 1", 0, "date"),
        ("(revenue >= floor", 17, "expected ')'"),
    ],
)
def test_a_mistake_is_found_where_it_stands(text: str, offset: int, part: str) -> None:
    error = wrong(text)
    assert (error.offset, part in error.message.en) == (offset, True), error.message.en
    assert error.message.zh


@given(st.text(max_size=60))
def test_no_text_whatever_breaks_the_parser(text: str) -> None:
    try:
        parse_condition(text, scope())
    except ExpressionError as error:
        assert 0 <= error.offset <= len(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "revenue",
                "floor",
                "share",
                ">=",
                "<",
                "+",
                "-",
                "*",
                "/",
                "(",
                ")",
                "and",
                "or",
                "not",
                "5",
                "%",
                "万元",
                "each",
                "total",
                ",",
                "class1_ip",
                ".",
                "previous",
                "[",
                "]",
                "in",
            ]
        ),
        max_size=12,
    )
)
def test_no_mixture_of_words_breaks_the_parser(words: list[str]) -> None:
    try:
        parse_condition(" ".join(words), scope())
    except ExpressionError as error:
        assert error.message.zh and error.message.en
