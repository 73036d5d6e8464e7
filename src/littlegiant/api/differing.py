"""Two editions side by side: what changed clause by clause, and what that does to the enterprises of a table."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from littlegiant.api.opening import placed
from littlegiant.api.reading import Reading
from littlegiant.api.standard import NATIONAL, Standard, day, place
from littlegiant.api.workspace import engine_errors
from littlegiant.engines.moving import Moves, Scene, moves
from littlegiant.errors import LittleGiantError, Text
from littlegiant.standards.catalogue import shipped
from littlegiant.standards.differences import Difference, difference
from littlegiant.standards.linking import Setting, demand_clean, link
from littlegiant.standards.model import CASES, Edition, Rulebook
from littlegiant.tables import FactTable, Mapping
from littlegiant.verdicts.registry import Registry


def diff(
    old: str,
    new: str,
    *,
    case: str = "new",
    as_of: str | datetime.date | None = None,
    jurisdiction: str | None = None,
) -> Difference:
    """Return what changes from one edition (`id@edition`) to another, clause by clause.

    Without `as_of` both are taken as they were issued; with it notices in force on that day are applied to both,
    and so are the rules of the province in `jurisdiction`. Raises LittleGiantError for an edition that does not
    exist, one that is not named in full, or a case that is none.
    """
    _demand_case(case)
    where = NATIONAL if jurisdiction is None else place(jurisdiction)
    when = None if as_of is None else day(as_of)
    one, other = (_rulebook(name, case, when, where) for name in (old, new))
    return difference(one, other)


class Population:
    """The enterprises of a table under an old and a new edition, on the day the difference was made for."""

    def __init__(
        self,
        found: Difference,
        table: Any,
        mapping: Mapping | str | Path | None = None,
        *,
        strict: bool = False,
    ) -> None:
        self.standards = tuple(Standard(book, None) for book in (found.old, found.new))
        wanted = frozenset().union(*(item.judge.needed for item in self.standards))
        self.reading = Reading(table, wanted, mapping, strict=strict)

    @property
    def facts(self) -> FactTable:
        """Return the table as canonical facts; reads it on the first call, and raises what is wrong with it."""
        return self.reading.facts

    @property
    def notes(self) -> tuple[Text, ...]:
        """Return what a reader should know: facts that one edition names and the table has no column of."""
        named = frozenset().union(*(Registry(item.rulebook).named() for item in self.standards))
        lacking = sorted(named - set(self.facts.columns))
        if not lacking:
            return self.facts.notes
        told = Text(
            f"表中没有两版所需的这些列：{'、'.join(lacking)}；这些数据按未知处理。",
            f"the table has no column for {', '.join(lacking)}, which one of the editions or both ask for; "
            "these facts count as unknown.",
        )
        return (told, *self.facts.notes)

    def moves(self) -> Moves:
        """Judge every enterprise by both editions in one scan and count."""
        facts = self.facts
        old, new = (placed(item, facts)[0].rulebook for item in self.standards)
        with engine_errors():
            return moves(self.reading.connection, (old, new), Scene(facts.columns, facts.relation, old.as_of))


def _rulebook(name: str, case: str, when: datetime.date | None, where: str) -> Rulebook:
    if "@" not in name:
        raise _no_edition(name)
    edition = shipped().edition(name)
    setting = Setting(case, when or _first_day(edition, case), where, overlays=when is not None)
    return demand_clean(link(edition, shipped(), setting))


def _first_day(edition: Edition, case: str) -> datetime.date:
    """Return the first day an edition judges the case, or any case where it does not judge this one."""
    own = [period.start for period in edition.in_force if period.case == case]
    return min(own or [period.start for period in edition.in_force])


def _demand_case(case: str) -> None:
    if case not in CASES:
        raise LittleGiantError(
            "call.case",
            Text(
                f"没有“{case}”这一情形，有 new（新申报）与 renewal（复核）。",
                f"There is no case '{case}'; there are new and renewal.",
            ),
        )


def _no_edition(name: str) -> LittleGiantError:
    editions = [edition.name for edition in shipped().editions(name)]
    listed = "、".join(editions), ", ".join(editions)
    return LittleGiantError(
        "call.edition",
        Text(f"“{name}”没有写明版本。", f"{name!r} names no edition."),
        Text(f"请写明其一：{listed[0]}。", f"Name one of: {listed[1]}."),
    )
