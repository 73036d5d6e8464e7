"""The questions are near the fewest possible: a brute force over all orders and answers is the judge."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.asking.games import Game, expected, games, optimum
from tests.asking.report import by_dictionary, by_missing, chosen
from tests.finality.shipped_firms import shipped_profiles

SHIPPED = shipped_profiles()
WITHIN = 1.05


def played(count: int, seed: int, step: int) -> Iterator[Game]:
    for place in list(SHIPPED)[::step]:
        yield from games(place, SHIPPED[place], count, seed)


def demand(found: list[Game]) -> None:
    least = sum(map(optimum, found))
    asked = sum(expected(game, chosen) for game in found)
    assert least <= asked + 1e-9
    assert asked <= WITHIN * least
    assert asked <= sum(expected(game, by_missing) for game in found) + 1e-9
    assert asked < sum(expected(game, by_dictionary) for game in found)


def test_small_cases_need_hardly_more_questions_than_the_best_order() -> None:
    demand(list(played(1, 8, 2)))


@pytest.mark.slow
def test_many_small_cases_need_hardly_more_questions_than_the_best_order() -> None:
    demand(list(played(10, 6, 1)))


def test_with_two_questions_the_judge_takes_the_better_of_both_orders() -> None:
    game = next(found for found in played(40, 7, 12) if len(found.asked) == 2)
    least = optimum(game)
    orders = [expected(game, lambda g, s, first=first: _in_order(g, s, first)) for first in (0, 1)]
    assert least == pytest.approx(min(orders))


def _in_order(game: Game, state: tuple[int | None, ...], first: int) -> int | None:
    found = game.open(state)
    return first if first in found else next(iter(found), None)
