"""Two rulebooks over one table: how many enterprises pass both, one or none, and which criteria decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
from sqlglot import exp

from littlegiant.engines import sql
from littlegiant.engines.columns import Columns
from littlegiant.engines.compiler import OUTCOME
from littlegiant.engines.duck import DIALECT
from littlegiant.engines.panel import Panel
from littlegiant.engines.sql import Expr
from littlegiant.standards.model import Criterion, Rulebook

PAIRS = {
    "both": (True, True),
    "only_old": (True, False),
    "only_new": (False, True),
    "neither": (False, False),
}
"""What the old and the new rulebook say; wherever one of them says neither, the enterprise is unknown."""


@dataclass(frozen=True)
class Deciding:
    """How many of those who pass one rulebook only fail a criterion of the other, and how many fail nothing else."""

    criterion: str
    firms: int
    alone: int


@dataclass(frozen=True)
class Moves:
    """The enterprises by what the old and the new rulebook say of them.

    `counts` has a number for each of PAIRS, and for `unknown`: one of the two leaves the enterprise open. `lost_by` are
    the criteria of the new rulebook that those in only_old fail, `gained_by` those of the old one that only_new fail.
    """

    counts: dict[str, int]
    lost_by: tuple[Deciding, ...]
    gained_by: tuple[Deciding, ...]


def moves(
    connection: duckdb.DuckDBPyConnection,
    rulebooks: tuple[Rulebook, Rulebook],
    columns: Columns,
    relation: str,
) -> Moves:
    """Judge a table by both rulebooks in one scan and count."""
    counting = _Counting(Panel(rulebooks, columns, relation), rulebooks)
    rows = connection.execute(counting.select().sql(DIALECT, copy=False)).fetchall()
    return counting.read(rows)


class _Counting:
    """One query with a row for each pair of outcomes: how many, and for each criterion how many fail it."""

    def __init__(self, panel: Panel, rulebooks: Sequence[Rulebook]) -> None:
        self.panel = panel
        self.rulebooks = rulebooks

    def select(self) -> exp.Select:
        columns: list[tuple[str, Expr]] = [(name, sql.col(name)) for name in ("o0", "o1")]
        columns.append(("firms", exp.Count(this=exp.Star())))
        for side, place, _ in self._criteria():
            failed = sql.col(f"f{side}_{place}")
            alone = sql.all_of([failed, sql.compare(sql.col(f"n{side}"), "==", sql.whole(1))])
            columns += [
                (f"s{side}_{place}", exp.CountIf(this=failed)),
                (f"a{side}_{place}", exp.CountIf(this=alone)),
            ]
        return sql.select(columns, sql.nested(self._failures(), "failed")).group_by("o0", "o1")

    def _criteria(self) -> Iterator[tuple[int, int, Criterion]]:
        for side, rulebook in enumerate(self.rulebooks):
            for place, item in enumerate(rulebook.criteria):
                yield side, place, item

    def _failures(self) -> exp.Select:
        """Return both outcomes, whether each criterion is failed, and how many of each side are."""
        names = self.panel.whole.names
        judged = self.panel.whole.stages.query()
        columns: list[tuple[str, Expr]] = [(f"o{side}", sql.col(names[side][OUTCOME])) for side in (0, 1)]
        counted: dict[int, list[Expr]] = {0: [], 1: []}
        for side, place, item in self._criteria():
            failed = sql.negate(sql.col(names[side][f"c_{item.id}"]))
            columns.append((f"f{side}_{place}", failed))
            counted[side].append(sql.case([(failed, sql.whole(1))], sql.whole(0)))
        for side, parts in counted.items():
            columns.append((f"n{side}", sql.add(*parts) if parts else sql.whole(0)))
        return sql.select(columns, sql.nested(judged, "judged"))

    def read(self, rows: Sequence[Sequence[Any]]) -> Moves:
        """Return the counts of the result's rows."""
        by_pair = {(row[0], row[1]): row[2:] for row in rows}
        firms = {pair: numbers[0] for pair, numbers in by_pair.items()}
        counts = {name: firms.get(pair, 0) for name, pair in PAIRS.items()}
        counts["unknown"] = sum(firms.values()) - sum(counts.values())
        return Moves(
            counts,
            self._decided(1, by_pair.get(PAIRS["only_old"])),
            self._decided(0, by_pair.get(PAIRS["only_new"])),
        )

    def _decided(self, side: int, numbers: Sequence[int] | None) -> tuple[Deciding, ...]:
        if numbers is None:
            return ()
        pairs = zip(numbers[1::2], numbers[2::2], strict=True)
        found = [
            Deciding(item.id, failing, alone)
            for (other, _, item), (failing, alone) in zip(self._criteria(), pairs, strict=True)
            if other == side and failing
        ]
        return tuple(sorted(found, key=lambda item: (-item.firms, -item.alone)))
