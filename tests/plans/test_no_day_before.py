"""The occasion before the earliest is truly too early: no choice of open figures on a grid meets the standard then."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from tests.oracle.judging import Examination
from tests.plans.firms import DAY, FIRM, GOOD

import littlegiant as lg

GRID = 6
# What can be had by the next day, whatever the figures: all of it as good as it gets.
BEST: dict[str, Any] = {
    "market_share": 1, "market_share_global": 1, "domestic_rank": 1, "class1_ip_own": 99, "ip_in_use": True,
    "high_reputation": True, "key_field_2h": True, "holds_srdi_sme": True, "abnormal_list": False, "dishonesty_list": False,
    "employees": 100, "development_score": 100, "total_liabilities": 0, "total_assets": 100_000_000,
}  # fmt: skip
POOR_RND = {**GOOD, "rnd_expense_2025": 1_000_000, "rnd_expense_2024": 1_000_000}
SMALL = {**FIRM, "revenue_2025": 20_000_000, "revenue_2024": 19_000_000, "main_revenue_2025": 20_000_000}
YOUNG = {**GOOD, "niche_years": 1}


def figures(known: Mapping[str, Any], day: datetime.date) -> Iterator[dict[str, Any]]:
    """Yield what the years to come can bring: revenue up to half more a year, any R&D, main revenue up to all of it."""
    years = range(2026, day.year)
    before = known["revenue_2025"]
    growths = [Decimal(step) / (2 * (GRID - 1)) for step in range(GRID)]
    spends = [Decimal(step) / (GRID - 1) for step in range(GRID)]
    for rates in product(product(growths, spends), repeat=len(years)):
        revenue, cells = Decimal(before), {}
        for year, (growth, spend) in zip(years, rates, strict=True):
            revenue *= 1 + growth
            cells |= {f"revenue_{year}": revenue, f"main_revenue_{year}": revenue}
            cells[f"rnd_expense_{year}"] = revenue * spend
        yield cells


def is_met_on(known: Mapping[str, Any], day: datetime.date) -> bool:
    """Say by the oracle whether any choice meets the standard on a day after today."""
    standard = lg.standard("cn/little-giant@2026", as_of=day, case="new", jurisdiction="CN")
    best = {**BEST, "niche_years": known["niche_years"] + day.year - DAY.year}
    cells: dict[str, Any] = {}
    for column, cell in {**known, **best}.items():
        yearly = column in ("employees", "development_score", "total_liabilities", "total_assets")
        year = day.year if column == "development_score" else day.year - 1
        cells[f"{column}_{year}" if yearly else column] = cell
    fixed = {
        column: Decimal(str(cell)) if not isinstance(cell, bool | str) else cell
        for column, cell in cells.items()
    }
    return any(
        Examination(standard.rulebook, {**fixed, **chosen}).outcome is True for chosen in figures(known, day)
    )


@pytest.mark.parametrize(
    ("known", "earliest", "reason"),
    [
        (POOR_RND, "2028-04-25", "3 % in each of two years, the first of which is over"),
        (SMALL, "2029-04-25", "half more revenue a year reaches 50 million in three"),
        (YOUNG, "2028-04-25", "three years in the segment"),
    ],
)
def test_the_occasion_before_the_earliest_is_too_early(
    known: dict[str, Any], earliest: str, reason: str
) -> None:
    found = lg.plan(known, lg.Goal("cn/little-giant@2026", titles=False), DAY)
    assert str(found.earliest) == earliest, reason
    assert found.earliest is not None
    assert not is_met_on(known, found.earliest.replace(year=found.earliest.year - 1)), reason
    if found.earliest.year < 2029:
        assert is_met_on(known, found.earliest), "the grid finds what there is to find"
