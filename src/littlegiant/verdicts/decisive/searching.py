"""Searches what one fact alone can turn among conditions that share unknown facts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any as Anything

from littlegiant.rules.conditions import All, ByPlace, Compare, Condition, Named, atoms, children
from littlegiant.verdicts.class_gaps import possible_rows
from littlegiant.verdicts.decisive.folding import all_of, any_of, folded
from littlegiant.verdicts.decisive.levels import Spread
from littlegiant.verdicts.decisive.readers import POINTS, SCORE, Answer, Cells, is_score_test
from littlegiant.verdicts.decisive.scoring import moved
from littlegiant.verdicts.decisive.size_hint import SizeHint
from littlegiant.verdicts.decisive.unknown import Unknowns
from littlegiant.verdicts.decisive.walk import Hint, Walk, Ways
from littlegiant.verdicts.row import Row

MOST_KEPT = 50_000
ASIDE = "#aside:"


@dataclass(frozen=True)
class Power:
    """Whether an open condition can be met and unmet, and which unknown columns can turn it."""

    met: bool
    unmet: bool
    columns: dict[str, None]


NOTHING = Power(False, False, {})


@dataclass(frozen=True)
class Part:
    """One of several conditions that share facts: the ways to meet it that do, and the power of those that do not.

    Among alternatives it is the other way round: what it takes to meet it.
    """

    conditions: tuple[Condition, ...]
    aside: Power = NOTHING


def searched(parts: list[Part], conjunction: bool, unknowns: Unknowns) -> Power:
    """Return the power of parts that share unknown facts, all of which must be met, or one of which."""
    items = [condition for part in parts for condition in part.conditions]
    tests = [item for item in items if is_score_test(item)]
    if len(tests) == len(items) == len(parts) and (conjunction or len(tests) == 1):
        found = unknowns.scoring.decided_by(tests)
        if found is not None:
            return Power(*found)
    return _Search(parts, conjunction, unknowns).power()


class _Search:
    """One search over the columns that are shared, and the points of indicators that share nothing."""

    def __init__(self, parts: list[Part], conjunction: bool, unknowns: Unknowns) -> None:
        self.parts, self.conjunction, self.unknowns = parts, conjunction, unknowns
        self.items = [condition for part in parts for condition in part.conditions]
        self.row, self.readers = unknowns.row, unknowns.readers
        self.tests = self._tests()
        self.claimed, self.spreads = self._claims()
        self.asides = {f"{ASIDE}{n}": part.aside for n, part in enumerate(parts) if part.aside.columns}
        self.claimed |= {column: tuple(aside.columns) for column, aside in self.asides.items()}
        self.cells = {name: cell for name, cell in self.row.cells.items() if name in self.readers.cells}

    def power(self) -> Power:
        """Search, or return what was found for another enterprise to which the same applies."""
        if not self.claimed:
            return NOTHING
        key = self._key()
        if key is None:
            return self._walked()
        kept = self.readers.searches
        if key not in kept:
            if len(kept) > MOST_KEPT:
                kept.clear()
            kept[key] = self._walked()
        found: Power = kept[key]
        return found

    def _walked(self) -> Power:
        answers = [self._answer(f"{ASIDE}{place}", part) for place, part in enumerate(self.parts)]
        ways = Ways(self._tried, self._named, self._hints(answers))
        found = Walk(answers, self.claimed, (self.cells, self.readers.ties), ways).search()
        met, unmet = (found.met, found.unmet) if self.conjunction else (found.unmet, found.met)
        return Power(met, unmet, self.unknowns.named(found.columns))

    def _tests(self) -> list[list[Compare]]:
        """Return the tests of points, those that must pass together in one list."""
        alone = [item for part in self.parts for item in part.conditions if len(part.conditions) == 1]
        together = [item for item in alone if is_score_test(item)] if self.conjunction else []
        others = [item for item in self.items if item not in together]
        return [
            *([together] if together else []),
            *(t for item in others for t in score_tests(item, self.row)),
        ]

    def _hints(self, answers: list[Answer]) -> Hint | None:
        sizes = [SizeHint(self.row, place, part.conditions, answers) for place, part in enumerate(self.parts)]
        found = [self._hint(answers), *(hint.of for hint in sizes if hint.applies and self.conjunction)]
        hints = [hint for hint in found if hint is not None]
        return (lambda cells: [name for hint in hints for name in hint(cells)]) if hints else None

    def _hint(self, answers: list[Answer]) -> Hint | None:
        """Return what says at once, of a filling, which indicators that share nothing turn the answer by their points."""
        if not self.spreads or len(self.tests) != 1 or self.unknowns.scoring.is_hard(self.tests[0]):
            return None
        scoring, tests, wanted = self.unknowns.scoring, self.tests[0], self.conjunction
        free = {name.removeprefix(POINTS): spread for name, spread in self.spreads.items()}
        parts = ["", *(group.id for group in scoring.score.groups), *(i.id for i in scoring.score.indicators)]
        passing, failing = (dict.fromkeys(parts, (end, end)) for end in (math.inf, -math.inf))

        def hint(cells: Cells) -> Iterable[str]:
            states = []
            for sums in (passing, failing):
                cells[SCORE] = sums
                states.append([answer(cells) for answer in answers])
            cells.pop(SCORE)
            good, bad = states if wanted else reversed(states)
            turns = all(good) and False in bad
            return scoring.turned(tests, free, cells) if turns else ()

        return hint

    def _answer(self, column: str, part: Part) -> Answer:
        answers = [folded(item, self.row, self.readers) for item in part.conditions]
        if column in self.asides:
            answers.append(lambda cells: cells.get(column))
        together = any_of if self.conjunction else all_of
        answer = answers[0] if len(answers) == 1 else together(answers)
        return answer if self.conjunction else _opposite(answer)

    def _key(self) -> tuple[Anything, ...] | None:
        """Return all that the answer depends on, where one shared column at most is to be filled."""
        shared = [name for name in self.claimed if name not in self.spreads and name not in self.asides]
        if len(shared) > 1:
            return None
        row, cells = self.row, dict(self.cells)
        inner = [atom for item in self.items for atom in atoms(item)]
        settled = [(row.atom(atom), cells.get("province")) for atom in inner]
        points = row.rulebook.score
        earned = [row.points(item.id) for item in points.indicators] if points and self.spreads else []
        readers = [
            self.readers.answer(atom) for atom in inner if row.atom(atom) is None and not is_score_test(atom)
        ]
        spans = [
            self.readers.points(item.points)
            for name, item in (self.unknowns.scoring.open.items() if points else ())
            if POINTS + name not in self.spreads
        ]
        lines = []
        for cell in self._tried(shared[0], cells) if shared else ():
            cells[shared[0]] = cell
            if self.readers.ties.consistent(cells, shared):
                lines.append((*(answer(cells) for answer in readers), *(span(cells) for span in spans)))
        levels = [(name, spread.levels, *spread.pairs.items()) for name, spread in self.spreads.items()]
        names = tuple(self.claimed.items())
        return (
            self.conjunction,
            names,
            *(tuple(map(id, part.conditions)) for part in self.parts),
            *settled,
            *earned,
            *levels,
            *sorted(set(lines), key=repr),
        )

    def _tried(self, column: str, cells: Cells) -> Sequence[Anything]:
        if column in self.spreads:
            return self.spreads[column].levels
        if column in self.asides:
            return (True, False)
        for rule in self.row.rulebook.classifications.values():
            if column == rule.row_fact:
                return [float(item.number) for item in possible_rows(rule, self.row)]
        return self.unknowns.trying.cells(column, cells)

    def _named(self, column: str, states: dict[Anything, bool | None]) -> Iterable[str]:
        if column in self.spreads:
            return moved(self.spreads[column].pairs, states)
        if column in self.asides:
            return self.asides[column].columns
        return self.unknowns.named((column,))

    def _claims(self) -> tuple[dict[str, tuple[str, ...]], dict[str, Spread]]:
        """Return what to search over with the facts behind it; indicators that stand alone as their points."""
        unknowns, items = self.unknowns, self.items
        columns = dict.fromkeys(name for item in items for name in unknowns.of(item))
        if not any(is_score_test(atom) for item in items for atom in atoms(item)):
            return {column: (column,) for column in columns}, {}
        beside = [name for item in items for name in unknowns.beside_score(item)]
        free = unknowns.scoring.free_of(beside)
        settled = {name for item in free for name in unknowns.scoring.unknown[item]}
        claimed: dict[str, tuple[str, ...]] = {
            column: (column,) for column in columns if column not in settled
        }
        spreads = {POINTS + item: spread for item, spread in free.items()}
        claimed |= {column: tuple(spread.pairs) for column, spread in spreads.items()}
        worth = {
            *beside,
            *unknowns.scoring.perhaps(self.tests),
        }
        return {
            column: tuple(name for name in names if name in worth) for column, names in claimed.items()
        }, spreads


def score_tests(condition: Condition, row: Row) -> Iterable[list[Compare]]:
    """Yield the open tests of points in a condition, those that must pass together in one list."""
    if row.state(condition) is not None:
        return
    if is_score_test(condition):
        yield [condition]
        return
    inner = row.branches(condition) if isinstance(condition, ByPlace) else children(condition)
    if isinstance(condition, All):
        bared = [bare(item) for item in inner]
        together = [item for item in bared if is_score_test(item) and row.state(item) is None]
        if together:
            yield together
        inner = [item for item in bared if not is_score_test(item)]
    for item in inner:
        yield from score_tests(item, row)


def bare(condition: Condition) -> Condition:
    """Return a condition without its name."""
    while isinstance(condition, Named):
        condition = condition.item
    return condition


def _opposite(answer: Answer) -> Answer:
    return lambda cells: None if (found := answer(cells)) is None else not found
