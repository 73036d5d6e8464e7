"""One firm at a warm desk, and the cold command on a small table.

`python -m benchmarks.single FIRMS.parquet OUT_FOLDER` prints one JSON object: seconds by what was measured.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.field import COMMAND
from benchmarks.process import run
from benchmarks.task import AS_OF, STANDARDS

WARM_CALLS = 300
COLD_RUNS = 7
COLD_SECONDS = 120
Times = dict[str, list[float]]


def warm(firms: Path) -> Times:
    """Judge one firm after the other, each by itself, after ten to warm up."""
    import littlegiant as lg

    times: Times = {}
    for name in STANDARDS.values():
        desk = lg.standard(name, as_of=AS_OF).desk
        taken = []
        for facts in _facts(firms, WARM_CALLS + 10):
            started = time.perf_counter()
            desk.verdict(facts)
            taken.append(time.perf_counter() - started)
        times[name] = taken[10:]
    return times


def _facts(firms: Path, count: int) -> Iterator[dict[str, Any]]:
    import duckdb

    from littlegiant.facts.industries import normalise_industry

    result = duckdb.connect().execute(f"SELECT * FROM read_parquet('{firms}') LIMIT {count}")
    names = [column[0] for column in result.description or ()]
    for cells in result.fetchall():
        facts = {name: cell for name, cell in zip(names, cells, strict=True) if cell is not None}
        facts["industry"] = normalise_industry(facts["industry"]) if "industry" in facts else None
        yield facts


def cold(firms: Path, out: Path) -> Times:
    """Start the command anew for every run: CSV to JSON Lines, and Parquet to Parquet."""
    import duckdb

    table = out / "firms.csv"
    duckdb.connect().execute(f"COPY (SELECT * FROM read_parquet('{firms}')) TO '{table}' (HEADER)")
    times: Times = {}
    for name in STANDARDS.values():
        for source, target in ((table, out / "verdicts.json"), (firms, out / "verdicts.parquet")):
            words = [
                str(COMMAND),
                "assess",
                str(source),
                "--standard",
                name,
                "--as-of",
                AS_OF,
                "--out",
                str(target),
            ]
            label = f"{name}, {source.suffix[1:]} to {target.suffix[1:]}"
            times[label] = [run(words, COLD_SECONDS).seconds for _ in range(COLD_RUNS)]
    return times


def summary(times: Times) -> dict[str, dict[str, float]]:
    """Return median, least and 95th percentile of each."""
    return {
        name: {
            "calls": len(taken),
            "median": statistics.median(taken),
            "least": min(taken),
            "p95": sorted(taken)[int(0.95 * (len(taken) - 1))],
        }
        for name, taken in times.items()
    }


if __name__ == "__main__":
    source, folder = Path(sys.argv[1]), Path(sys.argv[2])
    print(json.dumps({"warm": summary(warm(source)), "cold": summary(cold(source, folder))}))
