"""The plan `littlegiant plan` makes for one firm, fed back to `assess`."""

from __future__ import annotations

import csv
import json
import tempfile
from pathlib import Path

from tests.data.commands import EXAMPLE, PLAN, answer
from tests.data.letters import CUT, LONGEST
from tests.data.sections import fenced


def the_plan() -> list[str]:
    """Show a plan for one firm, and what `assess` says of the facts after it."""
    found = json.loads(answer(f"{PLAN} --format json"))
    unknown = sum(step["kind"] == "establish" for step in found["steps"])
    return [
        "## A plan, as an example",
        "",
        f"The same firm, {EXAMPLE}, as if the wording of 2022 had been in force. The panel says nothing of most clauses, so "
        f"{unknown} of {len(found['steps'])} steps say what must turn out to be so; {CUT} stands for what is left out.",
        "",
        *fenced([PLAN], "sh"),
        *fenced(_shortened(answer(PLAN)), "text"),
        f"The facts after the plan, fed back to `assess` on {found['earliest']}: **{fed_back(found)}**.",
        "",
    ]


def _shortened(text: str) -> list[str]:
    """Return the beginning of each section of the page."""
    lines: list[str] = []
    for section in text.strip().split("\n\n"):
        said = section.splitlines()
        lines += [*said[:LONGEST], *([CUT] if len(said) > LONGEST else []), ""]
    return lines[:-1]


def fed_back(found: dict[str, object]) -> str:
    """Return the outcome that `assess` gives the facts after a plan on its earliest day."""
    facts = found["facts"]
    assert isinstance(facts, dict)
    cells = {
        "id": "planned",
        **{column: cell for column, cell in facts.items() if column not in ("id", "name")},
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "after.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([cells.keys(), cells.values()])
        line = answer(
            f"littlegiant assess {path} --standard {found['goal']} --as-of {found['earliest']} --format json --quiet"
        )
    return str(json.loads(line)["outcome"])
