"""Small cases of asking in which the best that can be done is known: every answer, and every order, is tried.

A game is one firm with up to six empty cells, each question with a few answers whose chances are independent. The
engine alone says when a game is over; what is asked, and in which order, is worked out here anew.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from tests.engines.running import Answer, run_engine
from tests.finality.filling import Filler, Firm
from tests.finality.shipped_firms import emptied_firms
from tests.oracle.implied import contradictions
from tests.oracle.walking import columns
from tests.oracle.worked_cases import Place, Profile

from littlegiant.asking.assumptions import assumptions
from littlegiant.asking.drawing import Drawing
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import ValueType
from littlegiant.standards.model import Rulebook

POINTS = 3
MOST_STATES = 3000
State = tuple[int | None, ...]
Choice = Callable[[Firm], str | None]


@dataclass
class Game:
    """One firm, its questions (facts with the columns they ask for), and what may be answered to each."""

    rulebook: Rulebook
    facts: Firm
    asked: dict[str, tuple[str, ...]]
    answers: list[list[Firm]]
    chances: dict[State, float]
    _outcomes: dict[State, Answer] = field(default_factory=dict)

    @property
    def start(self) -> State:
        """Return the state in which nothing is answered."""
        return (None,) * len(self.asked)

    def firm(self, state: State) -> Firm:
        """Return the facts with the answers given so far."""
        found = dict(self.facts)
        for place, answer in enumerate(state):
            if answer is not None:
                found |= self.answers[place][answer]
        return found

    @cached_property
    def judged(self) -> dict[State, Answer]:
        """Return what the engine says in every state that can be reached."""
        states = sorted(self._reachable(), key=str)
        firms = [self.firm(state) for state in states]
        found = run_engine(self.rulebook, firms, columns(self.rulebook), decimal=True)
        return dict(zip(states, found, strict=True))

    def _reachable(self) -> set[State]:
        found: set[State] = set()
        for full in self.chances:
            for kept in itertools.product((False, True), repeat=len(full)):
                found.add(tuple(answer if keep else None for answer, keep in zip(full, kept, strict=True)))
        return found

    def over(self, state: State) -> bool:
        """Say whether nothing more is to be asked: the outcome is settled, or no answers can settle it."""
        return self.judged[state].outcome is not None or not any(
            self.judged[full].outcome is not None for full in self.chances if _continues(state, full)
        )

    def open(self, state: State) -> list[int]:
        """Return the questions that may be asked: not answered, not implied, a rank after its award."""
        cells = self.judged[state].cells
        names = list(self.asked)
        found = []
        for place, (name, asked) in enumerate(self.asked.items()):
            award = next((a for r, a in load_dictionary().implications.ranks if r == name), None)
            waits = award in names and state[names.index(award)] is None
            if state[place] is None and not waits and any(cells.get(column) is None for column in asked):
                found.append(place)
        return found

    def after(self, state: State, place: int) -> Iterator[tuple[float, State]]:
        """Yield what may follow a question, with its chance in this state."""
        weights: dict[int, float] = {}
        for full, chance in self.chances.items():
            if _continues(state, full):
                answered = full[place]
                assert answered is not None
                weights[answered] = weights.get(answered, 0.0) + chance
        whole = sum(weights.values())
        for answer, weight in weights.items():
            yield weight / whole, (*state[:place], answer, *state[place + 1 :])


def _continues(state: State, full: State) -> bool:
    return all(answer in (None, given) for answer, given in zip(state, full, strict=True))


def optimum(game: Game) -> float:
    """Return the fewest questions that can be expected: every order is tried, each next one chosen by the answers."""
    kept: dict[State, float] = {}

    def least(state: State) -> float:
        if state not in kept:
            kept[state] = 0.0 if game.over(state) else min(cost(state, place) for place in game.open(state))
        return kept[state]

    def cost(state: State, place: int) -> float:
        return 1 + sum(chance * least(following) for chance, following in game.after(state, place))

    return least(game.start)


def expected(game: Game, choose: Callable[[Game, State], int | None]) -> float:
    """Return how many questions a way of choosing asks on average, until nothing is to be asked."""
    if game.over(game.start):
        return 0.0
    kept: dict[State, float] = {}

    def cost(state: State) -> float:
        if state not in kept:
            place = None if game.over(state) else choose(game, state)
            kept[state] = 0.0 if place is None else 1 + sum(c * cost(s) for c, s in game.after(state, place))
        return kept[state]

    return cost(game.start)


def games(place: Place, bases: list[Profile], count: int, seed: int) -> Iterator[Game]:
    """Yield games of one rulebook: firms that start from a passing one and lose up to six cells."""
    rulebook = place.rulebook()
    filler = Filler(rulebook, random.Random(f"{place} {seed}"))
    found = 0
    while found < count:
        for item in emptied_firms(filler, bases, 8):
            game = _game(rulebook, filler, item.facts)
            if game is not None and not game.over(game.start) and found < count:
                found += 1
                yield game


def _game(rulebook: Rulebook, filler: Filler, facts: Firm) -> Game | None:
    by_fact: dict[str, list[str]] = {}
    for column in filler.unknown(facts):
        known = load_dictionary().of_column(column)
        assert known is not None
        by_fact.setdefault(known[0].id, []).append(column)
    asked = {fact: tuple(sorted(names, reverse=True)) for fact, names in by_fact.items()}
    totals = {total for total, _, _ in load_dictionary().implications.totals}
    if len(asked) < 2 or totals & asked.keys():
        return None
    answers, chances = zip(*(_answers(names, facts, filler) for names in asked.values()), strict=True)
    states = 1
    for given in answers:
        states *= len(given) + 1
    if states > MOST_STATES:
        return None
    joint = dict(_joint(list(answers), list(chances), facts, rulebook))
    return Game(rulebook, facts, asked, list(answers), joint) if joint else None


def _answers(names: tuple[str, ...], facts: Firm, filler: Filler) -> tuple[list[Firm], list[float]]:
    """Return a few answers to one question with their chances, as the stated assumptions have them."""
    first = load_dictionary().of_column(names[0])
    assert first is not None
    fact, likely = first[0], assumptions()
    if fact.type is ValueType.BOOLEAN:
        chance = likely.chance(fact.id)
        return [{names[0]: True}, {names[0]: False}], [chance, 1 - chance]
    if not fact.type.is_number:
        options = list(dict.fromkeys(filler.critical.cells(names[0], facts)))[:5]
        shares = likely.shares(fact.id, [str(option) for option in options])
        return [{names[0]: option} for option in options], shares
    known = {
        name: float(cell) if isinstance(cell, Decimal) else cell
        for name, cell in facts.items()
        if cell is not None
    }
    drawing = Drawing(known, POINTS, lambda column: filler.critical.cells(column, facts))
    cells = [[_exact(fact.type, number) for number in drawing.column(name)] for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)], [1 / POINTS] * POINTS


def _exact(kind: ValueType, number: Any) -> Decimal:
    return Decimal(repr(round(float(number), 4 if kind is ValueType.FRACTION else 2)))


def _joint(
    answers: list[list[Firm]], chances: list[list[float]], facts: Mapping[str, Any], rulebook: Rulebook
) -> Iterator[tuple[State, float]]:
    """Yield the answers that agree with each other and with what is known, all together, with their chances."""
    for full in itertools.product(*(range(len(given)) for given in answers)):
        firm: Firm = dict(facts)
        chance = 1.0
        for place, answer in enumerate(full):
            firm |= answers[place][answer]
            chance *= chances[place][answer]
        if not contradictions(firm, rulebook.as_of) and chance > 0:
            yield full, chance
