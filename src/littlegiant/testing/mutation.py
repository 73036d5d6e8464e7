"""Prove that every number of a standard matters: change it by its smallest unit and demand that a case fails.

Only what the change touches is judged again: the criteria, indicators or class rows that differ.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import gcd

from littlegiant.errors import Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.rules.classes import Classification
from littlegiant.rules.conditions import ClassAmong, Compare, atoms
from littlegiant.rules.scores import Given, Group, Score, all_levels, level_range
from littlegiant.rules.values import FactValue, ScorePart
from littlegiant.standards.catalogue import Catalogue
from littlegiant.standards.documents import Document
from littlegiant.standards.linking import Setting, link
from littlegiant.standards.model import Rulebook
from littlegiant.testing.cases import Cases, Situation, WorkedCase
from littlegiant.testing.comparing import agrees, found_for
from littlegiant.testing.judging import Bench


def check_numbers(
    document: Document, cases: Cases, rulebooks: dict[Situation, Rulebook], tools: tuple[Catalogue, Bench]
) -> int:
    """Report every number of the file that no case depends on; return how many changes were tried."""
    tried = 0
    for key in _own_numbers(document, rulebooks):
        for sign, word in ((1, Text("增大", "more")), (-1, Text("减小", "less"))):
            if _meaningless(key, sign, rulebooks):
                continue
            tried += 1
            if not any(
                _noticed(situation, rulebook, (key, sign), (cases, *tools))
                for situation, rulebook in rulebooks.items()
            ):
                message = Text(
                    f"数值 {_short(key)} {word.zh}一个最小单位，没有算例察觉。",
                    f"no case notices the number {_short(key)} one smallest unit {word.en}.",
                )
                document.report(_steps(document, key), "number", message)
    return tried


def _own_numbers(document: Document, rulebooks: dict[Situation, Rulebook]) -> dict[str, None]:
    """Return the keys of the numbers that are written in this file."""
    found: dict[str, None] = {}
    for rulebook in rulebooks.values():
        for key in rulebook.numbers.values:
            literal = key.startswith(f"{document.path.name}:")
            if literal or _steps(document, key) in document.marks:
                found.setdefault(key)
    return found


def _meaningless(key: str, sign: int, rulebooks: dict[Situation, Rulebook]) -> bool:
    """Say whether a change leads where no input can tell: below no points, above the greatest value of a fact."""
    rulebook = next(item for item in rulebooks.values() if key in item.numbers.values)
    value = rulebook.numbers.values[key]
    if key.endswith("/points"):
        return sign < 0 and value <= 0
    if key.endswith("/up_to") and sign > 0 and rulebook.score is not None:
        given = [item.points for item in rulebook.score.indicators if isinstance(item.points, Given)]
        facts = [
            points.value.fact
            for points in given
            if points.up_to.key == key and isinstance(points.value, FactValue)
        ]
        return any(load_dictionary()[fact].maximum == value for fact in facts)
    return False


def _steps(document: Document, key: str) -> tuple[str | int, ...]:
    """Return where a number stands in its document."""
    if ":" in key:
        path = key.partition(":")[2].partition("#")[0].partition("/border ")[0]
        return tuple(int(step) if step.isdigit() else step for step in path.split("/"))
    for index, entry in enumerate(document.root.get("amends") or []):
        for field in ("thresholds", "set"):
            if key in (entry.get(field) or {}):
                return ("amends", index, field, key)
    return ("thresholds", key)


def _short(key: str) -> str:
    return key.partition(":")[2] or key


def _noticed(
    situation: Situation, rulebook: Rulebook, change: tuple[str, int], tools: tuple[Cases, Catalogue, Bench]
) -> bool:
    """Say whether some case of the situation comes out differently after the change."""
    cases, catalogue, bench = tools
    key, sign = change
    if key not in rulebook.numbers.values:
        return False
    step = _step(rulebook, key)
    adjusted = {key: rulebook.numbers.values[key] + sign * step}
    changed = link(
        rulebook.edition,
        catalogue,
        Setting(situation.case, situation.as_of, situation.jurisdiction, adjusted),
    )
    parts = _differing(rulebook, changed)
    if parts is None:
        return False
    before, after, targets = parts
    listed = [case for case in cases.worked if case.situation == situation and _looks_at(case, targets)]
    if not listed:
        return False
    old, new = bench.rows(before, listed, joint=False), bench.rows(after, listed, joint=False)
    return any(
        agrees(case.expect, found_for(case, old[case.id]))
        and not agrees(case.expect, found_for(case, new[case.id]))
        for case in listed
    )


def _looks_at(case: WorkedCase, targets: set[str]) -> bool:
    return (
        f"points:{case.of}" in targets
        if case.about_points
        else bool({case.of, f"points:{case.of}"} & targets)
    )


def _step(rulebook: Rulebook, key: str) -> Fraction:
    """Return the smallest change that matters: the threshold's own, or for marks of a score the grid of its points."""
    stated = rulebook.thresholds.get(key)
    if stated is not None and stated.step is not None:
        return stated.step
    marks = {
        atom.number.key
        for item in rulebook.criteria
        for atom in atoms(item.condition)
        if isinstance(atom, Compare) and isinstance(atom.value, ScorePart)
    }
    if key in marks and rulebook.score is not None:
        return _grid(rulebook.score)
    return rulebook.numbers.steps[key]


