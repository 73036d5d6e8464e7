"""Static checks of a linked rulebook: what no single field shows."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator
from fractions import Fraction

from littlegiant.errors import Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.rules.conditions import (
    All,
    Any,
    AtLeast,
    ByPlace,
    Choose,
    ClassAmong,
    Compare,
    Condition,
    Named,
    Not,
    OneOf,
    Truth,
    atoms,
)
from littlegiant.rules.scores import level_range
from littlegiant.rules.values import (
    Value,
)
from littlegiant.standards.documents import Document, Steps
from littlegiant.standards.model import CASE_NAMES, Edition, Rulebook
from littlegiant.standards.ranges import value_range

_COMBINATIONS = 20_000
_UNREAD = frozenset({"yaml", "shape", "key", "test", "expression"})
"""Findings after which nobody knows which thresholds the file means to use."""
Variable = Value | Truth | tuple[str, int] | ClassAmong
Assignment = dict[Variable, object]


def check_rulebook(rulebook: Rulebook) -> None:
    """Report criteria that cannot fail or cannot be met, totals that do not add up, thresholds never used."""
    document = rulebook.edition.document
    listed = document.root.get("criteria")
    for index, raw in enumerate(listed if isinstance(listed, list) else []):
        criterion = rulebook.criterion(str(raw.get("id"))) if isinstance(raw, dict) else None
        if criterion is not None and not document.findings:
            _check_outcomes(rulebook, criterion.condition, index)
    unread = any(finding.code in _UNREAD for finding in document.findings)
    for name in rulebook.unused if not unread else ():
        if ("thresholds", name) in document.marks:
            message = Text(f"阈值“{name}”没有用到。", f"the threshold '{name}' is never used.")
            document.report(("thresholds", name), "threshold", message)
    _check_totals(rulebook)
    check_clauses(document, listed, ("criteria",))


def check_clauses(document: Document, criteria: object, steps: Steps) -> None:
    """Report every criterion of a list that does not name its clause."""
    for index, raw in enumerate(criteria if isinstance(criteria, list) else []):
        if isinstance(raw, dict) and not str(raw.get("clause") or "").strip():
            message = Text("须有条款号（clause）。", "expected the number of its clause.")
            document.report((*steps, index, "clause"), "clause", message)


def check_dates(editions: Iterable[Edition]) -> None:
    """Report editions of one standard that are in force for the same case on the same day."""
    periods = [
        (edition, index, period) for edition in editions for index, period in enumerate(edition.in_force)
    ]
    for (one, _, a), (other, index, b) in itertools.combinations(periods, 2):
        if a.case == b.case and (a.end is None or b.start <= a.end) and (b.end is None or a.start <= b.end):
            message = Text(
                f"与 {one.name} 对{CASE_NAMES[a.case].zh}的施行期间重叠。",
                f"in force for case {a.case} at the same time as {one.name}.",
            )
            other.document.report(("in_force", index), "date", message)


def _check_outcomes(rulebook: Rulebook, condition: Condition, index: int) -> None:
    possible = outcomes(condition, rulebook)
    if True not in possible:
        rulebook.edition.document.report(
            ("criteria", index, "test"),
            "never",
            Text("没有任何输入能满足此条件。", "no input can meet this criterion."),
        )
    if False not in possible:
        rulebook.edition.document.report(
            ("criteria", index, "test"),
            "always",
            Text("没有任何输入不满足此条件。", "no input can fail this criterion."),
        )


def outcomes(condition: Condition, rulebook: Rulebook) -> set[bool]:
    """Return which outcomes some input can bring about, each distinct value taken as free within its range."""
    choices = _choices(condition, rulebook)
    seen: set[bool] = set()
    for values in _combinations(list(choices.values())):
        seen.add(_holds(condition, dict(zip(choices, values, strict=True))))
        if len(seen) == 2:
            break
    return seen


def _combinations(choices: list[list[object]]) -> Iterator[tuple[object, ...]]:
    size = 1
    for options in choices:
        size *= len(options)
    if size <= _COMBINATIONS:
        yield from itertools.product(*choices)
        return
    yield tuple(options[0] for options in choices)
    yield tuple(options[-1] for options in choices)
    chance = random.Random(1)
    for _ in range(_COMBINATIONS):
        yield tuple(chance.choice(options) for options in choices)


def _choices(condition: Condition, rulebook: Rulebook) -> dict[Variable, list[object]]:
    found: dict[Variable, list[object]] = {}
    borders: dict[Value, set[Fraction]] = {}
    for atom in atoms(condition):
        match atom:
            case Truth():
                found[atom] = [True, False]
            case OneOf():
                options: list[object] = [option.id for option in load_dictionary()[atom.fact].options]
                found[(atom.fact, atom.shift)] = options or [*sorted(atom.options), "…"]
            case ClassAmong():
                found[atom] = list(rulebook.classifications[atom.classification].classes)
            case Compare():
                borders.setdefault(atom.value, set()).add(atom.number.value)
    for value, marks in borders.items():
        found[value] = list(_around(value, marks, rulebook))
    return found


def _around(value: Value, marks: set[Fraction], rulebook: Rulebook) -> list[Fraction]:
    low, high = value_range(value, rulebook)
    near = {mark + Fraction(sign, 10**6) for mark in marks for sign in (-1, 0, 1)} | {low, high} - {None}
    inside = {n for n in near if n is not None and (low is None or n >= low) and (high is None or n <= high)}
    return sorted(inside)


def _holds(condition: Condition, given: Assignment) -> bool:
    match condition:
        case Truth():
            return bool(given[condition])
        case OneOf():
            return given[(condition.fact, condition.shift)] in condition.options
        case ClassAmong():
            return given[condition] in condition.classes
        case Compare():
            return _compares(condition, given[condition.value])
        case Not():
            return not _holds(condition.item, given)
        case Named():
            return _holds(condition.item, given)
        case All():
            return all(_holds(item, given) for item in condition.items)
        case Any():
            return any(_holds(item, given) for item in condition.items)
        case AtLeast():
            return sum(_holds(item, given) for item in condition.items) >= condition.number
        case Choose():
            return _holds(condition.then if _holds(condition.when, given) else condition.otherwise, given)
        case ByPlace():
            return _holds(condition.default, given)


def _compares(atom: Compare, value: object) -> bool:
    assert isinstance(value, Fraction)
    mark = atom.number.value
    tests = {
        ">=": value >= mark,
        ">": value > mark,
        "<=": value <= mark,
        "<": value < mark,
        "==": value == mark,
        "!=": value != mark,
    }
    return tests[atom.operator]


def _check_totals(rulebook: Rulebook) -> None:
    score, document = rulebook.score, rulebook.edition.document
    if score is None:
        return
    for index, group in enumerate(score.groups):
        for place, item in enumerate(group.indicators):
            most = level_range(item.points)[1]
            if most != item.max:
                message = Text(
                    f"最高得分 {float(most):g} 与 max {float(item.max):g} 不符。",
                    f"earns up to {float(most):g} points, but max is {float(item.max):g}.",
                )
                document.report(("score", "groups", index, "indicators", place), "points", message)
        if sum(item.max for item in group.indicators) < group.max:
            message = Text("各项之和低于该组满分。", "the indicators add up to less than the group's max.")
            document.report(("score", "groups", index), "points", message)
    if sum(group.max for group in score.groups) < score.max:
        message = Text("各组满分之和与总分不符。", "the groups do not add up to the score's max.")
        document.report(("score",), "points", message)
