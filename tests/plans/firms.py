"""Made-up enterprises that plans are tried on, and what a change to a plan's facts carries with it."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.oracle.judging import judge

from littlegiant.plans.model import Plan

DAY = datetime.date(2026, 5, 1)
# A firm that misses the little giant of 2026 by debt, growth, main share, R&D, patents, score and market share.
FIRM: dict[str, Any] = {
    "independent_legal_person": True, "size_industry": 2, "abnormal_list": False, "dishonesty_list": False,
    "restricted_product": False, "major_incident_3y": False, "holds_srdi_sme": True, "niche_years": 5, "employees_2025": 100,
    "revenue_2025": 61_000_000, "revenue_2024": 60_000_000, "revenue_2023": 58_000_000, "main_revenue_2025": 53_000_000,
    "main_revenue_2024": 52_000_000, "main_revenue_2023": 51_000_000, "total_assets_2025": 100_000_000,
    "total_liabilities_2025": 78_000_000, "rnd_expense_2025": 2_310_000, "rnd_expense_2024": 1_890_000, "market_share": 0.08,
    "market_share_global": 0.01, "domestic_rank": 9, "high_reputation": True, "class1_ip_own": 2, "ip_in_use": True,
    "key_field_2h": True, "development_score_2026": 58, "single_champion": False, "related_little_giant": False,
    "national_award_3y": False, "holds_innovative_sme": False, "holds_tech_sme": False, "class1_ip": 2, "class2_ip": 0,
    "rnd_expense_2023": 1_500_000, "market_position_leading": True, "resident_enterprise": True, "major_incident_2y": False,
    "high_tech_enterprise": True, "equity_raised_2023": 0, "equity_raised_2024": 0, "equity_raised_2025": 0,
}  # fmt: skip
# The same firm as it meets the little giant of 2026.
GOOD: dict[str, Any] = {
    **FIRM, "total_liabilities_2025": 70_000_000, "revenue_2025": 70_000_000, "main_revenue_2025": 68_000_000,
    "rnd_expense_2025": 9_000_000, "rnd_expense_2024": 9_000_000, "market_share": 0.2, "class1_ip_own": 4,
    "development_score_2026": 60,
}  # fmt: skip


def outcome(found: Plan, facts: dict[str, Any]) -> Any:
    """Judge facts by the oracle on the day of a plan, or on the last that it looked at."""
    assert found.rulebook is not None
    cells = {
        key: Decimal(str(cell)) if isinstance(cell, int | float) and not isinstance(cell, bool) else cell
        for key, cell in facts.items()
    }
    return judge(found.rulebook, cells).outcome


def carried(found: Plan, column: str, value: Any) -> dict[str, Any]:
    """Return the facts after a plan with one of them replaced, and what docs/plans.md says moves with it."""
    facts = {**found.facts, column: value}
    name, _, year = column.rpartition("_")
    moving = {
        "rnd_expense": {"net_profit": -1, "total_profit": -1},
        "total_liabilities": {"total_assets": 1},
        "equity_raised": {"total_assets": 1, "net_assets": 1},
    }.get(name, {})
    change = Fraction(str(value)) - Fraction(str(found.facts[column])) if moving else Fraction(0)
    for other, sign in moving.items():
        for later in range(int(year), found.today.year + 12 if name == "equity_raised" else int(year) + 1):
            end = f"{other}_{later}"
            if end in found.facts and found.known.get(end) is None:
                facts[end] = float(Fraction(str(facts[end])) + sign * change)
    return facts
