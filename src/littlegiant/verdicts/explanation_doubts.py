"""What the rules used rest on no more than one source for."""

from __future__ import annotations

from collections.abc import Iterator

from littlegiant.errors import Text
from littlegiant.verdicts.explanation_rules import CASES
from littlegiant.verdicts.explanation_tree import (
    ClassExplained,
    CriterionExplained,
    Doubt,
    Part,
    RuleExplained,
    ScoreExplained,
)
from littlegiant.verdicts.row import Row

WEAK = ("unconfirmed", "one-source")
_ORDER = ("unconfirmed", "one-source", "two-sources", "official")


def doubts_of(
    row: Row,
    whole: tuple[RuleExplained, ScoreExplained | None],
    criteria: tuple[CriterionExplained, ...],
    sizes: tuple[ClassExplained, ...],
) -> tuple[Doubt, ...]:
    """Return everything the verdict rests on that two sources do not confirm, the least certain first."""
    found: dict[Text, Doubt] = {}
    rule, score = whole
    listed = [*_period(row, rule), *(doubt for size in sizes for doubt in size.doubts)]
    if not row.rulebook.is_classification:
        listed += [doubt for item in criteria for doubt in _criterion(item)]
    for doubt in [*listed, *_indicators(score)]:
        found.setdefault(doubt.subject, doubt)
    return tuple(sorted(found.values(), key=lambda doubt: _ORDER.index(doubt.confidence)))


def weaker(confidence: str | None, than: str) -> bool:
    """Say whether one confidence is weak and below another."""
    return confidence in WEAK and _ORDER.index(str(confidence)) < _ORDER.index(than)


def _period(row: Row, rule: RuleExplained) -> Iterator[Doubt]:
    if rule.confidence in WEAK:
        rules = row.rulebook
        case = CASES[rules.case]
        subject = Text(
            f"本版本用于{case.zh}的起止日期", f"From when to when this edition governs a {case.en}"
        )
        if rules.is_classification:
            subject = Text("本版本的施行日期", "From when this edition is in force")
        yield Doubt(subject, str(rule.confidence), Text("", ""))
    if rule.validity_years and rule.validity_confidence in WEAK:
        years = Text(
            f"称号有效期为{rule.validity_years}年",
            f"That the title is valid for {rule.validity_years} year{'s' * (rule.validity_years > 1)}",
        )
        yield Doubt(years, str(rule.validity_confidence), Text("", ""))


def _criterion(item: CriterionExplained) -> Iterator[Doubt]:
    if item.confidence in WEAK:
        yield Doubt(item.text, item.confidence, item.source)
    yield from _parts(item.test, item.text, item.confidence)
    for route in item.routes:
        if weaker(route.confidence, item.confidence):
            yield Doubt(route.text, route.confidence, route.source)


def _parts(part: Part, whole: Text, than: str) -> Iterator[Doubt]:
    """Yield the parts that count and are less certain than what they stand in."""
    if part.applies and weaker(part.confidence, than):
        yield Doubt(part.label or _figure(part, whole), str(part.confidence), part.source or Text("", ""))
        than = str(part.confidence)
    for inner in part.parts:
        if inner.applies:
            yield from _parts(inner, whole, than)


def _figure(part: Part, whole: Text) -> Text:
    asked = part.required or Text("", "")
    return Text(f"{whole.zh}（数值：{asked.zh}）", f"{whole.en} (the figure: {asked.en})")


def _indicators(score: ScoreExplained | None) -> Iterator[Doubt]:
    for group in score.groups if score else ():
        for item in group.indicators:
            if item.confidence in WEAK:
                subject = Text(f"评分项：{item.text.zh}", f"Scored item: {item.text.en}")
                yield Doubt(subject, item.confidence, item.source)
