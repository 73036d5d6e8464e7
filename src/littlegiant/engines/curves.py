"""How many enterprises pass as one threshold moves: all values in one scan, only what changes worked out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp

from littlegiant.engines import sql
from littlegiant.engines.columns import Columns
from littlegiant.engines.compiler import OUTCOME
from littlegiant.engines.panel import Panel
from littlegiant.engines.runner import Runner
from littlegiant.engines.sql import Expr
from littlegiant.standards.model import Rulebook


@dataclass(frozen=True)
class Count:
    """One point of a curve: the threshold in its canonical unit, and how many are met, unmet and unknown."""

    value: float
    met: int
    unmet: int
    unknown: int


def counts_at(
    runner: Runner,
    points: Sequence[tuple[float, Rulebook]],
    columns: Columns,
    relation: str,
) -> list[Count]:
    """Judge a table by rulebooks that differ in one number and count the outcomes of each."""
    panel = Panel([rulebook for _, rulebook in points], columns, relation)
    counted: list[tuple[str, Expr]] = [("firms", exp.Count(this=exp.Star()))]
    for place, names in enumerate(panel.whole.names):
        outcome = sql.col(names[OUTCOME])
        counted += [
            (f"m{place}", exp.CountIf(this=outcome)),
            (f"u{place}", exp.CountIf(this=sql.negate(outcome))),
        ]
    query = sql.select(counted, sql.nested(panel.whole.stages.query(), "judged"))
    row = next(runner.run(query).rows, (0,))
    pairs = zip(row[1::2], row[2::2], strict=True)
    return [
        Count(value, met, unmet, row[0] - met - unmet)
        for (value, _), (met, unmet) in zip(points, pairs, strict=True)
    ]
