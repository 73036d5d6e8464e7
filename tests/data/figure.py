"""The figure to reproduce, step by step: by plain arithmetic, and by the engine as far as it can be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tests.data import plain
from tests.data.judged import GIANT, Judged, judge_rows
from tests.data.panel import LAST_YEAR, Firm

# As the notes beside the data give it: SME of 496, then each further condition on those left.
STATED = {"sme": 177, "revenue": 174, "growth": 122, "debt": 121, "product": 62}
Test = Callable[[Firm], bool]
Shares = dict[str, list[Fraction]]


@dataclass(frozen=True)
class Step:
    """One condition of the figure: what it asks, and which firms are left after it."""

    id: str
    text: str
    left: tuple[str, ...]


def steps(firms: Iterable[Firm], shares: Shares, changed: Mapping[str, Test] | None = None) -> list[Step]:
    """Return the steps of the figure with the firms left after each; `changed` puts other tests in place of some."""
    left, found = list(firms), []
    for name, text, test in _tests(shares):
        holds = (changed or {}).get(name, test)
        left = [firm for firm in left if holds(firm)]
        found.append(Step(name, text, tuple(firm.code for firm in left)))
    return found


def _tests(shares: Shares) -> list[tuple[str, str, Test]]:
    return [
        ("sme", "medium, small or micro by the industry row", lambda firm: bool(plain.is_sme(firm))),
        ("revenue", "revenue of 2017 ≥ 100 m yuan", _revenue),
        ("growth", "mean two-year growth of revenue ≥ 5 %", _growth),
        ("debt", "liabilities / assets ≤ 70 %", _debt),
        ("product", "top product ≥ 70 % of revenue", lambda firm: _product(firm, shares)),
    ]


def _revenue(firm: Firm) -> bool:
    return plain.at_least(firm.revenue.get(LAST_YEAR), plain.REVENUE_MARK)


def _growth(firm: Firm) -> bool:
    return plain.at_least(plain.mean_growth(firm), plain.GROWTH_MARK)


def _debt(firm: Firm) -> bool:
    return plain.at_most(plain.debt_ratio(firm), plain.DEBT_MARK)


def _product(firm: Firm, shares: Shares) -> bool:
    return plain.at_least(plain.top_share(shares.get(firm.code)), plain.PRODUCT_MARK)


def stand_in_rows(firms: Iterable[Firm]) -> list[dict[str, str]]:
    """Return one row per firm in which total revenue is given out as main-business revenue.

    The standard asks for the growth of main-business revenue, which the panel does not hold. Only the growth
    criterion may be read off the verdicts on these rows: the main share is 1 by construction.
    """
    return [_stand_in(firm) for firm in firms]


def _stand_in(firm: Firm) -> dict[str, str]:
    row = {"id": firm.code, "industry": "C", "employees_2017": _decimal(firm.employees)}
    for year in range(LAST_YEAR - 2, LAST_YEAR + 1):
        revenue = _decimal(firm.revenue.get(year))
        row[f"revenue_{year}"] = row[f"main_revenue_{year}"] = revenue
    row[f"total_assets_{LAST_YEAR}"] = _decimal(firm.assets.get(LAST_YEAR))
    row[f"total_liabilities_{LAST_YEAR}"] = _decimal(firm.liabilities.get(LAST_YEAR))
    return row


def _decimal(value: Fraction | None) -> str:
    """Write an amount with the panel's decimals (at most six), exactly."""
    if value is None:
        return ""
    scaled = value * 10**6
    if scaled.denominator != 1:
        raise ValueError(f"more than six decimals: {value}")
    whole, rest = divmod(abs(scaled.numerator), 10**6)
    return f"{'-' if value < 0 else ''}{whole}.{rest:06d}"


def judge_stand_in(firms: Iterable[Firm]) -> Judged:
    """Return the engine's verdicts on the rows of `stand_in_rows`."""
    return judge_rows(stand_in_rows(firms), GIANT)


def engine_steps(sized: Judged, stand_in: Judged, firms: dict[str, Firm]) -> dict[str, int]:
    """Return the firms left after each step that the engine decides; the mark of 100 m yuan is no criterion."""
    sme = [code for code in firms if sized.outcome(code, "size") == "met"]
    revenue = [code for code in sme if _revenue(firms[code])]
    growth = [code for code in revenue if stand_in.outcome(code, "growth") == "met"]
    debt = [code for code in growth if stand_in.outcome(code, "debt") == "met"]
    return {"sme": len(sme), "revenue": len(revenue), "growth": len(growth), "debt": len(debt)}
