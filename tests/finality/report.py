"""Prints how final the verdicts of the shipped standards are: `python -m tests.finality.report [firms] [seed]`."""

from __future__ import annotations

import sys
import time
from collections import Counter

from tests.finality.checking import Finding, Tally, examine
from tests.finality.shipped_firms import shipped_profiles

COLUMNS = (
    "standard",
    "case",
    "place",
    "firms",
    "met",
    "unmet",
    "unknown",
    "together",
    "wrong",
    "needless",
    "undefined",
    "missing",
    "idle",
    "unasked",
    "seconds",
)


def row(tally: Tally, seconds: float) -> list[str]:
    """Return the line of one rulebook."""
    place = tally.place
    counts = [tally.outcomes[word] for word in ("met", "unmet", "unknown")]
    counts += [
        tally.together,
        tally.count("wrong"),
        tally.count("needless"),
        tally.undefined,
        tally.missing_facts,
        tally.count("idle"),
        tally.count("unasked"),
    ]
    return [
        place.edition,
        place.case,
        place.jurisdiction or "any",
        str(tally.firms),
        *map(str, counts),
        f"{seconds:.0f}",
    ]


def report(firms: int, seed: int) -> list[Finding]:
    """Examine every shipped standard and print a table, then the patterns of what was found."""
    rows, findings = [list(COLUMNS)], []
    for place, bases in shipped_profiles().items():
        start = time.monotonic()
        tally = examine(place, bases, firms=firms, seed=seed)
        rows.append(row(tally, time.monotonic() - start))
        findings += tally.findings
    widths = [max(len(line[index]) for line in rows) for index in range(len(COLUMNS))]
    for line in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
    show_patterns(findings)
    return findings


def show_patterns(findings: list[Finding]) -> None:
    """Print each pattern with its count and its smallest example, the wrong ones first."""
    counts = Counter((finding.place.edition, finding.pattern) for finding in findings)
    order = {"wrong": 0, "needless": 1, "unasked": 2, "idle": 3}
    examples: dict[tuple[str, str], Finding] = {}
    for finding in sorted(findings, key=lambda item: (order[item.kind], len(item.unknown))):
        examples.setdefault((finding.place.edition, finding.pattern), finding)
    for key, example in examples.items():
        print(f"\n{counts[key]} x {example}")


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    report(*(numbers + [100, 1][len(numbers) :]))
