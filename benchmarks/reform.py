"""Measures `simulate` beside a full run of the same standard: `python -m benchmarks.reform [--firms N] [--write FILE]`.

Each run is a process of its own over the same made-up table. Exit status 1 when the counts of both disagree.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import duckdb

from benchmarks.machine import load, machine
from benchmarks.process import ROOT, Run, run
from benchmarks.run import SECONDS_PER_RUN, population

DAY = "2026-05-01"
AIM = 0.5


@dataclass(frozen=True)
class Task:
    """One standard, the threshold that is changed, and its new value."""

    standard: str
    threshold: str
    value: str

    @property
    def name(self) -> str:
        """Return what is measured."""
        return f"`{self.standard}`, `{self.threshold}={self.value}`"


TASKS = (
    Task("cn/little-giant@2026", "debt_ceiling", "70%"),
    Task("cn/srdi-sme@2026", "debt_ceiling", "70%"),
    Task("cn/innovative-sme@2022", "pass_mark", "65"),
)


@dataclass(frozen=True)
class Measured:
    """The runs of one way of asking."""

    name: str
    runs: tuple[Run, ...]

    @property
    def seconds(self) -> float:
        """Return the median of the wall times."""
        return median(item.seconds for item in self.runs)

    @property
    def processor(self) -> float:
        """Return the median of the processor times."""
        return median(item.processor for item in self.runs)

    @property
    def peak(self) -> int:
        """Return the largest resident set in bytes."""
        return max(item.peak for item in self.runs)


def main(words: list[str] | None = None) -> int:
    """Measure, compare, report; return the exit status."""
    asked = _arguments(words)
    folder: Path = asked.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    source = population(asked.firms, folder)
    before, agreed, lines = load(), True, []
    for task in TASKS:
        measured, same = _measure(task, source, folder, asked.rounds)
        agreed &= same
        lines += _rows(task, measured, same)
    page = _page(asked.firms, asked.rounds, lines, (before, load()))
    print(page)
    if asked.write:
        asked.write.write_text(page, encoding="utf-8")
    return 0 if agreed else 1


def _arguments(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reform", description=__doc__)
    parser.add_argument("--firms", type=int, default=1_000_000, help="how many enterprises")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is run")
    parser.add_argument("--write", type=Path, help="write the report to this Markdown file")
    parser.add_argument(
        "--folder", type=Path, default=ROOT / "out" / "bench", help="where tables and results go"
    )
    return parser.parse_args(words)


def _measure(task: Task, source: Path, folder: Path, rounds: int) -> tuple[list[Measured], bool]:
    """Run everything in turn, round after round; say whether the counts of all agree."""
    command = [str(Path(sys.executable).with_name("littlegiant"))]
    about = [str(source), "--standard", task.standard, "--as-of", DAY, "--quiet"]
    written, told = folder / "reform.parquet", folder / "reform.json"
    change = ["--set", f"{task.threshold}={task.value}"]
    ways = {
        "assess, every cell written": [*command, "assess", *about, "--out", str(written)],
        "simulate, totals": [*command, "simulate", *about, *change, "--by", "province", "--out", str(told)],
        "simulate, by everything": [*command, "simulate", *about, *change, "--out", str(told)],
        "simulate, a curve of 21 points": [
            *command, "simulate", *about, *change, "--curve", task.threshold, "--out", str(told),
        ],
    }  # fmt: skip
    runs: dict[str, list[Run]] = {name: [] for name in ways}
    same = True
    for _ in range(rounds):
        for name, words in ways.items():
            runs[name].append(run(words, SECONDS_PER_RUN))
            if name.startswith("simulate"):
                same &= json.loads(told.read_text("utf-8"))["base"] == _outcomes(written)
    written.unlink()
    told.unlink()
    return [Measured(name, tuple(found)) for name, found in runs.items()], same


def _outcomes(path: Path) -> dict[str, int]:
    query = f"SELECT outcome::VARCHAR, count(*) FROM read_parquet('{path}') GROUP BY ALL"
    return {"met": 0, "unmet": 0, "unknown": 0} | dict(duckdb.sql(query).fetchall())


def _rows(task: Task, measured: list[Measured], same: bool) -> list[str]:
    full = measured[0].processor
    found = [
        f"\n## {task.name}\n",
        "| | seconds | processor seconds | share of the full run | peak memory, MB |",
    ]
    found.append("|---|---:|---:|---:|---:|")
    for item in measured:
        share = item.processor / full
        found.append(
            f"| {item.name} | {item.seconds:.2f} | {item.processor:.2f} | {share:.2f} | {item.peak / 1e6:.0f} |"
        )
    found.append(f"\nThe counts agree: {'yes' if same else '**no**'}.")
    return found


def _page(firms: int, rounds: int, lines: list[str], loads: tuple[float, float]) -> str:
    head = (
        "# A changed threshold beside a full run\n\nWritten by `make bench-reform`; do not edit.\n\n"
        f"{firms:,} made-up enterprises in one Parquet file. Each run is a process of its own, from the start of its\n"
        f"interpreter to its end; figures are medians of {rounds}, the share is of processor seconds (aim: at most {AIM:g}).\n"
        "The full run is `assess` to Parquet; `simulate` judges by both rules.\n\n"
        f"{machine()}. Load average {loads[0]:.1f} before, {loads[1]:.1f} after.\n"
    )
    return head + "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
