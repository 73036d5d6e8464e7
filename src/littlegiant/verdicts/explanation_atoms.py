"""The single tests of a condition, explained: a comparison, a yes or no, a category, a size class."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from littlegiant.errors import Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.rules.conditions import ClassAmong, Compare, Condition, OneOf, Truth
from littlegiant.rules.values import ScorePart, Subtract
from littlegiant.verdicts.explanation_change import change_of
from littlegiant.verdicts.explanation_exact import exact, known_of, measured
from littlegiant.verdicts.explanation_facts import NO, NO_RANK, YES, capital, cell_words, fact_name
from littlegiant.verdicts.explanation_numbers import amount
from littlegiant.verdicts.explanation_reasons import why_undefined
from littlegiant.verdicts.explanation_rules import figure_of
from littlegiant.verdicts.explanation_tree import Part
from littlegiant.verdicts.explanation_wording import (
    OPPOSITE,
    asked_of,
    class_name,
    class_words,
    compare_words,
    either,
    options_words,
    room_words,
    value_words,
)
from littlegiant.verdicts.measure import measure_atom
from littlegiant.verdicts.missing import missing_of
from littlegiant.verdicts.row import Row
from littlegiant.verdicts.verdict import OUTCOMES

NOT_KNOWN = Text("未知", "not known")


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


def compare_part(test: Compare, row: Row, *, opposite: bool = False) -> Part:
    """Return a comparison explained; `opposite` for one that must not hold."""
    decided = row.atom(test)
    asking = replace(test, operator=OPPOSITE[test.operator]) if opposite else test
    subject, found, required = _words(asking, test, row)
    value, unit = _value(test, row), str(test.number.unit)
    figure = figure_of(row, test.number.key)
    part = Part(
        kind="compare",
        state=OUTCOMES[not decided if opposite and decided is not None else decided],
        text=sentence(subject, found, required),
        subject=subject,
        found=found,
        required=required,
        room=None if value is None else room_words(asking.operator, value, test.number.value, unit),
        measure=measure_atom(asking, row),
        confidence=figure.confidence,
        source=figure.source,
        set_by=figure.set_by,
        change=None if opposite or decided else change_of(test, row),
    )
    return with_gaps(part, test, row)


def _words(asking: Compare, test: Compare, row: Row) -> tuple[Text, Text | None, Text]:
    """Return what is looked at, what was found and what is asked; of two values the one is held against the other."""
    if not isinstance(test.value, Subtract) or test.number.value:
        subject, required = compare_words(asking, row)
        return subject, _found(test, row, _value(test, row)), required
    unit, known = str(test.number.unit), known_of(row)
    left, right = exact(test.value.left, known), exact(test.value.right, known)
    other = value_words(test.value.right, row)
    if right is not None:
        figure = amount(right, unit, left)
        other = Text(f"{other.zh}（{figure.zh}）", f"{other.en} ({figure.en})")
    found = None if left is None else amount(left, unit, right)
    return value_words(test.value.left, row), found, asked_of(asking.operator, other, unit)


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


def truth_part(test: Truth, row: Row, *, wanted: bool) -> Part:
    """Return a yes-or-no fact explained; `wanted` says which answer is asked for."""
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
    return with_gaps(part, test, row)


def member_part(test: OneOf | ClassAmong, row: Row, *, wanted: bool = True) -> Part:
    """Return a category or a size class explained; `wanted` is false where it must not be one of these."""
    state = row.atom(test)
    if isinstance(test, OneOf):
        cell = row.fact(test.fact, test.shift)
        subject, asked = fact_name(row, test.fact, test.shift), options_words(test)
        found = None if cell is None else cell_words(load_dictionary()[test.fact], cell)
    else:
        subject, found, asked = _class_subject(test, row), _class_found(test, row), class_words(test, row)
    required = asked if wanted else Text(f"不是{asked.zh}", f"anything but {asked.en}")
    have = found or NOT_KNOWN
    part = Part(
        kind="class" if isinstance(test, ClassAmong) else "one_of",
        state=OUTCOMES[state if wanted or state is None else not state],
        text=Text(
            f"{subject.zh}：{have.zh}，要求{required.zh}",
            f"{capital(subject).en}: {have.en}, must be {required.en}",
        ),
        subject=subject,
        found=found,
        required=required,
        measure=measure_atom(test, row),
    )
    return with_gaps(part, test, row)


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


def with_gaps(part: Part, condition: Condition, row: Row) -> Part:
    """Add what is missing and why nothing can be said to a part that is unknown."""
    if part.state != "unknown":
        return part
    gaps = tuple(missing_of(condition, row))
    return replace(part, missing=gaps, why=None if gaps else why_undefined(condition, row))
