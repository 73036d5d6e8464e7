"""What the names of an expression mean while it is parsed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from littlegiant.facts.model import Dictionary
from littlegiant.rules.units import RATIO, Unit, smallest_step
from littlegiant.rules.values import Number


@dataclass
class Numbers:
    """Every number that a rulebook uses, by the place it comes from.

    `adjust` replaces single numbers (used to prove that each of them matters); `steps` records the smallest
    change of each number met so far, in its canonical unit. `ranges` holds what a number of years or items could
    be instead, `offsets` where in its expression a number stands.
    """

    adjust: Mapping[str, Fraction] = field(default_factory=dict)
    steps: dict[str, Fraction] = field(default_factory=dict)
    values: dict[str, Fraction] = field(default_factory=dict)
    ranges: dict[str, tuple[int, int]] = field(default_factory=dict)
    offsets: dict[str, int] = field(default_factory=dict)

    def make(
        self,
        key: str,
        value: Fraction,
        unit: Unit,
        step: Fraction | None = None,
        *,
        offset: int | None = None,
    ) -> Number:
        """Return the constant of that place, adjusted where asked."""
        self.steps[key] = smallest_step(unit) if step is None else step
        self.values[key] = value
        if offset is not None:
            self.offsets[key] = offset
        return Number(self.adjust.get(key, value), unit, key)

    def count(self, key: str, value: int, span: tuple[int, int], offset: int | None = None) -> int:
        """Return a number of years or items, adjusted where asked."""
        self.make(key, Fraction(value), RATIO, Fraction(1), offset=offset)
        self.ranges[key] = span
        return int(self.adjust.get(key, value))


@dataclass(frozen=True)
class Threshold:
    """A named threshold in its canonical unit."""

    value: Fraction
    unit: Unit
    step: Fraction | None = None


@dataclass(frozen=True)
class Scope:
    """What may be named: facts, thresholds, parts of the score, classifications; and the year that is meant.

    `place` is the path of the expression in its file, the key of its literals; `broken` are thresholds that could
    not be read.
    """

    dictionary: Dictionary
    thresholds: Mapping[str, Threshold]
    numbers: Numbers
    place: str = ""
    score_parts: frozenset[str] = frozenset()
    classifications: Mapping[str, frozenset[str]] = field(default_factory=dict)
    shift: int = 0
    used: set[str] = field(default_factory=set)
    broken: frozenset[str] = frozenset()

    def at(self, place: str) -> Scope:
        """Return this scope for the expression at another place of the file."""
        return replace(self, place=place)

    def earlier(self, years: int) -> Scope:
        """Return this scope `years` years earlier."""
        return replace(self, shift=self.shift - years)
