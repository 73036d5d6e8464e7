"""Prove that every number of a standard matters: change it by its smallest unit and demand that a case fails.

Only what the change touches is judged again: the criteria, indicators or class rows that differ.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from littlegiant.errors import Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.rules.classes import Classification
from littlegiant.rules.conditions import ClassAmong, Compare, atoms
from littlegiant.rules.scores import Given, Group, Score, level_range
from littlegiant.rules.values import FactValue, ScorePart
from littlegiant.standards.catalogue import Catalogue
from littlegiant.standards.documents import Document
from littlegiant.standards.linking import Setting, link
from littlegiant.standards.model import Rulebook
from littlegiant.testing.cases import Cases, Situation, WorkedCase
from littlegiant.testing.comparing import agrees, found_for
from littlegiant.testing.judging import Bench
from littlegiant.testing.numbers import called, own_numbers, place_of
from littlegiant.testing.steps import step_of


def check_numbers(
    document: Document, cases: Cases, rulebooks: dict[Situation, Rulebook], tools: tuple[Catalogue, Bench]
) -> int:
    """Report every number of the file that no case depends on; return how many changes were tried."""
    tried = 0
    for key in own_numbers(document, rulebooks):
        holder = next(item for item in rulebooks.values() if key in item.numbers.values)
        for sign, word in ((1, Text("增大", "more")), (-1, Text("减小", "less"))):
            if _meaningless(key, sign, holder):
                continue
            tried += 1
            if not any(
                _noticed(situation, rulebook, (key, sign), (cases, *tools))
                for situation, rulebook in rulebooks.items()
            ):
                name = called(holder, key)
                message = Text(
                    f"{name.zh} {word.zh}一个最小单位，没有算例察觉。",
                    f"no case notices {name.en} one smallest unit {word.en}.",
                )
                document.report(place_of(document, key), "number", message, holder.numbers.offsets.get(key))
    return tried


def _meaningless(key: str, sign: int, rulebook: Rulebook) -> bool:
    """Say whether a change leads where no input can tell: below no points, above a fact's greatest value, to no years."""
    value = rulebook.numbers.values[key]
    if key in rulebook.numbers.ranges:
        least, most = rulebook.numbers.ranges[key]
        return not least <= value + sign <= most
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


def _noticed(
    situation: Situation, rulebook: Rulebook, change: tuple[str, int], tools: tuple[Cases, Catalogue, Bench]
) -> bool:
    """Say whether some case of the situation comes out differently after the change, or the rule has no meaning then."""
    cases, catalogue, bench = tools
    key, sign = change
    if key not in rulebook.numbers.values:
        return False
    adjusted = {key: rulebook.numbers.values[key] + sign * step_of(rulebook, key)}
    setting = Setting(situation.case, situation.as_of, situation.jurisdiction, adjusted)
    changed, broken = _linked(rulebook, catalogue, setting)
    if broken and key in rulebook.numbers.ranges:
        return True
    parts = _differing(rulebook, changed)
    if parts is None:
        return False
    before, after, targets = parts.before, parts.after, parts.targets
    listed = [case for case in cases.worked if case.situation == situation and _looks_at(case, targets)]
    if not listed:
        return False
    old = bench.rows_of((situation, parts.label), before, listed)
    new = bench.rows(after, listed, joint=False)
    return any(
        agrees(case.expect, found_for(case, old[case.id]))
        and not agrees(case.expect, found_for(case, new[case.id]))
        for case in listed
    )


def _linked(rulebook: Rulebook, catalogue: Catalogue, setting: Setting) -> tuple[Rulebook, bool]:
    """Link the rulebook with a number changed, and say whether that breaks a rule of the language."""
    documents = [rulebook.edition.document, *(item.document for item in rulebook.amendments)]
    known = [len(document.findings) for document in documents]
    changed = link(rulebook.edition, catalogue, setting)
    broken = [len(document.findings) for document in documents] != known
    for document, count in zip(documents, known, strict=True):
        del document.findings[count:]
    return changed, broken


def _looks_at(case: WorkedCase, targets: set[str]) -> bool:
    return (
        f"points:{case.of}" in targets
        if case.about_points
        else bool({case.of, f"points:{case.of}"} & targets)
    )


@dataclass(frozen=True)
class Parts:
    """Two rulebooks cut down to what differs, the cases' targets that look at it, and what was kept."""

    before: Rulebook
    after: Rulebook
    targets: set[str]
    label: tuple[str, ...]


def _differing(before: Rulebook, after: Rulebook) -> Parts | None:
    """Return what differs between two rulebooks, None where nothing does."""
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
        return Parts(
            _with_criteria(before, names, keep_score),
            _with_criteria(after, names, keep_score),
            names,
            ("criteria", *sorted(names)),
        )
    if before.score != after.score and before.score is not None and after.score is not None:
        ids = {
            one.id
            for one, other in zip(before.score.indicators, after.score.indicators, strict=True)
            if one != other
        }
        targets = {f"points:{name}" for name in ids}
        return Parts(
            _with_indicators(before, ids), _with_indicators(after, ids), targets, ("score", *sorted(ids))
        )
    own = before.edition.id
    if before.classifications.get(own) != after.classifications.get(own):
        rows = [
            one.number
            for one, other in zip(
                before.classifications[own].rows, after.classifications[own].rows, strict=True
            )
            if one != other
        ]
        label = ("rows", *map(str, rows))
        return Parts(_with_rows(before, rows), _with_rows(after, rows), {"class", "outcome"}, label)
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
