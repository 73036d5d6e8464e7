"""From a condition to the tree of its parts: what each asks, what was found, which branch counts."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from littlegiant.errors import Text
from littlegiant.facts.dictionary import load_dictionary
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
from littlegiant.rules.values import ScorePart
from littlegiant.verdicts.explanation_change import change_of
from littlegiant.verdicts.explanation_clauses import clause_words
from littlegiant.verdicts.explanation_exact import measured
from littlegiant.verdicts.explanation_facts import NO, NO_RANK, YES, capital, cell_words, fact_name
from littlegiant.verdicts.explanation_numbers import amount
from littlegiant.verdicts.explanation_reasons import why_undefined
from littlegiant.verdicts.explanation_rules import figure_of, rules_of
from littlegiant.verdicts.explanation_tree import Part
from littlegiant.verdicts.explanation_wording import (
    OPPOSITE,
    class_name,
    class_words,
    compare_words,
    either,
    options_words,
    room_words,
)
from littlegiant.verdicts.measure import measure_atom
from littlegiant.verdicts.missing import missing_of
from littlegiant.verdicts.row import Row
from littlegiant.verdicts.verdict import OUTCOMES

NOT_KNOWN = Text("未知", "not known")


def part_of(condition: Condition, row: Row) -> Part:
    """Return the explained tree of a condition."""
    match condition:
        case Compare():
            return _compare(condition, row)
        case Truth():
            return _truth(condition, row, wanted=True)
        case OneOf() | ClassAmong():
            return _member(condition, row)
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


def points_found(part: str, row: Row) -> Text:
    """Return the points of the score or one of its parts: a number, or between which two."""
    low, high = (Fraction(repr(end)) for end in row.points(part))
    if low == high:
        return amount(low, "points")
    ends = amount(low, "points"), amount(high, "points")
    return Text(f"{ends[0].zh}至{ends[1].zh}之间", f"between {ends[0].en.split(' ')[0]} and {ends[1].en}")


def sentence(subject: Text, found: Text | None, required: Text) -> Text:
    """Return one part in words: `R&D expense ÷ revenue in 2025: 3.2 %, required at least 3 %`."""
    have = found or NOT_KNOWN
    return Text(
        f"{subject.zh}：{have.zh}，要求{required.zh}",
        f"{capital(subject).en}: {have.en}, required {required.en}",
    )


def _compare(test: Compare, row: Row, *, opposite: bool = False) -> Part:
    decided = row.atom(test)
    asked = replace(test, operator=OPPOSITE[test.operator]) if opposite else test
    subject, required = compare_words(asked, row)
    value = _value(test, row)
    found = _found(test, row, value)
    figure = figure_of(row, test.number.key)
    part = Part(
        kind="compare",
        state=OUTCOMES[not decided if opposite and decided is not None else decided],
        text=sentence(subject, found, required),
        subject=subject,
        found=found,
        required=required,
        room=None
        if value is None
        else room_words(asked.operator, value, test.number.value, str(test.number.unit)),
        measure=measure_atom(asked, row),
        confidence=figure.confidence,
        source=figure.source,
        set_by=figure.set_by,
        change=None if opposite or decided else change_of(test, row),
    )
    return _with_gaps(part, test, row)


def _value(test: Compare, row: Row) -> Fraction | None:
    """Return the value a comparison looks at, points included where they are settled."""
    if not isinstance(test.value, ScorePart):
        return measured(test.value, row)
    low, high = row.points(test.value.part)
    return Fraction(repr(low)) if low == high else None


def _found(test: Compare, row: Row, value: Fraction | None) -> Text | None:
    """Return the value a comparison looks at in words, or between which bounds it must lie."""
    if isinstance(test.value, ScorePart):
        return points_found(test.value.part, row)
    unit = str(test.number.unit)
    if value is not None:
        return amount(value, unit, test.number.value)
    name = row.registry.values[test.value]
    if unit == "rank" and row.cells.get(name) is not None:
        return NO_RANK
    if row.atom(test) is None:
        return None
    for end, zh, en in (("low", "至少", "at least"), ("high", "至多", "at most")):
        bound = row.cells.get(f"{name}_{end}")
        if bound is not None and (end == "low") == ((test.operator in (">=", ">")) == row.atom(test)):
            figure = amount(Fraction(repr(float(bound))), unit)
            return Text(f"尚不完全知道，但{zh}{figure.zh}", f"not fully known, but {en} {figure.en}")
    return Text("尚不完全知道，但已可判断", "not fully known, but enough to decide")


def _truth(test: Truth, row: Row, *, wanted: bool) -> Part:
    state = row.atom(test)
    known = row.fact(test.fact, test.shift)
    subject, found = fact_name(row, test.fact, test.shift), None if known is None else (YES if known else NO)
    zh, en = ("须为“是”", "must be yes") if wanted else ("须为“否”", "must be no")
    have, met = found or NOT_KNOWN, state is wanted
    part = Part(
        kind="truth",
        state=OUTCOMES[state if wanted or state is None else not state],
        text=Text(
            f"{subject.zh}：{have.zh}" + ("" if met else f"，{zh}"),
            f"{capital(subject).en}: {have.en}" + ("" if met else f", {en}"),
        ),
        subject=subject,
        found=found,
        required=YES if wanted else NO,
        measure=measure_atom(test, row),
    )
    return _with_gaps(part, test, row)


def _member(test: OneOf | ClassAmong, row: Row, *, wanted: bool = True) -> Part:
    state = row.atom(test)
    if isinstance(test, OneOf):
        cell = row.fact(test.fact, test.shift)
        subject, asked = fact_name(row, test.fact, test.shift), options_words(test)
        found = None if cell is None else cell_words(load_dictionary()[test.fact], cell)
    else:
        subject, found, asked = _class_subject(test, row), _class_found(test, row), class_words(test, row)
    required = asked if wanted else Text(f"非{asked.zh}", f"not {asked.en}")
    part = Part(
        kind="class" if isinstance(test, ClassAmong) else "one_of",
        state=OUTCOMES[state if wanted or state is None else not state],
        text=sentence(subject, found, required),
        subject=subject,
        found=found,
        required=required,
        measure=measure_atom(test, row),
    )
    return _with_gaps(part, test, row)


def _class_subject(test: ClassAmong, row: Row) -> Text:
    entry = row.rulebook.labels.get(f"{test.classification}:class")
    words = entry.text if entry is not None else Text("企业规模类型", "Size class")
    return Text(words.zh, words.en[:1].lower() + words.en[1:])


def _class_found(test: ClassAmong, row: Row) -> Text | None:
    span = row.classes(test.classification)
    classes = row.rulebook.classifications[test.classification].classes
    if span is None or (row.atom(test) is None and span == (0, len(classes) - 1)):
        return None
    return either([class_name(row, test.classification, item) for item in classes[span[0] : span[1] + 1]])


def _opposite(condition: Not, row: Row) -> Part:
    inner, state = condition.item, row.state(condition)
    match inner:
        case Truth():
            return _truth(inner, row, wanted=False)
        case OneOf() | ClassAmong():
            return _member(inner, row, wanted=False)
        case Compare():
            return _compare(inner, row, opposite=True)
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
    branches = [(condition.then, chosen is not False), (condition.otherwise, chosen is not True)]
    parts = [replace(part_of(branch, row), applies=applies) for branch, applies in branches]
    state = OUTCOMES[row.state(condition)]
    gaps = tuple(missing_of(condition, row))
    return Part(
        "choose",
        state,
        _because(condition.when, when, row),
        missing=gaps,
        parts=(replace(when, applies=False), *parts),
    )


def _because(when: Condition, part: Part, row: Row) -> Text:
    """Return what makes a branch apply, in words: `Because revenue in 2025 is CNY 61 million, …`."""
    state = row.state(when)
    if state is None:
        subject = part.subject or part.text
        return Text(
            f"适用哪一档取决于{subject.zh}，目前未知",
            f"Which rule applies depends on {subject.en}, which is not known",
        )
    if isinstance(when, Compare) and part.found is not None:
        asked = when if state else replace(when, operator=OPPOSITE[when.operator])
        subject, required = compare_words(asked, row)
        return Text(
            f"因{subject.zh}为{part.found.zh}，{required.zh}，适用",
            f"Because {subject.en} is {part.found.en}, {required.en}, this applies",
        )
    answer = Text("成立", "holds") if state else Text("不成立", "does not hold")
    return Text(
        f"因以下情形{answer.zh}（{part.text.zh}），适用",
        f"Because this {answer.en} ({part.text.en}), this applies",
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
    parts = [_in_place(province_names(code), branch, row) for code, branch in condition.branches]
    elsewhere = _in_place(Text("其他省份", "Elsewhere"), condition.default, row)
    words = Text("各省规定不同，企业所在省份未知", "Provinces differ here, and the province is not known")
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
    return _with_gaps(part, condition, row)


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


def _with_gaps(part: Part, condition: Condition, row: Row) -> Part:
    """Add what is missing and why nothing can be said to a part that is unknown."""
    if part.state != "unknown":
        return part
    gaps = tuple(missing_of(condition, row))
    return replace(part, missing=gaps, why=None if gaps else why_undefined(condition, row))
