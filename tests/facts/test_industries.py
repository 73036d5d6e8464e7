"""Industry codes of any depth become one form, and their ranges nest as the classification does."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from littlegiant.facts.industries import SECTION_OF_DIVISION, SECTIONS, industry_range, normalise_industry

# Section letter of every division in order, from the published table, kept apart from the module.
LETTERS = (
    "A" * 5 + "B" * 7 + "C" * 31 + "D" * 3 + "E" * 4 + "F" * 2 + "G" * 8 + "H" * 2 + "I" * 3 + "J" * 4 + "K"
    "LL" + "MMM" + "NNNN" + "OOO" + "P" + "QQ" + "RRRRR" + "SSSSSS" + "T"
)

divisions = st.integers(1, 97)
tails = st.from_regex(r"[0-9]{0,2}", fullmatch=True)


def test_the_sections_divide_divisions_01_to_97_without_gap_or_overlap() -> None:
    assert len(LETTERS) == 97
    assert {number: LETTERS[number - 1] for number in range(1, 98)} == SECTION_OF_DIVISION
    assert sum(last - first + 1 for first, last in SECTIONS.values()) == 97


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("3491", "3491"),
        ("C34", "34"),
        ("I6513", "6513"),
        ("C", "C"),
        ("349", "349"),
        ("c349", "349"),
        (" i 6513 ", "6513"),
        ("01", "01"),
        ("A0111", "0111"),
        ("t", "T"),
        ("T97", "97"),
    ],
)
def test_every_promised_spelling_has_one_normal_form(written: str, normal: str) -> None:
    assert normalise_industry(written) == normal


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "3",
        "C3",
        "34911",
        "00",
        "0000",
        "98",
        "99",
        "U",
        "U34",
        "A34",
        "C33A",
        "CC34",
        "C-34",
        "34.9",
        "制造业",
        "３４",
    ],
)
def test_what_is_no_code_gives_none(written: str) -> None:
    assert normalise_industry(written) is None


@given(division=divisions, tail=tails)
def test_the_right_letter_changes_nothing_and_any_other_is_refused(division: int, tail: str) -> None:
    written = f"{division:02d}{tail}"
    digits = f"{division:02d}{tail.rstrip('0')}"
    assert normalise_industry(written) == digits
    for letter in SECTIONS:
        expected = digits if letter == SECTION_OF_DIVISION[division] else None
        assert normalise_industry(letter + written) == expected


@given(st.text(alphabet="ACIT0123456789 c-", max_size=7))
def test_a_normal_form_is_its_own_normal_form(text: str) -> None:
    normal = normalise_industry(text)
    assert normal is None or normalise_industry(normal) == normal


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("34", (3400, 3499)),
        ("349", (3490, 3499)),
        ("3491", (3491, 3491)),
        ("C", (1300, 4399)),
        ("A", (100, 599)),
        ("T", (9700, 9799)),
        ("01", (100, 199)),
        ("0111", (111, 111)),
        ("i 6513", (6513, 6513)),
    ],
)
def test_a_code_covers_its_range_of_four_digit_numbers(code: str, expected: tuple[int, int]) -> None:
    assert industry_range(code) == expected


@given(division=divisions, tail=tails)
def test_a_longer_code_lies_within_each_shorter_one_and_within_its_section(division: int, tail: str) -> None:
    digits = f"{division:02d}{tail}"
    wider = [digits[:length] for length in range(2, len(digits))] + [SECTION_OF_DIVISION[division]]
    first, last = industry_range(digits)
    assert first <= last
    for code in wider:
        low, high = industry_range(code)
        assert low <= first and last <= high


def test_the_sections_cover_0100_to_9799_one_after_the_other() -> None:
    ranges = [industry_range(letter) for letter in SECTIONS]
    assert (ranges[0][0], ranges[-1][1]) == (100, 9799)
    assert all(following[0] == one[1] + 1 for one, following in pairwise(ranges))


@pytest.mark.parametrize("code", ["", "98", "A34"])
def test_what_is_no_code_has_no_range(code: str) -> None:
    with pytest.raises(ValueError, match="not a GB/T 4754-2017 code"):
        industry_range(code)


def test_padding_zeros_of_a_short_code_are_dropped() -> None:
    assert [normalise_industry(code) for code in ("3400", "C3400", "5900", "I6510", "0610")] == [
        "34",
        "34",
        "59",
        "651",
        "061",
    ]
