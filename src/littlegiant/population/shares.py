"""Reads `shares.yaml`: the published totals, and as shares what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any

import yaml

TIERS = ("first", "second", "third")
Weights = dict[str, float]


class Shares:
    """The figures of `shares.yaml`; what is asked for comes as weights that add up to one."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.content = content

    @property
    def firms(self) -> int:
        """Return how many enterprises the country has."""
        return int(self.content["firms"]["value"])

    @cached_property
    def provinces(self) -> Weights:
        """Return the share of each province, by two-digit code, in all enterprises."""
        return _normal(_text(self.content["provinces"]["counts"]))

    @cached_property
    def sections(self) -> Weights:
        """Return the share of each section of GB/T 4754 in all enterprises."""
        parts = self.content["sections"]
        return _normal(dict(sorted({**parts["published"]["shares"], **parts["assumed"]["shares"]}.items())))

    @cached_property
    def sizes(self) -> Weights:
        """Return the share of each size class, the largest first."""
        return _normal({name: size["share"] for name, size in self.content["sizes"].items()})

    @cached_property
    def tiers(self) -> Weights:
        """Return the share of the enterprises that hold at least a title of each tier."""
        return {name: self.content["tiers"][name]["count"] / self.firms for name in TIERS}

    @cached_property
    def years(self) -> dict[int, tuple[float, float]]:
        """Return, by year, the share of the little giants recognised in it, and how many of these by renewal."""
        new, renewed = (self.content["little_giants"]["years"][kind] for kind in ("new", "renewal"))
        total = sum(new.values()) + sum(renewed.values())
        return {
            year: ((new[year] + renewed[year]) / total, renewed[year] / (new[year] + renewed[year]))
            for year in new
        }

    def provinces_of(self, tier: str) -> Weights:
        """Return the share of each province in the enterprises whose highest title is of a tier."""
        giants = self._giants
        if tier == "third":
            return giants
        return {code: (share + giants[code]) / 2 for code, share in self.provinces.items()}

    def sections_of(self, tier: str) -> Weights:
        """Return the share of each section in the enterprises whose highest title is of a tier."""
        named = self.content["titled_sections"][tier]
        return _normal({section: named.get(section, 0.0) for section in self.sections})

    @cached_property
    def _giants(self) -> Weights:
        found = self.content["little_giants"]["provinces"]
        named = {code: count / found["of"] for code, count in _text(found["counts"]).items()}
        rest = sum(share for code, share in self.provinces.items() if code not in named)
        left = 1 - sum(named.values())
        return {code: named.get(code, share / rest * left) for code, share in self.provinces.items()}


@lru_cache(maxsize=1)
def load_shares() -> Shares:
    """Read the figures; the same object on every call."""
    written = resources.files(__package__).joinpath("shares.yaml").read_text(encoding="utf-8")
    return Shares(yaml.safe_load(written))


def _text(weights: Mapping[Any, float]) -> Weights:
    return {str(code): weight for code, weight in weights.items()}


def _normal(weights: Mapping[str, float]) -> Weights:
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()}
