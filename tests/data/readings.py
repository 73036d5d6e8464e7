"""How far the figure hangs on how its conditions are read, and on what the product lines can bear."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from tests.data import plain
from tests.data.figure import Shares, Test, steps
from tests.data.panel import LAST_YEAR, PLACEHOLDER, SMALLEST, WHOLE, Firm, product_lines

# Lines of one breakdown add up to 1, with some room for rounding.
ONE_BREAKDOWN = Fraction("1.05")


@dataclass(frozen=True)
class Reading:
    """One other way to read the figure, with the firms left after each step."""

    text: str
    left: tuple[int, ...]


@dataclass(frozen=True)
class Lines:
    """What stands in the file of product lines, and how much of it bears on the panel."""

    lines: int
    codes: int
    star_codes: int
    placeholders: int
    zero: int
    negative: int
    above_one: int
    firms_without_lines: int
    firms_without_share: int


def other_readings(firms: list[Firm], shares: Shares) -> list[Reading]:
    """Return the figure as stated, then with one condition at a time read differently."""
    pure = {code: found for code, found in shares.items() if sum(found) <= ONE_BREAKDOWN}
    changed: list[tuple[str, Shares, dict[str, Test]]] = [
        ("as stated", shares, {}),
        (
            "a head count of exactly 1,000 counts as SME (以上 includes the number, so it does not)",
            shares,
            {"sme": _sme_above},
        ),
        ("growth compounded over two years instead of the mean of two rates", shares, {"growth": _compound}),
        ("growth of at least 5 % in each of the two years", shares, {"growth": _each_year}),
        (
            "growth of the panel's 主营业务收入 instead of its 营业收入",
            shares,
            {"growth": _stated_main_growth},
        ),
        ("product shares above 1 taken too", shares_with_faults(), {}),
        (f"only firms whose product lines add up to at most {float(ONE_BREAKDOWN)}", pure, {}),
    ]
    return [
        Reading(text, tuple(len(step.left) for step in steps(firms, given, tests)))
        for text, given, tests in changed
    ]


def _sme_above(firm: Firm) -> bool:
    return bool(plain.is_sme(firm)) or firm.employees == plain.INDUSTRY_ROW[0][1]


def _compound(firm: Firm) -> bool:
    return plain.compound_reaches(firm, plain.GROWTH_MARK)


def _each_year(firm: Firm) -> bool:
    return all(plain.at_least(rate, plain.GROWTH_MARK) for rate in plain.yearly_rates(firm.revenue))


def _stated_main_growth(firm: Firm) -> bool:
    return plain.at_least(plain.mean_growth(replace(firm, revenue=firm.stated_main)), plain.GROWTH_MARK)


def shares_with_faults() -> Shares:
    """Return by code every share above the placeholder, those above 1 too."""
    found: Shares = {}
    for code, share in product_lines():
        if share > SMALLEST:
            found.setdefault(code, []).append(share)
    return found


def lines_of(firms: dict[str, Firm], shares: Shares) -> Lines:
    """Count the product lines, their faults, and the firms of the panel without any."""
    lines = list(product_lines())
    codes = {code for code, _ in lines}
    return Lines(
        lines=len(lines),
        codes=len(codes),
        star_codes=sum(code.startswith("688") for code in codes),
        placeholders=sum(share == PLACEHOLDER for _, share in lines),
        zero=sum(share == 0 for _, share in lines),
        negative=sum(share < 0 for _, share in lines),
        above_one=sum(share > WHOLE for _, share in lines),
        firms_without_lines=sum(code not in codes for code in firms),
        firms_without_share=sum(code not in shares for code in firms),
    )


def mixed(codes: Iterable[str], shares: Shares) -> int:
    """Count firms whose product lines add up to more than one breakdown can."""
    return sum(sum(shares[code]) > ONE_BREAKDOWN for code in codes if code in shares)


def main_differs(firms: Iterable[Firm]) -> tuple[int, int, int, int]:
    """Return in how many rows 主营业务收入 is not 营业收入, in how many larger, of how many firms, how many rows of 2017."""
    rows = [
        (firm.code, year, firm.stated_main[year], revenue)
        for firm in firms
        for year, revenue in firm.revenue.items()
        if firm.stated_main[year] != revenue
    ]
    larger = sum(main is not None and revenue is not None and main > revenue for _, _, main, revenue in rows)
    last = sum(year == LAST_YEAR for _, year, _, _ in rows)
    return len(rows), larger, len({code for code, *_ in rows}), last


def nearest(firms: list[Firm], shares: Shares) -> list[tuple[str, str]]:
    """Return for each mark how near the nearest firm comes to it."""
    _, persons, yuan = plain.INDUSTRY_ROW[0]
    staff = [firm.employees for firm in firms]
    revenue = [firm.revenue.get(LAST_YEAR) for firm in firms]
    growth = [plain.mean_growth(firm) for firm in firms]
    debt = [plain.debt_ratio(firm) for firm in firms]
    product = [plain.top_share(shares.get(firm.code)) for firm in firms]
    return [
        ("head count 1,000", f"{float(_gap(staff, Fraction(persons))):.0f} persons"),
        ("revenue 400 m yuan", f"{float(_gap(revenue, Fraction(yuan))):,.0f} yuan"),
        ("revenue 100 m yuan", f"{float(_gap(revenue, plain.REVENUE_MARK)):,.0f} yuan"),
        ("growth 5 %", _points(_gap(growth, plain.GROWTH_MARK))),
        ("debt 70 %", _points(_gap(debt, plain.DEBT_MARK))),
        ("top product 70 %", _points(_gap(product, plain.PRODUCT_MARK))),
    ]


def _gap(values: Iterable[Fraction | None], mark: Fraction) -> Fraction:
    return min(abs(value - mark) for value in values if value is not None)


def _points(gap: Fraction) -> str:
    return f"{float(gap * 100):.3f} percentage points"
