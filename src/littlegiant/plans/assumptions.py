"""What a plan takes for granted about years that are not over, and what it may ask."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Assumptions:
    """Rates a year, as fractions, and how far ahead a plan looks.

    `growth`: how revenue, main revenue and the balance sheet go on if nothing is done. `most_growth` and
    `most_hiring`: the most that a plan may ask of revenue and of the number of employees, over the year before.
    `years`: how many years ahead an application may lie, or `until`: on which day at the latest. `months`: after how
    many months a title applied for is held.
    """

    growth: Fraction = Fraction(0)
    most_growth: Fraction = Fraction(1, 2)
    most_hiring: Fraction = Fraction(1, 2)
    years: int = 5
    months: int = 6
    until: datetime.date | None = None

    def last(self, today: datetime.date) -> datetime.date:
        """Return the latest day of an application."""
        leap = (today.month, today.day) == (2, 29)
        return self.until or today.replace(year=today.year + self.years, day=28 if leap else today.day)
