"""The verdict on one enterprise: outcome, criteria with value and margin, what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any as Anything

from littlegiant.rules.conditions import Any, ClassAmong, Compare, Condition, Named, OneOf, Truth, atoms
from littlegiant.rules.scores import Indicator
from littlegiant.rules.values import ScorePart
from littlegiant.standards.model import Criterion, Rulebook
from littlegiant.verdicts.class_gaps import class_gaps
from littlegiant.verdicts.conflict import Conflict, conflicts_of
from littlegiant.verdicts.gaps import points_gaps
from littlegiant.verdicts.measure import Measure, measure, plain
from littlegiant.verdicts.missing import is_missing_any, missing_of, missing_of_outcome
from littlegiant.verdicts.row import Row

OUTCOMES = {True: "met", False: "unmet", None: "unknown"}


@dataclass(frozen=True)
class CriterionVerdict:
    """One criterion: outcome, what decided it, how much room is left, why it is unknown.

    `route` names the exemption or alternative by which it is met.
    """

    id: str
    outcome: str
    measure: Measure
    reason: str | None
    route: str | None
    asked: Callable[[], Iterable[str]] = field(compare=False, repr=False)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Return the facts that can still change it, by itself; worked out when it is first asked for."""
        return tuple(self.asked()) if self.outcome == "unknown" else ()

    def as_dict(self) -> dict[str, Anything]:
        """Return the object of the contract."""
        found: dict[str, Anything] = {
            "id": self.id,
            "outcome": self.outcome,
            "value": self.measure.value,
            "threshold": self.measure.threshold,
            "margin": self.measure.margin,
            "unit": self.measure.unit,
        }
        if self.reason is not None:
            found["reason"] = self.reason
        if self.route is not None:
            found["route"] = self.route
        return found


@dataclass(frozen=True)
class IndicatorVerdict:
    """One scored item: the fewest and the most points, of how many, and why they are not settled."""

    id: str
    low: int | float | None
    high: int | float | None
    max: int | float | None
    reason: str | None
    missing: tuple[str, ...]

    def as_dict(self) -> dict[str, Anything]:
        """Return id, low, high and max, and the reason where the points are not settled."""
        found = {"id": self.id, "low": self.low, "high": self.high, "max": self.max}
        return found if self.reason is None else {**found, "reason": self.reason}


@dataclass(frozen=True)
class Verdict:
    """The judgement of one enterprise by one rulebook."""

    id: str
    rulebook: Rulebook
    outcome: str
    criteria: tuple[CriterionVerdict, ...]
    indicators: tuple[IndicatorVerdict, ...]
    score: dict[str, Anything] | None
    class_: str | None
    classes: tuple[str, ...]
    missing: tuple[str, ...]
    overlays: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    def as_dict(self) -> dict[str, Anything]:
        """Return one line of `assess --format json` as the contract has it."""
        rulebook = self.rulebook
        found: dict[str, Anything] = {
            "id": self.id,
            "standard": rulebook.edition.id,
            "edition": rulebook.edition.edition,
            "case": rulebook.case,
            "as_of": rulebook.as_of.isoformat(),
            "outcome": self.outcome,
            "score": self.score,
            "class": self.class_,
            "criteria": [item.as_dict() for item in self.criteria],
            "unmet": [item.id for item in self.criteria if item.outcome == "unmet"],
            "unknown": [item.id for item in self.criteria if item.outcome == "unknown"],
            "missing": list(self.missing),
        }
        if self.conflicts:
            found["conflicts"] = [item.as_dict() for item in self.conflicts]
        if self.indicators:
            found["indicators"] = [item.as_dict() for item in self.indicators]
        if len(self.classes) > 1:
            found["classes"] = list(self.classes)
        if rulebook.waived:
            found["waived"] = [waiver.criterion for waiver in rulebook.waived]
        if self.overlays:
            found["overlays"] = list(self.overlays)
        return found


def verdict_of(row: Row) -> Verdict:
    """Return the verdict that one row of an engine's result states."""
    rulebook = row.rulebook
    span = row.classes(rulebook.edition.id) if rulebook.edition.id in rulebook.classifications else None
    classes = _classes(rulebook, span)
    criteria = tuple(_criterion(item, row) for item in rulebook.criteria)
    if rulebook.is_classification:
        criteria = (_class_criterion(row, span),)
    score = rulebook.score
    indicators = tuple(_indicator(item, row) for item in score.indicators) if score else ()
    outcome = OUTCOMES[row.cells["outcome"]]
    return Verdict(
        id=str(row.cells["id"]),
        rulebook=rulebook,
        outcome=outcome,
        criteria=criteria,
        indicators=indicators,
        score=_score(row) if score else None,
        class_=classes[0] if len(classes) == 1 else None,
        classes=classes,
        missing=_missing(criteria, row) if outcome == "unknown" else (),
        overlays=_overlays(row),
        conflicts=conflicts_of(row),
    )


