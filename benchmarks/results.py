"""What a run of the benchmark found, before it is put into words."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field
from typing import Any

from benchmarks.field import Competitor
from benchmarks.process import Run


@dataclass
class Measured:
    """One competitor at one size: its runs, or why there are none, and what the comparison found."""

    competitor: Competitor
    firms: int
    runs: list[Run] = field(default_factory=list)
    reason: str = ""
    agreement: dict[str, Any] | None = None

    @property
    def seconds(self) -> float:
        """Return the median wall time."""
        return statistics.median(run.seconds for run in self.runs)

    @property
    def spread(self) -> tuple[float, float]:
        """Return the shortest and the longest wall time."""
        times = [run.seconds for run in self.runs]
        return min(times), max(times)

    @property
    def processor(self) -> float:
        """Return the median processor time."""
        return statistics.median(run.processor for run in self.runs)

    @property
    def peak(self) -> int:
        """Return the largest resident set of any run, in bytes."""
        return max(run.peak for run in self.runs)

    @property
    def differences(self) -> dict[str, list[Any]]:
        """Return the columns in which a three-valued competitor differs from the engine."""
        groups = (self.agreement or {}).values()
        return {name: cell for group in groups for name, cell in group.get("different", {}).items()}

    @property
    def complete(self) -> bool:
        """Say whether the comparison saw every firm."""
        return self.agreement is not None and all(
            _rows(group) == self.firms for group in self.agreement.values()
        )

    def wrong(self, kind: str) -> dict[str, int]:
        """Return the number of wrong verdicts of a two-valued competitor by column: `wrong`, `opposite`, …"""
        groups = (self.agreement or {}).values()
        return {name: cell[0] for group in groups for name, cell in group[kind]["different"].items()}


def _rows(group: dict[str, Any]) -> int:
    return int(group["rows"] if "rows" in group else group["wrong"]["rows"])


@dataclass
class Findings:
    """All measurements of one run."""

    measured: list[Measured] = field(default_factory=list)
    single: dict[str, dict[str, dict[str, float]]] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    load: tuple[float, float] = (0.0, 0.0)

    def of(self, name: str, firms: int) -> Measured | None:
        """Return a measurement that was taken."""
        found = [
            item for item in self.measured if item.competitor.id == name and item.firms == firms and item.runs
        ]
        return found[0] if found else None

    @property
    def disagreements(self) -> list[Measured]:
        """Return the three-valued measurements that do not agree with the engine in every cell of every firm."""
        compared = [
            item
            for item in self.measured
            if item.runs and item.competitor.valued == 3 and item.agreement is not None
        ]
        return [item for item in compared if item.differences or not item.complete]
