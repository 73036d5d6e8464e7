"""Values as people give them: read into the unit of their fact, or refused with what was expected."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from littlegiant.errors import LittleGiantError
from littlegiant_platform.registry.values import read_value
from littlegiant_platform.registry.vocabulary import fact_named


@pytest.mark.parametrize(
    ("fact", "given", "unit", "wanted"),
    [
        ("revenue", "6000万元", None, Decimal(60_000_000)),
        ("revenue", "6,000", "万元", Decimal(60_000_000)),
        ("revenue", "１２３", None, Decimal(123)),
        ("revenue", 0.1, None, Decimal("0.1")),
        ("market_share", "4.5%", None, Decimal("0.045")),
        ("market_share", 0.045, None, Decimal("0.045")),
        ("employees", 12, None, Decimal(12)),
        ("single_champion", "是", None, True),
        ("single_champion", False, None, False),
        ("founded", "2019年3月5日", None, "2019-03-05"),
        ("industry", "C3491", None, "3491"),
        ("rnd_institution", "市级", None, "municipal"),
        ("name", " 某某（集团）有限公司 ", None, "某某（集团）有限公司"),
    ],
)
def test_a_value_stands_in_the_unit_of_its_fact(fact: str, given: Any, unit: str | None, wanted: Any) -> None:
    assert read_value(fact_named(fact), given, unit).plain == wanted


@pytest.mark.parametrize(
    ("fact", "given", "unit"),
    [
        ("revenue", "6000人", None),
        ("revenue", "6000万元", "亿元"),
        ("class1_ip", "12.5", None),
        ("employees", -1, None),
        ("market_share", "45", None),
        ("market_share", "NaN", None),
        ("revenue", "1e5", None),
        ("revenue", True, None),
        ("revenue", "9" * 30, None),
        ("founded", "2019-02-30", None),
        ("founded", "2019", None),
        ("industry", "Z9", None),
        ("rnd_institution", "<b>", None),
        ("single_champion", "maybe", None),
        ("name", "", None),
        ("name", "a\x00b", None),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_what_was_expected(
    fact: str, given: Any, unit: str | None
) -> None:
    with pytest.raises(LittleGiantError) as raised:
        read_value(fact_named(fact), given, unit)
    assert raised.value.code == "fact.value"
    assert raised.value.next_step is not None


def test_a_fact_that_does_not_exist_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(LittleGiantError, match="revenue"):
        fact_named("revenu")


@pytest.mark.parametrize("fact", ["holds_srdi_sme", "id"])
def test_what_the_registry_knows_from_its_own_rows_cannot_be_stated(fact: str) -> None:
    with pytest.raises(LittleGiantError):
        fact_named(fact)
