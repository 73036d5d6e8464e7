"""What a change of rules would do to the enterprises of a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

from littlegiant.api.curving import Curve, CurveAsked, curve_of, demand_points
from littlegiant.api.grounds import Ground, draft_ground, ground_of
from littlegiant.api.opening import placed
from littlegiant.api.reading import Reading
from littlegiant.api.standard import NATIONAL, Standard
from littlegiant.api.workspace import engine_errors
from littlegiant.engines.kinds import FACT_OF, KINDS, SIZE, Scene
from littlegiant.engines.moving import Moves, Moving
from littlegiant.errors import Text
from littlegiant.plans.movers import mover_row
from littlegiant.plans.reform import Reform
from littlegiant.standards.catalogue import shipped
from littlegiant.standards.linking import Setting, demand_clean, link
from littlegiant.standards.model import Rulebook
from littlegiant.tables import FactTable, Mapping
from littlegiant.verdicts.registry import Registry

SIZES = "cn/sme-size"


def reformed(standard: Standard, reform: Reform) -> Rulebook:
    """Return the rules of a standard with a reform applied; raises call.reform where it cannot be."""
    return ground_of(standard).rulebook(reform)


@dataclass(frozen=True)
class Source:
    """A table to simulate on: a path or a frame, its mapping, and whether a cell at fault is an error."""

    table: Any
    mapping: Mapping | str | Path | None = None
    strict: bool = False


@dataclass(frozen=True)
class Wish:
    """What a simulation is to tell: kinds to count by (province, industry, size, age), whether movers are listed."""

    kinds: tuple[str, ...] = KINDS
    listed: bool = False


class Simulation:
    """The enterprises of a table under a standard and under a reform of it, read once and judged in one scan.

    `draft` is the file of an edition or an overlay that would take the standard's place; the reform is then one of
    the draft.
    """

    def __init__(
        self,
        source: Source,
        standard: Standard,
        reform: Reform | None = None,
        *,
        draft: str | Path | None = None,
        wish: Wish | None = None,
    ) -> None:
        self.asked = standard
        self.reform = reform or Reform()
        self.wish = wish or Wish()
        self.ground = ground_of(standard) if draft is None else draft_ground(Path(draft), standard)
        self._target = self.ground.rulebook(self.reform)
        self.reading = Reading(source.table, self._wanted(), source.mapping, strict=source.strict)

    def _wanted(self) -> frozenset[str]:
        books = [self.asked.rulebook, self._target, *([self._sizing] if SIZE in self.wish.kinds else [])]
        wanted = frozenset().union(*(Registry(book).needed() for book in books))
        wanted |= {FACT_OF[kind] for kind in self.wish.kinds if kind != SIZE}
        return wanted if self.wish.listed else wanted - {"name"}

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
        return self._target if self.base is self.asked else self._placed.rulebook(self.reform)

    @property
    def notes(self) -> tuple[Text, ...]:
        """Return what a reader should know: of the edition, the place, the draft, the columns."""
        found = [self.asked.note, placed(self.asked, self.facts)[1], *self.ground.notes, self._lacking()]
        return tuple(note for note in (*found, *self.facts.notes) if note is not None)

    def moves(self) -> Moves:
        """Count every enterprise by both outcomes, by the kinds wished for."""
        with engine_errors():
            return self._moving.moves()

    def movers(self) -> Iterator[dict[str, Any]]:
        """Yield one row of plain values for each enterprise whose outcome changes, in the order of the table."""
        with engine_errors():
            books = (self.base.rulebook, self.target)
            yield from (mover_row(item, books) for item in self._moving.movers())

    def demand_curve(self, asked: CurveAsked) -> None:
        """Refuse, before anything is read, a threshold that there is none of and values that do not fit."""
        demand_points(asked, self._target)

    def curve(self, asked: CurveAsked) -> Curve:
        """Return how many are met, unmet and unknown as a threshold of the reformed rules moves."""
        facts = self.facts

        def book_of(value: Fraction) -> Rulebook:
            moved = replace(self.reform, thresholds={**self.reform.thresholds, asked.threshold: value})
            return self._placed.rulebook(moved)

        with engine_errors():
            return curve_of(self.reading.connection, facts, asked, (self.base.rulebook, self.target, book_of))

    @cached_property
    def _moving(self) -> Moving:
        facts, day = self.facts, self.base.rulebook.as_of
        scene = Scene(facts.columns, facts.relation, day, self._sizing)
        books = (self.base.rulebook, self.target)
        return Moving(self.reading.connection, books, scene, self.wish.kinds)

    @cached_property
    def _placed(self) -> Ground:
        if self.base is self.asked:
            return self.ground
        return replace(self.ground, setting=replace(self.ground.setting, jurisdiction=NATIONAL))

    @cached_property
    def _sizing(self) -> Rulebook:
        """Return the rules by which enterprises are classed by size on the day."""
        day = self.asked.rulebook.as_of
        edition = shipped().in_force(SIZES, "new", day) or shipped().editions(SIZES)[0]
        return demand_clean(link(edition, shipped(), Setting("new", day, NATIONAL)))

    def _lacking(self) -> Text | None:
        """Return which facts the reform asks for, and the standard does not, that the table has no column of."""
        asked = Registry(self._target).named() - Registry(self.asked.rulebook).named()
        lacking = sorted(asked - set(self.facts.columns))
        if not lacking:
            return None
        return Text(
            f"表中没有修改后的规则所需的列：{'、'.join(lacking)}；这些数据按未知处理。",
            f"the table has no column for what the changed rules ask besides: {', '.join(lacking)}; "
            "these facts count as unknown.",
        )


__all__ = ["Curve", "CurveAsked", "Simulation", "Source", "Wish", "reformed"]
