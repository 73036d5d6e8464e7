"""What one cell means."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from table_helpers import fault_of, one_cell, read_back, shared

from littlegiant.tables import table_from_rows


@pytest.mark.parametrize("empty", [None, "", " ", "\u3000", "\t", float("nan")])
@pytest.mark.parametrize(
    "fact", ["revenue_2025", "abnormal_list", "founded", "province", "name", "rnd_institution", "class1_ip"]
)
def test_an_empty_cell_is_unknown_and_no_fault(fact: str, empty: Any) -> None:
    assert one_cell(fact, empty) is None
    assert fault_of(fact, empty) is None


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1,234,567", "1234567"),
        ("1,234,567.50", "1234567.5"),
        (" 42 ", "42"),
        ("１２３．５", "123.5"),
        ("１，２３４", "1234"),
        ("¥100", "100"),
        ("￥ 1,000.25", "1000.25"),
        ("\u3000７\u00a0", "7"),
        ("+8", "8"),
        (".5", "0.5"),
        ("5.", "5"),
        ("1e6", "1000000"),
        ("2.33E+09", "2330000000"),
        ("0", "0"),
        (0, "0"),
        (0.1, "0.1"),
        (Decimal("12.30"), "12.3"),
        (10**20, "100000000000000000000"),
    ],
)
def test_a_number_is_read_however_it_is_written(cell: Any, number: str) -> None:
    assert one_cell("revenue_2025", cell) == Decimal(number)


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "abc",
            "NaN",
            "nan",
            "inf",
            "-inf",
            "Infinity",
            "1,23",
            "1,2345",
            "1 000",
            "12万",
            "--",
            "N/A",
            "null",
        ),
        *("0x10", "1_000", "1e999", "1.2.3", "1e", "%", "¥", "5%", "true", "-5", "-0.01", "1" * 70),
        *(float("inf"), float("-inf"), -1, True),
    ],
)
def test_what_is_no_permitted_amount_is_a_fault_and_unknown(cell: Any) -> None:
    assert one_cell("revenue_2025", cell) is None
    assert (fault_of("revenue_2025", cell) or "").split(";")[0] == "a number, 0 or more"


TOO_LARGE = "this one is too large, the limit is 38 digits before the point"


@pytest.mark.parametrize(
    ("cell", "matter"),
    [
        *(("9" * 42, TOO_LARGE), ("1e40", TOO_LARGE), ("1e+300", TOO_LARGE), (1e300, TOO_LARGE)),
        *(
            (float("inf"), TOO_LARGE),
            ("1" * 20 + "." + "1" * 25, "this one is too long, the limit is 38 digits"),
        ),
        *(
            ("0,12", "write 0.12"),
            ("0,125", "write 0.125"),
            ("12345,5", "write 12345.5"),
            ("１，２", "write 1.2"),
        ),
        *(("1,234,5", "more"), ("abc", "more"), ("-5", "more"), ("1e" + "9" * 30, "more")),
    ],
)
def test_what_is_wrong_with_a_number_is_told_where_it_can_be_seen(cell: Any, matter: str) -> None:
    assert one_cell("revenue_2025", cell) is None
    assert (fault_of("revenue_2025", cell) or "").endswith(matter)


def test_a_number_just_below_the_limit_is_taken() -> None:
    assert one_cell("revenue_2025", "9" * 38) == Decimal("9" * 38)
    assert one_cell("revenue_2025", "9.5e37") == Decimal("9.5e37")
    assert one_cell("net_profit_2025", "-1e38") is None


def test_a_decimal_comma_is_no_percent_number() -> None:
    told = fault_of("market_share", "0,12") or ""
    assert "decimal comma" in told and "percent number" not in told


@pytest.mark.parametrize(
    ("fact", "cell", "value"),
    [
        ("industry", "Ｃ３４", "34"),
        ("industry", "ｉ６５１３", "6513"),
        ("province", "Ｇｕａｎｇｄｏｎｇ", "44"),
        ("abnormal_list", "ＹＥＳ", True),
    ],
)
def test_full_width_letters_are_read_like_full_width_digits(fact: str, cell: str, value: Any) -> None:
    assert one_cell(fact, cell) == value


def test_profit_may_be_negative() -> None:
    assert one_cell("net_profit_2025", "-1,234.5") == Decimal("-1234.5")
    assert one_cell("net_profit_2025", "−3") == -3


@pytest.mark.parametrize(
    ("cell", "share"),
    [
        ("5%", "0.05"),
        ("5 %", "0.05"),
        ("１２．５％", "0.125"),
        ("0.05", "0.05"),
        ("100%", "1"),
        (1, "1"),
        ("0.1%", "0.001"),
    ],
)
def test_a_fraction_may_be_written_as_percent(cell: Any, share: str) -> None:
    assert one_cell("market_share", cell) == Decimal(share)


@pytest.mark.parametrize("cell", [5, "5", "1.01", "1.00000000000000000001"])
def test_a_fraction_above_one_is_a_fault_that_says_it_looks_like_percent(cell: Any) -> None:
    assert one_cell("market_share", cell) is None
    assert "looks like a percent number" in (fault_of("market_share", cell) or "")


@pytest.mark.parametrize("cell", ["101%", "-0.1", "-1%", "five"])
def test_a_fraction_outside_its_range_is_a_fault(cell: str) -> None:
    assert one_cell("market_share", cell) is None
    assert fault_of("market_share", cell) is not None


@pytest.mark.parametrize(
    ("fact", "cell", "expected"),
    [
        ("class1_ip", "1.5", "a whole number, 0 or more"),
        ("class1_ip", 1.5, "a whole number, 0 or more"),
        ("class1_ip", "-1", "a whole number, 0 or more"),
        ("domestic_rank", 0, "a whole number, 1 or more"),
        ("digital_level", 5, "a whole number from 0 to 4"),
        ("digital_level", "1.0000000000000000001", "a whole number from 0 to 4"),
        ("regional_feature_score", 15.5, "a number from 0 to 15"),
        ("size_industry", 17, "a whole number from 1 to 16"),
    ],
)
def test_a_number_outside_the_dictionary_is_a_fault_that_names_the_range(
    fact: str, cell: Any, expected: str
) -> None:
    assert one_cell(fact, cell) is None
    assert fault_of(fact, cell) == expected


@pytest.mark.parametrize(
    "cell", ["true", "TRUE", "True", "1", "1.0", "yes", "YES", "是", " 是 ", "１", True, 1, 1.0]
)
def test_truth_has_many_spellings(cell: Any) -> None:
    assert one_cell("abnormal_list", cell) is True


@pytest.mark.parametrize("cell", ["false", "FALSE", "0", "0.0", "no", "No", "否", "０", False, 0, 0.0])
def test_falsehood_has_many_spellings(cell: Any) -> None:
    assert one_cell("abnormal_list", cell) is False


@pytest.mark.parametrize("cell", ["maybe", "2", "-1", 0.5, "y", "无"])
def test_anything_else_is_neither_true_nor_false(cell: Any) -> None:
    assert one_cell("abnormal_list", cell) is None
    assert fault_of("abnormal_list", cell) is not None


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "2019-03-05",
            "2019/3/5",
            "2019.03.05",
            "2019年3月5日",
            "2019年03月05日",
            "20190305",
            "２０１９-０３-０５",
        ),
        *("2019-03-05 00:00:00", "2019-03-05T12:30:00", 20190305, 20190305.0),
        *(dt.date(2019, 3, 5), dt.datetime(2019, 3, 5), dt.datetime(2019, 3, 5, 12, 30)),
    ],
)
def test_a_date_is_read_however_it_is_written(cell: Any) -> None:
    assert one_cell("founded", cell) == dt.date(2019, 3, 5)


@pytest.mark.parametrize(
    "cell", ["2019", 2019, "2019年", "2019-02-30", "2019-13-01", "5/3/2019", "43529", "x", "2019年3月"]
)
def test_no_day_is_made_up_for_an_incomplete_or_impossible_date(cell: Any) -> None:
    assert one_cell("founded", cell) is None
    assert fault_of("founded", cell) == "a full date, as in 2019-03-05"


@pytest.mark.parametrize(
    "cell", ["44", "广东", "广东省", "Guangdong", "guangdong", "CN-GD", "440000", " 广东 ", 44, 44.0]
)
def test_a_province_becomes_its_two_digit_code(cell: Any) -> None:
    assert one_cell("province", cell) == "44"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("3491", "3491"),
        ("C34", "34"),
        (3491, "3491"),
        ("c 3491", "3491"),
        ("3491.0", "3491"),
        ("C", "C"),
        ("01", "01"),
    ],
)
def test_an_industry_becomes_its_digits(cell: Any, code: str) -> None:
    assert one_cell("industry", cell) == code


@pytest.mark.parametrize(
    ("fact", "cell"),
    [("province", "Atlantis"), ("industry", "X99"), ("industry", "机械"), ("province", "99")],
)
def test_an_unknown_code_is_a_fault(fact: str, cell: str) -> None:
    assert one_cell(fact, cell) is None
    assert fault_of(fact, cell) is not None


@pytest.mark.parametrize(
    "cell", ["provincial", "Provincial", "PROVINCIAL", "省部级", "Provincial or ministerial"]
)
def test_a_category_is_known_by_its_id_and_its_labels(cell: str) -> None:
    assert one_cell("rnd_institution", cell) == "provincial"


def test_a_category_that_does_not_exist_is_a_fault_that_lists_the_options() -> None:
    assert one_cell("rnd_institution", "galactic") is None
    assert "national" in (fault_of("rnd_institution", "galactic") or "")


@pytest.mark.parametrize("code", ["00123", "91440300MA5F00000X", "1.0", "0"])
def test_codes_keep_their_leading_zeros(code: str) -> None:
    assert one_cell("uscc", code) == code
    [row] = read_back(shared(), table_from_rows([{"id": code}], shared()))
    assert row == {"id": code}


@pytest.mark.parametrize("number", [7, 7.0])
def test_a_whole_number_as_identifier_loses_its_point(number: Any) -> None:
    [row] = read_back(shared(), table_from_rows([{"id": number}], shared()))
    assert row == {"id": "7"}
