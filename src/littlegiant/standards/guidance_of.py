"""Read what an instrument says beside its rules: which proof it asks for or leaves out, how and when to file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from littlegiant.errors import Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.standards.documents import Document, Steps
from littlegiant.standards.model import Amendment, Edition, Guidance
from littlegiant.standards.reading import allowed_keys, cases_of, entry, mapping, sequence

_KEYS = {
    "evidence": ("facts", "text", "source", "confidence", "cases"),
    "filing": ("text", "source", "confidence", "cases"),
}
Origin = Edition | Amendment


def link_guidance(edition: Edition, amendments: tuple[Amendment, ...], case: str) -> tuple[Guidance, ...]:
    """Return the guidance of an edition and its amendments for one case; mistakes are reported in their documents."""
    found = [item for kind in _KEYS for item in _of(edition, (edition.document.root, ()), kind, case)]
    for amendment in amendments:
        place = amendment.body, ("amends", amendment.index)
        found += [item for kind in _KEYS for item in _of(amendment, place, kind, case)]
    return tuple(found)


def _of(origin: Origin, place: tuple[dict[str, Any], Steps], kind: str, case: str) -> Iterator[Guidance]:
    raw, steps = place
    for index, item in enumerate(sequence(origin.document, raw.get(kind), (*steps, kind))):
        here: Steps = (*steps, kind, index)
        fields = mapping(origin.document, item, here)
        allowed_keys(origin.document, fields, here, _KEYS[kind])
        facts = _facts(origin.document, fields, here) if kind == "evidence" else ()
        words = entry(origin.document, fields, here, (origin.sources, None))
        if case in cases_of(origin.document, fields, here):
            yield Guidance(kind, origin.number, facts, words)


def _facts(document: Document, fields: dict[str, Any], steps: Steps) -> tuple[str, ...]:
    """Return the facts whose proof is meant; one that does not exist is a finding."""
    facts = tuple(str(fact) for fact in sequence(document, fields.get("facts"), (*steps, "facts")))
    for fact in facts or ("",):
        if fact not in load_dictionary():
            message = Text(f"没有名为“{fact}”的事实。", f"there is no fact '{fact}'.")
            document.report((*steps, "facts"), "fact", message)
    return facts
