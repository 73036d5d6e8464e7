"""Takes changes back, number by number, as far as the engine still says that what is wanted holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from littlegiant.plans.lowered import LOWERED
from littlegiant.plans.outlook import Prospect
from littlegiant.plans.scene import Changes, Scene
from littlegiant.verdicts.row import Row

Holds = Callable[[Row], bool]
GRID = 24
"""How many amounts between two are tried at once."""


def tightened(scene: Scene, changes: Changes, holds: Holds) -> dict[str, Any] | None:
    """Return the least of these changes with which `holds` is true of the engine's row; None where it is not at all.

    Afterwards no change can be left out, and no number be one step nearer to what it is.
    """
    trial = _Trial(scene, dict(changes), holds)
    scene.hear(first_trials(scene, changes))
    if not trial.works(trial.changes):
        return None
    while trial.ease():
        pass
    return trial.changes


def first_trials(scene: Scene, changes: Changes) -> Iterator[Changes]:
    """Yield what is asked of the engine first: the changes, without each, with each a step less."""
    yield changes
    for column in changes:
        yield {name: value for name, value in changes.items() if name != column}
        if isinstance(changes[column], Fraction):
            value, found = changes[column], scene.outlook.of(column)
            yield {**changes, column: value - _sign(found, value) * found.step}


def start_of(found: Prospect) -> Fraction:
    """Return from where a number is changed: what it is, or where that is not known, what asks least."""
    if found.base is not None:
        return Fraction(found.base)
    return found.high if found.fact.id in LOWERED else found.low


def bound_of(scene: Scene, changes: Changes, column: str, holds: Holds) -> str:
    """Say what a change asks of a number: `floor` no less, `ceiling` no more, `free` where both less and the most will do.

    Only of a number that is not known the last two are said: of any other it is known from where it is changed.
    """
    found, value = scene.outlook.of(column), changes[column]
    if found.base is not None or not isinstance(value, Fraction) or value - found.step < found.low:
        return "floor"
    less, most = ({**changes, column: other} for other in (value - found.step, found.high))
    if not holds(scene.row(less)):
        return "floor"
    return "free" if holds(scene.row(most)) else "ceiling"


def _sign(found: Prospect, value: Fraction) -> int:
    return 1 if value > start_of(found) else -1


@dataclass
class _Trial:
    scene: Scene
    changes: dict[str, Any]
    holds: Holds

    def works(self, changes: Changes) -> bool:
        return self.scene.fits(changes) and self.holds(self.scene.row(changes))

    def ease(self) -> bool:
        """Take back what can be; say whether anything was, so that another round may take back more."""
        self.scene.hear(first_trials(self.scene, self.changes))
        eased = False
        for column in list(self.changes):
            rest = {name: value for name, value in self.changes.items() if name != column}
            if self.works(rest):
                self.changes, eased = rest, True
            elif isinstance(self.changes[column], Fraction):
                eased |= self._relax(self.scene.outlook.of(column))
        return eased

    def _relax(self, found: Prospect) -> bool:
        """Take a number as far back as still works; say whether it moved."""
        value = self.changes[found.column]
        bound = bound_of(self.scene, self.changes, found.column, self.holds)
        if bound == "free":
            return False
        start = found.high if bound == "ceiling" else start_of(found)
        sign = 1 if value > start else -1
        far, near = int(abs(value - start) / found.step), 0
        if far < 2 or not self._works_at(found.column, value - sign * found.step):
            return False
        while far - near > 1:
            gap = max(1, (far - near) // GRID)
            places = list(range(near + gap, far, gap))
            at = {place: start + sign * place * found.step for place in places}
            self.scene.hear([{**self.changes, found.column: number} for number in at.values()])
            works = [place for place in places if self._works_at(found.column, at[place])]
            far = min(works, default=far)
            near = max([place for place in places if place < far], default=near)
        self.changes = {**self.changes, found.column: start + sign * far * found.step}
        return True

    def _works_at(self, column: str, number: Fraction) -> bool:
        return self.works({**self.changes, column: number})
