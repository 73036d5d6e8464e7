"""How many enterprises pass as one threshold moves.

`Criticals` reads the table once and keeps the two critical values of each enterprise that fails nothing else; every
point is then counted from them. Where several unknown facts hang together the critical value of being possible is not
known in advance: these few enterprises are judged at each point. `counts_at` judges the whole table at every point, for
thresholds that have no critical value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import duckdb
from sqlglot import exp

from littlegiant.engines import sql
from littlegiant.engines.bounds import Bounds
from littlegiant.engines.columns import Columns
from littlegiant.engines.compiler import OUTCOME, Compiled, compile_rulebook
from littlegiant.engines.criticals import NEVER, Side, Span, Spans, all_spans, constant, depends, is_score
from littlegiant.engines.duck import DIALECT
from littlegiant.engines.panel import Panel
from littlegiant.engines.sql import Expr
from littlegiant.engines.stages import Stages
from littlegiant.engines.surviving import survivors
from littlegiant.rules.conditions import Compare, atoms
from littlegiant.rules.values import Value
from littlegiant.standards.model import Criterion, Rulebook

SIEVED, CRITICAL, OPEN, OUTCOMES = "curve_sieved", "curve_critical", "curve_open", "curve_outcomes"
AT_ONCE = 10
Books = Callable[[Fraction], Rulebook]


@dataclass(frozen=True)
class Count:
    """One point of a curve: the threshold in its canonical unit, and how many are met, unmet and unknown."""

    value: float
    met: int
    unmet: int
    unknown: int


def counts_at(
    connection: duckdb.DuckDBPyConnection,
    points: Sequence[tuple[float, Rulebook]],
    columns: Columns,
    relation: str,
) -> list[Count]:
    """Judge a table by rulebooks that differ in one number and count the outcomes of each."""
    panel = Panel([rulebook for _, rulebook in points], columns, relation)
    outcomes = [(f"o{place}", sql.col(names[OUTCOME])) for place, names in enumerate(panel.whole.names)]
    judged = sql.select(outcomes, sql.nested(panel.whole.stages.query(), "judged")).sql(DIALECT, copy=False)
    # Counted from a table: aggregates right over so deep a query take DuckDB seconds to plan.
    connection.execute(f'CREATE OR REPLACE TEMP TABLE "{OUTCOMES}" AS {judged}')
    counted: list[tuple[str, Expr]] = [("firms", exp.Count(this=exp.Star()))]
    for name, _ in outcomes:
        counted += [
            (f"m{name}", exp.CountIf(this=sql.col(name))),
            (f"u{name}", exp.CountIf(this=sql.negate(sql.col(name)))),
        ]
    row = connection.execute(sql.select(counted, sql.table(OUTCOMES)).sql(DIALECT)).fetchall()[0]
    # Of nothing but unknowns DuckDB counts NULL.
    pairs = zip((met or 0 for met in row[1::2]), (unmet or 0 for unmet in row[2::2]), strict=True)
    return [
        Count(value, met, unmet, row[0] - met - unmet)
        for (value, _), (met, unmet) in zip(points, pairs, strict=True)
    ]


@dataclass(frozen=True)
class Question:
    """A threshold of a rulebook, how it bounds, and the values of it that are asked for."""

    rulebook: Rulebook
    threshold: str
    side: Side
    points: tuple[Fraction, ...] = ()


class Criticals:
    """The critical values of a table's enterprises for one threshold, from one scan.

    A value is exact at the points asked for; elsewhere it is the double nearest to it.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, question: Question, columns: Columns, relation: str
    ) -> None:
        self.connection = connection
        self.question = question
        self.columns = columns
        self.relation = relation
        self._scan()

    def counts(self, points: Sequence[Fraction], book_of: Books) -> list[Count]:
        """Return the count at each of some points; `book_of` gives the rules with the threshold at a value."""
        columns: list[tuple[str, Expr]] = []
        for place, point in enumerate(points):
            hard = self._reached(self._hardness(float(point)))
            closed = sql.negate(sql.col("open"))
            columns += [
                (f"m{place}", exp.CountIf(this=hard("met"))),
                (f"p{place}", exp.CountIf(this=sql.all_of([closed, hard("possible")]))),
            ]
        row = self._one(sql.select(columns, sql.table(CRITICAL))) if columns else ()
        total = self._one(sql.select([("n", exp.Count(this=exp.Star()))], sql.table(self.relation)))[0]
        opened = self._open_counts(points, book_of)
        found = zip(points, row[::2], row[1::2], opened, strict=True)
        return [
            Count(float(point), met, total - possible - more, possible + more - met)
            for point, met, possible, more in found
        ]

    def steps(self) -> Iterator[tuple[float, int]]:
        """Yield every value at which enterprises stop meeting the standard, the least demanding first, and how many."""
        query = sql.select([("met", sql.col("met")), ("n", exp.Count(this=exp.Star()))], sql.table(CRITICAL))
        query = query.where(sql.compare(sql.absolute(sql.col("met")), "<", _infinite()), copy=False)
        query = query.group_by(sql.col("met")).order_by(sql.col("met"))
        result = self.connection.execute(query.sql(DIALECT))
        while batch := result.fetchmany(1_000):
            yield from ((self._hardness(met), count) for met, count in batch)

    def heap(self, ends: tuple[float, float]) -> tuple[float, int] | None:
        """Return the value between two at which most enterprises drop out, and how many; None where each has its own."""
        low, high = sorted(self._hardness(end) for end in ends)
        query = sql.select([("met", sql.col("met")), ("n", exp.Count(this=exp.Star()))], sql.table(CRITICAL))
        query = query.where(sql.between(sql.col("met"), low, high), copy=False).group_by(sql.col("met"))
        query = query.order_by(exp.Ordered(this=sql.col("n"), desc=True), sql.col("met")).limit(1)
        found = self._one(query)
        return (self._hardness(found[0]), int(found[1])) if found and found[1] > 1 else None

    def span(self, share: float) -> tuple[float, float] | None:
        """Return between which values the threshold decides for all but a share of those it decides for."""
        ends = [
            exp.Quantile(this=sql.col("met"), quantile=exp.Literal.number(level))
            for level in (share, 1 - share)
        ]
        query = sql.select([("low", ends[0]), ("high", ends[1])], sql.table(CRITICAL))
        query = query.where(sql.compare(sql.absolute(sql.col("met")), "<", _infinite()), copy=False)
        low, high = self.connection.execute(query.sql(DIALECT)).fetchall()[0]
        if low is None:
            return None
        found = sorted((self._hardness(low), self._hardness(high)))
        return found[0], found[1]

    # -- the scan

    def _scan(self) -> None:
        rulebook, threshold = self.question.rulebook, self.question.threshold
        fixed = [item for item in rulebook.criteria if not depends(item.condition, threshold)]
        sieved = survivors(fixed, rulebook, self.columns, self.relation).sql(DIALECT)
        self.connection.execute(f'CREATE OR REPLACE TEMP VIEW "{SIEVED}" AS {sieved}')
        self.connection.execute(f'CREATE OR REPLACE TEMP TABLE "{CRITICAL}" AS {self._query().sql(DIALECT)}')
        raw = [(name, sql.col(f"raw {name}")) for name in self.columns]
        opened = sql.select(raw, sql.table(CRITICAL)).where(sql.col("open"), copy=False)
        self.connection.execute(f'CREATE OR REPLACE TEMP VIEW "{OPEN}" AS {opened.sql(DIALECT)}')

    def _query(self) -> exp.Select:
        rulebook = self.question.rulebook
        compiled = compile_rulebook(rulebook, self.columns, SIEVED, borders=self._borders(), bounded=True)
        span = all_spans([self._span(item, compiled) for item in rulebook.criteria])
        facts, *others = compiled.stages.columns
        raw = tuple((f"raw {name}", sql.col(name)) for name in self.columns)
        ends = (("met", span.met), ("possible", span.possible))
        judged = Stages(SIEVED, ((*facts, *raw), *others, ends)).query()
        unknown = sql.any_of(sql.is_null(sql.col(name)) for name in compiled.shared)
        wide = sql.compare(sql.col("possible"), ">", sql.col("met"))
        columns = [("met", sql.col("met")), ("possible", sql.col("possible"))]
        opened = sql.select(
            [*columns, ("open", sql.all_of([wide, unknown])), *((name, sql.col(name)) for name, _ in raw)],
            sql.nested(judged, "spanned"),
        ).where(sql.compare(sql.col("possible"), ">", sql.number(NEVER)), copy=False)
        kept = [(name, sql.case([(sql.col("open"), sql.col(name))])) for name, _ in raw]
        return sql.select([*columns, ("open", sql.col("open")), *kept], sql.nested(opened, "opened"))

    def _borders(self) -> dict[Value, set[Fraction]]:
        """Return the points as borders of every value the threshold is compared with."""
        compared = [
            atom
            for item in self.question.rulebook.criteria
            for atom in atoms(item.condition)
            if isinstance(atom, Compare) and atom.number.key == self.question.threshold and not is_score(atom)
        ]
        return {atom.value: set(self.question.points) for atom in compared}

    def _span(self, item: Criterion, compiled: Compiled) -> Span:
        threshold = self.question.threshold
        if not depends(item.condition, threshold):
            return constant(sql.col(f"c_{item.id}"))
        registry = compiled.registry

        def value(found: Compare) -> tuple[Expr | None, Bounds]:
            if is_score(found):
                part = getattr(found.value, "part", "")
                return None, Bounds(sql.col(f"p_{part}_low"), sql.col(f"p_{part}_high"))
            return sql.col(registry.values[found.value]), compiled.bounds(found.value)

        return Spans(threshold, self.question.side, lambda atom: sql.col(registry.atoms[atom]), value).of(
            item.condition
        )

    # -- counting

    def _hardness(self, value: float) -> float:
        return (value if self.question.side.floor else -value) + 0.0

    def _reached(self, hardness: float) -> Callable[[str], Expr]:
        sign = ">" if self.question.side.open else ">="
        return lambda name: sql.compare(sql.col(name), sign, sql.number(hardness))

    def _open_counts(self, points: Sequence[Fraction], book_of: Books) -> list[int]:
        """Return how many of those whose unknown facts hang together are not unmet at each point."""
        if not self._one(sql.select([("n", exp.Count(this=exp.Star()))], sql.table(OPEN)))[0]:
            return [0] * len(points)
        found: list[int] = []
        for start in range(0, len(points), AT_ONCE):
            some = [(float(point), book_of(point)) for point in points[start : start + AT_ONCE]]
            counted = counts_at(self.connection, some, self.columns, OPEN)
            found += [item.met + item.unknown for item in counted]
        return found

    def _one(self, query: exp.Select) -> tuple[int, ...]:
        rows = self.connection.execute(query.sql(DIALECT)).fetchall()
        return tuple(cell or 0 for cell in rows[0]) if rows else ()


def _infinite() -> Expr:
    return sql.number(float("inf"))