def _missing(criteria: tuple[CriterionVerdict, ...], row: Row) -> tuple[str, ...]:
    return criteria[0].missing if row.rulebook.is_classification else missing_of_outcome(row)


def _criterion(item: Criterion, row: Row) -> CriterionVerdict:
    """Return the verdict on a criterion; one that reads only yes, no and categories is worked out once per pattern."""
    known = row.registry.settled
    if item.id not in known:
        names = _read_by(item.condition, row)
        known[item.id] = None if names is None else ((f"c_{item.id}", *names), {})
    patterns = known[item.id]
    if patterns is None:
        return _worked_out(item, row)
    names, kept = patterns
    cells = row.cells
    key = tuple([cells.get(name) for name in names])
    if key not in kept:
        kept[key] = _worked_out(item, row)
    found: CriterionVerdict = kept[key]
    return found


def _read_by(condition: Condition, row: Row) -> tuple[str, ...] | None:
    """Return the columns a condition reads, None where one of them is a number, a class or a free text."""
    names = ["province"]
    for atom in atoms(condition):
        if not isinstance(atom, Truth | OneOf):
            return None
        names += [row.registry.atom_column(atom), row.registry.column(atom.fact, atom.shift)]
    return tuple(dict.fromkeys(names))


def _worked_out(item: Criterion, row: Row) -> CriterionVerdict:
    state: bool | None = row.cells[f"c_{item.id}"]
    reason = "missing" if state is None and is_missing_any(item.condition, row) else None
    return CriterionVerdict(
        id=item.id,
        outcome=OUTCOMES[state],
        measure=measure(item.condition, row),
        reason=None if state is not None else reason or _reason(item.condition, row),
        route=_route(item.condition, row) if state else None,
        asked=lambda: missing_of(item.condition, row),
    )


def _overlays(row: Row) -> tuple[str, ...]:
    """Return the notices and provincial rules that were applied: those of the enterprise's province where they differ."""
    place = str(row.cells.get("province"))
    rules = dict(row.rulebook.variants).get(place, row.rulebook)
    return tuple(dict.fromkeys(amendment.overlay for amendment in rules.amendments))


def _reason(condition: Condition, row: Row) -> str:
    """Say why nothing is missing and yet nothing can be said."""
    for atom in atoms(condition):
        if (
            isinstance(atom, ClassAmong)
            and row.atom(atom) is None
            and row.classes(atom.classification) is None
        ):
            return "not_applicable"
    return "not_computable"


def _route(condition: Condition, row: Row) -> str | None:
    """Return the id of the route by which a criterion is met, None when its own test is met."""
    if not isinstance(condition, Any):
        return None
    ways = [item for item in condition.items if isinstance(item, Named) and item.kind != "part"]
    met = [item for item in ways if row.state(item)]
    return met[0].id.rpartition("/")[2] if met and met[0].kind != "test" else None


def _class_criterion(row: Row, span: tuple[int, int] | None) -> CriterionVerdict:
    """Return the single criterion of a classification: that the class is among those that meet it."""
    rulebook = row.rulebook
    classification = rulebook.classifications[rulebook.edition.id]
    state: bool | None = row.cells["outcome"]
    missing = tuple(class_gaps(classification, classification.met, row)) if state is None and span else ()
    settled = classification.classes[span[0]] if span and span[0] == span[1] else None
    reason = None if state is not None else "missing" if missing else "not_applicable"
    return CriterionVerdict("size", OUTCOMES[state], Measure(settled), reason, None, lambda: missing)


def _classes(rulebook: Rulebook, span: tuple[int, int] | None) -> tuple[str, ...]:
    if span is None:
        return ()
    return rulebook.classifications[rulebook.edition.id].classes[span[0] : span[1] + 1]


def _indicator(item: Indicator, row: Row) -> IndicatorVerdict:
    low, high = row.points(item.id)
    missing = tuple(dict.fromkeys(points_gaps(item.points, row))) if low != high else ()
    reason = None if low == high else "missing" if missing else "not_computable"
    return IndicatorVerdict(item.id, plain(low), plain(high), plain(float(item.max)), reason, missing)


def _score(row: Row) -> dict[str, Anything]:
    low, high = row.points("")
    return {"low": plain(low), "high": plain(high), "pass": pass_mark(row)}


def pass_mark(row: Row) -> int | float | None:
    """Return the mark the whole score is held against, by the enterprise's province where it matters."""
    kept, place = row.registry.marks, row.cells.get("province")
    if place not in kept:
        kept[place] = _pass_mark(dict(row.rulebook.variants).get(str(place), row.rulebook))
    return kept[place]


def _pass_mark(rulebook: Rulebook) -> int | float | None:
    marks = [
        atom.number.value
        for item in reversed(rulebook.criteria)
        for atom in reversed(list(atoms(item.condition)))
        if isinstance(atom, Compare) and atom.value == ScorePart("", atom.number.unit)
    ]
    return plain(float(marks[0])) if marks else None
