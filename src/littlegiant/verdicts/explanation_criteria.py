"""One criterion explained: its test, its routes, which of them was used and what would prove it."""

from __future__ import annotations

from littlegiant.errors import Text
from littlegiant.rules.conditions import All, Any, ByPlace, Condition, Named
from littlegiant.standards.model import Criterion
from littlegiant.verdicts.class_gaps import possible_rows
from littlegiant.verdicts.explanation_change import change_for
from littlegiant.verdicts.explanation_clauses import clause_words
from littlegiant.verdicts.explanation_evidence import evidence_for, relied_on
from littlegiant.verdicts.explanation_parts import part_of
from littlegiant.verdicts.explanation_reasons import NO_ROW, why_undefined
from littlegiant.verdicts.explanation_rules import changed_figures, rules_of
from littlegiant.verdicts.explanation_tree import (
    ClassExplained,
    CriterionExplained,
    Evidence,
    Part,
    RouteExplained,
)
from littlegiant.verdicts.explanation_wording import either
from littlegiant.verdicts.missing import missing_of
from littlegiant.verdicts.row import Row
from littlegiant.verdicts.verdict import OUTCOMES, CriterionVerdict


def criterion_of(item: Criterion, judged: CriterionVerdict, row: Row) -> CriterionExplained | None:
    """Return a criterion explained, None where it is not asked in the enterprise's province."""
    condition = _at_place(item.condition, row)
    if isinstance(item.condition, ByPlace) and condition == All(()):
        return None
    found = rules_of(row).criterion(item.id) or item
    test, routes = _ways(condition)
    used = judged.route
    return CriterionExplained(
        id=item.id,
        text=found.entry.text,
        clause=clause_words(found.entry.clause),
        outcome=judged.outcome,
        measure=judged.measure,
        source=found.entry.source,
        confidence=found.entry.confidence,
        remarks=found.entry.remarks,
        reason=judged.reason,
        why=why_undefined(condition, row) if judged.reason in ("not_computable", "not_applicable") else None,
        route=used,
        missing=judged.missing,
        evidence=_evidence(found, condition, row),
        change=change_for(condition, row) if judged.outcome == "unmet" else None,
        added_by=found.added_by,
        changed=changed_figures(row, condition),
        test=part_of(test, row),
        routes=tuple(_route(route, row, used) for route in routes),
    )


def class_criterion(size: ClassExplained, judged: CriterionVerdict, row: Row) -> CriterionExplained:
    """Return the one criterion of a classification: the class must be among those that meet it."""
    standard = row.rulebook.edition.id
    rule, entry = row.rulebook.classifications[standard], row.rulebook.labels[f"{standard}:class"]
    columns = [rule.row_fact if row.fact(rule.row_fact) is not None else rule.industry_fact]
    rows = possible_rows(rule, row) if size.classes else []
    columns += sorted({row.registry.column(bound.value.fact) for item in rows for bound in item.bounds})
    open_ = {*judged.missing, *size.missing}
    relied = [column for column in columns if row.cells.get(column) is not None or column in open_]
    words = either(list(size.classes)) if size.classes else Text("未知", "not known")
    return CriterionExplained(
        id=judged.id,
        text=entry.text,
        clause=clause_words(entry.clause),
        outcome=judged.outcome,
        measure=judged.measure,
        source=entry.source,
        confidence=entry.confidence,
        remarks=entry.remarks,
        reason=judged.reason,
        why=NO_ROW if judged.reason == "not_applicable" else None,
        route=None,
        missing=judged.missing,
        evidence=evidence_for(relied, row),
        change=None,
        added_by=None,
        changed=(),
        test=Part(
            "class",
            judged.outcome,
            Text(f"{entry.text.zh}：{words.zh}", f"{entry.text.en}: {words.en}"),
            missing=judged.missing,
        ),
        routes=(),
    )


def _at_place(condition: Condition, row: Row) -> Condition:
    """Return the condition of the enterprise's province where it is known."""
    if not isinstance(condition, ByPlace):
        return condition
    chosen = row.branches(condition)
    return chosen[0] if len(chosen) == 1 else condition


def _ways(condition: Condition) -> tuple[Condition, tuple[Named, ...]]:
    """Return a criterion's own test and its routes."""
    if isinstance(condition, ByPlace):
        default, routes = _ways(condition.default)
        branches = tuple((code, _ways(branch)[0]) for code, branch in condition.branches)
        return ByPlace(branches, default), routes
    if not isinstance(condition, Any):
        return condition, ()
    named = [item for item in condition.items if isinstance(item, Named) and item.kind != "part"]
    if len(named) != len(condition.items) or not named:
        return condition, ()
    own = [item for item in named if item.kind == "test"]
    return (own[0].item if own else condition), tuple(item for item in named if item.kind != "test")


def _route(route: Named, row: Row, used: str | None) -> RouteExplained:
    entry = rules_of(row).labels.get(route.id) or row.rulebook.labels[route.id]
    name, state = route.id.rpartition("/")[2], row.state(route)
    return RouteExplained(
        id=name,
        kind=route.kind,
        text=entry.text,
        clause=clause_words(entry.clause),
        source=entry.source,
        confidence=entry.confidence,
        state=OUTCOMES[state],
        used=name == used,
        missing=tuple(missing_of(route, row)) if state is None else (),
        part=part_of(route.item, row),
    )


def _evidence(item: Criterion, condition: Condition, row: Row) -> tuple[Evidence, ...]:
    """Return what proves a criterion: its own evidence for its test, a route's or the facts' for the rest."""
    if not isinstance(condition, Any):
        return evidence_for(relied_on(condition, row), row, item.entry.evidence)
    for way in condition.items:
        if isinstance(way, Named) and way.kind != "part" and row.state(way):
            entry = item.entry if way.kind == "test" else row.rulebook.labels.get(way.id, item.entry)
            return evidence_for(relied_on(way, row), row, entry.evidence)
    return evidence_for(relied_on(condition, row), row, item.entry.evidence)
