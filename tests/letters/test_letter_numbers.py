"""How numbers read."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from littlegiant.verdicts.explanation_numbers import amount, distance, exact_amount, short_amount, shown

FLOOR = Fraction(3, 100)


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (61_000_000, "CNY", "6100万元", "CNY 61 million"),
        (1_250_000_000, "CNY", "12.5亿元", "CNY 1.25 billion"),
        (400_000_000, "CNY", "4亿元", "CNY 400 million"),
        (950_000, "CNY", "95万元", "CNY 950,000"),
        (9_999, "CNY", "9999元", "CNY 9,999"),
        (-3_200_000, "CNY", "-320万元", "CNY -3.2 million"),
        ("0.032", "ratio", "3.2%", "3.2 %"),
        (1, "persons", "1人", "1 person"),
        (12_000, "persons", "12,000人", "12,000 people"),
        (1_000, "persons", "1000人", "1,000 people"),
        (4, "count", "4项", "4"),
        (3, "rank", "第3名", "no. 3"),
        ("2.5", "years", "2.5年", "2.5 years"),
        (62, "points", "62分", "62 points"),
        (2, "level", "2级", "level 2"),
    ],
)
def test_each_unit_reads_as_people_write_it(value: int | str, unit: str, zh: str, en: str) -> None:
    found = amount(Fraction(value), unit)
    assert (found.zh, found.en) == (zh, en)


def test_a_share_just_below_the_mark_never_prints_as_the_mark() -> None:
    assert amount(Fraction("0.029999"), "ratio", FLOOR).en == "2.9999 %"
    assert amount(Fraction(1_829_999, 61_000_000), "ratio", FLOOR).zh == "2.999998%"
    assert amount(FLOOR - Fraction(1, 10**15), "ratio", FLOOR).en != "3 %"


def test_a_share_exactly_on_the_mark_prints_as_the_mark() -> None:
    assert amount(FLOOR, "ratio", FLOOR).en == "3 %"


def test_money_one_yuan_from_its_mark_is_shown_to_the_yuan() -> None:
    found = amount(Fraction(49_999_999), "CNY", Fraction(50_000_000))
    assert (found.zh, found.en) == ("49,999,999元", "CNY 49,999,999")


def test_money_far_from_its_mark_stays_short() -> None:
    assert amount(Fraction(61_234_567), "CNY", Fraction(50_000_000)).en == "CNY 61.23 million"


def test_a_distance_too_small_for_two_decimals_gets_more() -> None:
    assert distance(Fraction(16, 10**10), "ratio").en == "0.00000016 percentage points"
    assert distance(Fraction(1, 100), "ratio").zh == "1个百分点"


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (45_000_000, "4500万元", "CNY 45 million"),
        (38_200_001, "38,200,001元", "CNY 38,200,001"),
        (123_400, "12.34万元", "CNY 123,400"),
        (1_234_500_000, "123450万元", "CNY 1234.5 million"),
        (1_250_000_000, "12.5亿元", "CNY 1.25 billion"),
        (5_000, "5000元", "CNY 5,000"),
    ],
)
def test_a_short_amount_loses_no_digit(value: int, zh: str, en: str) -> None:
    found = short_amount(Fraction(value), "CNY")
    assert (found.zh, found.en) == (zh, en)


def test_exact_money_carries_every_yuan() -> None:
    assert exact_amount(Fraction(61_234_567), "CNY").zh == "61,234,567元"


@given(st.fractions(min_value=-5, max_value=5), st.fractions(min_value=-5, max_value=5))
def test_what_is_shown_lies_on_the_same_side_of_the_mark_as_the_value(
    value: Fraction, mark: Fraction
) -> None:
    found = Fraction(shown(value, 2, mark))
    if value != mark:
        assert (found < mark) == (value < mark)
        assert (found > mark) == (value > mark)


@given(st.fractions(min_value=0, max_value=10**10, max_denominator=100), st.integers(1, 10**9))
def test_money_is_never_shown_on_the_wrong_side_of_its_mark(value: Fraction, mark: int) -> None:
    found = amount(value, "CNY", Fraction(mark)).en.removeprefix("CNY ").replace(",", "")
    number, _, word = found.partition(" ")
    shown_value = Fraction(number) * {"": 1, "million": 10**6, "billion": 10**9}[word]
    if value != mark:
        assert (shown_value < mark) == (value < mark)
