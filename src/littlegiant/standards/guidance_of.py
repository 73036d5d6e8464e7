"""Read what an instrument says beside its rules: which proof it asks for or leaves out, how and when to file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from littlegiant.errors import Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.standards.documents import Document, Steps
from littlegiant.standards.model import Amendment, Edition, Guidance, Round
from littlegiant.standards.reading import allowed_keys, cases_of, entry, jurisdiction, mapping, sequence, span

_KEYS = {
    "evidence": ("facts", "text", "source", "confidence", "cases"),
    "filing": ("text", "source", "confidence", "cases", "from", "to", "jurisdiction"),
}
Origin = Edition | Amendment
YEAR = 365


def link_guidance(edition: Edition, amendments: tuple[Amendment, ...], case: str) -> tuple[Guidance, ...]:
    """Return the guidance of an edition and its amendments for one case; mistakes are reported in their documents."""
    found = [item for kind in _KEYS for item in guidance_of(edition, kind, case)]
    for amendment in amendments:
        found += [item for kind in _KEYS for item in guidance_of(amendment, kind, case)]
    return tuple(found)


def guidance_of(origin: Origin, kind: str, case: str) -> Iterator[Guidance]:
    """Yield what an edition or an amendment itself says of one kind for one case."""
    steps: Steps
    if isinstance(origin, Edition):
        raw, steps = origin.document.root, ()
    else:
        raw, steps = origin.body, ("amends", origin.index)
    for index, item in enumerate(sequence(origin.document, raw.get(kind), (*steps, kind))):
        here: Steps = (*steps, kind, index)
        fields = mapping(origin.document, item, here)
        allowed_keys(origin.document, fields, here, _KEYS[kind])
        facts = _facts(origin.document, fields, here) if kind == "evidence" else ()
        words = entry(origin.document, fields, here, (origin.sources, None))
        if case in cases_of(origin.document, fields, here):
            yield Guidance(kind, origin.number, facts, words, _round(origin, fields, here))


def _round(origin: Origin, fields: dict[str, Any], steps: Steps) -> Round | None:
    """Return the days of application that a sentence states, None where it states none; a half of them is a finding."""
    if not fields.keys() & {"from", "to", "jurisdiction"}:
        return None
    opens, closes = span(origin.document, fields, steps)
    place = jurisdiction(origin.document, fields.get("jurisdiction", "CN"), (*steps, "jurisdiction"))
    if opens is None or closes is None or (closes - opens).days > YEAR:
        message = Text(
            "申报日期应有起日（from）和止日（to），不超过一年。",
            "days of application need a first (from) and a last (to), at most a year apart.",
        )
        origin.document.report(steps, "date", message)
        return None
    return Round(opens, closes, place)


def _facts(document: Document, fields: dict[str, Any], steps: Steps) -> tuple[str, ...]:
    """Return the facts whose proof is meant; one that does not exist is a finding."""
    facts = tuple(str(fact) for fact in sequence(document, fields.get("facts"), (*steps, "facts")))
    for fact in facts or ("",):
        if fact not in load_dictionary():
            message = Text(f"没有名为“{fact}”的事实。", f"there is no fact '{fact}'.")
            document.report((*steps, "facts"), "fact", message)
    return facts
