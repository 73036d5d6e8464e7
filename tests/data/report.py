"""Writes docs/real-data.md: what the engine says of real firms, in sums, with the commands and file hashes.

python -m tests.data.report --write docs/real-data.md
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.data.commands import EXAMPLE, EXPLAIN
from tests.data.figure_sections import the_figure, what_is_not_shown
from tests.data.judged import GIANT, SIZE, judge_panel
from tests.data.letters import CUT, letter
from tests.data.panel import read_firms
from tests.data.plans import the_plan
from tests.data.sections import fenced, the_commands, the_data, the_funnel, the_missing, the_sizes
from tests.data.sources import DataAbsentError

OPENING = [
    "# Real firms",
    "",
    "Written by `make test-data`; run it again instead of editing this file.",
    "",
    "    LITTLEGIANT_DATA=/where/the/data/is make test-data",
    "",
    "It runs the tests on the real data and then writes this report. It fails where the data is not there.",
    "",
]
LANGUAGES = {"en": "In English", "zh": "In Chinese"}


def report() -> str:
    """Return the whole report; the same data and standards give the same text."""
    firms = read_firms()
    sized, giants = judge_panel(SIZE), judge_panel(GIANT)
    lines = [
        *OPENING,
        *the_data(sum(len(firm.revenue) for firm in firms.values()), len(firms)),
        *the_commands(),
        *the_sizes(sized),
        *the_funnel(giants),
        *the_missing(giants),
        *the_figure(firms, sized),
        *what_is_not_shown(),
        *the_letters(),
        *the_plan(),
    ]
    return "\n".join(lines).rstrip() + "\n"


def the_letters() -> list[str]:
    """Show how `explain` speaks to one firm, in both languages."""
    lines = [
        "## A letter, as an example",
        "",
        f"One firm, stock code {EXAMPLE}; every amount is from the panel named above and was published by the listed "
        f"company. Parts of the letter, where {CUT} stands for what is left out:",
        "",
    ]
    for language, title in LANGUAGES.items():
        lines += [f"### {title}", "", *fenced([EXPLAIN[language]], "sh"), *fenced(letter(language), "text")]
    return lines


def main() -> int:
    """Print the report, or write it to a file."""
    parser = argparse.ArgumentParser(description="Judge the real data and report sums.")
    parser.add_argument("--write", type=Path, help="the file to write; without it the report is printed")
    path = parser.parse_args().write
    try:
        text = report()
    except DataAbsentError as error:
        print(error, file=sys.stderr)
        return 2
    if path is None:
        print(text, end="")
        return 0
    from littlegiant.tables.atomic import replacing

    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
