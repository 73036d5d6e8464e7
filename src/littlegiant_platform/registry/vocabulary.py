"""Which facts the registry keeps: those of the engine's dictionary, and the county that a place within a city is."""

from __future__ import annotations

from functools import cache

from littlegiant.errors import LittleGiantError, Text
from littlegiant.facts.dictionary import load_dictionary, nearest
from littlegiant.facts.model import Fact, Kind, ValueType

PLACE = Fact(
    id="place",
    kind=Kind.IDENTITY,
    type=ValueType.CODE,
    unit="code",
    label=Text("所在地", "place"),
    definition=Text(
        "注册地的六位县级以上行政区划代码（GB/T 2260）。",
        "The six-digit GB/T 2260 code of the county, city or province of registration.",
    ),
    evidence=Text("营业执照", "business licence"),
)
# What is derived from what the registry keeps itself, and so never stated: titles held, and the country.
DERIVED = ("id", "country", "province", "city")


@cache
def vocabulary() -> dict[str, Fact]:
    """Return every fact that can be stated, by id."""
    facts = load_dictionary().facts
    kept = {name: fact for name, fact in facts.items() if name not in DERIVED and not _is_title(fact)}
    return {PLACE.id: PLACE, **kept}


def fact_named(name: str) -> Fact:
    """Return one fact; raises fact.unknown with the nearest ones."""
    found = vocabulary().get(name)
    if found is not None:
        return found
    near = [other for other in nearest(name) if other in vocabulary()]
    raise LittleGiantError(
        "fact.unknown",
        Text(f"没有事实“{name}”。", f"There is no fact {name!r}."),
        Text(
            f"是否指 {near[0]}？全部见 littlegiant facts。" if near else "全部见 littlegiant facts。",
            f"Did you mean {near[0]}? All of them: littlegiant facts."
            if near
            else "All of them: littlegiant facts.",
        ),
    )


def _is_title(fact: Fact) -> bool:
    return fact.title is not None
