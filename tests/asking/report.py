"""Prints how near the questions are to the fewest possible: `python -m tests.asking.report [games] [seed]`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from tests.asking.games import Game, State, expected, games, optimum
from tests.finality.shipped_firms import shipped_profiles

from littlegiant.asking.session import enquire, missing_in, open_questions
from littlegiant.engines.duck import Desk
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.standards.model import Rulebook
from littlegiant.verdicts.row import Row

_DESKS: dict[int, tuple[Rulebook, Desk]] = {}


def chosen(game: Game, state: State) -> int | None:
    """Return the question the program asks."""
    rows = [row_of(game, state)]
    asked = open_questions(rows)
    if not asked:
        return None
    fact = asked[enquire(rows, asked).first.bit_length() - 1].fact.id
    return list(game.asked).index(fact)


def row_of(game: Game, state: State) -> Row:
    """Return the row the engine makes of the facts and the answers so far."""
    found = game.judged[state]
    return Row(found.compiled.rulebook, found.compiled.registry, found.cells)


def by_dictionary(game: Game, state: State) -> int | None:
    """Return the first question in the order of the dictionary that is open."""
    order, names = list(load_dictionary().facts), list(game.asked)
    return min(game.open(state), key=lambda place: order.index(names[place]), default=None)


def by_missing(game: Game, state: State) -> int | None:
    """Return the question that asks for the first of what `missing` names, the first open one where none does."""
    open_ = game.open(state)
    for column in missing_in(row_of(game, state)):
        for place in open_:
            if column in list(game.asked.values())[place]:
                return place
    return next(iter(open_), None)


WAYS: dict[str, Callable[[Game, State], int | None]] = {
    "asked": chosen,
    "missing": by_missing,
    "dictionary": by_dictionary,
}


def report(count: int, seed: int) -> None:
    """Play games of every shipped rulebook and print the mean number of questions of each way."""
    print(
        f"{'standard':24}{'case':9}{'games':>6}{'least':>8}"
        + "".join(f"{way:>12}" for way in WAYS)
        + f"{'over least':>12}{'seconds':>9}"
    )
    totals = dict.fromkeys(["least", *WAYS], 0.0)
    played = 0
    for place, bases in shipped_profiles().items():
        start = time.monotonic()
        sums = dict.fromkeys(totals, 0.0)
        for game in games(place, bases, count, seed):
            sums["least"] += optimum(game)
            for way, choose in WAYS.items():
                sums[way] += expected(game, choose)
        played += count
        for way, total in sums.items():
            totals[way] += total
        show(place.edition, place.case, count, sums, time.monotonic() - start)
    show("all", "", played, totals, 0.0)


def show(edition: str, case: str, count: int, sums: dict[str, float], seconds: float) -> None:
    """Print one line: means per game, and how much more than the fewest possible is asked."""
    means = "".join(f"{sums[way] / count:12.3f}" for way in WAYS)
    over = f"{100 * (sums['asked'] / sums['least'] - 1):11.1f}%"
    print(f"{edition:24}{case:9}{count:6}{sums['least'] / count:8.3f}{means}{over}{seconds:9.0f}", flush=True)


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    report(*(numbers + [20, 1][len(numbers) :]))
