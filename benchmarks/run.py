"""Runs the whole benchmark and reports it: `python -m benchmarks.run [--sizes 10000 …] [--only engine …] [--write FILE]`.

The program itself stays small, so that the memory of the processes it starts is their own. Exit status 1 when hand-
written SQL or Polars disagree with the engine in any cell or could not be compared, or the engine did not run.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.field import Competitor, field
from benchmarks.machine import load, machine, versions
from benchmarks.process import ROOT, ProcessError, run, run_all
from benchmarks.report import report
from benchmarks.results import Findings, Measured
from benchmarks.task import MEMORY_LIMIT, SIZES

SEED = 1
SECONDS_PER_RUN = 3_600
REPEATS = ((100_000, 5), (2_000_000, 3))
SOURCES = ("population.py", "industries.py", "size_table.py")


def main(words: list[str] | None = None) -> int:
    """Measure, compare, report; return the exit status."""
    asked = _arguments(words)
    folder: Path = asked.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    found = Findings(load=(load(), 0.0))
    competitors = [
        item for item in field(folder) if not asked.only or _named(item).id in {*asked.only, "engine"}
    ]
    for firms in asked.sizes:
        _measure_size(found, competitors, firms, folder)
    if not asked.only or "single" in asked.only:
        _measure_single(found, folder)
    found.complaints += _complaints()
    found.load = (found.load[0], load())
    page = report(found, machine(), versions(folder / "environments"))
    print(page)
    if asked.write:
        asked.write.write_text(page, encoding="utf-8")
    return _status(found)


def _arguments(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=list(SIZES), help="how many firms, one table each"
    )
    parser.add_argument(
        "--only", nargs="+", default=[], help="competitors by id (engine is always run), or `single`"
    )
    parser.add_argument("--write", type=Path, help="write the report to this Markdown file")
    parser.add_argument(
        "--folder", type=Path, default=ROOT / "out" / "bench", help="where tables and results go"
    )
    return parser.parse_args(words)


def _named(item: Competitor | tuple[Competitor, str]) -> Competitor:
    return item[0] if isinstance(item, tuple) else item


def population(firms: int, folder: Path) -> Path:
    """Return the made-up table of this size, made unless the same program made it before."""
    sources = b"".join((ROOT / "benchmarks" / name).read_bytes() for name in SOURCES)
    path = folder / f"firms_{firms}_{SEED}_{hashlib.sha256(sources).hexdigest()[:8]}.parquet"
    if not path.is_file():
        _say(f"making {firms:,} firms")
        temporary = path.with_suffix(".part")
        run(
            [sys.executable, "-m", "benchmarks.population", str(firms), str(temporary), str(SEED)],
            SECONDS_PER_RUN,
        )
        temporary.rename(path)
    return path


def _measure_size(
    found: Findings, competitors: list[Competitor | tuple[Competitor, str]], firms: int, folder: Path
) -> None:
    """Let all run in turn, round after round, so that a busy minute of the machine meets more than one of them."""
    source = population(firms, folder)
    entered = [_entered(item, firms) for item in competitors]
    for number in range(_repeats(firms)):
        for measured in entered:
            if not measured.reason:
                _run_once(measured, source, folder)
                _say(f"round {number + 1}: {_told(measured)}")
    _compare_all(entered, source, folder)
    if entered[0].runs:
        _in_order(found, source, folder)
    found.measured += entered
    shutil.rmtree(folder / "results", ignore_errors=True)


def _entered(item: Competitor | tuple[Competitor, str], firms: int) -> Measured:
    competitor, reason = item if isinstance(item, tuple) else (item, "")
    if not reason and competitor.largest is not None and firms > competitor.largest:
        reason = f"one record at a time; only given {competitor.largest:,} firms"
    return Measured(competitor, firms, reason=reason)


def _run_once(measured: Measured, source: Path, folder: Path) -> None:
    out = folder / "results" / measured.competitor.id
    out.mkdir(parents=True, exist_ok=True)
    try:
        measured.runs.append(run_all(measured.competitor.commands(source, out), SECONDS_PER_RUN))
    except ProcessError as error:
        measured.runs.clear()
        measured.reason = " ".join(str(error).split())[-300:].replace("|", "/")


def _compare_all(entered: list[Measured], source: Path, folder: Path) -> None:
    """Hold every result against this engine's."""
    ran = [measured for measured in entered if measured.runs]
    engines = [measured for measured in ran if measured.competitor.id.startswith("engine")]
    for measured in ran:
        if not engines:
            measured.reason = "not compared: the engine did not run"
        elif measured is not engines[0]:
            one, other = (folder / "results" / item.competitor.id for item in (engines[0], measured))
            _compare(measured, source, one, other)


def _repeats(firms: int) -> int:
    return next((times for most, times in REPEATS if firms <= most), 1)


def _in_order(found: Findings, source: Path, folder: Path) -> None:
    """Complain where the engine does not keep the order of the table."""
    words = [str(source), str(folder / "results" / "engine"), "-", "order"]
    command = [sys.executable, "-m", "benchmarks.agreement", *words]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ended.stdout.strip() != "0":
        found.complaints.append(f"rows out of order: {ended.stdout.strip() or ended.stderr.strip()[-300:]}")


def _compare(measured: Measured, source: Path, engine: Path, out: Path) -> None:
    item = measured.competitor
    words = [str(source), str(engine), str(out), item.files, str(item.valued)]
    command = [sys.executable, "-m", "benchmarks.agreement", *words]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ended.returncode == 0:
        measured.agreement = json.loads(ended.stdout)
    else:
        measured.reason = "comparison failed: " + " ".join(ended.stderr.split())[-300:]


def _measure_single(found: Findings, folder: Path) -> None:
    source, out = population(10_000, folder), folder / "single"
    out.mkdir(exist_ok=True)
    _say("one firm, and the cold command")
    command = [sys.executable, "-m", "benchmarks.single", str(source), str(out)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ended.returncode == 0:
        found.single = json.loads(ended.stdout)
    else:
        found.complaints.append(
            "one firm and cold command not measured: " + " ".join(ended.stderr.split())[-300:]
        )
    shutil.rmtree(out, ignore_errors=True)


def _complaints() -> list[str]:
    """Say where the competition would not be fair."""
    source = "from littlegiant.api.workspace import MEMORY_LIMIT; print(MEMORY_LIMIT)"
    ended = subprocess.run(
        [sys.executable, "-c", source], cwd=ROOT, capture_output=True, text=True, check=False
    )
    allowed = ended.stdout.strip()
    return (
        []
        if allowed == MEMORY_LIMIT
        else [f"the engine is allowed {allowed or 'an unknown amount'}, hand-written SQL {MEMORY_LIMIT}"]
    )


def _told(measured: Measured) -> str:
    name = f"{measured.competitor.id}, {measured.firms:,} firms"
    if not measured.runs:
        return f"{name}: not run: {measured.reason}"
    return f"{name}: {measured.seconds:.2f} s, processor {measured.processor:.2f} s, {measured.peak / 1e6:.0f} MB"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _status(found: Findings) -> int:
    for complaint in found.complaints:
        _say(f"complaint: {complaint}")
    for item in found.disagreements:
        _say(
            f"{item.competitor.id} disagrees with the engine at {item.firms:,} firms: {', '.join(item.differences) or 'rows'}"
        )
    uncompared = [
        item for item in found.measured if item.runs and item.competitor.valued == 3 and item.reason
    ]
    return 1 if found.disagreements or found.complaints or uncompared else 0


if __name__ == "__main__":
    sys.exit(main())
