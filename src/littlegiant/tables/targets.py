"""Which fact, year and unit a column of the incoming table stands for."""

from __future__ import annotations

from dataclasses import dataclass

from littlegiant.facts.model import Fact

# Facts every caller needs besides those it asks for.
ALWAYS = frozenset({"id", "name", "uscc", "province", "industry", "size_industry"})


@dataclass(frozen=True)
class Target:
    """One column of the incoming table and the fact it carries.

    `position` is its place among the headers; `year` is None for a fact without years and, in the long layout,
    for a yearly fact whose year stands in the year column. `exponent` is the power of ten of its unit. `values`
    translates cells before they are read, `year_only` lets a date be a bare year.
    """

    position: int
    header: str
    fact: Fact
    year: int | None = None
    exponent: int = 0
    year_only: bool = False
    values: tuple[tuple[str, str], ...] = ()

    @property
    def column(self) -> str:
        """The canonical name; of a yearly fact in the long layout the bare fact id."""
        return self.fact.id if self.year is None else self.fact.column(self.year)

    @property
    def by_row_year(self) -> bool:
        """Say whether the year of a cell stands in the year column of its row."""
        return self.fact.is_yearly and self.year is None

    def is_wanted(self, wanted: frozenset[str] | None) -> bool:
        """Say whether the caller uses this column, or a year of it."""
        if wanted is None or self.column in ALWAYS or self.column in wanted:
            return True
        return self.by_row_year and any(self.wanted_year(name) is not None for name in wanted)

    def wanted_year(self, name: str) -> int | None:
        """Return the year when `name` is this yearly fact of some year."""
        stem, _, year = name.rpartition("_")
        return int(year) if stem == self.fact.id and len(year) == 4 and year.isdecimal() else None
