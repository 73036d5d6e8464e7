"""Puts the findings into Markdown."""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.results import Findings, Measured
from benchmarks.task import AS_OF, STANDARDS

ROW_LIMIT = 12


def report(found: Findings, machine: str, versions: list[str]) -> str:
    """Return the whole page."""
    sizes = sorted({item.firms for item in found.measured})
    parts = [
        _opening(machine, versions, found),
        *(_table(found, firms) for firms in sizes),
        _aims(found, sizes),
        _agreement(found),
        _wrong_verdicts(found),
        _single(found),
        LIMITS,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _opening(machine: str, versions: list[str], found: Findings) -> str:
    names = ", ".join(f"`{name}`" for name in STANDARDS.values())
    return f"""# Speed, memory, and whether the answers are the same

Written by `make bench`; do not edit.

One task: {names} on {AS_OF} (new applications, the notice of 2026 included) over made-up enterprises in one Parquet
file, 5 % of all cells that hold a fact left empty. Every criterion as met, unmet or unknown, the values the criteria
compare, the score as a lowest and a highest number, the size class and the outcomes are written to Parquet. Each run
is a process of its own, from the start of its interpreter to its end; seconds are the median of the runs, with the
shortest and the longest; processor seconds count all cores; memory is the largest resident set of the process.

{machine}. Load average {found.load[0]:.1f} before, {found.load[1]:.1f} after. {", ".join(versions)}."""


def _table(found: Findings, firms: int) -> str:
    lines = [
        f"## {firms:,} firms",
        "",
        "| | seconds | shortest – longest | firms a second | processor seconds | peak memory, MB | against the engine |",
        "|---|---:|---:|---:|---:|---:|---|",
    ]
    return "\n".join([*lines, *(_line(item) for item in found.measured if item.firms == firms)])


def _line(item: Measured) -> str:
    if not item.runs:
        return f"| {item.competitor.label} | not run: {item.reason} | | | | | |"
    low, high = item.spread
    return (
        f"| {item.competitor.label} | {item.seconds:.2f} | {low:.2f} – {high:.2f} | {item.firms / item.seconds:,.0f} "
        f"| {item.processor:.2f} | {item.peak / 1e6:.0f} | {_verdict(item)} |"
    )


def _verdict(item: Measured) -> str:
    if item.competitor.id == "engine":
        return "–"
    if item.agreement is None:
        return item.reason or "not compared"
    if item.competitor.valued == 2:
        return f"{sum(item.wrong('wrong').values()):,} wrong verdicts"
    if not item.complete:
        return "rows are missing"
    cells = sum(cell[0] for cell in item.differences.values())
    return f"{cells:,} cells differ" if cells else "every cell the same"


AIMS = (("sql", 1.0), ("sql-each", 1.0), ("polars", None), ("openfisca", 4.0))


def _aims(found: Findings, sizes: list[int]) -> str:
    """Say for each aim by how much it was reached or missed, for the engine's command line."""
    engines = [engine for firms in sizes if (engine := found.of("engine", firms))]
    if not engines:
        return ""
    lines = [line for engine in engines for line in _against(found, engine)]
    zen = found.of("zen", 10_000)
    if zen is not None:
        times = (engines[-1].firms / engines[-1].seconds) / (zen.firms / zen.seconds)
        lines.append(
            f"- Firms a second at {engines[-1].firms:,} against zen-engine's at 10,000: {times:,.0f} × (aim: 100)."
        )
    return "\n".join(["## Against the aims", "", *lines])


def _against(found: Findings, engine: Measured) -> Iterable[str]:
    firms = engine.firms
    yield f"- {firms:,} firms: peak memory {engine.peak / 1e6:.0f} MB (aim: under 400)."
    for name, aim in AIMS:
        other = found.of(name, firms)
        if other is not None:
            wish = f"; aim: at least {aim:g}" if aim and firms >= 1_000_000 else ""
            ratio, effort = other.seconds / engine.seconds, other.processor / engine.processor
            label = other.competitor.label
            yield f"- {firms:,} firms: {ratio:.2f} × as fast as {label} ({effort:.2f} × by processor seconds{wish})."


def _agreement(found: Findings) -> str:
    lines = ["## Agreement", ""]
    if not found.disagreements:
        compared = sorted(
            {item.competitor.id for item in found.measured if item.agreement and item.competitor.valued == 3}
        )
        return "\n".join(
            [
                *lines,
                f"Every cell of every firm is the same in: {', '.join(compared) or 'nothing was compared'}.",
            ]
        )
    for item in found.disagreements:
        lines.append(
            f"- {item.competitor.label}, {item.firms:,} firms{'' if item.complete else ': rows are missing'}"
        )
        lines += [
            f"  - `{name}`: {count:,} cells, such as {', '.join(firms)}"
            for name, (count, firms) in item.differences.items()
        ]
    return "\n".join(lines)


def _wrong_verdicts(found: Findings) -> str:
    measured = [item for item in found.measured if item.competitor.valued == 2 and item.agreement]
    if not measured:
        return ""
    text = """## Wrong verdicts of engines that know no unknown

A verdict is wrong where the facts leave it open, and where they decide it the other way round. "Known" firms are those
of which every fact that the rules use is known: there what is wrong comes from ratios without a value (a base of zero),
industries outside the size table or too coarse for one row, and arithmetic that is not exact."""
    return "\n\n".join([text, *(_wrong_table(item) for item in measured)])


def _wrong_table(item: Measured) -> str:
    kinds = ("wrong", "opposite", "wrong_though_known", "opposite_though_known")
    counts = {kind: item.wrong(kind) for kind in kinds}
    names = sorted(counts["wrong"], key=lambda name: -counts["wrong"][name])
    lines = [
        f"{item.competitor.label}, {item.firms:,} firms:",
        "",
        "| verdict | wrong | of these the opposite | wrong for known firms | of these the opposite |",
        "|---|---:|---:|---:|---:|",
        f"| all | {' | '.join(f'{sum(counts[kind].values()):,}' for kind in kinds)} |",
    ]
    lines += [
        f"| `{name}` | {' | '.join(f'{counts[kind].get(name, 0):,}' for kind in kinds)} |"
        for name in _shown(names)
    ]
    return "\n".join(lines)


def _shown(names: list[str]) -> Iterable[str]:
    outcomes = [name for name in names if name.endswith(("_outcome", "_class", "_score"))]
    return dict.fromkeys([*outcomes, *names[:ROW_LIMIT]])


def _single(found: Findings) -> str:
    if not found.single:
        return ""
    lines = [
        "## One firm, and the cold command",
        "",
        "| | calls | median, ms | shortest | 95 % within | aim |",
        "|---|---:|---:|---:|---:|---|",
    ]
    for kind, aim in (("warm", "under 10 ms"), ("cold", "under 2,000 ms")):
        for name, taken in found.single.get(kind, {}).items():
            label = (
                f"one firm at a warm desk, {name}"
                if kind == "warm"
                else f"cold command on 10,000 firms, {name}"
            )
            times = " | ".join(f"{taken[key] * 1000:,.1f}" for key in ("median", "least", "p95"))
            lines.append(f"| {label} | {taken['calls']:.0f} | {times} | {aim} |")
    return "\n".join(lines)


LIMITS = """## What the figures do not show

- The enterprises are made up; how often criteria fail, and so how much work is skipped, differs in a real register.
- The engine reads and checks every cell (kinds, ranges, spellings of codes, doubled identifiers) before it judges, and
  its verdicts are exact on any decimal amount. The competitors take the cells as they are, and multiply out in doubles,
  which is exact for whole yuan only. The line "compiled queries alone" is the engine without that reading.
- Of the engine's seconds about 0.7 are spent whatever the size: starting Python and DuckDB, reading the standards,
  compiling three rulebooks. The competitors' rules are typed in for this one task.
- Hand-written SQL does not keep the order of the table.
- Hand-written SQL, Polars, OpenFisca and zen-engine each hold the figures of these three wordings. A revision, an
  overlay or a province costs them an edit; explanations, what is missing, and margins they do not have at all.
- OpenFisca and zen-engine answer yes or no only: they are asked for less, and take an empty cell for zero or no.
  OpenFisca keeps amounts as 32-bit floats, as its country packages do. zen-engine is used by its batch interface.
- Files come from the page cache of the operating system, which no line counts as memory; disks that are slow, or
  memory that is short, would shift the lines closer together.
- Wall times move with whatever else the machine does; processor seconds move less. Compare lines of one run only."""
