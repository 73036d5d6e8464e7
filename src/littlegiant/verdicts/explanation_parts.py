"""From a condition to the tree of its parts: what each asks, what was found, which branch counts."""

from __future__ import annotations

from dataclasses import replace

from littlegiant.errors import Text
from littlegiant.facts.places import PROVINCES, province_names
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
)
from littlegiant.verdicts.explanation_atoms import compare_part, member_part, truth_part, with_gaps
from littlegiant.verdicts.explanation_clauses import clause_words
from littlegiant.verdicts.explanation_rules import rules_of
from littlegiant.verdicts.explanation_tree import Part
from littlegiant.verdicts.explanation_wording import (
    OPPOSITE,
    compare_words,
)
from littlegiant.verdicts.missing import missing_of
from littlegiant.verdicts.row import Row
from littlegiant.verdicts.verdict import OUTCOMES


def part_of(condition: Condition, row: Row) -> Part:
    """Return the explained tree of a condition."""
    match condition:
        case Compare():
            return compare_part(condition, row)
        case Truth():
            return truth_part(condition, row, wanted=True)
        case OneOf() | ClassAmong():
            return member_part(condition, row)
        case Not():
            return _opposite(condition, row)
        case Named():
            return _labelled(condition, row)
        case Choose():
            return _choice(condition, row)
        case ByPlace():
            return _by_place(condition, row)
        case _:
            return _several(condition, row)


def _opposite(condition: Not, row: Row) -> Part:
    inner, state = condition.item, row.state(condition)
    match inner:
        case Truth():
            return truth_part(inner, row, wanted=False)
        case OneOf() | ClassAmong():
            return member_part(inner, row, wanted=False)
        case Compare():
            return compare_part(inner, row, opposite=True)
        case Not():
            return part_of(inner.item, row)
        case All():
            return part_of(Any(tuple(Not(item) for item in inner.items), inner.series), row)
        case Any():
            return part_of(All(tuple(Not(item) for item in inner.items), inner.series), row)
        case Choose():
            return part_of(Choose(inner.when, Not(inner.then), Not(inner.otherwise)), row)
        case _:
            words = Text("以下情形不得成立", "The following must not be so")
            return Part("not", OUTCOMES[state], words, parts=(part_of(inner, row),))


def _labelled(condition: Named, row: Row) -> Part:
    entry = rules_of(row).labels.get(condition.id) or row.rulebook.labels.get(condition.id)
    inner = part_of(condition.item, row)
    if entry is None or condition.kind == "test":
        return inner
    return Part(
        kind="part",
        state=inner.state,
        text=entry.text,
        label=entry.text,
        clause=clause_words(entry.clause),
        source=entry.source,
        confidence=entry.confidence,
        why=inner.why,
        missing=inner.missing,
        parts=(inner,),
    )


def _choice(condition: Choose, row: Row) -> Part:
    when, chosen = part_of(condition.when, row), row.state(condition.when)
    branches = (condition.then, condition.otherwise)
    parts = [part_of(branch, row) for branch in branches]
    if chosen is None:
        parts = [_case(part, condition, row, holds=place == 0) for place, part in enumerate(parts)]
    applies = (chosen is not False, chosen is not True)
    asked = _asked_of(condition.when, row, holds=chosen is not False)
    found = Part(
        "choose",
        OUTCOMES[row.state(condition)],
        _because(when, asked, row.state(condition.when)),
        subject=when.subject,
        found=when.found,
        required=asked,
        missing=tuple(missing_of(condition, row)),
        parts=(
            replace(when, applies=False),
            *(replace(part, applies=use) for part, use in zip(parts, applies, strict=True)),
        ),
    )
    return found if chosen is None else _narrowed(found)


def _narrowed(part: Part) -> Part:
    """Return a chosen branch that chooses again by the same value with all that the value had to satisfy."""
    inner = next(branch for branch in part.parts if branch.applies)
    if inner.kind != "choose" or inner.subject != part.subject or not (part.required and inner.required):
        return part
    asked = Text(f"{part.required.zh}、{inner.required.zh}", f"{part.required.en} and {inner.required.en}")
    inner = replace(inner, required=asked, text=_because(inner.parts[0], asked, True))
    return replace(part, parts=tuple(inner if branch.applies else branch for branch in part.parts))


