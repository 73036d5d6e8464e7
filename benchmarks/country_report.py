"""Puts what the countries took into Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.results import Measured
from benchmarks.task import AS_OF, STANDARDS

if TYPE_CHECKING:
    from benchmarks.country import Found

LIMITS = """## What the figures do not show

- The enterprises are made up (`docs/population.md`). Most of them know little, so that much of each column is empty; in
  a register that knows more, files are larger and more is computed.
- The engine reads and checks every cell before it judges, keeps the order of the table, and is exact on any decimal
  amount; hand-written SQL takes the cells as they are and holds the figures of these three wordings only.
- Files come from the page cache as far as memory reaches. Large sizes are run once."""


def report(found: Found, machine: str, versions: list[str]) -> str:
    """Return the whole page."""
    parts = [
        _opening(found, machine, versions),
        _countries(found),
        _judged(found),
        _growth(found),
        _reform(found),
        LIMITS,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _opening(found: Found, machine: str, versions: list[str]) -> str:
    names = ", ".join(f"`{name}`" for name in STANDARDS.values())
    return f"""# Judging a whole country

Written by `make bench-country`; do not edit.

{names} on {AS_OF} over synthetic countries (`littlegiant population --seed 1`), every criterion and the values compared
written to Parquet, by the command line and by DuckDB SQL written by hand for the same columns (`benchmarks/handwritten.sql`).
Each run is a process of its own; seconds are wall time, the median of three below five million firms; memory is the
largest resident set.

{machine}. Load average {found.load[0]:.1f} before, {found.load[1]:.1f} after. {", ".join(versions)}."""


def _countries(found: Found) -> str:
    lines = [
        "## The countries",
        "",
        "| firms | seconds to draw | peak memory, MB | MB on disk | bytes a firm |",
        "|---:|---:|---:|---:|---:|",
    ]
    for item in found.countries:
        taken = f"{item.run.seconds:.1f} | {item.run.peak / 1e6:.0f}" if item.run else "– | –"
        lines.append(f"| {item.firms:,} | {taken} | {item.size / 1e6:,.1f} | {item.size / item.firms:.1f} |")
    return "\n".join(lines)


def _judged(found: Found) -> str:
    lines = [
        "## Judged by three standards", "",
        "| firms | | seconds | firms a second | processor seconds | peak memory, MB | against the engine |",
        "|---:|---|---:|---:|---:|---:|---|",
    ]  # fmt: skip
    return "\n".join([*lines, *map(_line, found.measured)])


def _line(item: Measured) -> str:
    if not item.runs:
        return f"| {item.firms:,} | {item.competitor.label} | not run: {item.reason} | | | | |"
    return (
        f"| {item.firms:,} | {item.competitor.label} | {item.seconds:.2f} | {item.firms / item.seconds:,.0f} "
        f"| {item.processor:.2f} | {item.peak / 1e6:.0f} | {_verdict(item)} |"
    )


def _verdict(item: Measured) -> str:
    if item.competitor.id == "engine":
        return "–"
    if item.differences:
        return f"cells differ in {', '.join(f'`{name}` ({cell[0]:,})' for name, cell in item.differences.items())}"
    return "every cell the same" if item.complete else f"not compared: {item.reason}"


def _growth(found: Found) -> str:
    """Tell how the time a million firms take changes with the size: where it stays, time grows with the firms."""
    runs = [item for item in found.measured if item.runs]
    sizes = sorted({item.firms for item in runs})
    if len(sizes) < 2:
        return ""
    lines = [
        "## Growth",
        "",
        f"| seconds a million firms | {' | '.join(f'{size:,}' for size in sizes)} |",
        f"|---|{'---:|' * len(sizes)}",
    ]
    for label in dict.fromkeys(item.competitor.label for item in runs):
        cells = {
            item.firms: item.seconds / item.firms * 1e6 for item in runs if item.competitor.label == label
        }
        lines.append(
            f"| {label} | {' | '.join(f'{cells[size]:.2f}' if size in cells else '–' for size in sizes)} |"
        )
    return "\n".join(lines)


def _reform(found: Found) -> str:
    if found.reform is None:
        return ""
    firms, simulated, judged = found.reform
    return f"""## A reform

One threshold of `{STANDARDS["giant"]}` changed, over {firms:,} firms: `simulate`, which judges by both wordings and counts who
moves, took {simulated.seconds:.1f} s and {simulated.peak / 1e6:.0f} MB; `assess` by the one standard, written to Parquet, {judged.seconds:.1f} s and
{judged.peak / 1e6:.0f} MB: {simulated.seconds / judged.seconds:.2f} times as long."""
