"""What the engine says of the panel: verdicts by code, counts, the funnel, what is missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from tests.data.sources import MAPPING, PANEL, ROOT, data_file

import littlegiant as lg
from littlegiant.standards.model import Rulebook

AS_OF = "2018-05-01"
SIZE = "cn/sme-size@2011"
GIANT = "cn/little-giant@2022"


@dataclass(frozen=True)
class Stage:
    """One clause of the funnel: its counts, and what is left after it and all before it."""

    criterion: str
    met: int
    unmet: int
    unknown: int
    possible: int
    certain: int


@dataclass(frozen=True)
class Judged:
    """The objects of `assess --format json` by id, the rulebook, faulty cells, and notes in English."""

    verdicts: dict[str, dict[str, Any]]
    rulebook: Rulebook
    faults: int
    notes: tuple[str, ...]

    def outcome(self, code: str, criterion: str) -> str:
        """Return the outcome of one criterion for one firm."""
        found = next(item for item in self.verdicts[code]["criteria"] if item["id"] == criterion)
        return str(found["outcome"])

    def outcomes(self) -> Counter[str]:
        """Return how many firms have which overall outcome."""
        return Counter(found["outcome"] for found in self.verdicts.values())

    def classes(self) -> Counter[str]:
        """Return how many firms are of which class."""
        return Counter(found["class"] for found in self.verdicts.values())

    def counts(self, criterion: str) -> Counter[str]:
        """Return how many firms have which outcome of one criterion."""
        return Counter(self.outcome(code, criterion) for code in self.verdicts)

    def missing(self) -> Counter[str]:
        """Return for how many firms each fact could still change the outcome."""
        return Counter(fact for found in self.verdicts.values() for fact in found["missing"])

    def funnel(self, criteria: list[str]) -> list[Stage]:
        """Return the stages in the order given: still possible is no clause unmet, certain is every clause met."""
        possible = certain = set(self.verdicts)
        stages = []
        for name in criteria:
            counts = self.counts(name)
            possible = {code for code in possible if self.outcome(code, name) != "unmet"}
            certain = {code for code in certain if self.outcome(code, name) == "met"}
            numbers = (counts["met"], counts["unmet"], counts["unknown"], len(possible), len(certain))
            stages.append(Stage(name, *numbers))
        return stages


def judge_panel(standard: str) -> Judged:
    """Judge the panel through its mapping."""
    return _judge(data_file(PANEL), standard, ROOT / MAPPING)


def judge_rows(rows: list[dict[str, str]], standard: str) -> Judged:
    """Judge rows of canonical facts."""
    return _judge(rows, standard, None)


def _judge(table: Any, standard: str, mapping: Any) -> Judged:
    verdicts = lg.assess(table, lg.standard(standard, as_of=AS_OF), mapping)
    found = {item["id"]: item for item in verdicts}
    notes = tuple(note.en for note in verdicts.notes)
    return Judged(found, verdicts.standard.rulebook, verdicts.faults.total, notes)