def _asked_of(when: Condition, row: Row, *, holds: bool) -> Text | None:
    """Return what a value must satisfy for a branch to apply, None where the branch asks no comparison."""
    if not isinstance(when, Compare):
        return None
    asked = when if holds else replace(when, operator=OPPOSITE[when.operator])
    return compare_words(asked, row)[1]


def _case(branch: Part, condition: Choose, row: Row, *, holds: bool) -> Part:
    """Return a branch under what would make it apply: `If revenue in 2025 is at least CNY 100 million`."""
    asked, when = _asked_of(condition.when, row, holds=holds), part_of(condition.when, row)
    if asked is None or when.subject is None:
        zh, en = ("成立", "holds") if holds else ("不成立", "does not hold")
        named = when.subject or when.text
        words = Text(f"若以下情形{zh}（{named.zh}）", f"If this {en} ({named.en})")
    else:
        words = Text(f"若{when.subject.zh}{asked.zh}", f"If {when.subject.en} is {asked.en}")
    return Part("case", branch.state, words, parts=(branch,))


def _because(when: Part, asked: Text | None, state: bool | None) -> Text:
    """Return what makes a branch apply, in words: `Because revenue in 2025 is CNY 61 million, …`."""
    if state is None:
        subject = when.subject or when.text
        return Text(
            f"适用哪一档取决于{subject.zh}，目前未知",
            f"Which rule applies depends on {subject.en}, which is not known",
        )
    if asked is not None and when.subject is not None and when.found is not None:
        return Text(
            f"{when.subject.zh}为{when.found.zh}（{asked.zh}），适用以下规定",
            f"As {when.subject.en} is {when.found.en} ({asked.en}), this applies",
        )
    answer = Text("成立", "holds") if state else Text("不成立", "does not hold")
    return Text(
        f"因以下情形{answer.zh}（{when.text.zh}），适用以下规定",
        f"As this {answer.en} ({when.text.en}), this applies",
    )


def _by_place(condition: ByPlace, row: Row) -> Part:
    chosen = row.branches(condition)
    if len(chosen) == 1:
        inner = part_of(chosen[0], row)
        place = str(row.cells.get("province"))
        if place not in dict(condition.branches) or place not in PROVINCES:
            return inner
        name = province_names(place)
        words = Text(f"按{name.zh}的规定", f"By the rule of {name.en}")
        return replace(inner, kind="by_place", text=words, subject=None, parts=(inner,))
    parts = [
        _in_place(province_names(code), branch, replace(row, cells={**row.cells, "province": code}))
        for code, branch in condition.branches
    ]
    elsewhere = _in_place(Text("其他省份", "Other provinces"), condition.default, row)
    words = Text(
        "各省规定不同，企业所在省份未知", "Provinces differ here, and the province of the firm is not known"
    )
    gaps = tuple(missing_of(condition, row))
    return Part("by_place", OUTCOMES[row.state(condition)], words, missing=gaps, parts=(*parts, elsewhere))


def _in_place(name: Text, branch: Condition, row: Row) -> Part:
    inner = part_of(branch, row)
    return Part("place", inner.state, name, label=name, parts=(inner,))


def _several(condition: All | Any | AtLeast, row: Row) -> Part:
    kind = {All: "all", Any: "any", AtLeast: "at_least"}[type(condition)]
    parts = tuple(part_of(item, row) for item in condition.items)
    state = OUTCOMES[row.state(condition)]
    part = Part(kind, state, _heading(condition), parts=parts)
    return with_gaps(part, condition, row)


def _heading(condition: All | Any | AtLeast) -> Text:
    if not condition.items:
        return (
            Text("此处没有要求", "Nothing is asked here")
            if isinstance(condition, All)
            else Text("无法满足", "Cannot be met")
        )
    match condition:
        case AtLeast():
            return Text(f"以下至少满足{condition.number}项", f"At least {condition.number} of these")
        case All():
            return (
                Text("以下各年均须满足", "In each of these years")
                if condition.series
                else Text("以下各项须同时满足", "All of these")
            )
        case Any():
            return (
                Text("以下有一年满足即可", "In one of these years")
                if condition.series
                else Text("以下满足一项即可", "One of these is enough")
            )
