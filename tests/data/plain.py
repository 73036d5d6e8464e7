"""The tests of the figure by plain arithmetic in fractions; nothing here imports the engine.

Each returns None where a cell is empty or a base is not above zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tests.data.panel import LAST_YEAR, Firm

# The industry row of the size table: head count and revenue from which a firm is small, medium, large.
INDUSTRY_ROW = (("large", 1000, 400_000_000), ("medium", 300, 20_000_000), ("small", 20, 3_000_000))
REVENUE_MARK = Fraction(100_000_000)
GROWTH_MARK = Fraction(5, 100)
DEBT_MARK = Fraction(70, 100)
PRODUCT_MARK = Fraction(70, 100)


def size_class(firm: Firm) -> str | None:
    """Return the highest class both of whose bounds the firm reaches."""
    staff, revenue = firm.employees, firm.revenue.get(LAST_YEAR)
    if staff is None or revenue is None:
        return None
    reached = (name for name, persons, yuan in INDUSTRY_ROW if staff >= persons and revenue >= yuan)
    return next(reached, "micro")


def is_sme(firm: Firm) -> bool | None:
    """Say whether the firm is medium, small or micro."""
    found = size_class(firm)
    return None if found is None else found != "large"


def debt_ratio(firm: Firm) -> Fraction | None:
    """Return liabilities over assets at the last year-end."""
    return ratio(firm.liabilities.get(LAST_YEAR), firm.assets.get(LAST_YEAR))


def yearly_rates(amounts: dict[int, Fraction | None], years: int = 2) -> list[Fraction | None]:
    """Return the growth rates of the last years, the latest first."""
    found = []
    for year in range(LAST_YEAR, LAST_YEAR - years, -1):
        quotient = ratio(amounts.get(year), amounts.get(year - 1))
        found.append(None if quotient is None else quotient - 1)
    return found


def mean_growth(firm: Firm) -> Fraction | None:
    """Return the arithmetic mean of the last two yearly growth rates of total revenue."""
    rates = [rate for rate in yearly_rates(firm.revenue) if rate is not None]
    return sum(rates, Fraction(0)) / 2 if len(rates) == 2 else None


def compound_reaches(firm: Firm, mark: Fraction) -> bool:
    """Say whether total revenue of two years ago, grown twice by `mark`, is reached."""
    quotient = ratio(firm.revenue.get(LAST_YEAR), firm.revenue.get(LAST_YEAR - 2))
    return quotient is not None and quotient >= (1 + mark) ** 2


def ratio(above: Fraction | None, below: Fraction | None) -> Fraction | None:
    """Return a quotient, None unless both are known and the denominator is above zero."""
    return None if above is None or below is None or below <= 0 else above / below


def at_least(value: Fraction | None, mark: Fraction) -> bool:
    """Say whether a value is known and reaches the mark."""
    return value is not None and value >= mark


def at_most(value: Fraction | None, mark: Fraction) -> bool:
    """Say whether a value is known and does not exceed the mark."""
    return value is not None and value <= mark


def top_share(shares: Sequence[Fraction] | None) -> Fraction | None:
    """Return the largest stated share, None without any."""
    return max(shares) if shares else None
