"""The facts of an enterprise as the engine takes them: canonical columns, what is in conflict left unknown.

Counts of intellectual property come from the items on record where there are any, else from what was stated.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from littlegiant.facts.dictionary import load_dictionary
from littlegiant_platform.registry.models import Enterprise
from littlegiant_platform.registry.queries.known import Known, known_of_all
from littlegiant_platform.registry.queries.moment import Moment
from littlegiant_platform.registry.queries.rights import counts_of_all
from littlegiant_platform.registry.queries.titles import titles_ever, titles_in_force
from littlegiant_platform.registry.vocabulary import vocabulary


def facts_for_judging(enterprises: list[UUID], moment: Moment) -> dict[UUID, dict[str, Any]]:
    """Return canonical facts by column for each enterprise, with the titles it holds on the day.

    A title of a standard whose titles the registry keeps for nobody stays unknown instead of becoming a no.
    """
    known = known_of_all(enterprises, moment)
    held = _held(enterprises, moment)
    kept = set(titles_ever(moment).values_list("standard", flat=True).distinct())
    counted = counts_of_all(enterprises, moment)
    names = dict(Enterprise.objects.filter(pk__in=enterprises).values_list("pk", "name"))
    found = {}
    for one in enterprises:
        facts: dict[str, Any] = {"id": str(one), "name": names[one]}
        for (name, year), item in known[one].items():
            facts |= _columns(name, year, item)
        facts |= counted.get(one, {})
        for fact in load_dictionary().facts.values():
            if fact.title in kept:
                facts[fact.id] = fact.title in held[one]
        found[one] = facts
    return found


def _columns(name: str, year: int | None, item: Known) -> dict[str, Any]:
    if item.value is None:
        return {}
    if name == "place":
        return {"province": str(item.value)[:2]}
    value = float(item.value) if isinstance(item.value, Decimal) else item.value
    return {vocabulary()[name].column(year): value}


def _held(enterprises: list[UUID], moment: Moment) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = {one: set() for one in enterprises}
    for enterprise, standard in (
        titles_in_force(moment).filter(enterprise__in=enterprises).values_list("enterprise_id", "standard")
    ):
        found[enterprise].add(standard)
    return found
