"""Takes an open condition apart until what is left shares no unknown fact; only what does share is searched.

A conjunction is decided by one of its parts only where the others can all be met, a disjunction where they can all
be unmet; for parts without a common fact that is all there is to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any as Anything
from typing import TypeGuard

from littlegiant.rules.conditions import (
    All,
    Any,
    AtLeast,
    ByPlace,
    Choose,
    ClassAmong,
    Compare,
    Condition,
    Named,
    Not,
    OneOf,
    Truth,
    atoms,
    children,
)
from littlegiant.rules.values import ScorePart
from littlegiant.verdicts.class_gaps import class_gaps, possible_rows
from littlegiant.verdicts.decisive.cells import Trying
from littlegiant.verdicts.decisive.folding import PLACE, folded
from littlegiant.verdicts.decisive.levels import Spread
from littlegiant.verdicts.decisive.readers import POINTS, Cells, Readers
from littlegiant.verdicts.decisive.scoring import Scoring, moved
from littlegiant.verdicts.decisive.walk import Walk
from littlegiant.verdicts.gaps import gaps_of
from littlegiant.verdicts.row import Row


@dataclass(frozen=True)
class Power:
    """Whether an open condition can be met and unmet, and which unknown columns can turn it."""

    met: bool
    unmet: bool
    columns: dict[str, None]


NOTHING = Power(False, False, {})


class Powers:
    """Works out the power of conditions over one row."""

    def __init__(self, row: Row) -> None:
        self.row = row
        kept = row.registry.readers
        if kept is None:
            readers = Readers(row.registry)
            kept = row.registry.readers = (readers, Trying(readers))
        self.readers: Readers = kept[0]
        self.trying: Trying = kept[1]
        self._unknown: dict[int, tuple[str, ...]] = {}

    # -- what is unknown

    def unknown(self, condition: Condition) -> tuple[str, ...]:
        """Return the unknown columns an open condition still hangs on, points and classes included."""
        found = self._unknown.get(id(condition))
        if found is None:
            found = self._unknown[id(condition)] = tuple(dict.fromkeys(self._open(condition)))
        return found

    def _open(self, condition: Condition) -> Iterable[str]:
        if self.row.state(condition) is not None:
            return ()
        match condition:
            case Compare() if isinstance(condition.value, ScorePart):
                return self.scoring.columns
            case Truth() | OneOf() | Compare():
                return self._empty(self.readers.columns(condition))
            case ClassAmong():
                return self._of_class(condition)
            case Choose():
                inner = [condition.when, *self.row.branches(condition)]
                return [name for item in inner for name in self.unknown(item)]
            case ByPlace():
                inner = self.row.branches(condition)
                return [*self._empty((PLACE,)), *(name for item in inner for name in self.unknown(item))]
            case _:
                return [name for item in children(condition) for name in self.unknown(item)]

    def _empty(self, columns: Iterable[str]) -> list[str]:
        cells = self.row.cells
        return [column for column in columns if cells.get(column) is None]

    @cached_property
    def scoring(self) -> Scoring:
        """Return the open indicators."""
        score = self.row.rulebook.score
        assert score is not None
        return Scoring(self.row, score, self.readers, self.trying)

    def _of_class(self, atom: ClassAmong) -> list[str]:
        rule = self.row.rulebook.classifications[atom.classification]
        rows = possible_rows(rule, self.row)
        names = [self.row.registry.column(bound.value.fact) for item in rows for bound in item.bounds]
        return [*([rule.row_fact] if len(rows) > 1 else []), *self._empty(dict.fromkeys(names))]

    # -- taking apart

    def of_all(self, conditions: Iterable[Condition]) -> Power:
        """Return the power of several conditions that must all be met."""
        return self._joined(list(self._flat(conditions, All)), True)

    def of(self, condition: Condition) -> Power:
        """Return the power of one open condition."""
        match condition:
            case Named():
                return self.of(condition.item)
            case Not():
                found = self.of(condition.item)
                return Power(found.unmet, found.met, found.columns)
            case All() | Any():
                kind = type(condition)
                return self._joined(list(self._flat(condition.items, kind)), kind is All)
            case Choose() | ByPlace() if len(self.row.branches(condition)) == 1:
                return self.of(self.row.branches(condition)[0])
            case ClassAmong():
                rule = self.row.rulebook.classifications[condition.classification]
                columns = dict.fromkeys(class_gaps(rule, condition.classes, self.row, narrow=False))
                return Power(True, True, columns) if columns else NOTHING
            case Choose() | ByPlace() | AtLeast():
                return self._searched([condition], True)
            case Compare() if isinstance(condition.value, ScorePart):
                return self._searched([condition], True)
            case _:
                columns = gaps_of(condition, self.row)
                return Power(True, True, columns) if columns else NOTHING

    def _flat(self, conditions: Iterable[Condition], kind: type[All] | type[Any]) -> Iterable[Condition]:
        """Yield the open items, those of nested conjunctions (or disjunctions) as if written here."""
        for item in conditions:
            inner = _bare(item)
            if self.row.state(inner) is not None:
                continue
            if isinstance(inner, kind):
                yield from self._flat(inner.items, kind)
            else:
                yield inner

    def _joined(self, items: list[Condition], conjunction: bool) -> Power:
        powers = [
            self.of(part[0]) if len(part) == 1 else self._searched(part, conjunction)
            for part in self._apart(items)
        ]
        blocked = [not (power.met if conjunction else power.unmet) for power in powers]
        columns: dict[str, None] = {}
        for place, power in enumerate(powers):
            if not any(blocked[:place] + blocked[place + 1 :]):
                columns |= power.columns
        some, every = any, all
        met, unmet = (power.met for power in powers), (power.unmet for power in powers)
        return Power(
            every(met) if conjunction else some(met), some(unmet) if conjunction else every(unmet), columns
        )

    def _apart(self, items: list[Condition]) -> list[list[Condition]]:
        """Group the items that share an unknown fact, or one that a fact implies something about."""
        groups: list[tuple[set[str], list[Condition]]] = []
        for item in items:
            names: set[str] = set()
            for column in self.unknown(item):
                names |= self.readers.ties.group(column)
            together = [item]
            apart = []
            for other, members in groups:
                if other.isdisjoint(names):
                    apart.append((other, members))
                else:
                    names |= other
                    together = members + together
            groups = [*apart, (names, together)]
        return [members for _, members in groups]

    # -- what is asked for

    def asked(self, condition: Condition) -> dict[str, None]:
        """Return the columns to ask for where a condition hangs on them."""
        return self._named(self.unknown(condition))

    # -- searching

    def _searched(self, items: list[Condition], conjunction: bool) -> Power:
        tests = [item for item in items if is_score_test(item)]
        if len(tests) == len(items) and (conjunction or len(tests) == 1):
            found = self.scoring.decided_by(tests)
            if found is not None:
                return Power(*found)
        claimed, spreads = self._claimed(items)
        if not claimed:
            return NOTHING
        answers = [folded(item, self.row, self.readers) for item in items]
        if not conjunction:
            answers = [_opposite(answer) for answer in answers]

        def tried(column: str, cells: Cells) -> Sequence[Anything]:
            return spreads[column].levels if column in spreads else self._tried(column, cells)

        def named(column: str, states: dict[Anything, bool | None]) -> Iterable[str]:
            return moved(spreads[column].pairs, states) if column in spreads else self._named((column,))

        cells = {name: cell for name, cell in self.row.cells.items() if name in self.readers.cells}
        walked = Walk(answers, claimed, (cells, self.readers.ties), (tried, named)).search()
        met, unmet = (walked.met, walked.unmet) if conjunction else (walked.unmet, walked.met)
        return Power(met, unmet, walked.columns)

    def _claimed(self, items: list[Condition]) -> tuple[dict[str, tuple[str, ...]], dict[str, Spread]]:
        """Return what to search over with the facts behind it; indicators that stand alone as their points."""
        columns = dict.fromkeys(name for item in items for name in self.unknown(item))
        if not any(is_score_test(atom) for item in items for atom in atoms(item)):
            return {column: (column,) for column in columns}, {}
        beside = [name for item in items for name in self._beside_score(item)]
        free = self.scoring.free_of(beside)
        settled = {name for item in free for name in self.scoring.unknown[item]}
        claimed = {column: (column,) for column in columns if column not in settled}
        spreads = {POINTS + item: spread for item, spread in free.items()}
        claimed |= {column: tuple(spread.pairs) for column, spread in spreads.items()}
        worth = {*beside, *self.scoring.perhaps([found for item in items for found in _score_tests(item)])}
        return {
            column: tuple(name for name in names if name in worth) for column, names in claimed.items()
        }, spreads

    def _beside_score(self, condition: Condition) -> Iterable[str]:
        """Yield the unknown columns a condition hangs on other than by points."""
        if is_score_test(condition) or self.row.state(condition) is not None:
            return
        inner = children(condition)
        if not inner:
            yield from self.unknown(condition)
        for item in inner:
            yield from self._beside_score(item)

    def _tried(self, column: str, cells: Cells) -> list[Anything]:
        for rule in self.row.rulebook.classifications.values():
            if column == rule.row_fact:
                return [float(item.number) for item in possible_rows(rule, self.row)]
        return self.trying.cells(column, cells)

    def _named(self, columns: Iterable[str]) -> dict[str, None]:
        """Return the facts to ask for: with the row of a size table also the industry, with a year its total."""
        names: dict[str, None] = {}
        for column in columns:
            for rule in self.row.rulebook.classifications.values():
                if column == rule.row_fact:
                    names.setdefault(rule.industry_fact)
            names.setdefault(column)
            for total, years in self.readers.totals.items():
                if column in years and self.row.cells.get(total) is None:
                    names.setdefault(total)
        return names


def is_score_test(condition: Condition) -> TypeGuard[Compare]:
    """Say whether a condition holds points against a mark."""
    return isinstance(condition, Compare) and isinstance(condition.value, ScorePart)


def _score_tests(condition: Condition) -> Iterable[list[Compare]]:
    """Yield the tests of points in a condition, those that must pass together in one list."""
    if is_score_test(condition):
        yield [condition]
        return
    inner = children(condition)
    if isinstance(condition, All):
        together = [item for item in inner if is_score_test(_bare(item))]
        yield [item for item in map(_bare, together) if is_score_test(item)]
        inner = tuple(item for item in inner if item not in together)
    for item in inner:
        yield from _score_tests(item)


def _bare(condition: Condition) -> Condition:
    while isinstance(condition, Named):
        condition = condition.item
    return condition


def _opposite(answer: Anything) -> Anything:
    return lambda cells: None if (found := answer(cells)) is None else not found
