"""A standard as one object: identity, overlays, clauses, thresholds, score, classes, notes, sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from littlegiant.cli.showing.raw import (
    Fields,
    names_in,
    pair,
    plain,
    raw_criteria,
    raw_parts,
    raw_thresholds,
    set_by,
)
from littlegiant.errors import Text
from littlegiant.standards.catalogue import shipped
from littlegiant.standards.model import Amendment, Entry, Guidance, Rulebook

CLOSED = Text(
    "官方条文中以“等”结尾的列举，在此只认本文件写明的各项，不再扩充。",
    "Official lists that end in 等 (and the like) are closed here to the items this file names.",
)


def standard_record(rulebook: Rulebook) -> dict[str, Any]:
    """Return the whole standard on its day; raw tests are in the language of docs/language.md."""
    edition, root = rulebook.edition, rulebook.edition.document.root
    return {
        "id": edition.id,
        "edition": edition.edition,
        "title": pair(edition.title),
        "tier": root.get("tier"),
        "issuer": pair(edition.issuer),
        "instrument": {
            "number": edition.number,
            "title": pair(edition.instrument),
            "issued": plain(root.get("instrument", {}).get("issued")),
        },
        "jurisdiction": edition.jurisdiction,
        "currency": edition.currency,
        "case": rulebook.case,
        "as_of": rulebook.as_of.isoformat(),
        "in_force": plain(root.get("in_force")),
        "validity_years": edition.validity_years,
        "validity_confidence": edition.validity_confidence,
        "overlays": [_overlay(item, rulebook) for item in shipped().amendments if _amends(item, rulebook)],
        "criteria": list(_criteria(rulebook)),
        "thresholds": {name: threshold_record(rulebook, name) for name in raw_thresholds(rulebook)},
        "score": plain(root.get("score")),
        "classification": plain(root.get("classification")),
        "notes": [
            pair(note)
            for note in (*edition.notes, *(note for item in rulebook.amendments for note in item.notes))
            if rulebook.case in note.cases
        ],
        "guidance": [_guidance(item) for item in _all_guidance(rulebook)],
        "closed_lists": pair(CLOSED),
        "sources": {key: pair(text) for key, text in edition.sources.items()},
    }


def threshold_record(rulebook: Rulebook, name: str) -> dict[str, Any]:
    """Return a named threshold as it stands on the day: as written, canonical, by whom, and what it was before."""
    settings = raw_thresholds(rulebook)[name]
    raw, sources, overlay = settings[-1]
    found = rulebook.thresholds[name]
    return {
        "value": plain(raw.get("value")),
        "unit": raw.get("unit"),
        "canonical": plain_number(float(found.value)),
        "canonical_unit": str(found.unit),
        "source": pair(sources.get(str(raw.get("source")), Text("", ""))),
        "confidence": raw.get("confidence"),
        "set_by": overlay,
        "before": [
            {"value": plain(old.get("value")), "unit": old.get("unit")} for old, _, _ in settings[:-1]
        ],
    }


def plain_number(value: float) -> int | float:
    """Return a whole number without a point."""
    return int(value) if value.is_integer() else value


def _amends(item: Amendment, rulebook: Rulebook) -> bool:
    return (item.standard, item.edition) == (rulebook.edition.id, rulebook.edition.edition)


def _overlay(item: Amendment, rulebook: Rulebook) -> dict[str, Any]:
    provincial = [amendment for _, variant in rulebook.variants for amendment in variant.amendments]
    return {
        "overlay": item.overlay,
        "title": pair(item.title),
        "number": item.number,
        "jurisdiction": item.jurisdiction,
        "cases": list(item.cases),
        "from": item.start.isoformat(),
        "to": item.end.isoformat() if item.end else None,
        "confidence": item.confidence,
        "applies": item in rulebook.amendments or item in provincial,
        "sets": {
            name: {"value": plain(raw.get("value")), "unit": raw.get("unit")} for name, raw in set_by(item)
        },
        "adds": [str(raw.get("id")) for raw in item.body.get("add") or []],
        "waives": plain(item.body.get("waive") or []),
        "marks": plain(item.body.get("mark") or []),
    }


def _all_guidance(rulebook: Rulebook) -> list[Guidance]:
    """Return what the instruments say beside their rules, those of single provinces included."""
    books = (rulebook, *(variant for _, variant in rulebook.variants))
    return list(dict.fromkeys(item for book in books for item in book.guidance))


def _guidance(item: Guidance) -> dict[str, Any]:
    return {"kind": item.kind, "number": item.number, "facts": list(item.facts), **_label(item.entry)}


def _criteria(rulebook: Rulebook) -> Iterator[dict[str, Any]]:
    """Yield every criterion of the case, examined or waived, in the order of the files."""
    waived = {waiver.criterion: waiver.overlay for waiver in rulebook.waived}
    examined = {item.id: item for item in rulebook.criteria}
    for name, raw in raw_criteria(rulebook).items():
        item = examined.get(name)
        if item is None and name not in waived:
            continue
        yield {
            "id": name,
            **_label(rulebook.labels[name]),
            "test": plain(raw.get("test")),
            "thresholds": _used(rulebook, raw.get("test")),
            "parts": [_part(rulebook, name, part) for part in raw_parts(raw.get("test"))],
            "routes": [_route(rulebook, name, route) for route in raw.get("routes") or []],
            "added_by": item.added_by if item else None,
            "waived_by": waived.get(name),
        }


def _label(entry: Entry) -> dict[str, Any]:
    return {
        "clause": entry.clause,
        "text": pair(entry.text),
        "source": pair(entry.source),
        "confidence": entry.confidence,
        "evidence": pair(entry.evidence) if entry.evidence else None,
        "remarks": [pair(remark) for remark in entry.remarks],
    }


def _route(rulebook: Rulebook, criterion: str, raw: Fields) -> dict[str, Any]:
    entry = rulebook.labels[f"{criterion}/{raw.get('id')}"]
    return {
        "id": raw.get("id"),
        "kind": raw.get("kind"),
        **_label(entry),
        "test": plain(raw.get("test")),
        "thresholds": _used(rulebook, raw.get("test")),
        "parts": [_part(rulebook, criterion, part) for part in raw_parts(raw.get("test"))],
    }


def _part(rulebook: Rulebook, criterion: str, raw: Fields) -> dict[str, Any]:
    own = rulebook.labels[criterion]
    return {
        "text": plain(raw.get("text")),
        "test": plain(raw.get("test")),
        "confidence": raw.get("confidence", own.confidence),
    }


def _used(rulebook: Rulebook, test: Any) -> list[str]:
    return [name for name in names_in(test) if name in rulebook.thresholds]
