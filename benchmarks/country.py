"""Judges synthetic countries of growing size: `make bench-country`, or `python -m benchmarks.country [--sizes …] [--write FILE]`.

For each size the country is written by `littlegiant population`, judged by three standards through the command line and
through the hand-written SQL, and all cells are held against each other. At one size a reform is simulated beside a full
run. Exit status 1 when a cell differs or a run fails.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.country_report import report
from benchmarks.field import COMMAND, Competitor, native
from benchmarks.machine import load, machine, versions
from benchmarks.process import ROOT, ProcessError, Run, run, run_all
from benchmarks.results import Measured
from benchmarks.task import AS_OF, STANDARDS

SIZES = (100_000, 1_000_000, 10_000_000, 52_000_000)
REFORM_AT = 10_000_000
REFORM = "debt_ceiling=70%"
SEED = 1
LONGEST = 4 * 3_600
ONCE_FROM = 5_000_000
"""From so many firms on each is run once, below three times."""


@dataclass
class Drawn:
    """A country on disk: its size, how long it took, how many bytes it has; no run where it was there before."""

    firms: int
    folder: Path
    run: Run | None
    size: int


@dataclass
class Found:
    """All that was measured."""

    countries: list[Drawn] = field(default_factory=list)
    measured: list[Measured] = field(default_factory=list)
    reform: tuple[int, Run, Run] | None = None
    load: tuple[float, float] = (0.0, 0.0)


def main(words: list[str] | None = None) -> int:
    """Measure, compare, report; return the exit status."""
    asked = _arguments(words)
    folder: Path = asked.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    found = Found(load=(load(), 0.0))
    for firms in asked.sizes:
        _measure(found, firms, folder, asked)
    found.load = (found.load[0], load())
    page = report(found, machine(), versions(folder / "environments"))
    print(page)
    if asked.write:
        asked.write.write_text(page, encoding="utf-8")
    return _status(found)


def _arguments(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.country", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="how many firms")
    parser.add_argument(
        "--reform-at", type=int, default=REFORM_AT, help="the size at which a reform is simulated"
    )
    parser.add_argument("--country", type=Path, help="a country written before, taken for the size it has")
    parser.add_argument("--keep", action="store_true", help="leave the countries on disk")
    parser.add_argument("--write", type=Path, help="write the report to this Markdown file")
    parser.add_argument(
        "--folder", type=Path, default=ROOT / "out" / "bench-country", help="where all files go"
    )
    return parser.parse_args(words)


def _measure(found: Found, firms: int, folder: Path, asked: argparse.Namespace) -> None:
    country = _given(asked.country, firms) or _drawn(firms, folder)
    found.countries.append(country)
    entered = [Measured(item, firms) for item in _competitors()]
    for _ in range(1 if firms >= ONCE_FROM else 3):
        for measured in entered:
            if not measured.reason:
                _run_once(measured, country.folder, folder)
    _compare(entered, country.folder, folder)
    found.measured += entered
    shutil.rmtree(folder / "results", ignore_errors=True)
    if firms == asked.reform_at:
        found.reform = _reform(country, folder)
    if country.run is not None and not asked.keep:
        shutil.rmtree(country.folder)


def _given(path: Path | None, firms: int) -> Drawn | None:
    """Return a country written before when it has this size."""
    if path is None or json.loads((path / "_synthetic.json").read_text(encoding="utf-8"))["firms"] != firms:
        return None
    return Drawn(firms, path.resolve(), None, _bytes(path))


def _drawn(firms: int, folder: Path) -> Drawn:
    out = folder / f"country_{firms}"
    shutil.rmtree(out, ignore_errors=True)
    _say(f"drawing {firms:,} firms")
    words = ["population", "--firms", str(firms), "--seed", str(SEED), "--out", str(out)]
    taken = run([str(COMMAND), *words], LONGEST)
    return Drawn(firms, out, taken, _bytes(out))


def _bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*.parquet"))


def _competitors() -> list[Competitor]:
    return [item for item in native() if item.id in ("engine", "sql")]


def _run_once(measured: Measured, source: Path, folder: Path) -> None:
    out = folder / "results" / measured.competitor.id
    out.mkdir(parents=True, exist_ok=True)
    try:
        measured.runs.append(run_all(measured.competitor.commands(source, out), LONGEST))
    except ProcessError as error:
        measured.reason = " ".join(str(error).split())[-300:].replace("|", "/")
        return
    taken = measured.runs[-1]
    _say(
        f"{measured.competitor.id}, {measured.firms:,} firms: {taken.seconds:.1f} s, {taken.peak / 1e6:.0f} MB"
    )


def _compare(entered: list[Measured], source: Path, folder: Path) -> None:
    """Hold the hand-written result against the engine's, cell by cell."""
    if any(not item.runs for item in entered) or len(entered) < 2:
        return
    engine, other = (folder / "results" / item.competitor.id for item in entered)
    words = [str(source), str(engine), str(other), entered[1].competitor.files, "3"]
    command = [sys.executable, "-m", "benchmarks.agreement", *words]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ended.returncode == 0:
        entered[1].agreement = json.loads(ended.stdout)
    else:
        entered[1].reason = "comparison failed: " + " ".join(ended.stderr.split())[-300:]


def _reform(country: Drawn, folder: Path) -> tuple[int, Run, Run]:
    """Return what a simulation of one changed threshold takes, and one full run by the same standard."""
    shared = [str(country.folder), "--standard", STANDARDS["giant"], "--as-of", AS_OF]
    out = folder / "reform"
    out.mkdir(exist_ok=True)
    simulated = [str(COMMAND), "simulate", *shared, "--set", REFORM, "--out", str(out / "moves.txt")]
    judged = [str(COMMAND), "assess", *shared, "--out", str(out / "verdicts.parquet")]
    taken = run(simulated, LONGEST), run(judged, LONGEST)
    shutil.rmtree(out)
    return country.firms, *taken


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _status(found: Found) -> int:
    wrong = [item for item in found.measured if item.reason or item.differences or not item.runs]
    for item in wrong:
        _say(f"{item.competitor.id}, {item.firms:,} firms: {item.reason or ', '.join(item.differences)}")
    uncompared = [item for item in found.measured if item.competitor.id == "sql" and not item.complete]
    return 1 if wrong or uncompared else 0


if __name__ == "__main__":
    sys.exit(main())
