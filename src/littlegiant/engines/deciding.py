"""Which criteria decide the moves of a table of judged enterprises, counted in one query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
from sqlglot import exp

from littlegiant.engines import sql
from littlegiant.engines.duck import DIALECT
from littlegiant.engines.sql import Expr
from littlegiant.standards.model import Rulebook

WORDS: dict[bool | None, str] = {True: "met", False: "unmet", None: "unknown"}
STATES: dict[str, bool | None] = {word: state for state, word in WORDS.items()}
RANK = {"unmet": 0, "unknown": 1, "met": 2}
UNMET, OPEN = "f", "o"
Pair = tuple[str, str]
"""What the old and the new rulebook say of an enterprise: met, unmet or unknown."""


@dataclass(frozen=True)
class Deciding:
    """How many of those who move a criterion decides for, and for how many it is the only one."""

    criterion: str
    firms: int
    alone: int


def deciding_side(pair: Pair) -> tuple[int, bool | None]:
    """Return whose criteria decide a move, the old (0) or the new rulebook's (1), and the state that decides.

    Whoever falls does so by a criterion of the new rulebook, whoever rises by one of the old rulebook that is gone.
    """
    fallen = RANK[pair[1]] < RANK[pair[0]]
    return (1, STATES[pair[1]]) if fallen else (0, STATES[pair[0]])


def state_name(side: int, place: int) -> str:
    """Return the column of the state of a criterion, by the place it has in its rulebook."""
    return f"s{side}_{place}"


def count_deciding(
    connection: duckdb.DuckDBPyConnection, rulebooks: Sequence[Rulebook], table: str
) -> tuple[dict[Pair, tuple[Deciding, ...]], dict[Pair, int]]:
    """Return for each move the criteria that decide, the most frequent first, and how many move by none alone.

    `table` has a row for each enterprise, with `moved`, `o0`, `o1` and the states of all criteria.
    """
    result = connection.execute(_query(rulebooks, table).sql(DIALECT, copy=False))
    names = [column[0] for column in result.description or ()]
    decided: dict[Pair, tuple[Deciding, ...]] = {}
    together: dict[Pair, int] = {}
    for cells in result.fetchall():
        row = dict(zip(names, cells, strict=True))
        pair = (WORDS[row["o0"]], WORDS[row["o1"]])
        decided[pair] = tuple(_of_pair(row, pair, rulebooks))
        side, state = deciding_side(pair)
        none = row[f"none{side}{_mark(state)}"] or 0
        if none and rulebooks[side].criteria:
            together[pair] = none
    return decided, together


def _of_pair(row: dict[str, Any], pair: Pair, rulebooks: Sequence[Rulebook]) -> list[Deciding]:
    side, state = deciding_side(pair)
    found = []
    for place, item in enumerate(rulebooks[side].criteria):
        name = f"{state_name(side, place)}{_mark(state)}"
        if row[name]:
            found.append(Deciding(item.id, row[name], row[f"{name}_alone"] or 0))
    return sorted(found, key=lambda item: (-item.firms, -item.alone))


def _query(rulebooks: Sequence[Rulebook], table: str) -> exp.Select:
    """Return for each move how often each criterion is unmet, or open, and how often nothing else is."""
    states = [
        (side, sql.col(state_name(side, place)), state_name(side, place))
        for side, rulebook in enumerate(rulebooks)
        for place in range(len(rulebook.criteria))
    ]
    keys = [(side, mark) for side in (0, 1) for mark in (UNMET, OPEN)]
    totals = [
        (f"n{side}{mark}", _total([_test(state, mark) for other, state, _ in states if other == side]))
        for side, mark in keys
    ]
    moved = sql.select(totals, sql.table(table), keep=True).where(sql.col("moved"), copy=False)
    columns: list[tuple[str, Expr]] = [("o0", sql.col("o0")), ("o1", sql.col("o1"))]
    for side, mark in keys:
        columns.append((f"none{side}{mark}", _count(_is(f"n{side}{mark}", 0))))
    for side, state, name in states:
        for mark in (UNMET, OPEN):
            test = _test(state, mark)
            alone = sql.all_of([test, _is(f"n{side}{mark}", 1)])
            columns += [(f"{name}{mark}", _count(test)), (f"{name}{mark}_alone", _count(alone))]
    return sql.select(columns, sql.nested(moved, "moved")).group_by(sql.col("o0"), sql.col("o1"))


def _mark(state: bool | None) -> str:
    return OPEN if state is None else UNMET


def _test(state: Expr, mark: str) -> Expr:
    """Return whether a criterion is unmet, or whether it is open."""
    return sql.is_null(state) if mark == OPEN else sql.coalesce(sql.negate(state), sql.FALSE())


def _total(tests: Sequence[Expr]) -> Expr:
    counted = [sql.case([(test, sql.whole(1))], sql.whole(0)) for test in tests]
    return sql.add(*counted) if counted else sql.whole(0)


def _is(name: str, number: int) -> Expr:
    return sql.compare(sql.col(name), "==", sql.whole(number))


def _count(test: Expr) -> Expr:
    return exp.CountIf(this=test)
