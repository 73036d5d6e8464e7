"""What a change of rules would do to the enterprises of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from littlegiant.api.opening import placed
from littlegiant.api.reading import DUCKDB, Reading, Where
from littlegiant.api.standard import Standard
from littlegiant.api.workspace import engine_errors
from littlegiant.engines.curves import Count, counts_at
from littlegiant.engines.kinds import FOUNDED, KINDS
from littlegiant.engines.moving import Moves, Scene, moves
from littlegiant.errors import LittleGiantError, Text
from littlegiant.plans.reform import Reform, amendment_of, demand_sound
from littlegiant.standards.catalogue import shipped
from littlegiant.standards.linking import Setting, demand_clean, link
from littlegiant.standards.model import Rulebook
from littlegiant.tables import FactTable, Mapping

MOST_POINTS = 60


def reformed(standard: Standard, reform: Reform) -> Rulebook:
    """Return the rules of a standard with a reform applied; raises call.reform where it cannot be."""
    rulebook = standard.rulebook
    amendment = amendment_of(reform, rulebook)
    setting = Setting(rulebook.case, rulebook.as_of, standard.jurisdiction, also=(amendment,))
    found = link(rulebook.edition, shipped(), setting)
    demand_sound(amendment)
    return demand_clean(found)


@dataclass(frozen=True)
class Source:
    """A table to simulate on: a path or a frame, its mapping, and whether a cell at fault is an error.

    `engine` says where it lies, as for `littlegiant.assess`.
    """

    table: Any
    mapping: Mapping | str | Path | None = None
    strict: bool = False
    engine: str = DUCKDB


class Simulation:
    """The enterprises of a table under a standard and under a reform of it, in one scan.

    `reform` is a Reform, or a rulebook of its own such as that of a draft.
    """

    def __init__(self, source: Source, standard: Standard, reform: Reform | Rulebook) -> None:
        self.asked = standard
        self.reform = reform
        target = reform if isinstance(reform, Rulebook) else reformed(standard, reform)
        self._target = target
        wanted = standard.judge.needed | Standard(target).judge.needed | {FOUNDED, "province", "industry"}
        where = Where(source.engine)
        self.reading = Reading(source.table, wanted, source.mapping, strict=source.strict, where=where)

    @property
    def facts(self) -> FactTable:
        """Return the table as canonical facts; reads it on the first call, and raises what is wrong with it."""
        return self.reading.facts

    @cached_property
    def base(self) -> Standard:
        """Return the standard that judges: by the country's rules when the table says nothing of provinces."""
        return placed(self.asked, self.facts)[0]

    @cached_property
    def target(self) -> Rulebook:
        """Return the rules after the reform, for the same place."""
        if isinstance(self.reform, Rulebook) or self.base is self.asked:
            return self._target
        return reformed(self.base, self.reform)

    def moves(self, kinds: Sequence[str] = KINDS) -> Moves:
        """Judge every enterprise by both rules and count, by the kinds asked for."""
        facts = self.facts
        scene = Scene(facts.columns, facts.relation, self.base.rulebook.as_of)
        with engine_errors():
            return moves(self.reading.runner, (self.base.rulebook, self.target), scene, kinds)

    def curve(self, threshold: str, values: Sequence[str]) -> list[Count]:
        """Return how many are met, unmet and unknown at each value of a threshold, from one scan."""
        if not isinstance(self.reform, Reform):
            raise ValueError("a curve needs a reform of a standard")
        if not 1 <= len(values) <= MOST_POINTS:
            raise LittleGiantError(
                "call.curve",
                Text(f"曲线应有 1 至 {MOST_POINTS} 个点。", f"A curve has 1 to {MOST_POINTS} points."),
            )
        books = [
            reformed(
                self.base,
                Reform({**self.reform.thresholds, threshold: value}, self.reform.dropped, self.reform.added),
            )
            for value in values
        ]
        facts = self.facts
        numbers = [float(book.thresholds[threshold].value) for book in books]
        with engine_errors():
            return counts_at(
                self.reading.runner, list(zip(numbers, books, strict=True)), facts.columns, facts.relation
            )
