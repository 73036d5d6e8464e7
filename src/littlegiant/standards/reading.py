"""Read single fields of a document; what is missing or malformed becomes a finding, never an exception."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from littlegiant.errors import Text
from littlegiant.facts.codes import is_jurisdiction
from littlegiant.rules.scope import Threshold
from littlegiant.rules.units import Unit, base, smallest_step, written_unit, written_units
from littlegiant.standards.documents import Document, Steps
from littlegiant.standards.model import CASES, CONFIDENCES, Entry

_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_YEARS = (1900, 2200)


def mapping(document: Document, value: Any, steps: Steps) -> dict[str, Any]:
    """Return a mapping, or an empty one with a finding."""
    if isinstance(value, dict):
        return value
    document.report(steps, "shape", Text("此处应为键值映射。", "expected a mapping here."))
    return {}


def sequence(document: Document, value: Any, steps: Steps) -> list[Any]:
    """Return a list; None is an empty one; anything else is a finding."""
    if value is None:
        return []
    if isinstance(value, list):
        return value
    document.report(steps, "shape", Text("此处应为列表。", "expected a list here."))
    return []


def allowed_keys(document: Document, value: Mapping[str, Any], steps: Steps, keys: Iterable[str]) -> None:
    """Report every key that has no meaning here."""
    known = tuple(keys)
    for key in value:
        if key not in known:
            listed = ", ".join(known)
            document.report_key(
                (*steps, str(key)),
                "key",
                Text(f"没有“{key}”这个键，可用：{listed}。", f"no key '{key}' here; there are {listed}."),
            )


def text(document: Document, value: Any, steps: Steps, *, required: bool = True) -> Text:
    """Return a text in both languages; a missing language is a finding."""
    if value is None and not required:
        return Text("", "")
    pair = value if isinstance(value, dict) else {}
    zh, en = pair.get("zh"), pair.get("en")
    if not (isinstance(zh, str) and zh.strip() and isinstance(en, str) and en.strip()):
        document.report(
            steps, "language", Text("须有中英文 {zh, en}。", "expected a text in both languages {zh, en}.")
        )
    return Text(str(zh or ""), str(en or ""))


def name(document: Document, value: Any, steps: Steps) -> str:
    """Return an id of small letters, digits and underscores."""
    if isinstance(value, str) and _NAME.match(value):
        return value
    document.report(
        steps,
        "id",
        Text(
            "id 应由小写字母、数字和下划线组成。", "expected an id of small letters, digits and underscores."
        ),
    )
    return str(value or "unnamed")


def day(document: Document, value: Any, steps: Steps, *, required: bool = True) -> datetime.date | None:
    """Return a date written YYYY-MM-DD, of a year that can be meant."""
    if isinstance(value, datetime.date) and _YEARS[0] <= value.year <= _YEARS[1]:
        return value
    if value is not None or required:
        message = Text(
            f"日期应写作 YYYY-MM-DD，年份在 {_YEARS[0]} 与 {_YEARS[1]} 之间。",
            f"expected a date YYYY-MM-DD, of a year from {_YEARS[0]} to {_YEARS[1]}.",
        )
        document.report(steps, "date", message)
    return None


def span(
    document: Document, fields: Mapping[str, Any], steps: Steps
) -> tuple[datetime.date | None, datetime.date | None]:
    """Return the first and the last day of a period; one that ends before it begins is a finding."""
    start = day(document, fields.get("from"), (*steps, "from"))
    end = day(document, fields.get("to"), (*steps, "to"), required=False)
    if start is not None and end is not None and end < start:
        message = Text("止日（to）早于起日（from）。", "the last day (to) lies before the first (from).")
        document.report((*steps, "to"), "date", message)
    return start, end


def confidence(document: Document, value: Any, steps: Steps) -> str:
    """Return one of the four confidences."""
    if value in CONFIDENCES:
        return str(value)
    listed = ", ".join(CONFIDENCES)
    document.report(
        steps, "confidence", Text(f"须有可信度，可选：{listed}。", f"expected a confidence: {listed}.")
    )
    return "unconfirmed"


def source(document: Document, value: Any, steps: Steps, sources: Mapping[str, Text]) -> Text:
    """Return the source a key names."""
    if isinstance(value, str) and value in sources:
        return sources[value]
    listed = ", ".join(sources) or "-"
    document.report(
        steps,
        "source",
        Text(f"须有来源，本文件列有：{listed}。", f"expected a source; this file lists {listed}."),
    )
    return Text("", "")


def entry(
    document: Document, raw: Mapping[str, Any], steps: Steps, context: tuple[Mapping[str, Text], Entry | None]
) -> Entry:
    """Return the texts of a clause; source and confidence are inherited from `context`'s parent entry."""
    sources, parent = context
    inherited_source = parent.source if parent and "source" not in raw else None
    inherited_trust = parent.confidence if parent and "confidence" not in raw else None
    return Entry(
        text=text(document, raw.get("text"), (*steps, "text")),
        clause=_clause(raw, parent),
        source=inherited_source or source(document, raw.get("source"), (*steps, "source"), sources),
        confidence=inherited_trust or confidence(document, raw.get("confidence"), (*steps, "confidence")),
        evidence=text(document, raw["evidence"], (*steps, "evidence")) if "evidence" in raw else None,
    )


