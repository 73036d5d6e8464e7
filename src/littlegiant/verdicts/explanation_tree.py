"""The explanation of one verdict: a tree of frozen values, every sentence in both languages."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any as Anything

from littlegiant.errors import Text
from littlegiant.verdicts.measure import Measure, Plain


@dataclass(frozen=True)
class FactStated:
    """A fact that was known: column, label, value in its canonical unit, in words."""

    column: str
    label: Text
    value: Plain
    unit: str
    text: Text


@dataclass(frozen=True)
class Proof:
    """A fact with its definition and the evidence asked for; `question` is how it is asked for inside a sentence."""

    column: str
    label: Text
    question: Text
    definition: Text
    evidence: Text


@dataclass(frozen=True)
class Evidence:
    """One document to bring, the columns it proves, and what the instruments used say about it."""

    text: Text
    columns: tuple[str, ...]
    labels: tuple[Text, ...]
    remarks: tuple[Guided, ...] = ()


@dataclass(frozen=True)
class Guided:
    """What an instrument says beside its rules: about proof, or about how and when to file."""

    text: Text
    number: str
    source: Text
    confidence: str


@dataclass(frozen=True)
class Change:
    """What a single fact would have to be, everything else as it is.

    `current` is None where it is not known; `closed` says that its year is over.
    """

    column: str
    label: Text
    current: Plain
    needed: Plain
    at_least: bool
    closed: bool
    text: Text


@dataclass(frozen=True)
class Part:
    """One part of a condition: what it asks, what was found, whether that is met.

    `kind` is the node: compare, truth, one_of, class, not, all, any, at_least, choose (undecided: with a case for
    each branch), by_place (undecided: with a place for each branch), or part.
    `label` is the standard's own wording where the part has one; `set_by` names the notice that changed its
    figure; `applies` is false for a branch not chosen.
    """

    kind: str
    state: str
    text: Text
    subject: Text | None = None
    found: Text | None = None
    required: Text | None = None
    room: Text | None = None
    measure: Measure = field(default_factory=Measure)
    label: Text | None = None
    clause: Text | None = None
    source: Text | None = None
    confidence: str | None = None
    set_by: Text | None = None
    why: Text | None = None
    change: Change | None = None
    missing: tuple[str, ...] = ()
    applies: bool = True
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class RouteExplained:
    """Another way to satisfy a criterion, or a reason not to examine it: `kind` exemption or alternative."""

    id: str
    kind: str
    text: Text
    clause: Text
    source: Text
    confidence: str
    state: str
    used: bool
    missing: tuple[str, ...]
    part: Part


@dataclass(frozen=True)
class CriterionExplained:
    """One criterion: what it asks, what was found, by which way it is met, what is missing, what proves it.

    `changed` are the figures of its wording that a notice or a province has changed.
    """

    id: str
    text: Text
    clause: Text
    outcome: str
    measure: Measure
    source: Text
    confidence: str
    remarks: tuple[Text, ...]
    reason: str | None
    why: Text | None
    route: str | None
    missing: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    change: Change | None
    added_by: str | None
    changed: tuple[Text, ...]
    test: Part
    routes: tuple[RouteExplained, ...]


@dataclass(frozen=True)
class WayExplained:
    """One way to earn points: what is looked at, the band or line reached, the next better one.

    `more` are the points the next better band or line would bring in all.
    """

    kind: str
    low: Plain
    high: Plain
    subject: Text
    found: Text | None
    band: Text | None
    next: Text | None
    more: Plain
    change: Change | None
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class IndicatorExplained:
    """One scored item: the fewest and the most points, of how many, and how they came about."""

    id: str
    text: Text
    clause: Text
    low: Plain
    high: Plain
    max: Plain
    source: Text
    confidence: str
    missing: tuple[str, ...]
    why: Text | None
    ways: tuple[WayExplained, ...]


@dataclass(frozen=True)
class GroupExplained:
    """A group of scored items, with the minimum a criterion asks of it, if any."""

    id: str
    text: Text
    low: Plain
    high: Plain
    max: Plain
    minimum: Plain
    indicators: tuple[IndicatorExplained, ...]


@dataclass(frozen=True)
class ScoreExplained:
    """The whole score as an interval, the mark it is held against, its groups.

    `mark_varies`: provinces set different marks and the enterprise's province is not known.
    `steps` are single changes that alone would lift the score over every mark it is held against.
    """

    text: Text
    low: Plain
    high: Plain
    max: Plain
    pass_mark: Plain
    mark_varies: bool
    groups: tuple[GroupExplained, ...]
    steps: tuple[Text, ...]


@dataclass(frozen=True)
class BoundExplained:
    """One indicator of a size class: value, the classes it allows, what the other classes begin at."""

    text: Text
    found: Text | None
    classes: tuple[Text, ...]
    borders: Text


@dataclass(frozen=True)
class ClassExplained:
    """A size class: the rows of the table that can apply, the classes that remain possible and those that meet it.

    `missing` are the facts that can still tell the possible classes apart, where it is what is asked; `doubts` is
    what of the table used fewer than two sources confirm.
    """

    standard: str
    text: Text
    rows: tuple[Text, ...]
    classes: tuple[Text, ...]
    meets: tuple[Text, ...]
    missing: tuple[str, ...]
    bounds: tuple[BoundExplained, ...]
    why: Text | None
    sources: tuple[Text, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True)
class RuleExplained:
    """By which wording of which instrument it was judged, and why that one."""

    title: Text
    issuer: Text
    instrument: Text
    number: str
    why: Text
    forced: bool
    confidence: str | None
    validity_years: int | None
    validity_confidence: str | None


@dataclass(frozen=True)
class OverlayExplained:
    """A notice or provincial rule that was applied: what it changed."""

    id: str
    title: Text
    number: str
    place: Text | None
    start: datetime.date
    end: datetime.date | None
    confidence: str | None
    effects: tuple[Text, ...]
    notes: tuple[Text, ...]


@dataclass(frozen=True)
class WaivedExplained:
    """A criterion that was not examined, and by which notice."""

    criterion: str
    text: Text
    reason: Text
    overlay: str
    number: str
    source: Text
    confidence: str


@dataclass(frozen=True)
class Doubt:
    """Something the rules say that fewer than two sources confirm."""

    subject: Text
    confidence: str
    source: Text


@dataclass(frozen=True)
class ConflictExplained:
    """Criteria that cannot all be met, `criteria` by id; `text` says what they ask of the same unknown fact."""

    criteria: tuple[str, ...]
    fact: str | None
    at_least: float | None
    at_most: float | None
    text: Text


@dataclass(frozen=True)
class Explanation:
    """The whole verdict on one enterprise, in words and numbers."""

    id: str
    name: str | None
    standard: str
    edition: str
    case: str
    as_of: datetime.date
    outcome: str
    class_: str | None
    classes: tuple[str, ...]
    rule: RuleExplained
    criteria: tuple[CriterionExplained, ...]
    conflicts: tuple[ConflictExplained, ...]
    score: ScoreExplained | None
    sizes: tuple[ClassExplained, ...]
    missing: tuple[Proof, ...]
    evidence: tuple[Evidence, ...]
    filing: tuple[Guided, ...]
    overlays: tuple[OverlayExplained, ...]
    waived: tuple[WaivedExplained, ...]
    notes: tuple[Text, ...]
    doubts: tuple[Doubt, ...]
    facts: tuple[FactStated, ...]

    def as_dict(self) -> dict[str, Anything]:
        """Return the tree as JSON values, texts as {zh, en}; a part leaves out what it does not have."""
        found: dict[str, Anything] = _plain(self)
        return found


def _plain(value: Anything) -> Anything:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if not is_dataclass(value):
        return value
    found: dict[str, Anything] = {}
    for item in fields(value):
        inner = getattr(value, item.name)
        if isinstance(inner, Measure):
            found.update(_plain(inner))
        elif not (isinstance(value, Part) and inner in (None, ())):
            found[item.name.rstrip("_")] = _plain(inner)
    return found
