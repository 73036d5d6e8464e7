"""By which rules it was judged: the edition and why that one, notices applied, what is waived or not confirmed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any as Anything

from littlegiant.errors import Text
from littlegiant.facts.places import PROVINCES, province_code, province_names
from littlegiant.rules.conditions import Compare, Condition, atoms
from littlegiant.rules.units import written_unit
from littlegiant.standards.model import Amendment, Guidance, InForce, Rulebook
from littlegiant.verdicts.explanation_numbers import amount
from littlegiant.verdicts.explanation_tree import Guided, OverlayExplained, RuleExplained, WaivedExplained
from littlegiant.verdicts.row import Row

CASES = {"new": Text("新申报", "new application"), "renewal": Text("复核", "renewal")}
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True)
class Figure:
    """Where a named threshold comes from; `set_by` names the notice that changed it."""

    source: Text | None = None
    confidence: str | None = None
    set_by: Text | None = None


def rules_of(row: Row) -> Rulebook:
    """Return the rulebook of the enterprise's province where provinces differ, else the country's."""
    return dict(row.rulebook.variants).get(str(row.cells.get("province")), row.rulebook)


def day_words(day: datetime.date) -> Text:
    """Return a date as people write it."""
    return Text(f"{day.year}年{day.month}月{day.day}日", f"{day.day} {_MONTHS[day.month - 1]} {day.year}")


def rule_of(row: Row) -> RuleExplained:
    """Return which wording judged, and why that one."""
    rules = row.rulebook
    period = next((span for span in rules.edition.in_force if span.covers(rules.case, rules.as_of)), None)
    return RuleExplained(
        title=rules.edition.title,
        issuer=rules.edition.issuer,
        instrument=rules.edition.instrument,
        number=rules.edition.number,
        why=_forced(rules) if period is None else _in_force(rules, period),
        forced=period is None,
        confidence=None if period is None else period.confidence,
        validity_years=rules.edition.validity_years,
        validity_confidence=rules.edition.validity_confidence,
    )


def overlays_of(row: Row) -> tuple[OverlayExplained, ...]:
    """Return the notices and provincial rules that were applied, each with what it changed."""
    rules = rules_of(row)
    return tuple(_overlay(item, rules) for item in rules.amendments)


def waived_of(row: Row) -> tuple[WaivedExplained, ...]:
    """Return the criteria that were not examined, and by which notice."""
    rules = rules_of(row)
    numbers = {item.overlay: item.number for item in rules.amendments}
    return tuple(
        WaivedExplained(
            criterion=item.criterion,
            text=rules.labels[item.criterion].text,
            reason=item.entry.text,
            overlay=item.overlay,
            number=numbers.get(item.overlay, item.overlay),
            source=item.entry.source,
            confidence=item.entry.confidence,
        )
        for item in rules.waived
    )


def guidance_of(row: Row, kind: str) -> tuple[tuple[tuple[str, ...], Guided], ...]:
    """Return what the instruments used say about proof or about filing, each with the facts it is about."""
    found = [item for item in rules_of(row).guidance if item.kind == kind and _is_here(item, row)]
    return tuple(
        (item.facts, Guided(item.entry.text, item.number, item.entry.source, item.entry.confidence))
        for item in found
    )


def _is_here(item: Guidance, row: Row) -> bool:
    """Say whether the days of application of one province are not those of another that is known to be the firm's."""
    place = PROVINCES.get(str(row.cells.get("province")))
    known = None if item.round is None else item.round.jurisdiction
    return place is None or known in (None, place.iso, place.iso.partition("-")[0])


def changed_figures(row: Row, condition: Condition) -> tuple[Text, ...]:
    """Return the figures of a condition that a notice or a province has changed: `No. 5 sets 70 points for 60`."""
    keys = [atom.number.key for atom in atoms(condition) if isinstance(atom, Compare)]
    found: dict[Text, None] = {}
    for amendment in rules_of(row).amendments:
        for key, raw in (amendment.body.get("set") or {}).items():
            if key in keys:
                old, new = _before_and_after(key, raw, rules_of(row))
                found.setdefault(
                    Text(
                        f"{amendment.number}将{old.zh}改为{new.zh}",
                        f"{new.en} instead of {old.en} by {amendment.number}",
                    )
                )
    return tuple(found)


def figure_of(row: Row, key: str) -> Figure:
    """Return source and confidence of a named threshold, as the last notice that sets it has it."""
    return next(reversed(list(_settings(rules_of(row), key))), Figure())


