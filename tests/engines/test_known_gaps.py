"""Small examples of values exactly on a border: those of a known gap must fail until the gap is closed."""

from __future__ import annotations

from typing import Any

import pytest
from tests.engines import known_gaps as gap
from tests.engines.one_rule import both_say, both_score
from tests.engines.running import run_engine
from tests.engines.standards_drawn import SOURCED, TEXT, Drawn, edition

Example = tuple[str, str, dict[str, Any]]
EXAMPLES: list[Example] = [
    (gap.INNER_MEANS, "mean(main_revenue, 2) / total_assets >= 10 %", {"main_revenue_2025": "50000000", "main_revenue_2024": "0.3", "total_assets_2025": "250000001.5"}),
    (gap.INNER_MEANS, "growth(revenue) - growth(main_revenue) >= 5 %", {"revenue_2025": "115", "revenue_2024": "100", "main_revenue_2025": "110", "main_revenue_2024": "100"}),
    (gap.INNER_MEANS, "0.5 * mean(net_profit, 3) != 0 元", {"net_profit_2025": "900719925474099.3", "net_profit_2024": "-900719925474099.5", "net_profit_2023": "0.2", "decimal": True}),
    (gap.SUMS_OF_SUMS, "(revenue - revenue.previous) - total_assets == 0 元", {"revenue_2025": "50000000", "revenue_2024": "49999999.9", "total_assets_2025": "0.1"}),
    (gap.SUMS_OF_SUMS, "net_profit + net_profit.previous + net_profit.before(2) == 0.3 元", {"net_profit_2025": "5000000.1", "net_profit_2024": "-5000000", "net_profit_2023": "0.2"}),
    (gap.SUMS_OF_SUMS, "revenue + rnd_expense + main_revenue > 0.3 元", {"revenue_2025": "0.1", "rnd_expense_2025": "0.2"}),
    (gap.GIVEN_TOTALS, "total(equity_raised, 2) >= 0.2 元", {"equity_raised_3y": "0.3", "equity_raised_2023": "0.1"}),
    (gap.GIVEN_INSIDE, "mean(equity_raised, 3) - revenue <= 0 元", {"equity_raised_3y": "370370.34", "revenue_2025": "123456.78"}),
    (gap.MEANS_OF_GIVEN_TOTALS, "mean(equity_raised, 2) >= 1 元", {"equity_raised_3y": "3", "equity_raised_2023": "1"}),
    (gap.RATIOS_OF_SUMS, "total(rnd_expense, 2) / revenue >= 3 %", {"rnd_expense_2025": "3", "revenue_2025": "100"}),
    (gap.RATIOS_OF_SUMS, "total(rnd_expense, 3) / total(revenue, 3) <= 3 %", {"rnd_expense_2025": "3", "rnd_expense_2024": "3", "rnd_expense_2023": "3.3", "revenue_2025": "110", "revenue_2024": "200"}),
    (gap.RATIOS_OF_SUMS, "rnd_expense / mean(revenue, 2) < 6 %", {"rnd_expense_2025": "3.3", "revenue_2025": "110.1"}),
    (gap.LONG_PRODUCTS, "revenue * market_share > 1234560 元", {"revenue_2025": "10000000", "market_share": "0.123456"}),
    (gap.PARTIAL_BOUNDS, "rnd_expense / revenue + rnd_expense.previous / revenue.previous < 5 %", {"revenue_2024": "0.2", "rnd_expense_2024": "0.01"}),
    (gap.OVERFLOW, "mean_growth(revenue, 2) >= 0 %", {"revenue_2025": "999999999999999", "revenue_2024": "999999999999999", "revenue_2023": "999999999999999"}),
    (gap.OVERFLOW, "mean_growth(revenue, 3) >= 10 %", {"revenue_2025": "1331000000", "revenue_2024": "1210000000", "revenue_2023": "1100000000", "revenue_2022": "1000000000"}),
    (gap.OVERFLOW, "rnd_expense / revenue >= 100 %", {"revenue_2025": "1" + 28 * "0", "rnd_expense_2025": "1" + 28 * "0"}),
    (gap.OVERFLOW, "rnd_expense / revenue >= 33.33 %", {"revenue_2025": "1000000000000000000", "rnd_expense_2025": "333300000000000000", "decimal": True}),
    (gap.OVERFLOW, "rnd_expense / revenue >= 33.33 %", {"revenue_2025": "1000000000000000000", "rnd_expense_2025": "333299999999999999.99", "decimal": True}),
    (gap.OVERFLOW, "revenue - rnd_expense > 0.01 元", {"revenue_2025": "1000000000000000000.02", "rnd_expense_2025": "1000000000000000000.01", "decimal": True}),
    (gap.LOST_DIGITS, "total_liabilities / total_assets <= 75 %", {"total_assets_2025": "646116173490863.94", "total_liabilities_2025": "484587130118147.98", "decimal": True}),
    (gap.LOST_DIGITS, "total_liabilities / total_assets <= 75 %", {"total_assets_2025": "1456959460583444.0177", "total_liabilities_2025": "1092719595437583.0133", "decimal": True}),
    (gap.LOST_DIGITS, "main_revenue / revenue >= 90 %", {"revenue_2025": "11598514255440.0000", "main_revenue_2025": "10438662829895.9999", "decimal": True}),
    (gap.EQUAL_BOUNDS, "total(equity_raised, 2) == 2 元", {"equity_raised_3y": "3", "equity_raised_2023": "1"}),
    (gap.EQUAL_BOUNDS, "revenue / total_assets == 0 %", {"revenue_2025": "0"}),
]  # fmt: skip


