"""Two rulebooks over one table: how many enterprises each outcome of both has, by kind, and which clauses decide.

Enterprises that fail a clause both rulebooks share are counted without anything else being worked out for them. The
others are judged by both in one scan; what is kept of them is an outcome of each side, the kinds, and for those that
move the state and the value of every clause.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb
from sqlglot import exp

from littlegiant.engines import sql
from littlegiant.engines.compiler import OUTCOME, Compiled
from littlegiant.engines.deciding import WORDS, Deciding, Pair, count_deciding, deciding_side, state_name
from littlegiant.engines.duck import DIALECT
from littlegiant.engines.kinds import KINDS, Scene, with_kinds
from littlegiant.engines.panel import compile_together
from littlegiant.engines.projection import criterion_value
from littlegiant.engines.sql import Expr
from littlegiant.engines.stages import renamed
from littlegiant.engines.surviving import shared_clauses, survivors
from littlegiant.rules.conditions import Compare, Condition, Named
from littlegiant.rules.values import ScorePart
from littlegiant.standards.model import Criterion, Rulebook

SURVIVORS, JUDGED = "surviving", "moving"
By = dict[str, dict[Pair, dict[str, int]]]


@dataclass(frozen=True)
class Moves:
    """The enterprises by what the old and the new rulebook say of them.

    `firms` counts them by pair of outcomes; `by` for each kind (province, industry, size, age) and each pair by value.
    `decided` are for each pair the criteria that decide, `together` how many move without a single one deciding.
    """

    firms: dict[Pair, int] = field(default_factory=dict)
    by: By = field(default_factory=dict)
    decided: dict[Pair, tuple[Deciding, ...]] = field(default_factory=dict)
    together: dict[Pair, int] = field(default_factory=dict)

    @property
    def lost_by(self) -> tuple[Deciding, ...]:
        """Return the criteria of the new rulebook that those who pass only the old one fail."""
        return self.decided.get(("met", "unmet"), ())

    @property
    def gained_by(self) -> tuple[Deciding, ...]:
        """Return the criteria of the old rulebook that those who pass only the new one fail."""
        return self.decided.get(("unmet", "met"), ())

    @property
    def counts(self) -> dict[str, int]:
        """Return how many pass both, only the old, only the new, neither; unknown where one leaves it open."""
        named = {
            "both": ("met", "met"),
            "only_old": ("met", "unmet"),
            "only_new": ("unmet", "met"),
            "neither": ("unmet", "unmet"),
        }
        found = {name: self.firms.get(pair, 0) for name, pair in named.items()}
        return {**found, "unknown": sum(self.firms.values()) - sum(found.values())}

    def side(self, place: int) -> dict[str, int]:
        """Return how many are met, unmet and unknown by the old (0) or the new (1) rulebook."""
        found = dict.fromkeys(WORDS.values(), 0)
        for pair, firms in self.firms.items():
            found[pair[place]] += firms
        return found

    def changes(self) -> list[tuple[Pair, int]]:
        """Return the pairs of different outcomes, the most frequent first."""
        found = [(pair, firms) for pair, firms in self.firms.items() if pair[0] != pair[1]]
        return sorted(found, key=lambda it: (-it[1], it[0]))


@dataclass(frozen=True)
class Mover:
    """One enterprise that moves, its kinds as counted, and the criteria that decide with the values they look at.

    No single criterion decides where only several together cannot be met.
    """

    id: str
    name: str | None
    kinds: Mapping[str, str | None]
    pair: Pair
    decided_by: tuple[tuple[str, float | None], ...]


class Moving:
    """The enterprises of a table judged by two rulebooks, once, and counted as often as one likes."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        rulebooks: tuple[Rulebook, Rulebook],
        scene: Scene,
        kinds: Sequence[str] = (),
    ) -> None:
        self.connection = connection
        self.rulebooks = rulebooks
        self.scene = scene
        self.kinds = tuple(kinds)
        self._judge()

    def moves(self) -> Moves:
        """Count."""
        firms, by = self._counted()
        decided, together = count_deciding(self.connection, self.rulebooks, JUDGED)
        return Moves(firms, by, decided, together)

    def movers(self) -> Iterator[Mover]:
        """Yield every enterprise whose outcome changes, in the order of the table."""
        pairs = list(self._criteria())
        names = ["id", "name", "o0", "o1", *map(_kind, self.kinds)]
        for side, place, _ in pairs:
            names += [state_name(side, place), f"v{side}_{place}"]
        query = sql.select([(name, sql.col(name)) for name in names], sql.table(JUDGED)).where(_moved())
        result = self.connection.execute(query.sql(DIALECT))
        while batch := result.fetchmany(1_000):
            yield from (self._mover(row, pairs) for row in batch)

    def _mover(self, row: Sequence[Any], pairs: Sequence[tuple[int, int, Criterion]]) -> Mover:
        pair = (WORDS[row[2]], WORDS[row[3]])
        side, state = deciding_side(pair)
        width = 4 + len(self.kinds)
        cells = zip(row[width::2], row[width + 1 :: 2], strict=True)
        decided = tuple(
            (item.id, value)
            for (other, _, item), (found, value) in zip(pairs, cells, strict=True)
            if other == side and found is state
        )
        return Mover(row[0], row[1], dict(zip(self.kinds, row[4:width], strict=True)), pair, decided)

    # -- judging

    def _judge(self) -> None:
        """Judge whoever may pass one rulebook, and keep what is asked later."""
        clauses, scene = shared_clauses(self.rulebooks), self.scene
        sieved = survivors(clauses, self.rulebooks[1], scene.columns, scene.relation).sql(DIALECT)
        self.connection.execute(f'CREATE OR REPLACE TEMP VIEW "{SURVIVORS}" AS {sieved}')
        judged = self._judged().sql(DIALECT, copy=False)
        self.connection.execute(f'CREATE OR REPLACE TEMP TABLE "{JUDGED}" AS {judged}')

    def _judged(self) -> exp.Select:
        parts = compile_together(self.rulebooks, self.scene.columns, SURVIVORS)
        whole = with_kinds([part.stages for part in parts], self.scene, self.kinds)
        facts, *others = whole.stages.columns
        name = sql.col("name") if "name" in self.scene.columns else sql.null(sql.TEXT)
        stages = type(whole.stages)(SURVIVORS, ((*facts, ("mover name", name)), *others))
        old, new = (sql.col(names[OUTCOME]) for names in whole.names[:2])
        moved = exp.NullSafeNEQ(this=old, expression=new)
        columns: list[tuple[str, Expr]] = [("o0", old), ("o1", new), ("moved", moved)]
        columns += [(_kind(kind), sql.col(_kind(kind))) for kind in self.kinds]
        columns += [
            ("id", sql.case([(moved, sql.col("id"))])),
            ("name", sql.case([(moved, sql.col("mover name"))])),
        ]
        for side, place, item in self._criteria():
            names = whole.names[side]
            cell = renamed(_value(parts[side], item.condition), names)
            columns += [
                (state_name(side, place), sql.case([(moved, sql.col(names[f"c_{item.id}"]))])),
                (f"v{side}_{place}", sql.case([(moved, cell)])),
            ]
        return sql.select(columns, sql.nested(stages.query(), "judged"))

    def _criteria(self) -> Iterator[tuple[int, int, Criterion]]:
        for side, rulebook in enumerate(self.rulebooks):
            for place, item in enumerate(rulebook.criteria):
                yield side, place, item

    # -- counting

    def _counted(self) -> tuple[dict[Pair, int], By]:
        """Count by pair and kind: those who were judged, then the rest of the table, unmet by both."""
        firms: Counter[Pair] = Counter()
        by: dict[str, dict[Pair, Counter[str]]] = {kind: {} for kind in self.kinds}
        for first, second, *values, count in self._groups(["o0", "o1"], sql.table(JUDGED)):
            pair = (WORDS[first], WORDS[second])
            firms[pair] += count
            for kind, value in zip(self.kinds, values, strict=True):
                by[kind].setdefault(pair, Counter())[value or "unknown"] += count
        self._add_failed(firms, by)
        plain = {kind: {pair: dict(+found) for pair, found in pairs.items()} for kind, pairs in by.items()}
        return {pair: count for pair, count in firms.items() if count}, plain

    def _add_failed(self, firms: Counter[Pair], by: dict[str, dict[Pair, Counter[str]]]) -> None:
        pair, judged = ("unmet", "unmet"), firms.total()
        seen = {kind: sum(pairs.values(), Counter()) for kind, pairs in by.items()}
        everyone = 0
        for *values, count in self._groups([], self._everyone()):
            everyone += count
            for kind, value in zip(self.kinds, values, strict=True):
                by[kind].setdefault(pair, Counter())[value or "unknown"] += count
        firms[pair] += everyone - judged
        for kind, counter in seen.items():
            by[kind].setdefault(pair, Counter()).subtract(counter)

    def _everyone(self) -> Expr:
        """Return every row of the table with its kinds."""
        if not self.kinds:
            return sql.table(self.scene.relation)
        return sql.nested(with_kinds([], self.scene, self.kinds).stages.query(), "everyone")

    def _groups(self, keys: Sequence[str], source: Expr) -> list[tuple[Any, ...]]:
        columns = [(name, sql.col(name)) for name in (*keys, *map(_kind, self.kinds))]
        query = sql.select([*columns, ("firms", exp.Count(this=exp.Star()))], source)
        grouped = query.group_by(*(sql.col(name) for name, _ in columns)) if columns else query
        return self.connection.execute(grouped.sql(DIALECT, copy=False)).fetchall()


def moves(
    connection: duckdb.DuckDBPyConnection,
    rulebooks: tuple[Rulebook, Rulebook],
    scene: Scene,
    kinds: Sequence[str] = (),
) -> Moves:
    """Judge a table by both rulebooks in one scan and count; `kinds` are among KINDS."""
    return Moving(connection, rulebooks, scene, kinds).moves()


def _kind(kind: str) -> str:
    return f"kind_{kind}"


def _moved() -> Expr:
    return sql.col("moved")


def _value(part: Compiled, condition: Condition) -> Expr:
    """Return the number that a criterion looks at, points included where they are settled; else NULL."""
    while isinstance(condition, Named):
        condition = condition.item
    if isinstance(condition, Compare) and isinstance(condition.value, ScorePart):
        low, high = (sql.col(f"p_{condition.value.part}_{end}") for end in ("low", "high"))
        return sql.case([(sql.compare(low, "==", high), low)])
    return criterion_value(part, condition) or sql.null()


__all__ = ["KINDS", "Deciding", "Mover", "Moves", "Moving", "Pair", "Scene", "deciding_side", "moves"]
