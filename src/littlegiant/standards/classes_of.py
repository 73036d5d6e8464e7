"""Link the classification of a file: rows keyed by industry code, with the lower bounds of each class."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Any as Anything

from littlegiant.errors import Text
from littlegiant.facts.industries import industry_range
from littlegiant.facts.model import ValueType
from littlegiant.rules.classes import Bound, Classification, Row
from littlegiant.rules.units import base
from littlegiant.rules.values import FactValue, Number
from littlegiant.standards.documents import Steps
from littlegiant.standards.reading import allowed_keys, entry, mapping, sequence, text
from littlegiant.standards.tests_of import Linker

_MOST_ROWS = 999
_KEYS = (
    "text",
    "clause",
    "classes",
    "labels",
    "met",
    "row_fact",
    "industry_fact",
    "source",
    "confidence",
    "rows",
)


def link_classification(linker: Linker, raw: Anything) -> Classification:
    """Return the classification; rows inherit source and confidence."""
    steps: Steps = ("classification",)
    fields = mapping(linker.document, raw, steps)
    allowed_keys(linker.document, fields, steps, _KEYS)
    linker.labels["class"] = entry(linker.document, fields, steps, (linker.sources, None))
    classes = tuple(
        str(item) for item in sequence(linker.document, fields.get("classes"), (*steps, "classes"))
    )
    for class_id in classes:
        labels = mapping(linker.document, fields.get("labels"), (*steps, "labels"))
        text(linker.document, labels.get(class_id), (*steps, "labels", class_id))
    rows = sequence(linker.document, fields.get("rows"), (*steps, "rows"))
    if not rows:
        linker.document.report((*steps, "rows"), "row", Text("至少要有一行。", "expected a row at least."))
    linked = tuple(_row(linker, row, (*steps, "rows", index), classes) for index, row in enumerate(rows))
    _check_industries(linker, linked)
    return Classification(
        classes,
        frozenset(str(item) for item in sequence(linker.document, fields.get("met"), (*steps, "met"))),
        _fact(linker, fields.get("row_fact"), (*steps, "row_fact"), ValueType.LEVEL),
        _fact(linker, fields.get("industry_fact"), (*steps, "industry_fact"), ValueType.CODE),
        linked,
    )


def class_labels(raw: Anything) -> dict[str, Text]:
    """Return the wording of each class of a checked classification."""
    return {class_id: Text(str(pair["zh"]), str(pair["en"])) for class_id, pair in raw["labels"].items()}


def _fact(linker: Linker, raw: Anything, steps: Steps, kind: ValueType) -> str:
    fact = linker.scope.dictionary.facts.get(str(raw))
    if fact is None:
        linker.document.report(steps, "fact", Text(f"没有名为“{raw}”的事实。", f"no fact is called '{raw}'."))
    elif fact.type is not kind:
        message = Text(f"{raw} 不能用在此处。", f"{raw} cannot stand here: expected a fact of type {kind}.")
        linker.document.report(steps, "fact", message)
    return str(raw)


def _row(linker: Linker, raw: Anything, steps: Steps, classes: tuple[str, ...]) -> Row:
    fields = mapping(linker.document, raw, steps)
    allowed_keys(
        linker.document,
        fields,
        steps,
        ("row", "text", "clause", "industries", "bounds", "source", "confidence"),
    )
    number = fields.get("row")
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number <= _MOST_ROWS:
        message = Text(
            f"须有 1 到 {_MOST_ROWS} 的行号（row）。", f"expected a row number from 1 to {_MOST_ROWS}."
        )
        linker.document.report((*steps, "row"), "row", message)
        number = 0
    linker.labels[f"class/{number}"] = entry(
        linker.document, fields, steps, (linker.sources, linker.labels["class"])
    )
    codes = sequence(linker.document, fields.get("industries"), (*steps, "industries"))
    ranges = [_range(linker, str(code), (*steps, "industries", index)) for index, code in enumerate(codes)]
    bounds = mapping(linker.document, fields.get("bounds"), (*steps, "bounds"))
    if not bounds:
        message = Text("至少要有一项下限。", "expected a bound at least.")
        linker.document.report((*steps, "bounds"), "bands", message)
    linked = [
        _bound(linker, name, value, ((*steps, "bounds", name), classes)) for name, value in bounds.items()
    ]
    return Row(number, tuple(ranges), tuple(bound for bound in linked if bound is not None))


def _range(linker: Linker, code: str, steps: Steps) -> tuple[int, int]:
    first, _, last = code.partition("-")
    try:
        return industry_range(first)[0], industry_range(last or first)[1]
    except ValueError:
        linker.document.report(
            steps,
            "industry",
            Text(f"“{code}”不是 GB/T 4754-2017 代码。", f"'{code}' is no GB/T 4754-2017 code."),
        )
        return 0, -1


def _bound(linker: Linker, name: str, raw: Anything, where: tuple[Steps, tuple[str, ...]]) -> Bound | None:
    steps, classes = where
    fact = linker.scope.dictionary.facts.get(name)
    if fact is None or not fact.type.is_number:
        linker.document.report(
            steps, "fact", Text(f"没有名为“{name}”的数值事实。", f"no numeric fact is called '{name}'.")
        )
        return None
    fields = mapping(linker.document, raw, steps)
    allowed_keys(linker.document, fields, steps, classes[1:])
    value = FactValue(fact.id, base(fact.unit))
    numbers = [_number(linker, fields.get(class_id), (*steps, class_id), value) for class_id in classes[1:]]
    known = [number for number in numbers if number is not None]
    if [number.value for number in known] != sorted(number.value for number in known):
        linker.document.report(
            steps, "bands", Text("各类下限应依次升高。", "the bounds of the classes must rise.")
        )
    return Bound(value, tuple(known)) if len(known) == len(numbers) else None


def _number(linker: Linker, raw: Anything, steps: Steps, value: FactValue) -> Number | None:
    if isinstance(raw, int) and value.unit == base("persons"):
        return linker.scope.numbers.make(linker.at(steps).place, Fraction(raw), value.unit)
    parsed = linker.value(raw, steps)
    if not isinstance(parsed, Number) or parsed.unit != value.unit:
        linker.document.report(
            steps, "unit", Text(f"下限的单位应为 {value.unit}。", f"expected a bound in {value.unit}.")
        )
        return None
    return parsed


def _check_industries(linker: Linker, rows: tuple[Row, ...]) -> None:
    """Report codes that fall into two rows."""
    spans = sorted((first, last, row.number) for row in rows for first, last in row.ranges)
    for (_, last, one), (first, _, other) in itertools.pairwise(spans):
        if first <= last:
            message = Text(
                f"行 {one} 与行 {other} 的行业代码重叠。", f"rows {one} and {other} share industry codes."
            )
            linker.document.report(("classification", "rows"), "industry", message)
