"""How many questions a new enterprise is asked, and how long one takes: `python -m benchmarks.asking [firms]`.

The enterprises are imagined by the stated assumptions (`src/littlegiant/asking/assumptions.yaml`); nothing is known of
any of them at the start. Beside the program's questions stand two others: always the first fact that `missing` names,
and the facts that can still matter in the order of the dictionary, until the outcome is settled.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

import littlegiant as lg
from littlegiant.asking.session import NOBODY, imagined_cells, open_questions
from littlegiant.facts.dictionary import load_dictionary

STANDARDS = (
    "cn/sme-size@2011",
    "cn/innovative-sme@2022",
    "cn/tech-sme@2017",
    "cn/srdi-sme@2022",
    "cn/srdi-sme@2026",
    "cn/little-giant@2022",
    "cn/little-giant@2026",
)
AS_OF = "2026-05-01"
COUNT = 512
Choose = Callable[[lg.Asking], tuple[str, ...]]


def asked(state: lg.Asking) -> tuple[str, ...]:
    """Return the columns of the question that the program asks."""
    return state.next.columns if state.next else ()


def first_missing(state: lg.Asking) -> tuple[str, ...]:
    """Return the columns of the fact that `missing` names first."""
    return open_questions(state.rows)[0].columns


def by_dictionary(state: lg.Asking) -> tuple[str, ...]:
    """Return the columns of the first fact of the dictionary that can still matter."""
    order = list(load_dictionary().facts)
    return min(open_questions(state.rows), key=lambda item: order.index(item.fact.id)).columns


WAYS: dict[str, Choose] = {"asked": asked, "missing": first_missing, "dictionary": by_dictionary}


def played(standard: lg.Standard, firm: Mapping[str, Any], choose: Choose) -> tuple[int, int, list[float]]:
    """Return how many questions and fields it took to settle the outcome, and the seconds each question took."""
    state, questions, fields, seconds = lg.ask(standard, {}), 0, 0, list[float]()
    while state.settled is None:
        start = time.perf_counter()
        columns = choose(state)
        seconds.append(time.perf_counter() - start)
        cells = {name: firm[name] for name in columns if firm[name] != float("inf")}
        state = lg.Asking(state.standards, {**state.facts, **cells}, weighing=state.weighing)
        questions, fields = questions + 1, fields + len(columns)
    return questions, fields, seconds


def firms(standard: lg.Standard, count: int) -> list[dict[str, Any]]:
    """Return imagined enterprises of which everything is known that the standard looks at."""
    cells = imagined_cells([standard.desk.row({})], NOBODY, COUNT)
    places = range(0, COUNT, max(1, COUNT // count))
    return [{name: _plain(column[place]) for name, column in cells.items()} for place in list(places)[:count]]


def _plain(cell: Any) -> Any:
    return cell.item() if hasattr(cell, "item") else cell


def report(count: int) -> None:
    """Print the mean number of questions by standard and way, and the time of a question."""
    print(
        f"{'standard':24}{'facts':>6}{'expected':>9}"
        + "".join(f"{way:>12}" for way in WAYS)
        + f"{'fields':>8}{'first ms':>10}{'later ms':>10}"
    )
    for name in STANDARDS:
        standard = lg.standard(name, AS_OF)
        start = lg.ask(standard, {})
        means, firsts, laters, fields = [], [], [], 0
        drawn = firms(standard, count)
        for way, choose in WAYS.items():
            games = [played(standard, firm, choose) for firm in drawn]
            means.append(statistics.mean(questions for questions, _, _ in games))
            if way == "asked":
                fields = statistics.mean(found for _, found, _ in games)
                firsts = [seconds[0] * 1e3 for _, _, seconds in games]
                laters = [one * 1e3 for _, _, seconds in games for one in seconds[1:]]
        line = "".join(f"{mean:12.2f}" for mean in means)
        total = len(start.open)
        later = statistics.median(laters) if laters else 0.0
        print(
            f"{name:24}{total:6}{start.expected:9.2f}{line}{fields:8.1f}{statistics.median(firsts):10.1f}{later:10.1f}",
            flush=True,
        )


if __name__ == "__main__":
    report(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
