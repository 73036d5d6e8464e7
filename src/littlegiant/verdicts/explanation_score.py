"""The score in words: groups and indicators, the marks they are held against, what alone would lift it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TypeGuard

from littlegiant.errors import Text
from littlegiant.rules.conditions import Atom, Compare, atoms
from littlegiant.rules.scores import Bands, Group, Indicator, Score
from littlegiant.rules.values import ScorePart
from littlegiant.standards.model import Entry
from littlegiant.verdicts.explanation_clauses import clause_words
from littlegiant.verdicts.explanation_facts import capital
from littlegiant.verdicts.explanation_numbers import amount
from littlegiant.verdicts.explanation_points import better, ways_of
from littlegiant.verdicts.explanation_reasons import why_no_value
from littlegiant.verdicts.explanation_rules import rules_of
from littlegiant.verdicts.explanation_tree import GroupExplained, IndicatorExplained, ScoreExplained
from littlegiant.verdicts.measure import plain
from littlegiant.verdicts.row import Row
from littlegiant.verdicts.verdict import IndicatorVerdict, Verdict, pass_mark


def score_of(row: Row, verdict: Verdict) -> ScoreExplained | None:
    """Return the score explained, None where the standard does not score."""
    score = row.rulebook.score
    if score is None:
        return None
    judged = {item.id: item for item in verdict.indicators}
    low, high = row.points("")
    return ScoreExplained(
        text=_entry(row, "score").text,
        low=plain(low),
        high=plain(high),
        max=plain(float(score.max)),
        pass_mark=pass_mark(row),
        mark_varies=_mark_varies(row),
        groups=tuple(_group(group, row, judged) for group in score.groups),
        steps=tuple(_steps(score, row)),
    )


def _mark_varies(row: Row) -> bool:
    """Say whether the mark depends on a province that is not known."""
    if row.cells.get("province") is not None:
        return False
    books = [row.rulebook, *(book for _, book in row.rulebook.variants)]
    marks = [
        {
            atom.number.value
            for item in book.criteria
            for atom in atoms(item.condition)
            if _is_whole_score(atom)
        }
        for book in books
    ]
    return any(found != marks[-1] for found in marks)


def _is_whole_score(atom: Atom) -> TypeGuard[Compare]:
    return isinstance(atom, Compare) and isinstance(atom.value, ScorePart) and not atom.value.part


def _entry(row: Row, path: str) -> Entry:
    return rules_of(row).labels.get(path) or row.rulebook.labels[path]


def _group(group: Group, row: Row, judged: Mapping[str, IndicatorVerdict]) -> GroupExplained:
    low, high = row.points(group.id)
    floor = next((test.number.value for test in _marks(row) if _part(test) == group.id), None)
    return GroupExplained(
        id=group.id,
        text=_entry(row, f"score/{group.id}").text,
        low=plain(low),
        high=plain(high),
        max=plain(float(group.max)),
        minimum=None if floor is None else plain(float(floor)),
        indicators=tuple(_indicator(item, row, judged[item.id]) for item in group.indicators),
    )


def _indicator(item: Indicator, row: Row, judged: IndicatorVerdict) -> IndicatorExplained:
    entry = _entry(row, f"score/{item.id}")
    low, high = (Fraction(repr(end)) for end in row.points(item.id))
    open_ = low != high and not judged.missing
    return IndicatorExplained(
        id=item.id,
        text=entry.text,
        clause=clause_words(entry.clause),
        low=judged.low,
        high=judged.high,
        max=judged.max,
        source=entry.source,
        confidence=entry.confidence,
        missing=judged.missing,
        why=why_no_value(item.points.value, row) if open_ and isinstance(item.points, Bands) else None,
        ways=ways_of(item.points, row, (low, high)),
    )


def _part(test: Compare) -> str:
    assert isinstance(test.value, ScorePart)
    return test.value.part


def _marks(row: Row) -> list[Compare]:
    """Return every comparison of points that the criteria make."""
    return [
        atom
        for item in rules_of(row).criteria
        for atom in atoms(item.condition)
        if isinstance(atom, Compare) and isinstance(atom.value, ScorePart)
    ]


def _steps(score: Score, row: Row) -> Iterator[Text]:
    """Yield single improvements that alone would lift a settled score over every mark it misses."""
    unmet = [item for item in rules_of(row).criteria if row.state(item.condition) is False]
    misses = any(
        isinstance(atom, Compare) and isinstance(atom.value, ScorePart)
        for item in unmet
        for atom in atoms(item.condition)
    )
    points = {item.id: row.points(item.id) for item in score.indicators}
    if not misses or any(low != high for low, high in points.values()):
        return
    settled = {name: Fraction(repr(low)) for name, (low, _) in points.items()}
    for indicator in score.indicators:
        for step in better(indicator.points, row):
            reached = _sums(score, {**settled, indicator.id: step.points})
            if all(_holds(test, reached) for test in _marks(row)):
                total = amount(reached[""], "points")
                words = capital(step.change.text if step.change is not None else step.text)
                yield Text(f"{words.zh}：总分至少{total.zh}", f"{words.en}: at least {total.en} in all")
                break


def _sums(score: Score, points: Mapping[str, Fraction]) -> dict[str, Fraction]:
    groups = {
        group.id: min(sum((points[item.id] for item in group.indicators), Fraction(0)), group.max)
        for group in score.groups
    }
    return {**points, **groups, "": sum(groups.values(), Fraction(0))}


def _holds(test: Compare, sums: Mapping[str, Fraction]) -> bool:
    found, border = sums[_part(test)], test.number.value
    return {
        ">=": found >= border,
        ">": found > border,
        "<=": found <= border,
        "<": found < border,
        "==": found == border,
        "!=": found != border,
    }[test.operator]
