"""Worked cases: read from a file's `cases`, profiles applied, ladders spread out."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from littlegiant.errors import Text
from littlegiant.standards.documents import Document, Steps
from littlegiant.standards.model import CASES
from littlegiant.standards.reading import allowed_keys, mapping, sequence, text

_KEYS = (
    "profile", "of", "from", "facts", "vary", "expect", "why", "as_of", "case", "jurisdiction",
    "missing", "outcome", "reason", "score",
)  # fmt: skip

_ALSO: tuple[str, ...] = ("missing", "outcome", "reason", "score")


@dataclass(frozen=True)
class Situation:
    """On which day, in which case and place a case is judged.

    A case without a place and without a province is judged by the rules of the whole country.
    """

    as_of: datetime.date
    case: str
    jurisdiction: str | None


@dataclass(frozen=True)
class WorkedCase:
    """One enterprise and what must come out; `of` is a criterion, an indicator, outcome, score or class."""

    of: str
    facts: dict[str, Any]
    expect: Any
    situation: Situation
    steps: Steps
    about_points: bool
    also: dict[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Return the id of its row: its place in the file."""
        return "/".join(str(step) for step in self.steps)


@dataclass
class Cases:
    """The cases of one file with its profiles."""

    document: Document
    profiles: dict[str, dict[str, Any]] = field(default_factory=dict)
    worked: list[WorkedCase] = field(default_factory=list)


def read_cases(document: Document) -> Cases:
    """Return the worked cases of a file; malformed ones become findings."""
    cases = Cases(document)
    for index, raw in enumerate(sequence(document, document.root.get("cases"), ("cases",))):
        steps: Steps = ("cases", index)
        fields = mapping(document, raw, steps)
        allowed_keys(document, fields, steps, _KEYS)
        if "why" in fields:
            text(document, fields["why"], (*steps, "why"))
        if "profile" in fields:
            base = dict(cases.profiles.get(str(fields.get("from")), {}))
            facts = {**base.get("facts", {}), **mapping(document, fields.get("facts", {}), (*steps, "facts"))}
            cases.profiles[str(fields["profile"])] = {**base, **fields, "facts": facts}
        if "of" in fields:
            cases.worked += _spread(cases, fields, steps)
        elif "profile" not in fields:
            document.report(steps, "case", Text("须写明 of 或 profile。", "expected `of` or `profile`."))
    return cases


def _spread(cases: Cases, fields: dict[str, Any], steps: Steps) -> list[WorkedCase]:
    name = fields.get("from")
    if name is not None and name not in cases.profiles:
        listed = ", ".join(cases.profiles) or "-"
        cases.document.report(
            (*steps, "from"),
            "case",
            Text(f"没有名为“{name}”的起点，有：{listed}。", f"no profile '{name}'; there are {listed}."),
        )
        return []
    profile = cases.profiles.get(str(name), {})
    facts = {
        **profile.get("facts", {}),
        **mapping(cases.document, fields.get("facts", {}), (*steps, "facts")),
    }
    situation = _situation(cases.document, {**profile, **fields, "facts": facts}, steps)
    if situation is None:
        return []
    ladder = _ladder(cases.document, fields, steps)
    about_points = any(
        isinstance(expect, int | Decimal | list) and not isinstance(expect, bool) for _, expect in ladder
    )
    also: dict[str, Any] = {key: fields[key] for key in _ALSO if key in fields}
    return [
        WorkedCase(
            of=str(fields["of"]),
            facts={key: value for key, value in {**facts, **change}.items() if value is not None},
            expect=expect,
            situation=situation,
            steps=(*steps, "expect", place) if "vary" in fields else steps,
            about_points=about_points,
            also=also,
        )
        for place, (change, expect) in enumerate(ladder)
    ]


def _ladder(document: Document, fields: dict[str, Any], steps: Steps) -> list[tuple[dict[str, Any], Any]]:
    if "vary" not in fields:
        return [({}, fields.get("expect"))]
    expectations = mapping(document, fields.get("expect"), (*steps, "expect"))
    return [({str(fields["vary"]): value}, expect) for value, expect in expectations.items()]


def _situation(document: Document, fields: dict[str, Any], steps: Steps) -> Situation | None:
    as_of, case = fields.get("as_of"), fields.get("case", "new")
    if not isinstance(as_of, datetime.date) or case not in CASES:
        document.report(
            steps,
            "case",
            Text(
                "须有 as_of 日期与 case（new 或 renewal）。",
                "expected as_of (a date) and case (new or renewal).",
            ),
        )
        return None
    followed = None if "province" in fields.get("facts", {}) else "CN"
    return Situation(as_of, case, fields.get("jurisdiction", followed))
