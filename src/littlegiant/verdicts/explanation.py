"""Why a verdict is what it is, for one enterprise: everything a patient expert would say, as a tree."""

from __future__ import annotations

from littlegiant.errors import Text
from littlegiant.verdicts.explanation_conflicts import conflict_words
from littlegiant.verdicts.explanation_criteria import class_criterion, criterion_of
from littlegiant.verdicts.explanation_doubts import doubts_of
from littlegiant.verdicts.explanation_evidence import merged
from littlegiant.verdicts.explanation_facts import facts_stated, proof
from littlegiant.verdicts.explanation_rules import guidance_of, overlays_of, rule_of, rules_of, waived_of
from littlegiant.verdicts.explanation_score import score_of
from littlegiant.verdicts.explanation_sizes import sizes_of
from littlegiant.verdicts.explanation_tree import ClassExplained, CriterionExplained, Explanation
from littlegiant.verdicts.row import Row
from littlegiant.verdicts.verdict import Verdict, verdict_of


def explain_row(row: Row, *, name: str | None = None) -> Explanation:
    """Return the explanation of one row of an engine's result.

    `name` is what the enterprise is called; without it the row's own name is taken, if it carries one.
    """
    verdict, rules = verdict_of(row), row.rulebook
    rule, sizes, score = rule_of(row), sizes_of(row), score_of(row, verdict)
    criteria = _criteria(row, verdict, sizes)
    shown = [item for item in criteria if item.outcome != "unmet"]
    return Explanation(
        id=verdict.id,
        name=name or _own_name(row),
        standard=rules.edition.id,
        edition=rules.edition.edition,
        case=rules.case,
        as_of=rules.as_of,
        outcome=verdict.outcome,
        class_=verdict.class_,
        classes=verdict.classes,
        rule=rule,
        criteria=criteria,
        conflicts=tuple(conflict_words(item, row) for item in verdict.conflicts),
        score=score,
        sizes=sizes,
        missing=tuple(proof(column) for column in verdict.missing),
        evidence=merged((item for criterion in shown for item in criterion.evidence), row),
        filing=tuple(words for _, words in guidance_of(row, "filing")),
        overlays=overlays_of(row),
        waived=waived_of(row),
        notes=_notes(row),
        doubts=doubts_of(row, (rule, score), criteria, sizes),
        facts=facts_stated(row),
    )


def _criteria(
    row: Row, verdict: Verdict, sizes: tuple[ClassExplained, ...]
) -> tuple[CriterionExplained, ...]:
    if row.rulebook.is_classification:
        size = next(item for item in sizes if item.standard == row.rulebook.edition.id)
        return (class_criterion(size, verdict.criteria[0], row),)
    pairs = zip(row.rulebook.criteria, verdict.criteria, strict=True)
    found = [criterion_of(item, judged, row) for item, judged in pairs]
    return tuple(item for item in found if item is not None)


def _own_name(row: Row) -> str | None:
    found = row.cells.get("name")
    return None if found is None else str(found)


def _notes(row: Row) -> tuple[Text, ...]:
    rules = rules_of(row)
    notes = (*rules.edition.notes, *(note for item in rules.amendments for note in item.notes))
    return tuple(dict.fromkeys(Text(note.zh, note.en) for note in notes if rules.case in note.cases))
