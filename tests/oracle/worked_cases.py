"""The worked cases at the bottom of the shipped standards, spelled out one by one."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.oracle.implied import Cell

from littlegiant.facts.industries import normalise_industry
from littlegiant.facts.places import province_code
from littlegiant.standards.catalogue import shipped
from littlegiant.standards.documents import Document
from littlegiant.standards.linking import Setting, link
from littlegiant.standards.model import Rulebook

COUNTRY = "CN"
"""A case that names no jurisdiction is about the whole country."""


@dataclass(frozen=True)
class Place:
    """Under which edition, case, day and jurisdiction something is judged."""

    edition: str
    case: str
    as_of: datetime.date
    jurisdiction: str | None = None

    def rulebook(self) -> Rulebook:
        """Link the rulebook."""
        setting = Setting(self.case, self.as_of, self.jurisdiction)
        return link(shipped().edition(self.edition), shipped(), setting)


@dataclass(frozen=True)
class WorkedCase:
    """One enterprise and what the official text says about it.

    `of` is a criterion, an indicator, `outcome`, `score` or `class`; `outcome` is expected beside it if given.
    """

    place: Place
    facts: dict[str, Cell] = field(hash=False)
    of: str
    expect: Any
    outcome: str | None
    where: str

    def __str__(self) -> str:
        return self.where


@dataclass(frozen=True)
class Profile:
    """A named starting point: an enterprise that passes."""

    name: str
    place: Place
    facts: dict[str, Cell] = field(hash=False)


def documents() -> list[Document]:
    """Return the files of all editions and overlays."""
    catalogue = shipped()
    return [*(catalogue.edition(name).document for name in catalogue.names), *catalogue.overlay_documents]


def profiles(document: Document) -> list[Profile]:
    """Return the profiles of a file, each under the edition it is written for."""
    found = []
    for raw in document.root.get("cases", []):
        if "profile" in raw:
            for edition in _editions(document, raw["case"], raw["as_of"])[:1]:
                place = Place(edition, raw["case"], raw["as_of"], raw.get("jurisdiction", COUNTRY))
                found.append(Profile(raw["profile"], place, canonical(raw["facts"])))
    return found


def worked_cases(document: Document) -> Iterator[WorkedCase]:
    """Return every single expectation of a file."""
    start = {raw["profile"]: raw for raw in document.root.get("cases", []) if "profile" in raw}
    for index, raw in enumerate(document.root.get("cases", [])):
        if "of" not in raw:
            continue
        base = start.get(raw.get("from"), {"facts": {}})
        merged = {**base, **raw, "facts": {**base["facts"], **raw.get("facts", {})}}
        line, _ = document.place(("cases", index))
        for edition in (
            [raw["standard"]] if "standard" in raw else _editions(document, merged["case"], merged["as_of"])
        ):
            place = Place(edition, merged["case"], merged["as_of"], merged.get("jurisdiction", COUNTRY))
            for facts, expect, number in _ladder(merged):
                yield WorkedCase(
                    place,
                    canonical(facts),
                    raw["of"],
                    expect,
                    raw.get("outcome"),
                    f"{document.path.name}:{line}:{number}",
                )


def canonical(facts: dict[str, Any]) -> dict[str, Cell]:
    """Return facts as a clean table holds them: codes shortened, empty cells left out."""
    found = {str(column): cell for column, cell in facts.items() if cell is not None}
    if "industry" in found:
        found["industry"] = normalise_industry(str(found["industry"]))
    if "province" in found:
        found["province"] = province_code(str(found["province"]))
    return found


def _ladder(raw: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Any, int]]:
    if "vary" not in raw:
        yield raw["facts"], raw["expect"], 0
        return
    for number, (cell, expect) in enumerate(raw["expect"].items()):
        yield {**raw["facts"], raw["vary"]: cell}, expect, number


def _editions(document: Document, case: str, day: datetime.date) -> list[str]:
    """Return the edition a file is about; for an overlay those it amends for the case on the day."""
    root = document.root
    if "standard" in root:
        return [f"{root['standard']}@{root['edition']}"]
    judging = [
        shipped().in_force(item["standard"], case, day)
        or shipped().edition(f"{item['standard']}@{item['edition']}")
        for item in root["amends"]
        if case in item.get("cases", ("new", "renewal"))
    ]
    return list(dict.fromkeys(edition.name for edition in judging))[:1]
