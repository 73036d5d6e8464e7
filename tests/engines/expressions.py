"""Draws expressions of the language as text: values with their unit, and conditions over them.

Alternatives stand simplest first, because that is the direction in which Hypothesis shrinks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from tests.engines import known_gaps as gap
from tests.engines.known_gaps import GAPS

Draw = Callable[[st.SearchStrategy[Any]], Any]

YEARLY_MONEY = ("revenue", "rnd_expense", "main_revenue", "total_assets", "equity_raised")
SIGNED_MONEY = ("net_profit", "net_assets")
PERSONS = ("employees", "rnd_staff")
SHARED = ("revenue", "rnd_expense", "main_revenue")
SHARES = ("market_share", "market_share_global")
BOOLEANS = (
    "own_brand",
    "qms_certified",
    "national_award_3y",
    "national_award_5y",
    "provincial_award_3y",
    "major_incident_3y",
    "major_incident_2y",
    "maker_china_top50_3y",
    "maker_china_top500_3y",
)
COUNTED = {
    "class1_ip": (0, 1, 2, 4),
    "class1_ip_self": (0, 1, 2, 4),
    "class1_ip_high_value": (1, 2),
    "national_award_rank_3y": (1, 3, 5),
    "national_award_rank_5y": (1, 3, 5),
    "domestic_rank": (1, 3),
    "digital_level": (0, 2, 4),
    "development_score": (0, 50, 60),
    "regional_feature_score": (0, 6, 15),
}
QUANTITIES = {
    "CNY": (
        "0 元",
        "100 元",
        "500 万元",
        "1 亿元",
        "123.45 元",
        "0.3 元",
        "20000000.01 元",
        "999999999.99 元",
    ),
    "ratio": ("5 %", "3 %", "0 %", "10 %", "50 %", "100 %", "12.5 %", "33.33 %", "0.1 %"),
    "persons": ("1 persons", "20 persons", "300 persons"),
    "years": ("3 years", "2 年", "2.5 years"),
}
NAMED = {
    "CNY": ((5000, "万元"), (0, "元"), (12345.67, "元"), (-100, "万元")),
    "ratio": ((5, "%"), (70, "%"), (-10, "%"), (0.3, "ratio"), (-100, "%")),
    "persons": ((10, "persons"), (300, "人")),
    "years": ((3, "年"),),
}
OPERATORS = (">=", ">", "<=", "<", "==", "!=")
EQUALITIES = OPERATORS[4:]
ORDERED = ("none", "enterprise", "municipal", "provincial", "national")
CHAIN = ("filled_gap", "six_bases", "none")


@dataclass
class Pen:
    """Writes expressions; remembers the named thresholds it has used."""

    draw: Draw
    thresholds: dict[str, dict[str, Any]] = field(default_factory=dict)
    source: dict[str, str] = field(default_factory=dict)
    prefix: str = "th"

    def one(self, items: Sequence[Any]) -> Any:
        """Draw one of some things, the first being the simplest."""
        return self.draw(st.sampled_from(items))

    def chance(self, one_in: int) -> bool:
        """Draw yes once in a while."""
        return bool(self.draw(st.integers(0, one_in - 1)) == one_in - 1)

    # -- values

    def value(self, unit: str, depth: int = 1) -> str:
        """Write a value of some unit."""
        if unit == "CNY":
            return self.money(depth)
        if unit == "ratio":
            return self.ratio(depth)
        return self.one(PERSONS) if unit == "persons" else "niche_years"

    def money(self, depth: int) -> str:
        """Write an amount of money."""
        forms = [self._amount, self._amount, self._amount, self._over_years, self._equity]
        if depth > 0:
            forms += [self._sum, self._sum, self._multiple]
            forms += [] if gap.LONG_PRODUCTS in GAPS else [self._part]
        return str(self.one(forms)(depth))

    def ratio(self, depth: int) -> str:
        """Write a ratio: a share, a quotient, a growth rate, or a sum of ratios."""
        forms = [self._share, self._quotient, self._quotient, self._growth, self._growth]
        if depth > 0:
            forms += [self._ratio_sum]
        return str(self.one(forms)(depth))

    def _inner_money(self, depth: int) -> str:
        """Write an amount inside arithmetic."""
        if {gap.SUMS_OF_SUMS, gap.INNER_MEANS} & GAPS:
            return self._amount(depth)
        written = self.money(depth)
        return "equity_raised" if "(equity_raised" in written and gap.GIVEN_INSIDE in GAPS else written

    def _inner_ratio(self, depth: int) -> str:
        """Write a ratio inside arithmetic."""
        if {gap.SUMS_OF_SUMS, gap.INNER_MEANS} & GAPS:
            return self._share(depth)
        return self.ratio(depth)

    def _amount(self, depth: int) -> str:
        fact = self.one((*YEARLY_MONEY, *YEARLY_MONEY, *SIGNED_MONEY))
        return f"{fact}{self.one(('', '', '.previous', '.before(2)'))}"

    def _over_years(self, depth: int) -> str:
        facts = [*YEARLY_MONEY, *SIGNED_MONEY]
        if {gap.GIVEN_TOTALS, gap.MEANS_OF_GIVEN_TOTALS} & GAPS:
            facts.remove("equity_raised")
        return f"{self.one(('total', 'mean'))}({self.one(facts)}, {self.one((2, 3))})"

    def _equity(self, depth: int) -> str:
        forms = ["equity_raised_3y", "total(equity_raised, 3)"]
        if gap.GIVEN_TOTALS not in GAPS:
            forms += ["total(equity_raised, 2)", "total(equity_raised, 1)"]
        if gap.MEANS_OF_GIVEN_TOTALS not in GAPS:
            forms += ["mean(equity_raised, 3)", "mean(equity_raised, 2)"]
        return str(self.one(forms))

    def _sum(self, depth: int) -> str:
        return f"({self._inner_money(depth - 1)} {self.one('+-')} {self._inner_money(depth - 1)})"

    def _multiple(self, depth: int) -> str:
        return f"{self.one((2, 0.5, 0.1))} * {self._inner_money(depth - 1)}"

    def _part(self, depth: int) -> str:
        return f"{self.one(YEARLY_MONEY)} * {self.one(SHARES)}"

    def _share(self, depth: int) -> str:
        return str(self.one(SHARES))

    def _quotient(self, depth: int) -> str:
        if self.chance(4):
            return f"{self.one(PERSONS)} / {self.one(PERSONS)}"
        return f"{self._inner_money(depth - 1)} / {self._inner_money(0)}"

    def _growth(self, depth: int) -> str:
        fact = self.one((*YEARLY_MONEY, *SIGNED_MONEY))
        forms = ["growth({})", "mean_growth({}, 2)", "compound_growth({}, 2)", "compound_growth({}, 3)"]
        forms += [] if gap.OVERFLOW in GAPS else ["mean_growth({}, 3)"]
        return str(self.one(forms).format(fact))

    def _ratio_sum(self, depth: int) -> str:
        return f"({self._inner_ratio(depth - 1)} {self.one('+-')} {self._inner_ratio(depth - 1)})"

    # -- constants

    def quantity(self, unit: str) -> str:
        """Write a constant, sometimes as a named threshold."""
        if not self.chance(3):
            return str(self.one(QUANTITIES[unit]))
        value, written = self.one(NAMED[unit])
        name = f"{self.prefix}{len(self.thresholds)}"
        self.thresholds[name] = {"value": value, "unit": written, **self.source}
        return name

    # -- conditions

    def atom(self) -> str:
        """Write one test of facts."""
        return str(
            self.one(
                (
                    self._truth,
                    self._comparison,
                    self._comparison,
                    self._comparison,
                    self._counted,
                    self._category,
                )
            )()
        )

    def _truth(self) -> str:
        return str(self.one(BOOLEANS))

    def _comparison(self) -> str:
        unit, operator = self.one(("CNY", "ratio", "ratio", "CNY", "persons", "years")), self.one(OPERATORS)
        left = self.value(unit)
        if operator in EQUALITIES and gap.EQUAL_BOUNDS in GAPS:
            left = {"CNY": "revenue", "ratio": "market_share"}.get(unit, left)
        right = self._other_side(unit, left) if self.chance(6) else self.quantity(unit)
        return (
            f"{right} {operator} {left}" if self.chance(8) and right != left else f"{left} {operator} {right}"
        )

    def _other_side(self, unit: str, left: str) -> str:
        """Write the right side of a comparison of two values: the engine sees their difference."""
        if not {gap.SUMS_OF_SUMS, gap.INNER_MEANS} & GAPS and "(equity_raised" not in left:
            return self._inner_money(0) if unit == "CNY" else self.value(unit, 0)
        plain = {"CNY": "total_assets.previous", "ratio": "market_share_global"}
        is_plain = all(letter.isalnum() or letter in "_." for letter in left)
        return plain.get(unit) or self.value(unit, 0) if is_plain else self.quantity(unit)

    def _counted(self) -> str:
        fact = self.one(tuple(COUNTED))
        tied = fact.startswith(("class1", "national_award_rank")) and gap.EQUAL_BOUNDS in GAPS
        return f"{fact} {self.one(OPERATORS[:4] if tied else OPERATORS)} {self.one(COUNTED[fact])}"

    def _category(self) -> str:
        ordered = f"rnd_institution {self.one(OPERATORS)} {self.one(ORDERED)}"
        listed = f"key_link in [{', '.join(self.draw(st.lists(st.sampled_from(CHAIN), min_size=1, max_size=2, unique=True)))}]"
        return str(
            self.one(
                (ordered, listed, f"key_link != {self.one(CHAIN)}", "country == CN", "country in [CN, DE]")
            )
        )

    def shared(self) -> str:
        """Write a plain comparison over the few facts that many criteria share."""
        fact, other = self.one(SHARED), self.one(SHARED)
        sign = self.one((">=", "<=", ">", "<"))
        amount = f"{fact} {sign} {self.one(('500 万元', '1 亿元', '5000 万元', '100 万元'))}"
        forms = [
            amount,
            f"{fact} / {other} {sign} {self.one(('50 %', '3 %', '10 %', '100 %'))}",
            f"{fact} / {other}.previous {sign} {self.one(('50 %', '3 %', '10 %', '100 %'))}",
            f"each(2, {fact} / {other} {sign} {self.one(('50 %', '3 %'))})",
            f"compound_growth({fact}, 2) {sign} {self.one(('5 %', '0 %', '50 %'))}",
            f"growth({fact}) {sign} {self.one(('5 %', '0 %', '50 %'))}",
            f"total({fact}, 2) {sign} {self.one(('500 万元', '1 亿元'))}",
            f"{fact} - {other} {sign} 100 万元",
        ]
        return str(self.one(forms))

    def expression(self, depth: int) -> str:
        """Write a condition in one line."""
        if depth == 0:
            return self.atom()
        return str(
            self.one((self._plain, self._joined, self._negated, self._repeated, self._counted_items))(depth)
        )

    def _plain(self, depth: int) -> str:
        return self.atom()

    def _joined(self, depth: int) -> str:
        word = self.one((" and ", " or "))
        return "(" + word.join(self.expression(depth - 1) for _ in range(self.one((2, 3)))) + ")"

    def _negated(self, depth: int) -> str:
        return f"not ({self.expression(depth - 1)})"

    def _repeated(self, depth: int) -> str:
        return f"{self.one(('each', 'any_year'))}({self.one((2, 3))}, {self.expression(depth - 1)})"

    def _counted_items(self, depth: int) -> str:
        items = [self.expression(depth - 1) for _ in range(self.one((2, 3)))]
        return f"at_least({self.one(range(1, len(items) + 1))}, {', '.join(items)})"