def _grid(score: Score) -> Fraction:
    """Return the greatest common divisor of all points that can be earned."""
    levels = [level for indicator in score.indicators for level in all_levels(indicator.points) if level]
    found = Fraction(0)
    for level in levels:
        scale = found.denominator * level.denominator
        found = Fraction(gcd(int(found * scale), int(level * scale)), scale)
    return found or Fraction(1)


def _differing(before: Rulebook, after: Rulebook) -> tuple[Rulebook, Rulebook, set[str]] | None:
    """Return both rulebooks cut down to what differs, and the cases' targets that look at it."""
    names = {
        one.id
        for one, other in zip(before.criteria, after.criteria, strict=True)
        if one.condition != other.condition
    }
    if names:
        keep_score = any(
            isinstance(atom.value, ScorePart)
            for item in before.criteria
            if item.id in names
            for atom in atoms(item.condition)
            if isinstance(atom, Compare)
        )
        return _with_criteria(before, names, keep_score), _with_criteria(after, names, keep_score), names
    if before.score != after.score and before.score is not None and after.score is not None:
        ids = {
            one.id
            for one, other in zip(before.score.indicators, after.score.indicators, strict=True)
            if one != other
        }
        return _with_indicators(before, ids), _with_indicators(after, ids), {f"points:{name}" for name in ids}
    own = before.edition.id
    if before.classifications.get(own) != after.classifications.get(own):
        rows = [
            one.number
            for one, other in zip(
                before.classifications[own].rows, after.classifications[own].rows, strict=True
            )
            if one != other
        ]
        return _with_rows(before, rows), _with_rows(after, rows), {"class", "outcome"}
    return None


def _with_criteria(rulebook: Rulebook, names: set[str], keep_score: bool) -> Rulebook:
    kept = tuple(item for item in rulebook.criteria if item.id in names)
    sized = any(isinstance(atom, ClassAmong) for item in kept for atom in atoms(item.condition))
    return replace(
        rulebook,
        criteria=kept,
        score=rulebook.score if keep_score else None,
        classifications=rulebook.classifications if sized else {},
    )


def _with_indicators(rulebook: Rulebook, ids: set[str]) -> Rulebook:
    assert rulebook.score is not None
    chosen = tuple(item for item in rulebook.score.indicators if item.id in ids)
    group = Group("all_of_them", sum((level_range(item.points)[1] for item in chosen), Fraction(0)), chosen)
    return replace(rulebook, criteria=(), score=Score(group.max, (group,)), classifications={})


def _with_rows(rulebook: Rulebook, rows: list[int]) -> Rulebook:
    own = rulebook.edition.id
    full = rulebook.classifications[own]
    cut: Classification = replace(full, rows=tuple(row for row in full.rows if row.number in rows))
    return replace(rulebook, classifications={own: cut})
