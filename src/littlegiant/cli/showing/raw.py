"""What stands in the files of an edition and its overlays, found by id."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from littlegiant.errors import Text
from littlegiant.standards.model import Amendment, Rulebook

NAME = re.compile(r"[a-z][a-z0-9_]*")
Fields = Mapping[str, Any]


def raw_criteria(rulebook: Rulebook) -> dict[str, Fields]:
    """Return every criterion as written, those that overlays add included, by id."""
    found = [raw for raw in rulebook.edition.document.root.get("criteria") or [] if isinstance(raw, dict)]
    for amendment in rulebook.amendments:
        found += [raw for raw in amendment.body.get("add") or [] if isinstance(raw, dict)]
    return {str(raw.get("id")): raw for raw in found}


def raw_thresholds(rulebook: Rulebook) -> dict[str, list[tuple[Fields, Mapping[str, Text], str | None]]]:
    """Return for each named threshold its settings in order: as written, the sources, the overlay that set it."""
    found: dict[str, list[tuple[Fields, Mapping[str, Text], str | None]]] = {}
    for name, raw in (rulebook.edition.document.root.get("thresholds") or {}).items():
        found[name] = [(raw, rulebook.edition.sources, None)]
    for amendment in rulebook.amendments:
        for name, raw in set_by(amendment):
            found.setdefault(name, []).append((raw, amendment.sources, amendment.overlay))
    return found


def set_by(amendment: Amendment) -> Iterator[tuple[str, Fields]]:
    """Yield the thresholds that an overlay brings or changes."""
    for key in ("thresholds", "set"):
        yield from (amendment.body.get(key) or {}).items()


def raw_parts(raw: Any) -> Iterator[Fields]:
    """Yield every named part inside a raw test, outermost first."""
    if isinstance(raw, dict):
        if "test" in raw and "text" in raw:
            yield raw
        for value in raw.values():
            yield from raw_parts(value)
    elif isinstance(raw, list):
        for value in raw:
            yield from raw_parts(value)


def names_in(raw: Any) -> list[str]:
    """Return every name that the expressions inside a raw test use, each once."""
    found: dict[str, None] = {}
    for expression in _expressions(raw):
        for name in NAME.findall(expression):
            found.setdefault(name)
    return list(found)


def _expressions(raw: Any) -> Iterator[str]:
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, list):
        for item in raw:
            yield from _expressions(item)
    elif isinstance(raw, dict):
        for key, item in raw.items():
            if key not in ("text", "source", "confidence", "clause", "id", "evidence", "kind"):
                yield from _expressions(item)


def plain(value: Any) -> Any:
    """Return a raw value as JSON can hold it: decimals as numbers, dates in ISO form."""
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, datetime.date) else value


def pair(text: Text) -> dict[str, str]:
    """Return a text as an object of both languages."""
    return {"zh": text.zh, "en": text.en}
