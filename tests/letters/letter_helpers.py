"""Explanations of drawn and profiled enterprises, by the shipped standards."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Any

from littlegiant.engines.duck import Desk
from littlegiant.standards.catalogue import shipped
from littlegiant.standards.linking import Setting, demand_clean, link
from littlegiant.verdicts.explanation import explain_row
from littlegiant.verdicts.explanation_tree import CriterionExplained, Explanation, Part

NAMES = shipped().names


@lru_cache
def desk(name: str, case: str, day: datetime.date, jurisdiction: str | None = None) -> Desk:
    """Return a warm desk for one edition, case and day."""
    setting = Setting(case, day, jurisdiction)
    return Desk(demand_clean(link(shipped().edition(name), shipped(), setting)))


@lru_cache
def settings(name: str) -> tuple[tuple[str, datetime.date], ...]:
    """Return every case of an edition with a day on which it judges."""
    return tuple(
        (span.case, span.end or datetime.date(2026, 6, 1)) for span in shipped().edition(name).in_force
    )


def profile(name: str, which: str = "pass") -> dict[str, Any]:
    """Return the case, day and facts of a profile of an edition's worked cases, or of an overlay's."""
    root = shipped().edition(name).document.root if "@" in name else _overlay(name)
    return next(case for case in root["cases"] if case.get("profile") == which)


def explained(name: str, changes: dict[str, Any] | None = None, **how: Any) -> Explanation:
    """Explain the passing profile of an edition with some facts changed (None removes one).

    `how`: of (the file whose profile is meant), which (the profile), case, day, jurisdiction, enterprise.
    """
    start = profile(how.get("of", name), how.get("which", "pass"))
    day = how.get("day", start["as_of"])
    facts = {**start["facts"], **(changes or {})}
    row = desk(name, how.get("case", start["case"]), day, how.get("jurisdiction")).row(_cells(facts))
    return explain_row(row, name=how.get("enterprise"))


def explained_empty(name: str, case: str, day: datetime.date) -> Explanation:
    """Explain an enterprise of which nothing is known."""
    return explain_row(desk(name, case, day).row({"id": "f1"}))


def criterion(explanation: Explanation, criterion_id: str) -> CriterionExplained:
    """Return the criterion of that id."""
    return next(item for item in explanation.criteria if item.id == criterion_id)


def atoms_of(part: Part) -> list[Part]:
    """Return the parts without parts, from left to right."""
    if not part.parts:
        return [part]
    return [atom for inner in part.parts for atom in atoms_of(inner)]


def _overlay(name: str) -> dict[str, Any]:
    return next(item.root for item in shipped().overlay_documents if item.root["overlay"] == name)


def _cells(facts: dict[str, Any]) -> dict[str, Any]:
    found = {
        name: value if isinstance(value, bool | str) or value is None else float(value)
        for name, value in facts.items()
    }
    return {"id": "f1", **found}