def _clause(raw: Mapping[str, Any], parent: Entry | None) -> str:
    found = raw.get("clause")
    return (parent.clause if parent else "") if found is None else str(found)


def cases_of(document: Document, raw: Mapping[str, Any], steps: Steps) -> tuple[str, ...]:
    """Return the cases an entry is for: those it names, else all."""
    cases = tuple(str(case) for case in sequence(document, raw.get("cases", list(CASES)), (*steps, "cases")))
    for case in cases:
        if case not in CASES:
            message = Text(
                f"没有“{case}”这一情形，有 new（新申报）与 renewal（复核）。",
                f"no case is called '{case}'; there are new and renewal.",
            )
            document.report((*steps, "cases"), "case", message)
    return cases


def jurisdiction(document: Document, value: Any, steps: Steps) -> str:
    """Return the code of a country, a union or a province of China; anything else is a finding."""
    if not (isinstance(value, str) and is_jurisdiction(value)):
        message = Text(
            "须有法域（jurisdiction）：ISO 3166 国家代码、EU，或中国省级代码（如 CN-GD）。",
            "expected a jurisdiction: a country by ISO 3166, EU, or a province of China such as CN-GD.",
        )
        document.report(steps, "jurisdiction", message)
    return str(value or "")


def number(document: Document, value: Any, steps: Steps) -> Fraction | None:
    """Return an exact number."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Fraction(value)
    document.report(steps, "number", Text("此处应为数值。", "expected a number here."))
    return None


def threshold(document: Document, raw: Any, steps: Steps, sources: Mapping[str, Text]) -> Threshold | None:
    """Return a named threshold in its canonical unit; needs value, unit, source and confidence."""
    fields = mapping(document, raw, steps)
    allowed_keys(document, fields, steps, ("value", "unit", "step", "source", "confidence", "text"))
    source(document, fields.get("source"), (*steps, "source"), sources)
    confidence(document, fields.get("confidence"), (*steps, "confidence"))
    unit = written_unit(str(fields.get("unit")))
    amount = number(document, fields.get("value"), (*steps, "value"))
    if unit is None:
        listed = ", ".join(written_units())
        document.report(
            (*steps, "unit"), "unit", Text(f"须有单位，可用：{listed}。", f"expected a unit: {listed}.")
        )
    if unit is None or amount is None:
        return None
    return Threshold(amount * unit[1], unit[0], _step(document, fields, steps, unit))


def _step(
    document: Document, fields: Mapping[str, Any], steps: Steps, unit: tuple[Unit, Fraction]
) -> Fraction | None:
    """Return a threshold's own smallest unit: above zero, and finer than its kind of number needs.

    Points may be coarser, as far as the score allows it (see `testing.steps`).
    """
    if "step" not in fields:
        return None
    place: Steps = (*steps, "step")
    found = number(document, fields["step"], place)
    if found is None:
        return None
    step, natural = found * unit[1], smallest_step(unit[0])
    if step <= 0:
        document.report(place, "step", Text("步长应大于零。", "a step must be above zero."))
        return None
    if step > natural and unit[0] != base("points"):
        message = Text(
            "步长不能大于该单位的最小变动：1元、0.01个百分点，其他为1。",
            "a step cannot be above the smallest change of its unit: 1 yuan, 0.01 percentage points, else 1.",
        )
        document.report(place, "step", message)
        return None
    return step
