"""Worked cases: read from a file's `cases`, profiles applied, ladders spread out."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from littlegiant.errors import Text
from littlegiant.standards.documents import Document, Steps
from littlegiant.standards.model import CASES
from littlegiant.standards.reading import allowed_keys, day, jurisdiction, mapping, sequence, text
from littlegiant.testing.given import check_beside, check_expected, check_given, check_varied

_KEYS = (
    "profile", "of", "from", "facts", "vary", "expect", "why", "as_of", "case", "jurisdiction",
    "missing", "outcome", "reason", "score",
)  # fmt: skip

PASSING = "pass"
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
    """One enterprise and what must come out; `of` is a criterion, an indicator, outcome, score or class.

    `profile` names a profile that must pass as it stands.
    """

    of: str
    facts: dict[str, Any]
    expect: Any
    situation: Situation
    steps: Steps
    about_points: bool
    also: dict[str, Any] = field(default_factory=dict)
    profile: str | None = None

    @property
    def id(self) -> str:
        """Return the id of its row: its place in the file."""
        return "/".join(str(step) for step in self.steps)


@dataclass
class Cases:
    """The cases of one file with its profiles; `passing` are those still to be judged, by where they stand."""

    document: Document
    profiles: dict[str, dict[str, Any]] = field(default_factory=dict)
    worked: list[WorkedCase] = field(default_factory=list)
    passing: dict[str, Steps] = field(default_factory=dict)


def read_cases(document: Document) -> Cases:
    """Return the worked cases of a file; malformed ones become findings."""
    cases = Cases(document)
    for index, raw in enumerate(sequence(document, document.root.get("cases"), ("cases",))):
        steps: Steps = ("cases", index)
        fields = mapping(document, raw, steps)
        allowed_keys(document, fields, steps, _KEYS)
        if "why" in fields:
            text(document, fields["why"], (*steps, "why"))
        if "jurisdiction" in fields:
            jurisdiction(document, fields["jurisdiction"], (*steps, "jurisdiction"))
        own = mapping(document, fields.get("facts", {}), (*steps, "facts"))
        check_given(document, own, (*steps, "facts"))
        if "profile" in fields:
            _add_profile(cases, {**fields, "facts": own}, steps)
        if "of" in fields:
            cases.worked += _spread(cases, {**fields, "facts": own}, steps)
        elif "profile" not in fields:
            document.report(steps, "case", Text("须写明 of 或 profile。", "expected `of` or `profile`."))
    return cases


def _add_profile(cases: Cases, fields: dict[str, Any], steps: Steps) -> None:
    """Keep a profile; one called `pass`, or `pass_…`, is a case of its own that must come out met.

    Without a day of its own it is judged on that of the first case drawn from it.
    """
    name = str(fields["profile"])
    base = cases.profiles.get(str(fields.get("from")), {})
    profile = {**base, **fields, "facts": {**base.get("facts", {}), **fields["facts"]}}
    cases.profiles[name] = profile
    if name == PASSING or name.startswith(f"{PASSING}_"):
        cases.passing[name] = (*steps, "profile")
        if "as_of" in profile:
            _judge_passing(cases, name, _situation(cases.document, profile, steps))


def _judge_passing(cases: Cases, name: str, situation: Situation | None) -> None:
    steps = cases.passing.pop(name, None)
    if steps is not None and situation is not None:
        facts = {key: value for key, value in cases.profiles[name]["facts"].items() if value is not None}
        cases.worked.append(WorkedCase("outcome", facts, "met", situation, steps, False, profile=name))


def _spread(cases: Cases, fields: dict[str, Any], steps: Steps) -> list[WorkedCase]:
    name = fields.get("from")
    if name is not None and str(name) not in cases.profiles:
        listed = ", ".join(cases.profiles) or "-"
        cases.document.report(
            (*steps, "from"),
            "case",
            Text(f"没有名为“{name}”的起点，有：{listed}。", f"no profile '{name}'; there are {listed}."),
        )
        return []
    profile = cases.profiles.get(str(name), {})
    facts = {**profile.get("facts", {}), **fields["facts"]}
    situation = _situation(cases.document, {**profile, **fields, "facts": facts}, steps)
    if situation is None:
        return []
    _judge_passing(cases, str(name), situation)
    ladder = _ladder(cases.document, fields, steps)
    about_points = any(
        isinstance(expect, int | Decimal | list) and not isinstance(expect, bool) for _, _, expect in ladder
    )
    also: dict[str, Any] = {key: fields[key] for key in _ALSO if key in fields}
    check_beside(cases.document, also, steps)
    return [
        WorkedCase(
            of=str(fields["of"]),
            facts={key: value for key, value in {**facts, **change}.items() if value is not None},
            expect=expect,
            situation=situation,
            steps=(*steps, "expect", rung) if "vary" in fields else steps,
            about_points=about_points,
            also=also,
        )
        for rung, change, expect in ladder
    ]


def _ladder(
    document: Document, fields: dict[str, Any], steps: Steps
) -> list[tuple[str, dict[str, Any], Any]]:
    """Return the rungs of a case (its name, the changed fact, what is expected); one rung where nothing varies."""
    if "vary" not in fields:
        check_expected(document, fields.get("expect"), (*steps, "expect"))
        return [("", {}, fields.get("expect"))]
    expectations = mapping(document, fields.get("expect"), (*steps, "expect"))
    check_varied(document, fields["vary"], expectations, steps)
    for value, expect in expectations.items():
        check_expected(document, expect, (*steps, "expect", str(value)))
    return [(str(value), {str(fields["vary"]): value}, expect) for value, expect in expectations.items()]


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
    if day(document, as_of, (*steps, "as_of")) is None:
        return None
    followed = None if "province" in fields.get("facts", {}) else "CN"
    place = fields.get("jurisdiction", followed)
    return Situation(as_of, case, None if place is None else str(place))
