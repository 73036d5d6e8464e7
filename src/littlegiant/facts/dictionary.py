"""Reads the shipped dictionary of facts."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from littlegiant.errors import Text
from littlegiant.facts.model import Dictionary, Fact, Implications, Kind, Option, ValueType

# libyaml reads this file several times as fast as the loader written in Python.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

YEAR_SUFFIX = re.compile(r"_[0-9]{4}$")


@lru_cache(maxsize=1)
def load_dictionary() -> Dictionary:
    """Read the dictionary of facts; the same object on every call."""
    source = resources.files("littlegiant.facts").joinpath("dictionary.yaml").read_text(encoding="utf-8")
    content = yaml.load(source, Loader=LOADER)
    facts = [_fact(entry) for entry in content["facts"]]
    return Dictionary({fact.id: fact for fact in facts}, _implications(content["implications"]))


def nearest(name: str) -> list[str]:
    """Return up to three fact names close to `name`, best first; a year suffix is kept on yearly facts.

    `revnue_2025` gives `revenue_2025`, `market_shar` gives `market_share`.
    """
    found = YEAR_SUFFIX.search(name)
    suffix = found.group() if found else ""
    spellings = [fact.id + suffix if fact.is_yearly else fact.id for fact in load_dictionary().facts.values()]
    return get_close_matches(name.lower(), spellings, n=3, cutoff=0.7)


def _fact(entry: dict[str, Any]) -> Fact:
    entry = dict(entry)
    for key in ("label", "question", "definition", "evidence"):
        if key in entry:
            entry[key] = Text(**entry[key])
    for key in ("minimum", "maximum"):
        if key in entry:
            entry[key] = float(entry[key])
    entry["kind"] = Kind(entry["kind"])
    entry["type"] = ValueType(entry["type"])
    entry["options"] = tuple(
        Option(option["id"], Text(**option["label"])) for option in entry.get("options", ())
    )
    entry["synonyms"] = tuple(entry.get("synonyms", ()))
    return Fact(**entry)


def _implications(content: dict[str, list[list[Any]]]) -> Implications:
    return Implications(**{name: tuple(tuple(row) for row in rows) for name, rows in content.items()})
