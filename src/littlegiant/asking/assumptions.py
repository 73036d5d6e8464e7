"""The stated assumptions on what is likely of an enterprise about which nothing is known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from littlegiant.facts.dictionary import LOADER

AS_LIKELY_AS_NOT = 0.5


@dataclass(frozen=True)
class Amount:
    """How a number is spread: five points from least to most, as a multiple of fact `of` if given.

    `growth` are five points of its growth from year to year.
    """

    points: tuple[float, ...]
    of: str | None = None
    growth: tuple[float, ...] = ()


@dataclass(frozen=True)
class Likely:
    """The assumptions by fact: chances of yes, shares of options, spreads of numbers."""

    yes: dict[str, float]
    one_of: dict[str, dict[str, float]]
    numbers: dict[str, Amount]

    def chance(self, fact: str) -> float:
        """Return how likely a yes is."""
        return self.yes.get(fact, AS_LIKELY_AS_NOT)

    def shares(self, fact: str, options: list[str]) -> list[float]:
        """Return how likely each of some options is, one of them being true."""
        given = self.one_of.get(fact, {})
        listed = {option: given[option] for option in options if option in given}
        others = len(options) - len(listed)
        rest = max(1.0 - sum(given.values()), 0.0) / max(others, 1) if others else 0.0
        shares = [listed.get(option, rest) for option in options]
        total = sum(shares)
        return [share / total for share in shares] if total > 0 else [1 / len(options)] * len(options)


@lru_cache(maxsize=1)
def assumptions() -> Likely:
    """Return the assumptions shipped; the same object on every call."""
    source = resources.files("littlegiant.asking").joinpath("assumptions.yaml").read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.load(source, Loader=LOADER)
    numbers = {fact: _amount(entry) for fact, entry in content["numbers"].items()}
    one_of = {
        fact: {str(option): float(share) for option, share in shares.items()}
        for fact, shares in content["one_of"].items()
    }
    return Likely(dict(content["chance_of_yes"]), one_of, numbers)


def _amount(entry: dict[str, Any]) -> Amount:
    return Amount(
        tuple(map(float, entry["points"])), entry.get("of"), tuple(map(float, entry.get("growth", ())))
    )
