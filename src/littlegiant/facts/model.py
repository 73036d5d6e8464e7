"""What a fact is: its kind of period, its kind of value, its unit and what may be filled in."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from littlegiant.errors import Text


class Kind(StrEnum):
    """For which period a fact is known, and who can say it."""

    IDENTITY = "identity"
    YEARLY = "yearly"
    STATE = "state"
    JUDGEMENT = "judgement"


class ValueType(StrEnum):
    """What a cell of this fact holds."""

    MONEY = "money"
    PERSONS = "persons"
    COUNT = "count"
    RANK = "rank"
    FRACTION = "fraction"
    YEARS = "years"
    POINTS = "points"
    LEVEL = "level"
    BOOLEAN = "boolean"
    CATEGORY = "category"
    CODE = "code"
    TEXT = "text"
    DATE = "date"

    @property
    def is_number(self) -> bool:
        """Say whether a cell of this type is a number that can be compared and computed with."""
        return self in NUMERIC_TYPES


NUMERIC_TYPES = frozenset(
    {
        ValueType.MONEY,
        ValueType.PERSONS,
        ValueType.COUNT,
        ValueType.RANK,
        ValueType.FRACTION,
        ValueType.YEARS,
        ValueType.POINTS,
        ValueType.LEVEL,
    }
)


@dataclass(frozen=True)
class Option:
    """One permitted value of a category, in the order of rising level where the category is ordered."""

    id: str
    label: Text


@dataclass(frozen=True)
class Fact:
    """One entry of the dictionary.

    `minimum` and `maximum` are the permitted range in the canonical unit (None: unbounded); `whole` demands a
    whole number. `year_offset` says which year a yearly fact is asked for: -1 the last completed fiscal year,
    0 the year of the as-of date (a score given in that year). `title` is the standard whose valid title this
    boolean records. `question` is what a yes-or-no fact is to answer, inside a sentence; `year_end` says that a
    yearly fact is that of the last day of its year. `synonyms` are other headers that mean this fact and no other.
    """

    id: str
    kind: Kind
    type: ValueType
    unit: str
    label: Text
    definition: Text
    evidence: Text
    minimum: float | None = None
    maximum: float | None = None
    whole: bool = False
    year_offset: int = -1
    ordered: bool = False
    options: tuple[Option, ...] = ()
    title: str | None = None
    question: Text | None = None
    year_end: bool = False
    synonyms: tuple[str, ...] = ()

    @property
    def is_yearly(self) -> bool:
        """Say whether the column takes the suffix `_YYYY`."""
        return self.kind is Kind.YEARLY

    def column(self, year: int | None = None) -> str:
        """Return the column name: the id, with the year for a yearly fact."""
        return f"{self.id}_{year}" if self.is_yearly else self.id


@dataclass(frozen=True)
class Implications:
    """What one fact implies about another. All names are fact ids.

    `truths`: (a, b) means a true implies b true, hence b false implies a false.
    `ranks`: (rank, award) means a false award settles the rank (there is none) and a rank proves the award.
    `at_least`: (whole, part) means the first number is never below the second.
    `at_most_rank`: (wider, narrower) means the best rank over the wider period is at least as good.
    `totals`: (total, yearly fact, number of last fiscal years) means total = sum over these years.
    """

    truths: tuple[tuple[str, str], ...] = ()
    ranks: tuple[tuple[str, str], ...] = ()
    at_least: tuple[tuple[str, str], ...] = ()
    at_most_rank: tuple[tuple[str, str], ...] = ()
    totals: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True)
class Dictionary:
    """All facts by id, in the order of the file, and what they imply about each other."""

    facts: dict[str, Fact]
    implications: Implications = field(default_factory=Implications)

    def __contains__(self, fact_id: object) -> bool:
        return fact_id in self.facts

    def __getitem__(self, fact_id: str) -> Fact:
        return self.facts[fact_id]

    def of_column(self, column: str) -> tuple[Fact, int | None] | None:
        """Resolve a column name to its fact and year; a plain name wins over the suffix rule.

        Returns None for a column that is no fact. `national_award_3y` is a fact of that name, `revenue_2025`
        is `revenue` for fiscal year 2025.
        """
        if column in self.facts and not self.facts[column].is_yearly:
            return self.facts[column], None
        stem, _, suffix = column.rpartition("_")
        fact = self.facts.get(stem)
        if fact is not None and fact.is_yearly and len(suffix) == 4 and suffix.isdigit():
            return fact, int(suffix)
        return None
