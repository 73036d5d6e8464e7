"""Two rulebooks over one table: how many enterprises each outcome of both has, by kind, and which criteria decide."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlglot import exp

from littlegiant.engines import sql
from littlegiant.engines.columns import Columns
from littlegiant.engines.compiler import OUTCOME
from littlegiant.engines.kinds import KINDS, kind_of
from littlegiant.engines.panel import Panel
from littlegiant.engines.runner import Runner
from littlegiant.engines.sql import Expr
from littlegiant.engines.stages import Stages
from littlegiant.standards.model import Criterion, Rulebook

WORDS: dict[bool | None, str] = {True: "met", False: "unmet", None: "unknown"}
Pair = tuple[str, str]
"""What the old and the new rulebook say of an enterprise: met, unmet or unknown."""


@dataclass(frozen=True)
class Deciding:
    """How many of those who pass one rulebook only fail a criterion of the other, and how many fail nothing else."""

    criterion: str
    firms: int
    alone: int


@dataclass(frozen=True)
class Moves:
    """The enterprises by what the old and the new rulebook say of them.

    `firms` counts them by pair of outcomes; `by` for each kind (province, industry, size, age) and each pair by value.
    `lost_by` are the criteria of the new rulebook that those who pass only the old one fail, `gained_by` those of the
    old one that those who pass only the new one fail.
    """

    firms: dict[Pair, int] = field(default_factory=dict)
    by: dict[str, dict[Pair, dict[str, int]]] = field(default_factory=dict)
    lost_by: tuple[Deciding, ...] = ()
    gained_by: tuple[Deciding, ...] = ()

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


@dataclass(frozen=True)
class Scene:
    """A table as the engine sees it, and the day on which its enterprises are looked at."""

    columns: Columns
    relation: str
    day: datetime.date


def moves(
    runner: Runner,
    rulebooks: tuple[Rulebook, Rulebook],
    scene: Scene,
    kinds: Sequence[str] = (),
) -> Moves:
    """Judge a table by both rulebooks in one scan and count; `kinds` are among KINDS."""
    counting = _Counting(Panel(rulebooks, scene.columns, scene.relation), rulebooks, scene, tuple(kinds))
    return counting.read(list(runner.run(counting.select()).rows))


class _Counting:
    """One query with a row for each pair of outcomes and each combination of kinds.

    A row holds how many there are, and for each criterion how many fail it and how many fail nothing else.
    """

    def __init__(
        self, panel: Panel, rulebooks: Sequence[Rulebook], scene: Scene, kinds: tuple[str, ...]
    ) -> None:
        self.panel = panel
        self.rulebooks = rulebooks
        self.scene = scene
        self.kinds = kinds

    def select(self) -> exp.Select:
        keys = ["o0", "o1", *self.kinds]
        columns: list[tuple[str, Expr]] = [(name, sql.col(name)) for name in keys]
        columns.append(("firms", exp.Count(this=exp.Star())))
        for side, place, _ in self._criteria():
            failed = sql.col(f"f{side}_{place}")
            alone = sql.all_of([failed, sql.compare(sql.col(f"n{side}"), "==", sql.whole(1))])
            columns += [
                (f"s{side}_{place}", exp.CountIf(this=failed)),
                (f"a{side}_{place}", exp.CountIf(this=alone)),
            ]
        return sql.select(columns, sql.nested(self._failures(), "failed")).group_by(*map(sql.col, keys))

    def _criteria(self) -> Iterator[tuple[int, int, Criterion]]:
        for side, rulebook in enumerate(self.rulebooks):
            for place, item in enumerate(rulebook.criteria):
                yield side, place, item

    def _failures(self) -> exp.Select:
        """Return both outcomes, the kinds, whether each criterion is failed, and how many of each side are."""
        names = self.panel.whole.names
        columns: list[tuple[str, Expr]] = [(f"o{side}", sql.col(names[side][OUTCOME])) for side in (0, 1)]
        columns += [(kind, sql.col(f"kind_{kind}")) for kind in self.kinds]
        counted: dict[int, list[Expr]] = {0: [], 1: []}
        for side, place, item in self._criteria():
            failed = sql.negate(sql.col(names[side][f"c_{item.id}"]))
            columns.append((f"f{side}_{place}", failed))
            counted[side].append(sql.case([(failed, sql.whole(1))], sql.whole(0)))
        for side, parts in counted.items():
            columns.append((f"n{side}", sql.add(*parts) if parts else sql.whole(0)))
        return sql.select(columns, sql.nested(self._judged(), "judged"))

    def _judged(self) -> exp.Select:
        """Return the judged table with the kinds beside it: what the table says itself first, then the size class."""
        stages = self.panel.whole.stages
        facts, *others = stages.columns
        own = tuple(
            (f"kind_{kind}", kind_of(kind, self.scene.columns, self.scene.day))
            for kind in self.kinds
            if kind != "size"
        )
        classed = ((("kind_size", self._size()),),) if "size" in self.kinds else ()
        return Stages(stages.relation, ((*facts, *own), *others, *classed)).query()

    def _size(self) -> Expr:
        """Return the size class by name where it is settled."""
        for rulebook, names in zip(self.rulebooks, self.panel.whole.names, strict=True):
            for place, name in enumerate(sorted(rulebook.classifications)):
                low, high = (sql.col(names[f"k_{place}_{end}"]) for end in ("low", "high"))
                classes = rulebook.classifications[name].classes
                named = [
                    (sql.compare(low, "==", sql.whole(index)), sql.text(word))
                    for index, word in enumerate(classes)
                ]
                return sql.case([(sql.compare(low, "==", high), sql.case(named))])
        return sql.null(sql.TEXT)

    def read(self, rows: Sequence[Sequence[Any]]) -> Moves:
        """Return the counts of the result's rows."""
        width = 3 + len(self.kinds)
        firms: Counter[Pair] = Counter()
        by: dict[str, dict[Pair, dict[str, int]]] = {kind: {} for kind in self.kinds}
        failing: dict[Pair, list[int]] = {}
        for row in rows:
            pair, count = (WORDS[row[0]], WORDS[row[1]]), row[width - 1]
            firms[pair] += count
            for kind, value in zip(self.kinds, row[2 : width - 1], strict=True):
                counter = by[kind].setdefault(pair, {})
                counter[value or "unknown"] = counter.get(value or "unknown", 0) + count
            before = failing.get(pair, [0] * (len(row) - width))
            failing[pair] = [one + (other or 0) for one, other in zip(before, row[width:], strict=True)]
        lost, gained = failing.get(("met", "unmet")), failing.get(("unmet", "met"))
        return Moves(dict(firms), by, self._decided(1, lost), self._decided(0, gained))

    def _decided(self, side: int, numbers: Sequence[int] | None) -> tuple[Deciding, ...]:
        if numbers is None:
            return ()
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        found = [
            Deciding(item.id, failing, alone)
            for (other, _, item), (failing, alone) in zip(self._criteria(), pairs, strict=True)
            if other == side and failing
        ]
        return tuple(sorted(found, key=lambda item: (-item.firms, -item.alone)))


__all__ = ["KINDS", "Deciding", "Moves", "Pair", "Scene", "moves"]
