"""Recognises a header without a mapping: canonical names and labels, with year and unit."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import Fact
from littlegiant.tables.units import unit_exponent

YEAR_FIRST = re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?:年度|年)?(?P<rest>.+)")
YEAR_LAST = re.compile(r"(?P<rest>.+?)(?P<year>(?:19|20)[0-9]{2})(?:年度|年)?")
BRACKET = re.compile(r"[(\[【](?:单位[::]?|unit:?)?\s*([^()\[\]【】]+?)\s*[)\]】]", re.IGNORECASE)
JOINTS = re.compile(r"[\s_\-·.]+")


@dataclass(frozen=True)
class Match:
    """What a header says: a fact, perhaps a year, perhaps the power of ten of a unit in brackets."""

    fact: Fact
    year: int | None
    exponent: int | None = None


def match_header(header: str) -> Match | None:
    """Recognise `revenue_2025`, `营业收入_2025（万元）`, `2025年营业收入` or `Revenue 2025`; None for anything else.

    A yearly fact without a year is recognised too, with `year` None: the caller knows whether that is enough.
    """
    text = unicodedata.normalize("NFKC", header).strip()
    found = match_canonical(text) or _match_label(text)
    return found or _match_with_unit(text)


def match_canonical(header: str) -> Match | None:
    """Recognise a canonical name in any letter case, and nothing else."""
    name = header.strip().lower()
    dictionary = load_dictionary()
    found = dictionary.of_column(name)
    if found is not None:
        return Match(*found)
    return Match(dictionary[name], None) if name in dictionary else None


def foreign_unit(header: str) -> tuple[Fact, str] | None:
    """Return the fact and the unit of a header whose only trouble is a unit that the fact cannot have."""
    text = unicodedata.normalize("NFKC", header).strip()
    for bracket in BRACKET.finditer(text):
        rest = (text[: bracket.start()] + text[bracket.end() :]).strip()
        found = match_canonical(rest) or _match_label(rest)
        if found is not None:
            return found.fact, bracket.group(1)
    return None


def _match_with_unit(text: str) -> Match | None:
    for bracket in BRACKET.finditer(text):
        rest = (text[: bracket.start()] + text[bracket.end() :]).strip(" _")
        found = match_canonical(rest) or _match_label(rest)
        exponent = None if found is None else unit_exponent(bracket.group(1), found.fact.type)
        if found is not None and exponent is not None:
            return Match(found.fact, found.year, exponent)
    return None


def _match_label(text: str) -> Match | None:
    labels = _facts_by_label()
    key = _folded(text)
    if key in labels:
        return Match(labels[key], None)
    for pattern in (YEAR_LAST, YEAR_FIRST):
        found = pattern.fullmatch(key)
        fact = labels.get(found["rest"]) if found else None
        if found and fact is not None and fact.is_yearly:
            return Match(fact, int(found["year"]))
    return None


@lru_cache(maxsize=1)
def _facts_by_label() -> dict[str, Fact]:
    """Return the facts by folded label, id and synonym; a word two facts share names neither."""
    facts: dict[str, Fact] = {}
    shared: set[str] = set()
    for fact in load_dictionary().facts.values():
        for label in set(map(_folded, (fact.label.zh, fact.label.en, fact.id, *fact.synonyms))):
            if label in facts:
                shared.add(label)
            facts[label] = fact
    return {label: fact for label, fact in facts.items() if label not in shared}


def _folded(text: str) -> str:
    return JOINTS.sub("", unicodedata.normalize("NFKC", text).casefold())
