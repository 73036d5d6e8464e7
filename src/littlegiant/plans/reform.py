"""A change of rules that is only thought of: thresholds moved, criteria dropped or added."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from littlegiant.errors import LittleGiantError, Text
from littlegiant.rules.scope import Threshold
from littlegiant.rules.units import CNY, RATIO, Unit, base, written_unit
from littlegiant.standards.documents import Document
from littlegiant.standards.identity import read_amendments
from littlegiant.standards.model import Amendment, Rulebook

WRITTEN = re.compile(r"\s*([-+]?[0-9][0-9_,]*(?:\.[0-9]+)?)\s*(\S*)\s*")
NAME = re.compile(r"[a-z][a-z0-9_]*")
_PLAIN: dict[Unit, str] = {CNY: "CNY", RATIO: "ratio"} | {
    base(name): name for name in ("persons", "count", "rank", "years", "points", "level")
}
ASSUMED = {"zh": "设想的修改，不是规定", "en": "A change that is only thought of, no rule"}
SOURCED = {"source": "reform", "confidence": "unconfirmed"}


@dataclass(frozen=True)
class Reform:
    """`thresholds` by name, as written (`4%`, `6000万元`; a bare number in the canonical unit) or as a number in the
    canonical unit, criteria to leave out by id, criteria to add by id as expressions."""

    thresholds: Mapping[str, str | Fraction] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    added: Mapping[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Say whether it changes nothing."""
        return not (self.thresholds or self.dropped or self.added)


def amendment_of(reform: Reform, rulebook: Rulebook) -> Amendment:
    """Return a reform as an amendment of the edition that a rulebook is of.

    Raises call.reform for a threshold or criterion that does not exist, a value outside its unit, or an expression
    that is none.
    """
    body: dict[str, Any] = {
        "standard": rulebook.edition.id,
        "edition": rulebook.edition.edition,
        "cases": [rulebook.case],
        "from": rulebook.as_of,
        "jurisdiction": "CN",
    }
    if reform.thresholds:
        body["set"] = {name: _setting(name, written, rulebook) for name, written in reform.thresholds.items()}
    if reform.dropped:
        body["waive"] = [_waiver(name, rulebook) for name in reform.dropped]
    if reform.added:
        body["add"] = [_criterion(name, test, rulebook) for name, test in reform.added.items()]
    root = {
        "overlay": "reform",
        "title": ASSUMED,
        "issuer": ASSUMED,
        "instrument": {"number": "–", **ASSUMED},
        "sources": {"reform": ASSUMED},
        "amends": [body],
    }
    return read_amendments(Document(Path("reform"), root, {}))[0]


def demand_sound(amendment: Amendment) -> None:
    """Raise call.reform with what linking found wrong in a reform."""
    for finding in amendment.document.findings:
        raise LittleGiantError(
            "call.reform",
            Text(f"修改无法使用：{finding.message.zh}", f"The reform cannot be used: {finding.message.en}"),
            Text("表达式的写法见 docs/language.md。", "How expressions are written: docs/language.md."),
        )


def quantity(name: str, written: str, known: Threshold) -> Fraction:
    """Return a value written with or without its unit, in the canonical unit of a threshold."""
    found = WRITTEN.fullmatch(written)
    unit = None if found is None else written_unit(found[2]) if found[2] else (known.unit, Fraction(1))
    if found is None or unit is None or unit[0] != known.unit:
        raise _wrong_value(name, written, known)
    value = Fraction(found[1].replace(",", "").replace("_", "")) * unit[1]
    if known.unit == RATIO and not found[2] and value > 1 >= known.value:
        raise _wrong_value(name, written, known)
    return value


def threshold_of(name: str, rulebook: Rulebook) -> Threshold:
    """Return a threshold by name; raises call.reform naming those there are."""
    known = rulebook.thresholds.get(name)
    if known is None:
        raise _unknown("阈值", "threshold", name, list(rulebook.thresholds))
    return known


def _setting(name: str, written: str | Fraction, rulebook: Rulebook) -> dict[str, Any]:
    known = threshold_of(name, rulebook)
    value = quantity(name, written, known) if isinstance(written, str) else written
    number = Decimal(value.numerator) / Decimal(value.denominator)
    return {"value": number, "unit": _PLAIN[known.unit], **SOURCED}


def _waiver(name: str, rulebook: Rulebook) -> dict[str, Any]:
    if rulebook.criterion(name) is None:
        raise _unknown("条件", "criterion", name, [item.id for item in rulebook.criteria])
    return {"criterion": name, "cases": [rulebook.case], "text": ASSUMED, **SOURCED}


def _criterion(name: str, test: str, rulebook: Rulebook) -> dict[str, Any]:
    if not NAME.fullmatch(name) or rulebook.criterion(name) is not None:
        raise LittleGiantError(
            "call.reform",
            Text(f"新增条件不能叫“{name}”。", f"An added criterion cannot be called {name!r}."),
            Text(
                "用小写字母，且不与已有条件同名。",
                "Use small letters, and no name that a criterion has already.",
            ),
        )
    return {
        "id": name,
        "clause": "–",
        "text": {"zh": f"设想的条件：{test}", "en": f"thought of: {test}"},
        "test": test,
        **SOURCED,
    }


def _unknown(zh: str, en: str, name: str, known: list[str]) -> LittleGiantError:
    return LittleGiantError(
        "call.reform",
        Text(f"没有名为“{name}”的{zh}。", f"There is no {en} {name!r}."),
        Text(f"有：{'、'.join(known) or '–'}。", f"There are: {', '.join(known) or 'none'}."),
    )


def _wrong_value(name: str, written: str, known: Threshold) -> LittleGiantError:
    unit = str(known.unit)
    samples = {"CNY": "6000万元", "ratio": "4%"}.get(unit, f"5 {_PLAIN.get(known.unit, '')}".strip())
    return LittleGiantError(
        "call.reform",
        Text(
            f"{name}={written}：值与单位（{unit}）不符。",
            f"{name}={written}: the value does not fit its unit ({unit}).",
        ),
        Text(f"例如 {name}={samples}。", f"Write for example {name}={samples}."),
    )