def examples() -> list[Any]:
    found = []
    for reason, test, written in EXAMPLES:
        marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason in gap.GAPS else []
        found.append(pytest.param(test, written, id=f"{test} {len(found)}", marks=marks))
    return found


@pytest.mark.parametrize(("test", "written"), examples())
def test_a_value_exactly_on_a_border_is_decided_as_if_computed_exactly(
    test: str, written: dict[str, Any]
) -> None:
    engine, oracle = both_say(test, **written)
    assert oracle is not None or "rnd_expense + main_revenue" in test
    assert engine is oracle


@pytest.mark.parametrize("test", ["score == 10", "score != 10", "score.item == 0"])
@pytest.mark.xfail(gap.EQUAL_POINTS in gap.GAPS, reason=gap.EQUAL_POINTS, strict=True)
def test_points_that_are_known_are_equal_to_a_number_or_different_from_it(test: str) -> None:
    points = {"first": [{"when": "own_brand", "points": 10}, {"points": 0}]}
    said = [both_say(test, score=(points, 10), own_brand=known) for known in (True, False)]
    assert all(engine is oracle and oracle is not None for engine, oracle in said)


@pytest.mark.xfail(gap.GIVEN_POINTS in gap.GAPS, reason=gap.GIVEN_POINTS, strict=True)
def test_points_given_by_a_fact_stay_within_what_the_fact_can_be() -> None:
    engine, oracle = both_score({"value": "regional_feature_score", "up_to": 60}, 60)
    assert (oracle.low, oracle.high) == (0, 15)
    assert (engine.low, engine.high) == (0, 15)


@pytest.mark.xfail(gap.ALL_CLASSES in gap.GAPS, reason=gap.ALL_CLASSES, strict=True)
def test_a_classification_may_count_every_class_as_met() -> None:
    row = {"row": 1, "text": TEXT, "industries": ["C"], "bounds": {"revenue": {"large": "100 元"}}}
    classes = {
        "text": TEXT, "classes": ["small", "large"], "labels": {"small": TEXT, "large": TEXT}, "met": ["small", "large"],
        "row_fact": "size_industry", "industry_fact": "industry", **SOURCED, "rows": [row],
    }  # fmt: skip
    content = {
        **edition("drawn"),
        "criteria": [{"id": "it", "text": TEXT, "test": "meets(cn/size)", **SOURCED}],
    }
    sizes = {**edition("size"), "classification": classes}
    drawn = Drawn.of({"cn/drawn@2026.yaml": content, "cn/size@2026.yaml": sizes})
    assert run_engine(drawn.rulebook(), [{"industry": "34"}], ["industry"])[0].outcome is True


def test_every_gap_has_an_example() -> None:
    shown = {reason for reason, _, _ in EXAMPLES} | {
        gap.EQUAL_POINTS,
        gap.GIVEN_POINTS,
        gap.ALL_CLASSES,
        gap.PROVINCIAL_SCORES,
    }
    assert shown >= gap.GAPS


def test_three_times_a_tenth_of_a_point_is_three_tenths_of_a_point() -> None:
    """In doubles 3 × 0.1 is above 0.3."""
    items = {"each": 0.1, "up_to": 1, "of": ["own_brand", "key_field_2h", "strategic_industry"]}
    facts: dict[str, Any] = {"own_brand": True, "key_field_2h": True, "strategic_industry": True}
    assert both_say("score.item <= 0.3", score=(items, 1), **facts) == (True, True)
    assert both_say("score.item < 0.3", score=(items, 1), **facts) == (False, False)
