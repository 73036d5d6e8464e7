"""By how much a number is changed to see whether it matters."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import gcd

from littlegiant.errors import Text
from littlegiant.rules.conditions import Compare, atoms
from littlegiant.rules.scores import Score, all_levels
from littlegiant.rules.units import smallest_step
from littlegiant.rules.values import ScorePart
from littlegiant.standards.documents import Document
from littlegiant.standards.model import Rulebook
from littlegiant.testing.cases import Situation
from littlegiant.testing.numbers import place_of


def check_steps(document: Document, rulebooks: dict[Situation, Rulebook]) -> None:
    """Report a threshold whose own step is coarser than the points it is held against can change by."""
    for rulebook in rulebooks.values():
        for name, threshold in rulebook.thresholds.items():
            steps = (*place_of(document, name), "step")
            if threshold.step is None or steps not in document.marks:
                continue
            most = _coarsest(rulebook, name)
            if threshold.step > most:
                message = Text(
                    f"步长过大：这里的得分每次至少变动 {float(most):g} 分。",
                    f"the step is too coarse: the points here change by {float(most):g} at least.",
                )
                document.report(steps, "step", message)


def step_of(rulebook: Rulebook, key: str) -> Fraction:
    """Return the smallest change that matters: the threshold's own, or for marks of a score the grid of its points."""
    stated = rulebook.thresholds.get(key)
    if stated is not None and stated.step is not None:
        return stated.step
    if any(part is not None for part in _parts(rulebook, key)):
        return _coarsest(rulebook, key)
    return rulebook.numbers.steps[key]


def _coarsest(rulebook: Rulebook, key: str) -> Fraction:
    """Return the greatest step that still tells one value from the next, of all that a number is compared with."""
    natural = smallest_step(rulebook.thresholds[key].unit) if key in rulebook.thresholds else Fraction(1)
    score = rulebook.score
    return min(
        (natural if part is None or score is None else _grid(score, part) for part in _parts(rulebook, key)),
        default=natural,
    )


def _parts(rulebook: Rulebook, key: str) -> Iterator[str | None]:
    """Yield what a number is compared with: a part of the score, None for anything else."""
    for item in rulebook.criteria:
        for atom in atoms(item.condition):
            if isinstance(atom, Compare) and atom.number.key == key:
                yield atom.value.part if isinstance(atom.value, ScorePart) else None


def _grid(score: Score, part: str) -> Fraction:
    """Return the greatest common divisor of all points that can be earned in a part of the score."""
    levels: set[Fraction] = {score.max} if score.capped and part == "" else set()
    for group in score.groups:
        if group.capped and part in ("", group.id):
            levels.add(group.max)
        for indicator in group.indicators:
            if part in ("", group.id, indicator.id):
                levels |= all_levels(indicator.points)
    found = Fraction(0)
    for level in levels - {Fraction(0)}:
        scale = found.denominator * level.denominator
        found = Fraction(gcd(int(found * scale), int(level * scale)), scale)
    return found or Fraction(1)
