"""How long `plan` takes for one enterprise over the shipped standards, warm: make bench-plan.

Every enterprise is made up: of each shipped standard's worked cases, with figures changed and cells emptied at random.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from tests.finality.filling import Filler
from tests.finality.shipped_firms import emptied_firms, shipped_profiles
from tests.oracle.worked_cases import Place

import littlegiant as lg

FIRMS = 3
WORSENED = 4
SEED = 1


def main() -> int:
    """Print milliseconds at the median and the 95th percentile: the plan alone, and with all that is compared."""
    times: dict[str, list[tuple[float, float]]] = {"plan": [], "plan, gaps and alternatives": []}
    steps = 0
    for facts, goal, day in list(_questions()):
        lg.plan(facts, goal, day)
        plain, found = _timed(lambda facts=facts, goal=goal, day=day: lg.plan(facts, goal, day))
        _compared(found)
        whole, _ = _timed(lambda facts=facts, goal=goal, day=day: _compared(lg.plan(facts, goal, day)))
        times["plan"].append(plain)
        times["plan, gaps and alternatives"].append(whole)
        steps += len(found.steps)
    for name, taken in times.items():
        line = {
            "measured": name,
            "firms": len(taken),
            "steps": steps,
            "median_ms": round(1000 * statistics.median(wall for wall, _ in taken), 1),
            "p95_ms": round(1000 * statistics.quantiles([wall for wall, _ in taken], n=20)[-1], 1),
            "median_cpu_ms": round(1000 * statistics.median(cpu for _, cpu in taken), 1),
        }
        sys.stdout.write(f"{json.dumps(line)}\n")
    return 0


def _questions() -> Iterator[tuple[dict[str, Any], lg.Goal, Any]]:
    """Yield facts, goal and day for every shipped standard, case and place."""
    for place, profiles in shipped_profiles().items():
        if not place.jurisdiction:
            continue
        filler = Filler(place.rulebook(), random.Random(f"{place} {SEED}"))
        for firm in emptied_firms(filler, profiles, FIRMS):
            known = _plain({column: cell for column, cell in firm.facts.items() if cell is not None})
            yield _worsened(known, filler.rng), _goal(place), place.as_of


def _goal(place: Place) -> lg.Goal:
    return lg.Goal(place.edition, place.case, place.jurisdiction, titles=False)


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    return {column: float(cell) if isinstance(cell, Decimal) else cell for column, cell in facts.items()}


def _worsened(facts: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """Return facts with a few figures smaller, so that there is something to plan; years and industry stay."""
    numbers = [
        column for column, cell in facts.items() if isinstance(cell, float) and "industry" not in column
    ]
    chosen = rng.sample(numbers, min(WORSENED, len(numbers)))
    return {**facts, **{column: float(int(facts[column] * rng.uniform(0.4, 1))) for column in chosen}}


def _compared(found: Any) -> Any:
    return found.gaps, found.alternatives


def _timed(work: Callable[[], Any]) -> tuple[tuple[float, float], Any]:
    """Return seconds on the clock and of the processor, and what was found."""
    start, used = time.perf_counter(), time.process_time()
    found = work()
    return (time.perf_counter() - start, time.process_time() - used), found


if __name__ == "__main__":
    sys.exit(main())
