"""No number of a standard can hide from the check: thresholds and steps, years and items, points and constants."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.testing.template import EDITION, FACTS, LADDER, SCORED, TEST, found, replaced

COARSE = (LADDER, "{60000000: met, 0: unmet, null: unknown}")
UNIT = "unit: 万元, source"


def test_the_template_itself_is_without_fault(tmp_path: Path) -> None:
    assert found(tmp_path, EDITION) == []
    assert found(tmp_path, SCORED) == []


def test_cases_far_from_a_threshold_prove_nothing(tmp_path: Path) -> None:
    assert {code for code, _, _ in found(tmp_path, replaced(EDITION, COARSE))} == {"number"}


@pytest.mark.parametrize("step", ["5000", "1", "0.001", "0", "-1"])
def test_a_step_of_money_is_above_zero_and_no_more_than_one_yuan(tmp_path: Path, step: str) -> None:
    text = replaced(EDITION, (UNIT, f"unit: 万元, step: {step}, source"), COARSE)
    assert found(tmp_path, text) == [("step", 14, 40)]


def test_a_finer_step_than_the_smallest_unit_is_allowed(tmp_path: Path) -> None:
    fine = (LADDER, "{50000000: met, 49999999.99: unmet, null: unknown}")
    assert found(tmp_path, replaced(EDITION, (UNIT, "unit: 万元, step: 0.000001, source"), fine)) == []


@pytest.mark.parametrize(("step", "codes"), [(5, []), (10, ["step"])])
def test_a_mark_in_points_steps_no_coarser_than_the_points_that_can_be_earned(
    tmp_path: Path, step: int, codes: list[str]
) -> None:
    text = replaced(
        SCORED,
        ("thresholds:\n", f"thresholds:\n  mark: {{value: 5, unit: points, step: {step}, source: m, confidence: one-source}}\n"),
        (TEST, "test: revenue >= floor and score >= mark"),
    ) + "  - {of: revenue, from: pass, vary: employees_2029, expect: {50: met, 49: unmet, null: unknown}}\n"  # fmt: skip
    assert [code for code, _, _ in found(tmp_path, text)] == codes


YEARS = "{revenue_2029: 60000000, revenue_2028: 60000000, revenue_2027: 60000000}"


@pytest.mark.parametrize(
    ("test", "facts", "column"),
    [
        ("total(revenue, 2) >= floor", "{revenue_2029: 60000000, revenue_2028: 0}", 26),
        ("each(3, revenue >= floor)", YEARS, 16),
        ("any_year(2, revenue >= floor)", "{revenue_2029: 60000000, revenue_2028: 0}", 20),
        ("mean(revenue, 2) >= floor", "{revenue_2029: 60000000, revenue_2028: 50000000}", 25),
        ("at_least(1, revenue >= floor, own_brand)", "{revenue_2029: 60000000, own_brand: true}", 20),
        ("{at_least: 1, of: [revenue >= floor, own_brand]}", "{revenue_2029: 60000000, own_brand: true}", 22),
    ],
)
def test_a_number_of_years_or_items_that_no_case_depends_on_is_found_where_it_stands(
    tmp_path: Path, test: str, facts: str, column: int
) -> None:
    text = replaced(EDITION, (TEST, f"test: {test}"), (FACTS, facts))
    text = replaced(text, *[(LADDER, "{50000000: met}")] * ("at_least" in test))
    assert ("number", 19, column) in found(tmp_path, text)


@pytest.mark.parametrize("earlier", ["previous", "before(1)"])
def test_how_many_years_back_a_fact_lies_is_proved_by_cases(tmp_path: Path, earlier: str) -> None:
    last = (FACTS, "{revenue_2028: 60000000}"), ("vary: revenue_2029", "vary: revenue_2028")
    assert found(tmp_path, replaced(EDITION, (TEST, f"test: revenue.{earlier} >= floor"), *last)) == []
    both = replaced(
        EDITION,
        (TEST, f"test: revenue >= floor and revenue.{earlier} >= floor"),
        (FACTS, "{revenue_2029: 60000000, revenue_2028: 60000000}"),
    )
    assert "number" in {code for code, _, _ in found(tmp_path, both)}


def test_each_of_two_years_is_proved_by_a_case_in_which_only_the_earlier_year_fails(tmp_path: Path) -> None:
    text = replaced(
        EDITION,
        (TEST, "test: each(2, revenue >= floor)"),
        (FACTS, "{revenue_2029: 60000000, revenue_2028: 60000000}"),
    )
    assert found(tmp_path, text) == [("number", 19, 16)]
    earlier = "  - {of: revenue, from: pass, facts: {revenue_2028: 49999999}, expect: unmet}\n"
    assert found(tmp_path, text + earlier) == []


@pytest.mark.parametrize(
    ("test", "code"),
    [
        ("revenue >= revenue", "always"),
        ("revenue > revenue", "never"),
        ("2 * revenue - revenue - revenue < 0 元", "never"),
        ("revenue + total_cost >= 0 元", "always"),
        ("revenue / revenue >= 100 %", "always"),
        ("rnd_expense / revenue < 0 %", "never"),
    ],
)
def test_what_every_input_meets_or_none_is_found_without_any_case(
    tmp_path: Path, test: str, code: str
) -> None:
    start, rest = EDITION.split("thresholds:\n")
    text = start + "criteria:" + rest.split("criteria:")[1].split("cases:")[0].replace(TEST, f"test: {test}")
    assert [item for item, _, _ in found(tmp_path, text)] == [code]


@pytest.mark.parametrize("points", ["-5", "10001", "999999999999"])
def test_points_are_neither_negative_nor_beyond_all_bounds(tmp_path: Path, points: str) -> None:
    text = replaced(SCORED, ("points: 0}", f"points: {points}}}"))
    assert "points" in {code for code, _, _ in found(tmp_path, text)}


def test_points_above_the_maximum_of_their_indicator_are_found(tmp_path: Path) -> None:
    assert found(tmp_path, replaced(SCORED, ("points: 10}", "points: 11}"))) == [("points", 32, 11)]
