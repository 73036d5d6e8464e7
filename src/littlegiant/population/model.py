"""Reads `model.yaml`: how one firm is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

Chances = Sequence[float]


@dataclass(frozen=True)
class Flag:
    """A yes-or-no fact: the chance of yes and the chance of being known, by group."""

    yes: Chances
    known: Chances


@dataclass(frozen=True)
class Level:
    """A category: its options, the chance of each by group, and the chance of being known by group."""

    options: tuple[str, ...]
    chances: tuple[Chances, ...]
    known: Chances


@dataclass(frozen=True)
class Model:
    """The assumptions; every sequence has a number for each of the five groups of firms."""

    numbers: dict[str, Any]
    known: dict[str, Chances]
    flags: dict[str, Flag]
    incidents: Flag
    recent_incidents: float
    awards: dict[str, Chances]
    recent_awards: float
    levels: dict[str, Level]
    titles: dict[str, Chances]
    shells: float

    def number(self, name: str) -> str:
        """Return the place of a number of the firm's group in a template of SQL."""
        assert name in self.numbers, name
        return f"${name}"


@lru_cache(maxsize=1)
def load_model() -> Model:
    """Read the model; the same object on every call."""
    content = yaml.safe_load(resources.files(__package__).joinpath("model.yaml").read_text(encoding="utf-8"))
    known = content["known"]
    incidents, awards = content["incidents"], dict(content["awards"])
    return Model(
        numbers=content["numbers"],
        known=known,
        flags={
            name: Flag(flag["chance"], _chances(known, flag["known"]))
            for name, flag in content["flags"].items()
        },
        incidents=Flag(incidents["chance"], incidents["known"]),
        recent_incidents=incidents["recent"],
        recent_awards=awards.pop("recent"),
        awards=awards,
        levels={name: _level(known, level) for name, level in content["levels"].items()},
        titles=content["titles"],
        shells=content["shells"],
    )


def _chances(known: dict[str, Chances], written: str | Chances) -> Chances:
    return known[written] if isinstance(written, str) else written


def _level(known: dict[str, Chances], level: dict[str, Any]) -> Level:
    return Level(tuple(level["options"]), tuple(level["chances"]), _chances(known, level["known"]))
