"""What a standard is: its identity, its dates, and the rules that a date and a case select."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from littlegiant.errors import Text
from littlegiant.rules.classes import Classification
from littlegiant.rules.conditions import Condition
from littlegiant.rules.scope import Numbers, Threshold
from littlegiant.rules.scores import Score
from littlegiant.standards.documents import Document

NO_TEXT = Text("", "")
CASES = ("new", "renewal")
CASE_NAMES = {"new": Text("新申报", "new"), "renewal": Text("复核", "renewal")}
CONFIDENCES = ("official", "two-sources", "one-source", "unconfirmed")


@dataclass(frozen=True)
class Note(Text):
    """A remark that a file makes about itself, for the cases it concerns."""

    cases: tuple[str, ...] = CASES


@dataclass(frozen=True)
class Round:
    """The days of one year on which applications are taken, and in which place."""

    opens: datetime.date
    closes: datetime.date
    jurisdiction: str


@dataclass(frozen=True)
class Guidance:
    """What an instrument says beside its rules.

    `kind` is evidence (what it asks or leaves out as proof of some facts) or filing (how and when to apply); `round`
    the days of application, where a sentence about filing states them.
    """

    kind: str
    number: str
    facts: tuple[str, ...]
    entry: Entry
    round: Round | None = None


@dataclass(frozen=True)
class InForce:
    """For one case, from when to when (inclusive) an edition judges."""

    case: str
    start: datetime.date
    end: datetime.date | None
    confidence: str

    def covers(self, case: str, day: datetime.date) -> bool:
        """Say whether it judges this case on this day."""
        return self.case == case and self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Entry:
    """What a person reads about a clause: wording, clause number, source, confidence, evidence, remarks."""

    text: Text
    clause: str = ""
    source: Text = NO_TEXT
    confidence: str = "unconfirmed"
    evidence: Text | None = None
    remarks: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Edition:
    """One official instrument in one dated wording: identity and dates; the rules stay in its document."""

    id: str
    edition: str
    title: Text
    issuer: Text
    instrument: Text
    number: str
    jurisdiction: str
    currency: str
    in_force: tuple[InForce, ...]
    validity_years: int | None
    validity_confidence: str | None
    notes: tuple[Note, ...]
    sources: dict[str, Text]
    document: Document = field(compare=False, repr=False)

    @property
    def name(self) -> str:
        """Return `id@edition`."""
        return f"{self.id}@{self.edition}"


@dataclass(frozen=True)
class Amendment:
    """What one overlay changes in one edition, for which cases, dates and place."""

    overlay: str
    title: Text
    number: str
    standard: str
    edition: str
    cases: tuple[str, ...]
    start: datetime.date
    end: datetime.date | None
    jurisdiction: str
    index: int
    notes: tuple[Note, ...]
    sources: dict[str, Text]
    document: Document = field(compare=False, repr=False)

    @property
    def body(self) -> dict[str, Any]:
        """Return the raw entry of the overlay file."""
        entry: dict[str, Any] = self.document.root["amends"][self.index]
        return entry

    @property
    def confidence(self) -> str | None:
        """Return how sure its dates and place are, None where the file does not say."""
        found = self.body.get("confidence")
        return None if found is None else str(found)

    @property
    def province(self) -> str | None:
        """Return the ISO code of the province it is limited to, or None for the whole country."""
        return self.jurisdiction if "-" in self.jurisdiction else None

    def is_within(self, edition: Edition) -> bool:
        """Say whether its place is that of the edition or a part of it."""
        return edition.jurisdiction in (self.jurisdiction, self.jurisdiction.partition("-")[0])

    def covers(self, edition: Edition, case: str, day: datetime.date) -> bool:
        """Say whether it changes this edition for this case on this day."""
        return (
            (self.standard, self.edition) == (edition.id, edition.edition)
            and self.is_within(edition)
            and case in self.cases
            and self.start <= day
            and (self.end is None or day <= self.end)
        )


@dataclass(frozen=True)
class Waiver:
    """A criterion that is not examined, and by which notice."""

    criterion: str
    entry: Entry
    overlay: str


@dataclass(frozen=True)
class Criterion:
    """One clause that must hold: its whole condition, routes included.

    `condition` is the test, or an Any of Named test and routes. `added_by` names the overlay it comes from.
    """

    id: str
    entry: Entry
    condition: Condition
    added_by: str | None = None


@dataclass(frozen=True)
class Rulebook:
    """An edition linked for one case and day: thresholds applied, criteria as nodes, texts beside them.

    `labels` holds the Entry of every part by path: `revenue`, `class1_ip/award`, `score`, `score/innovation`,
    `score/rnd_share`, `class/2`. `classifications` are keyed by standard id. `variants` are the rulebooks of
    single provinces (two-digit code) whose overlays follow the enterprise's province.
    """

    edition: Edition
    case: str
    as_of: datetime.date
    criteria: tuple[Criterion, ...]
    score: Score | None
    classifications: dict[str, Classification]
    labels: dict[str, Entry]
    numbers: Numbers
    thresholds: dict[str, Threshold]
    waived: tuple[Waiver, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    guidance: tuple[Guidance, ...] = ()
    variants: tuple[tuple[str, Rulebook], ...] = ()
    unused: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return `id@edition`."""
        return self.edition.name

    @property
    def is_classification(self) -> bool:
        """Say whether the outcome comes from a classification of its own."""
        return self.edition.id in self.classifications and not self.criteria

    @property
    def last_year(self) -> int:
        """Return the last completed fiscal year on the as-of date."""
        return self.as_of.year - 1

    def criterion(self, criterion_id: str) -> Criterion | None:
        """Return the criterion of that id, or None."""
        return next((item for item in self.criteria if item.id == criterion_id), None)
