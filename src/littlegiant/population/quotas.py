"""How many firms there are of each province, tier and section, in whole numbers that add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from littlegiant.population.shares import TIERS, Shares

Cell = tuple[int, str]
"""A tier, 0 where there is no title, and a section."""


@dataclass(frozen=True)
class Quota:
    """The firms of one province, in the order in which they are numbered: `cells` are counts by tier and section."""

    province: str
    start: int
    cells: dict[Cell, int]

    @property
    def count(self) -> int:
        """Return how many firms the province has."""
        return sum(self.cells.values())


def quotas(shares: Shares, firms: int) -> list[Quota]:
    """Divide a number of firms among provinces, tiers and sections; every total is within one of its share."""
    parts = {"none": 1 - shares.tiers["first"]}
    for tier, following in zip(TIERS, (*TIERS[1:], None), strict=True):
        parts[tier] = shares.tiers[tier] - (shares.tiers[following] if following else 0)
    counts = largest_remainder(parts, firms)
    cells: dict[tuple[str, int, str], int] = {}
    titled: dict[tuple[str, str], float] = {}
    for number, tier in enumerate(TIERS, 1):
        wanted = {
            (province, section): counts[tier] * one * other
            for province, one in shares.provinces_of(tier).items()
            for section, other in shares.sections_of(tier).items()
        }
        for (province, section), count in cascade(wanted).items():
            cells[province, number, section] = count
            titled[province, section] = titled.get((province, section), 0) + wanted[province, section]
    rest = {
        (province, section): max(firms * one * other - titled.get((province, section), 0), 0.0)
        for province, one in shares.provinces.items()
        for section, other in shares.sections.items()
    }
    scale = counts["none"] / sum(rest.values())
    for (province, section), count in cascade({cell: value * scale for cell, value in rest.items()}).items():
        cells[province, 0, section] = count
    return _numbered(shares, cells)


def _numbered(shares: Shares, cells: Mapping[tuple[str, int, str], int]) -> list[Quota]:
    found, start = [], 1
    for province in shares.provinces:
        own = {
            (tier, section): cells[province, tier, section]
            for tier in range(len(TIERS) + 1)
            for section in shares.sections
            if cells[province, tier, section]
        }
        found.append(Quota(province, start, own))
        start += found[-1].count
    return found


def largest_remainder(weights: Mapping[str, float], total: int) -> dict[str, int]:
    """Divide a whole number by weights: each gets its whole part, what is left goes to the largest remainders."""
    whole = sum(map(Fraction, weights.values()))
    exact = {name: Fraction(weight) * total / whole for name, weight in weights.items()}
    counts = {name: int(value) for name, value in exact.items()}
    order = sorted(exact, key=lambda name: counts[name] - exact[name])
    for name in order[: total - sum(counts.values())]:
        counts[name] += 1
    return counts


def cascade(wanted: Mapping[tuple[str, str], float]) -> dict[tuple[str, str], int]:
    """Round numbers whose sum is whole so that every run of them, in order, is off by less than one."""
    found, before, running = {}, 0, Fraction(0)
    for cell, value in wanted.items():
        running += Fraction(value)
        after = int(running + Fraction(1, 2))
        found[cell], before = after - before, after
    return found
