"""Units of values: what may be compared with what, and how a written quantity becomes canonical."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Unit:
    """A product of base units with exponents, sorted by name; the empty product is a ratio."""

    powers: tuple[tuple[str, int], ...] = ()

    def times(self, other: Unit) -> Unit:
        """Return the unit of a product."""
        return self._merge(other, 1)

    def over(self, other: Unit) -> Unit:
        """Return the unit of a quotient."""
        return self._merge(other, -1)

    def _merge(self, other: Unit, sign: int) -> Unit:
        powers = dict(self.powers)
        for name, power in other.powers:
            powers[name] = powers.get(name, 0) + sign * power
        return Unit(tuple(sorted((name, power) for name, power in powers.items() if power)))

    def __str__(self) -> str:
        if not self.powers:
            return "ratio"
        above = [name if power == 1 else f"{name}^{power}" for name, power in self.powers if power > 0]
        below = [name if power == -1 else f"{name}^{-power}" for name, power in self.powers if power < 0]
        return "/".join(["·".join(above) or "1", *below])


def base(name: str) -> Unit:
    """Return the unit of that name; `ratio` and `-` have no dimension."""
    return Unit() if name in ("ratio", "-") else Unit(((name, 1),))


RATIO = Unit()
CNY = base("CNY")
COUNTED = frozenset({base("count"), base("rank"), base("points"), base("level")})

_WRITTEN: dict[str, tuple[Unit, Fraction]] = {
    **dict.fromkeys(("元", "CNY", "yuan"), (CNY, Fraction(1))),
    "千元": (CNY, Fraction(1_000)),
    "万元": (CNY, Fraction(10_000)),
    "百万元": (CNY, Fraction(1_000_000)),
    "亿元": (CNY, Fraction(100_000_000)),
    "%": (RATIO, Fraction(1, 100)),
    "ratio": (RATIO, Fraction(1)),
    **dict.fromkeys(("persons", "人"), (base("persons"), Fraction(1))),
    **dict.fromkeys(("count", "项"), (base("count"), Fraction(1))),
    **dict.fromkeys(("rank", "名"), (base("rank"), Fraction(1))),
    **dict.fromkeys(("years", "年"), (base("years"), Fraction(1))),
    **dict.fromkeys(("points", "分"), (base("points"), Fraction(1))),
    **dict.fromkeys(("level", "级"), (base("level"), Fraction(1))),
}

_STEPS = {CNY: Fraction(1), RATIO: Fraction(1, 10_000)}


def written_unit(name: str) -> tuple[Unit, Fraction] | None:
    """Return the unit and the factor to its canonical form for a written unit, or None if there is none."""
    return _WRITTEN.get(name)


def written_units() -> tuple[str, ...]:
    """Return every unit that may be written in a standard."""
    return tuple(_WRITTEN)


def smallest_step(unit: Unit) -> Fraction:
    """Return the smallest change of a number in this unit that matters: 1 yuan, 0.01 percentage points, or 1."""
    return _STEPS.get(unit, Fraction(1))