def _settings(rules: Rulebook, key: str) -> Iterator[Figure]:
    """Yield every place that gives a threshold its value: the edition first, then notices in their order."""
    own = (rules.edition.document.root.get("thresholds") or {}).get(key)
    if isinstance(own, dict):
        yield Figure(rules.edition.sources.get(str(own.get("source"))), own.get("confidence"))
    for item in rules.amendments:
        for part in ("thresholds", "set"):
            found = (item.body.get(part) or {}).get(key)
            if isinstance(found, dict):
                changed = Text(f"{item.number}规定", f"set by {item.number}") if part == "set" else None
                yield Figure(item.sources.get(str(found.get("source"))), found.get("confidence"), changed)


def _in_force(rules: Rulebook, period: InForce) -> Text:
    case, day, start = CASES[rules.case], day_words(rules.as_of), day_words(period.start)
    until = Text("", "")
    if period.end is not None:
        end = day_words(period.end)
        until = Text(f"至{end.zh}", f" until {end.en}")
    since = Text(f"自{start.zh}起{until.zh}", f"from {start.en}{until.en}")
    if rules.is_classification:
        return Text(
            f"{day.zh}适用{rules.edition.edition}年版：该版本{since.zh}施行。",
            f"On {day.en} the edition of {rules.edition.edition} applies, in force {since.en}.",
        )
    return Text(
        f"{day.zh}的{case.zh}适用{rules.edition.edition}年版：该版本{since.zh}用于{case.zh}。",
        f"A {case.en} on {day.en} is judged by the edition of {rules.edition.edition}, which governs this case {since.en}.",
    )


def _forced(rules: Rulebook) -> Text:
    case, day = CASES[rules.case], day_words(rules.as_of)
    if rules.is_classification:
        return Text(
            f"注意：{rules.edition.edition}年版在{day.zh}并未施行，因指定了这一版本才按它判断。",
            f"Please note: the edition of {rules.edition.edition} was not in force on {day.en}; "
            "it was used because it was asked for by name.",
        )
    return Text(
        f"注意：{rules.edition.edition}年版在{day.zh}并不适用于{case.zh}，因指定了这一版本才按它判断。",
        f"Please note: the edition of {rules.edition.edition} did not govern a {case.en} on {day.en}; "
        "it was used because it was asked for by name.",
    )


def _overlay(item: Amendment, rules: Rulebook) -> OverlayExplained:
    code = province_code(item.province) if item.province else None
    return OverlayExplained(
        id=item.overlay,
        title=item.title,
        number=item.number,
        place=None if code is None else province_names(code),
        start=item.start,
        end=item.end,
        confidence=item.confidence,
        effects=tuple(_effects(item, rules)),
        notes=item.notes,
    )


def _effects(item: Amendment, rules: Rulebook) -> Iterator[Text]:
    """Yield what an overlay changes: figures, criteria added, remarks; what it waives is listed by itself."""
    for key, raw in (item.body.get("set") or {}).items():
        yield _changed_figure(key, raw, rules)
    for criterion in rules.criteria:
        if criterion.added_by == item.overlay:
            words = criterion.entry.text
            yield Text(f"增加条件：{words.zh}", f"It adds: {words.en}")
    for mark in item.body.get("mark") or ():
        if rules.case in mark.get("cases", item.cases):
            yield Text(f"提示：{mark['text']['zh']}", f"Remark: {mark['text']['en']}")


def _changed_figure(key: str, raw: Mapping[str, Anything], rules: Rulebook) -> Text:
    old, new = _before_and_after(key, raw, rules)
    asking = [item.entry.text for item in rules.criteria if _uses(item.condition, key)]
    zh = "；".join(words.zh for words in asking)
    en = "; ".join(words.en for words in asking)
    return Text(f"数值由{old.zh}改为{new.zh}：{zh}", f"It changes {old.en} to {new.en} in: {en}")


def _before_and_after(key: str, raw: Mapping[str, Anything], rules: Rulebook) -> tuple[Text, Text]:
    before = (rules.edition.document.root.get("thresholds") or {}).get(key, {})
    return _figure(before), _figure(raw)


def _uses(condition: Anything, key: str) -> bool:
    return any(isinstance(atom, Compare) and atom.number.key == key for atom in atoms(condition))


def _figure(raw: Mapping[str, Anything]) -> Text:
    unit = written_unit(str(raw.get("unit")))
    if unit is None:
        return Text("—", "—")
    return amount(Fraction(raw["value"]) * unit[1], str(unit[0]))
