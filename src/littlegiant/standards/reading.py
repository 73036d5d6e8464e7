"""Read single fields of a document; what is missing or malformed becomes a finding, never an exception."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from littlegiant.errors import Text
from littlegiant.rules.scope import Threshold
from littlegiant.rules.units import written_unit, written_units
from littlegiant.standards.documents import Document, Steps
from littlegiant.standards.model import CASES, CONFIDENCES, Entry

_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")


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
            document.report(
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
    """Return a date written YYYY-MM-DD."""
    if isinstance(value, datetime.date):
        return value
    if value is not None or required:
        document.report(steps, "date", Text("日期应写作 YYYY-MM-DD。", "expected a date YYYY-MM-DD."))
    return None


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
        clause=str(raw.get("clause", parent.clause if parent else "")),
        source=inherited_source or source(document, raw.get("source"), (*steps, "source"), sources),
        confidence=inherited_trust or confidence(document, raw.get("confidence"), (*steps, "confidence")),
        evidence=text(document, raw["evidence"], (*steps, "evidence")) if "evidence" in raw else None,
    )


def cases_of(document: Document, raw: Mapping[str, Any], steps: Steps) -> tuple[str, ...]:
    """Return the cases an entry is for: those it names, else all."""
    cases = tuple(str(case) for case in sequence(document, raw.get("cases", list(CASES)), (*steps, "cases")))
    for case in cases:
        if case not in CASES:
            message = Text(
                f"没有 {case} 这一情形，有 new 与 renewal。",
                f"no case is called {case}; there are new and renewal.",
            )
            document.report((*steps, "cases"), "case", message)
    return cases


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
    step = number(document, fields["step"], (*steps, "step")) if "step" in fields else None
    return Threshold(amount * unit[1], unit[0], None if step is None else step * unit[1])
