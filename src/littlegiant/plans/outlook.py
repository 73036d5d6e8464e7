"""What an enterprise's facts will be on a later day: settled, open to change, or still to be found out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import Fact, Kind, ValueType
from littlegiant.plans.assumptions import Assumptions

Facts = Mapping[str, Any]
Way = Literal["settled", "open", "unknown", "uncounted"]

# What no plan changes: who the enterprise is, and what others decide about it.
FIXED = frozenset(
    {
        "independent_legal_person",
        "resident_enterprise",
        "restricted_product",
        "single_champion",
        "related_little_giant",
    }
)
CONTESTS = ("award", "maker_china")
# After how many years something of the past no longer counts.
HEALS = {
    "major_incident_3y": 3, "major_incident_2y": 2, "national_award_3y": 3, "provincial_award_3y": 3, "national_award_5y": 5,
    "maker_china_top50_3y": 3, "maker_china_top500_3y": 3,
}  # fmt: skip
AGES = frozenset({"niche_years"})
# Sums over the last years: on a later day the years are others.
SUMS = frozenset({"equity_raised_3y"})
# What goes on at the assumed rate of growth.
GROWS = frozenset(
    {"revenue", "main_revenue", "total_cost", "total_assets", "total_liabilities", "net_assets", "high_tech_revenue", "export_revenue"}
)  # fmt: skip
# What a year brings by an act of its own, so that nothing of it is assumed for a year to come.
FLOWS_FROM_ACTS = frozenset({"equity_raised"})
STEPS = {ValueType.MONEY: Fraction(1000), ValueType.FRACTION: Fraction(1, 10_000)}
LARGEST = {ValueType.MONEY: 10**13, ValueType.PERSONS: 10**7, ValueType.FRACTION: 1, ValueType.RANK: 10**4}
MOST = 10**4


@dataclass(frozen=True)
class Prospect:
    """One column on the day that is looked at.

    `base` is what it will be if nothing is done: a Fraction, a boolean or an option; None where it is not known.
    `way`: settled (no plan changes it), open (a plan may), unknown (it is already so or not, and must be found out),
    uncounted (not known, and nothing to count on: an award).
    `low` and `high` bound what a plan may ask of a number, in units; `step` is the smallest change.
    """

    column: str
    fact: Fact
    way: Way
    base: Any
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    step: Fraction = Fraction(1)
    year: int | None = None


class Outlook:
    """The facts of one enterprise, known on `today`, as they stand on a later `day`."""

    def __init__(
        self, facts: Facts, today: datetime.date, day: datetime.date, assumptions: Assumptions
    ) -> None:
        self.facts = facts
        self.today = today
        self.day = day
        self.assumptions = assumptions
        self._met: dict[str, Prospect] = {}

    def of(self, column: str) -> Prospect:
        """Return the prospect of a column."""
        if column not in self._met:
            self._met[column] = self._prospect(column)
        return self._met[column]

    def facts_on(self, columns: Iterable[str]) -> dict[str, Any]:
        """Return what is known of some columns if nothing is done."""
        return {column: base for column in columns if (base := self.of(column).base) is not None}

    def by_time(self, columns: Iterable[str]) -> list[str]:
        """Return the columns that will be different only because time goes by."""
        found = []
        for column in columns:
            given, prospect = self.facts.get(column), self.of(column)
            moved = (
                given is not None
                and prospect.way == "settled"
                and prospect.base != _exact(prospect.fact, given)
            )
            if moved:
                found.append(column)
        return found

    def _prospect(self, column: str) -> Prospect:
        found = load_dictionary().of_column(column)
        if found is None:
            raise KeyError(column)
        fact, year = found
        given = self._given(fact, column)
        if year is not None:
            return self._yearly(column, fact, year, given)
        if fact.id in HEALS and given is True and self._years_on() >= HEALS[fact.id]:
            return Prospect(column, fact, "settled", False)
        if self._is_rank_of_the_past(fact):
            return Prospect(column, fact, "uncounted", None, *_range(fact))
        if fact.kind is Kind.IDENTITY or fact.id in FIXED or (given is not None and _is_won(fact)):
            return Prospect(column, fact, "settled" if given is not None else "unknown", given, *_range(fact))
        if fact.id in AGES:
            return self._aged(column, fact, given)
        if fact.id in SUMS:
            same = given is not None and self.day.year == self.today.year
            return Prospect(
                column,
                fact,
                "settled" if same else "unknown",
                given if same else None,
                *_range(fact),
            )
        if given is None:
            return Prospect(column, fact, self._open_question(fact), None, *_range(fact))
        way: Way = "settled" if self.day == self.today or fact.id in HEALS else "open"
        return Prospect(column, fact, way, given, *_range(fact, given))

    def _open_question(self, fact: Fact) -> Way:
        """An award that is not known is not counted on; the rank in one that is known can be found out."""
        award = dict(load_dictionary().implications.ranks).get(fact.id)
        return "uncounted" if _is_won(fact) and self.facts.get(award or "") is not True else "unknown"

    def _given(self, fact: Fact, column: str) -> Any:
        """Return what is known of a fact today; a rank proves its award."""
        cell = self.facts.get(column)
        ranks = [rank for rank, award in load_dictionary().implications.ranks if award == fact.id]
        return True if cell is None and any(rank in self.facts for rank in ranks) else _exact(fact, cell)

    def _is_rank_of_the_past(self, fact: Fact) -> bool:
        """Say whether a rank is of an award that no longer counts on the day."""
        award = dict(load_dictionary().implications.ranks).get(fact.id)
        known = award is not None and (self.facts.get(award) is True or self.facts.get(fact.id) is not None)
        return award is not None and known and self._years_on() >= HEALS[award]

    def _years_on(self) -> int:
        """Return how many full years lie between today and the day."""
        before = (self.day.month, self.day.day) < (self.today.month, self.today.day)
        return self.day.year - self.today.year - before

    def _aged(self, column: str, fact: Fact, given: Any) -> Prospect:
        if given is None:
            return Prospect(column, fact, "unknown", None, *_range(fact))
        return Prospect(column, fact, "settled", given + (self.day.year - self.today.year))

    def _yearly(self, column: str, fact: Fact, year: int, given: Any) -> Prospect:
        given_today = not fact.year_offset and year == self.today.year and self.day == self.today
        if year < self.today.year or given_today:
            way: Way = "settled" if given is not None else "unknown"
            return Prospect(column, fact, way, given, *_range(fact, given), year=year)
        base = given if given is not None else self._continued(fact, year)
        if base is None:
            return Prospect(column, fact, "unknown", None, *_range(fact), year=year)
        low, high, step = _range(fact, base)
        return Prospect(column, fact, "open", base, low, self._most(fact, year, high), step, year)

    def _continued(self, fact: Fact, year: int) -> Any:
        """Return what a year to come brings if things go on as in the last year that is known."""
        if fact.id in FLOWS_FROM_ACTS:
            return Fraction(0)
        for back in range(1, self._reach()):
            before = _exact(fact, self.facts.get(fact.column(year - back)))
            if before is not None:
                rate = 1 + self.assumptions.growth if fact.id in GROWS else Fraction(1)
                return _rounded(before * rate**back, STEPS.get(fact.type, Fraction(1)))
        return None

    def _reach(self) -> int:
        """Return how many years back a last known figure may lie: as many as a plan looks ahead, and two more."""
        return self.assumptions.last(self.today).year - self.today.year + 3

    def _most(self, fact: Fact, year: int, high: Fraction) -> Fraction:
        """Return the most a plan may ask of a year: what the growth and the hiring that are assumed possible reach."""
        rates = {"revenue": self.assumptions.most_growth, "main_revenue": self.assumptions.most_growth}
        rates |= dict.fromkeys(("employees", "rnd_staff", "tech_staff"), self.assumptions.most_hiring)
        if fact.id not in rates:
            return high
        for back in range(1, self._reach()):
            before = _exact(fact, self.facts.get(fact.column(year - back)))
            if before is not None:
                reach = before * (1 + rates[fact.id]) ** back
                least = Fraction(20) if fact.type is ValueType.PERSONS else Fraction(0)
                return Fraction(
                    min(high, max(_down(reach, STEPS.get(fact.type, Fraction(1))), before + least))
                )
        return high


def _is_won(fact: Fact) -> bool:
    """Say whether something is won or lost in a contest, so that no plan can count on it."""
    return any(word in fact.id for word in CONTESTS)


def _exact(fact: Fact, cell: Any) -> Any:
    """Return a cell as a plan computes with it; numbers exactly as they are written."""
    if cell is None or isinstance(cell, bool) or not fact.type.is_number:
        return cell
    return Fraction(str(cell))


def _range(fact: Fact, base: Any = None) -> tuple[Fraction, Fraction, Fraction]:
    """Return the lowest and highest number of a fact, and its smallest change."""
    if not fact.type.is_number:
        return Fraction(0), Fraction(1), Fraction(1)
    step = STEPS.get(fact.type, Fraction(1))
    most = Fraction(LARGEST.get(fact.type, MOST))
    low = -most if fact.minimum is None else Fraction(str(fact.minimum))
    high = most if fact.maximum is None else min(most, Fraction(str(fact.maximum)))
    if isinstance(base, Fraction) and (base / step).denominator != 1:
        step = Fraction(1, base.denominator)
    return low, high, step


def _rounded(value: Fraction, step: Fraction) -> Fraction:
    return Fraction(round(value / step)) * step


def _down(value: Fraction, step: Fraction) -> Fraction:
    return Fraction(value // step) * step
