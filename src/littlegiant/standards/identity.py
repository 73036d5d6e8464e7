"""Read the identity of an edition or an overlay: who issued it, under which number, when it judges."""

from __future__ import annotations

from typing import Any

from littlegiant.errors import Text
from littlegiant.standards.documents import Document, Steps
from littlegiant.standards.model import Amendment, Edition, InForce, Note
from littlegiant.standards.reading import (
    allowed_keys,
    cases_of,
    confidence,
    day,
    mapping,
    sequence,
    source,
    text,
)

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
    validity = mapping(document, root.get("validity", {}), ("validity",))
    years = validity.get("years")
    if validity:
        source(document, validity.get("source"), ("validity",), sources)
        confidence(document, validity.get("confidence"), ("validity",))
    edition = Edition(
        id=str(root.get("standard", "")),
        edition=str(root.get("edition", "")),
        title=text(document, root.get("title"), ("title",)),
        issuer=text(document, root.get("issuer"), ("issuer",)),
        instrument=instrument,
        number=number,
        jurisdiction=str(root.get("jurisdiction", "")),
        currency=str(root.get("currency", "")),
        in_force=_in_force(document, sources),
        validity_years=years if isinstance(years, int) else None,
        validity_confidence=str(validity["confidence"]) if "confidence" in validity else None,
        notes=_notes(document),
        sources=sources,
        document=document,
    )
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
    start = day(document, fields.get("from"), (*steps, "from"))
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
        end=day(document, fields.get("to"), (*steps, "to"), required=False),
        jurisdiction=str(fields.get("jurisdiction", "CN")),
        index=index,
        notes=_notes(document),
        sources=sources,
        document=document,
    )


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
        start = day(document, fields.get("from"), (*steps, "from"))
        end = day(document, fields.get("to"), (*steps, "to"), required=False)
        for case in cases_of(document, {"cases": [fields.get("case")]}, steps):
            if start is not None:
                found.append(InForce(case, start, end, trust))
    if not found:
        document.report(
            ("in_force",), "date", Text("须写明施行期间（in_force）。", "expected when it is in force.")
        )
    return tuple(found)
