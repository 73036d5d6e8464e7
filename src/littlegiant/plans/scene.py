"""One enterprise on one day: its prospects, the rules that judge it then, and what the engine says of any change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from littlegiant.engines.duck import Desk
from littlegiant.plans.aims import Aims
from littlegiant.plans.outlook import Facts, Outlook
from littlegiant.plans.program import Program
from littlegiant.plans.ties import following, follows, parts_fit
from littlegiant.plans.windows import Occasion
from littlegiant.standards.model import Rulebook
from littlegiant.verdicts.row import Row
from littlegiant.verdicts.verdict import Verdict, verdict_of

Changes = Mapping[str, Any]


@dataclass
class Court:
    """The rules of one day, and what makes the desk that judges by them, which is set up when first needed."""

    rulebook: Rulebook
    make_desk: Callable[[], Desk]

    @cached_property
    def desk(self) -> Desk:
        """Return the desk."""
        return self.make_desk()

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Return every column of a table that can matter."""
        return tuple(sorted(self.aims.registry.needed()))

    @cached_property
    def aims(self) -> Aims:
        """Return what each criterion reads."""
        return Aims(self.rulebook)


@dataclass
class Scene:
    """The enterprise as it stands on an occasion, with and without changes; changes are by column, numbers exact."""

    court: Court
    outlook: Outlook
    occasion: Occasion
    _heard: dict[tuple[Any, ...], Row] = field(default_factory=dict)

    @property
    def rulebook(self) -> Rulebook:
        """Return the rules of the day."""
        return self.court.rulebook

    @cached_property
    def base(self) -> Facts:
        """Return what is known on the day if nothing is done."""
        return self.outlook.facts_on(self.court.columns)

    @cached_property
    def program(self) -> Program:
        """Return the programme of the day."""
        return self.program_of(None)

    def program_of(self, criterion: str | None) -> Program:
        """Return the programme of the day; of one criterion alone, as if there were no other."""
        return Program(self.court.aims.registry, self.outlook, criterion)

    def facts(self, changes: Changes) -> dict[str, Any]:
        """Return all facts after changes, with what follows from them."""
        return {**self.base, **changes, **self.follows(changes)}

    def follows(self, changes: Changes) -> dict[str, Any]:
        """Return the figures that follow from changes: profits and the balance sheet."""
        return following(changes, self.outlook, self._following)

    def fits(self, changes: Changes) -> bool:
        """Say whether the parts that were changed are still no larger than their wholes."""
        return parts_fit({**self.base, **changes}, changes)

    def hear(self, many: Iterable[Changes]) -> None:
        """Let the engine judge many changes at once, so that each is known when it is asked for."""
        asked = {self._key(cells): cells for cells in map(self._cells, many)}
        new = [key for key in asked if key not in self._heard]
        if new:
            firms = [{**asked[key], "id": str(place)} for place, key in enumerate(new)]
            rows = {row.cells["id"]: row for row in self.court.desk.rows(firms)}
            self._heard |= {key: rows[str(place)] for place, key in enumerate(new)}

    def row(self, changes: Changes) -> Row:
        """Return what the engine says of the enterprise after changes."""
        key = self._key(self._cells(changes))
        if key not in self._heard:
            self.hear([changes])
        return self._heard[key]

    def verdict(self, changes: Changes) -> Verdict:
        """Return the verdict on the enterprise after changes."""
        return verdict_of(self.row(changes))

    @cached_property
    def _following(self) -> tuple[str, ...]:
        return tuple(column for column in self.base if follows(self.outlook.of(column)))

    @cached_property
    def _base_cells(self) -> dict[str, Any]:
        return {column: cell(value) for column, value in self.base.items()}

    def _cells(self, changes: Changes) -> dict[str, Any]:
        moved = {**changes, **self.follows(changes)}
        return {**self._base_cells, **{column: cell(value) for column, value in moved.items()}}

    def _key(self, cells: Facts) -> tuple[Any, ...]:
        return tuple([cells.get(column) for column in self.court.columns])


def cell(value: Any) -> Any:
    """Return a value as the engine takes it."""
    return float(value) if isinstance(value, Fraction) else value
