"""Provinces are recognised however people write them, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from littlegiant.facts.places import PROVINCE_ALIASES, PROVINCES, Province, province_code, province_names

# GB/T 2260 code and ISO 3166-2 letters, kept apart from the module so that a slip in either shows.
CODES_AND_LETTERS = (
    "11BJ 12TJ 13HE 14SX 15NM 21LN 22JL 23HL 31SH 32JS 33ZJ 34AH 35FJ 36JX 37SD 41HA 42HB 43HN 44GD 45GX 46HI "
    "50CQ 51SC 52GZ 53YN 54XZ 61SN 62GS 63QH 64NX 65XJ 71TW 81HK 82MO"
)

provinces = st.sampled_from(list(PROVINCES.values()))


def test_there_are_34_units_each_with_its_two_official_codes() -> None:
    pairs = {(pair[:2], f"CN-{pair[2:]}") for pair in CODES_AND_LETTERS.split()}
    assert len(pairs) == 34
    assert {(province.code, province.iso) for province in PROVINCES.values()} == pairs


def test_no_name_or_code_is_shared_by_two_units() -> None:
    for attribute in ("code", "iso", "name", "short", "english"):
        assert len({getattr(province, attribute) for province in PROVINCES.values()}) == 34


def test_every_full_name_begins_with_its_short_name() -> None:
    for province in PROVINCES.values():
        assert province.name.startswith(province.short) and province.name != province.short


@pytest.mark.parametrize(
    "text",
    [
        "44",
        "440000",
        "4403",
        "440305",
        "CN-GD",
        "cn-gd",
        "广东",
        "广东省",
        "Guangdong",
        "GUANGDONG",
        " 广东 ",
    ],
)
def test_guangdong_is_recognised_in_every_promised_spelling(text: str) -> None:
    assert province_code(text) == "44"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Shanxi", "14"),
        ("Shaanxi", "61"),
        ("CN-SX", "14"),
        ("CN-SN", "61"),
        ("CN-HE", "13"),
        ("CN-HA", "41"),
        ("CN-HI", "46"),
        ("CN-HB", "42"),
        ("CN-HN", "43"),
        ("CN-HL", "23"),
        ("Tibet", "54"),
        ("Guangdong Province", "44"),
        ("Macau", "82"),
        ("内蒙古", "15"),
        ("Beijing Municipality", "11"),
        ("新疆维吾尔自治区", "65"),
    ],
)
def test_units_that_are_easily_confused_stay_apart(text: str, code: str) -> None:
    assert province_code(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "4",
        "440",
        "44030",
        "4403055",
        "00",
        "99",
        "990000",
        "CN",
        "CN-44",
        "US-CA",
        "广",
        "深圳",
        "４４",
    ],
)
def test_what_names_no_province_gives_none(text: str) -> None:
    assert province_code(text) is None


@given(province=provinces, place=st.integers(0, 9999))
def test_every_city_and_county_code_belongs_to_the_province_it_begins_with(
    province: Province, place: int
) -> None:
    assert province_code(f"{province.code}{place:04d}") == province.code


@given(alias=st.sampled_from(list(PROVINCE_ALIASES)), upper=st.booleans(), blanks=st.text(" \t", max_size=3))
def test_letter_case_and_blanks_around_do_not_matter(alias: str, upper: bool, blanks: str) -> None:
    written = blanks + (alias.upper() if upper else alias) + blanks
    assert province_code(written) == PROVINCE_ALIASES[alias]


@given(st.text(max_size=12))
def test_any_text_gives_a_known_code_or_none(text: str) -> None:
    code = province_code(text)
    assert code is None or code in PROVINCES


def test_aliases_are_lower_case_and_point_to_known_units() -> None:
    assert set(PROVINCE_ALIASES.values()) == set(PROVINCES)
    assert all(alias == alias.lower().strip() for alias in PROVINCE_ALIASES)


def test_aliases_of_two_units_never_overlap() -> None:
    written = [
        (spelling.lower(), province.code)
        for province in PROVINCES.values()
        for spelling in (province.code, province.iso, province.name, province.short, province.english)
    ]
    assert all(PROVINCE_ALIASES[spelling] == code for spelling, code in written)


def test_a_province_is_named_in_both_languages() -> None:
    names = province_names("44")
    assert (names.zh, names.en) == ("广东省", "Guangdong")


def test_an_unknown_code_has_no_names() -> None:
    with pytest.raises(KeyError):
        province_names("99")
