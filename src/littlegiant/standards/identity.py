"""Read the identity of an edition or an overlay: who issued it, under which number, when it judges."""

from __future__ import annotations

from typing import Any

from littlegiant.errors import Text
from littlegiant.facts.codes import CURRENCIES
from littlegiant.standards.documents import Document, Steps
from littlegiant.standards.model import Amendment, Edition, InForce, Note
from littlegiant.standards.reading import (
    allowed_keys,
    cases_of,
    confidence,
    day,
    jurisdiction,
    mapping,
    sequence,
    source,
    span,
    text,
)

_LONGEST = 50
_EDITION_KEYS = (
    "standard", "edition", "title", "tier", "issuer", "instrument", "jurisdiction", "currency", "in_force",
    "validity", "sources", "notes", "thresholds", "criteria", "score", "classification", "evidence", "filing", "cases",
)  # fmt: skip
_OVERLAY_KEYS = ("overlay", "title", "issuer", "instrument", "sources", "notes", "amends", "cases")
_AMENDS_KEYS = (
    "standard", "edition", "cases", "from", "to", "jurisdiction", "source", "confidence",
    "set", "waive", "add", "mark", "thresholds", "evidence", "filing",
)  # fmt: skip


def read_edition(document: Document) -> Edition:
    """Return the identity of an edition file; mistakes are reported in the document."""
    root = document.root
    allowed_keys(document, root, (), _EDITION_KEYS)
    sources = _sources(document)
    instrument, number = _instrument(document)
    years, validity_confidence = _validity(document, sources)
    edition = Edition(
        id=str(root.get("standard", "")),
        edition=str(root.get("edition", "")),
        title=text(document, root.get("title"), ("title",)),
        issuer=text(document, root.get("issuer"), ("issuer",)),
        instrument=instrument,
        number=number,
        jurisdiction=jurisdiction(document, root.get("jurisdiction"), ("jurisdiction",)),
        currency=_currency(document),
        in_force=_in_force(document, sources),
        validity_years=years,
        validity_confidence=validity_confidence,
        notes=_notes(document),
        sources=sources,
        document=document,
    )
    for key in ("standard", "edition"):
        if not root.get(key) and not document.broken:
            document.report((key,), "id", Text(f"须写明 {key}。", f"expected {key}."))
            return edition
    expected = f"{edition.id.rpartition('/')[2]}@{edition.edition}.yaml"
    if document.path.name != expected:
        document.report(
            ("standard",), "id", Text(f"文件名应为 {expected}。", f"the file should be called {expected}.")
        )
    return edition


def read_amendments(document: Document) -> tuple[Amendment, ...]:
    """Return what an overlay file changes; mistakes are reported in the document."""
    allowed_keys(document, document.root, (), _OVERLAY_KEYS)
    sources = _sources(document)
    text(document, document.root.get("issuer"), ("issuer",))
    entries = sequence(document, document.root.get("amends"), ("amends",))
    found = [_amendment(document, raw, index, sources) for index, raw in enumerate(entries)]
    return tuple(amendment for amendment in found if amendment is not None)


def _amendment(document: Document, raw: Any, index: int, sources: dict[str, Text]) -> Amendment | None:
    steps: Steps = ("amends", index)
    fields = mapping(document, raw, steps)
    allowed_keys(document, fields, steps, _AMENDS_KEYS)
    start, end = span(document, fields, steps)
    if start is None:
        return None
    return Amendment(
        overlay=str(document.root.get("overlay", "")),
        title=text(document, document.root.get("title"), ("title",)),
        number=_instrument(document)[1],
        standard=str(fields.get("standard", "")),
        edition=str(fields.get("edition", "")),
        cases=cases_of(document, fields, steps),
        start=start,
        end=end,
        jurisdiction=jurisdiction(document, fields.get("jurisdiction", "CN"), (*steps, "jurisdiction")),
        index=index,
        notes=_notes(document),
        sources=sources,
        document=document,
    )


def _validity(document: Document, sources: dict[str, Text]) -> tuple[int | None, str | None]:
    """Return for how many years a title is valid and how sure that is; both None where the file does not say."""
    if "validity" not in document.root:
        return None, None
    steps: Steps = ("validity",)
    fields = mapping(document, document.root["validity"], steps)
    allowed_keys(document, fields, steps, ("years", "source", "confidence"))
    source(document, fields.get("source"), steps, sources)
    trust = confidence(document, fields.get("confidence"), steps)
    years = fields.get("years")
    if isinstance(years, int) and not isinstance(years, bool) and 0 < years <= _LONGEST:
        return years, trust
    message = Text(
        f"有效期应为 1 到 {_LONGEST} 的整数年。", f"expected a whole number of years from 1 to {_LONGEST}."
    )
    document.report((*steps, "years"), "validity", message)
    return None, trust


def _currency(document: Document) -> str:
    found = document.root.get("currency")
    if not (isinstance(found, str) and found in CURRENCIES):
        message = Text(
            "须有币种（currency），用 ISO 4217 代码，如 CNY。",
            "expected a currency by ISO 4217, such as CNY.",
        )
        document.report(("currency",), "currency", message)
    return str(found or "")


def _sources(document: Document) -> dict[str, Text]:
    raw = mapping(document, document.root.get("sources", {}), ("sources",))
    return {key: text(document, value, ("sources", key)) for key, value in raw.items()}


def _notes(document: Document) -> tuple[Note, ...]:
    raw = sequence(document, document.root.get("notes"), ("notes",))
    return tuple(_note(document, note, ("notes", index)) for index, note in enumerate(raw))


def _note(document: Document, raw: Any, steps: Steps) -> Note:
    words, fields = text(document, raw, steps), raw if isinstance(raw, dict) else {}
    allowed_keys(document, fields, steps, ("zh", "en", "cases"))
    return Note(words.zh, words.en, cases_of(document, fields, steps))


def _instrument(document: Document) -> tuple[Text, str]:
    fields = mapping(document, document.root.get("instrument"), ("instrument",))
    allowed_keys(document, fields, ("instrument",), ("number", "zh", "en", "issued"))
    day(document, fields.get("issued"), ("instrument", "issued"), required=False)
    if not fields.get("number"):
        document.report(
            ("instrument",), "number", Text("须有文号（number）。", "expected the number of the instrument.")
        )
    return text(document, fields, ("instrument",)), str(fields.get("number", ""))


def _in_force(document: Document, sources: dict[str, Text]) -> tuple[InForce, ...]:
    found: list[InForce] = []
    for index, raw in enumerate(sequence(document, document.root.get("in_force"), ("in_force",))):
        steps: Steps = ("in_force", index)
        fields = mapping(document, raw, steps)
        allowed_keys(document, fields, steps, ("case", "from", "to", "source", "confidence"))
        source(document, fields.get("source"), steps, sources)
        trust = confidence(document, fields.get("confidence"), steps)
        start, end = span(document, fields, steps)
        for case in cases_of(document, {"cases": [fields.get("case")]}, steps):
            if start is not None:
                found.append(InForce(case, start, end, trust))
    if not found:
        document.report(
            ("in_force",), "date", Text("须写明施行期间（in_force）。", "expected when it is in force.")
        )
    return tuple(found)
