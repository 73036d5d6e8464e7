"""Compare what came out for a worked case with what it expects."""

from __future__ import annotations

from typing import Any

from littlegiant.errors import Text
from littlegiant.standards.model import Rulebook
from littlegiant.testing.cases import WorkedCase
from littlegiant.verdicts.measure import plain
from littlegiant.verdicts.row import Row
from littlegiant.verdicts.verdict import OUTCOMES, CriterionVerdict, IndicatorVerdict, Verdict, verdict_of


def found_for(case: WorkedCase, row: Row) -> Any:
    """Return what came out for the thing a case looks at: an outcome, points, an interval or a class."""
    if case.of == "outcome":
        return OUTCOMES[row.cells["outcome"]]
    if case.of == "class":
        return _class(row)
    scored = case.about_points or f"c_{case.of}" not in row.cells
    if case.of == "score" or (scored and f"p_{case.of}_low" in row.cells):
        low, high = row.points("" if case.of == "score" else case.of)
        return plain(low) if low == high else [plain(low), plain(high)]
    return OUTCOMES[row.cells[f"c_{case.of}"]]


def agrees(expected: Any, found: Any) -> bool:
    """Say whether an expectation holds; `unknown` fits points and classes that are not settled."""
    if expected == "unknown" and (found is None or isinstance(found, list)):
        return True
    if isinstance(expected, list) and isinstance(found, list):
        return [float(one) for one in expected] == [float(one) for one in found]
    if isinstance(found, list) or isinstance(expected, list):
        return False
    return (
        float(expected) == float(found) if _number(expected) and _number(found) else bool(expected == found)
    )


def known_target(case: WorkedCase, rulebook: Rulebook) -> bool:
    """Say whether the rulebook has what a case looks at."""
    if case.of in ("outcome",):
        return True
    if case.of == "class":
        return rulebook.edition.id in rulebook.classifications
    parts = (
        {"score"}
        | {part for group in rulebook.score.groups for part in (group.id, *(i.id for i in group.indicators))}
        if rulebook.score
        else set()
    )
    return rulebook.criterion(case.of) is not None or case.of in parts


def disagreements(case: WorkedCase, row: Row) -> list[Text]:
    """Return every way in which a case does not come out as expected."""
    problems = []
    found = found_for(case, row)
    if not agrees(case.expect, found):
        problems.append(
            _differs(case.of, case.expect, found) if case.profile is None else _not_passing(case.profile, row)
        )
    if case.also:
        problems += _beside(case, verdict_of(row))
    return problems


def _not_passing(profile: str, row: Row) -> Text:
    """Say which criteria keep a profile from passing."""
    verdict = verdict_of(row)
    open_ = ", ".join(item.id for item in verdict.criteria if item.outcome != "met") or "-"
    return Text(
        f"起点“{profile}”应当通过，得到 {verdict.outcome}（{open_}）。",
        f"the profile '{profile}' must pass, but comes out {verdict.outcome} ({open_}).",
    )


def _beside(case: WorkedCase, verdict: Verdict) -> list[Text]:
    problems = []
    target = _target(case, verdict)
    found: dict[str, Any] = {
        "outcome": verdict.outcome,
        "reason": target.reason if target else None,
        "score": [verdict.score["low"], verdict.score["high"]] if verdict.score else None,
    }
    for key, value in found.items():
        if key in case.also and not agrees(case.also[key], value):
            problems.append(_differs(key, case.also[key], value))
    named = {*verdict.missing, *(target.missing if target else ())}
    lacking = [name for name in case.also.get("missing", []) if name not in named]
    if lacking:
        problems.append(_differs("missing", lacking, sorted(named)))
    return problems


def _target(case: WorkedCase, verdict: Verdict) -> CriterionVerdict | IndicatorVerdict | None:
    """Return the criterion or indicator a case looks at."""
    if verdict.rulebook.is_classification:
        return verdict.criteria[0]
    criterion = next((item for item in verdict.criteria if item.id == case.of), None)
    indicator = next((item for item in verdict.indicators if item.id == case.of), None)
    return (indicator or criterion) if case.about_points else (criterion or indicator)


def _class(row: Row) -> str | None:
    rulebook = row.rulebook
    span = row.classes(rulebook.edition.id)
    if span is None or span[0] != span[1]:
        return None
    return rulebook.classifications[rulebook.edition.id].classes[span[0]]


def _number(value: Any) -> bool:
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return not isinstance(value, bool)


def _differs(what: str, expected: Any, found: Any) -> Text:
    return Text(
        f"{what}：应为 {_shown(expected)}，得到 {_shown(found)}。",
        f"{what}: expected {_shown(expected)}, found {_shown(found)}.",
    )


def _shown(value: Any) -> str:
    return "[" + ", ".join(str(item) for item in value) + "]" if isinstance(value, list) else str(value)
