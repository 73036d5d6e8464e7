"""One compiler from a rulebook to one sqlglot query: stages of columns, innermost first.

facts → codes and values → atoms of facts → points and classes → sums → atoms of points → criteria → outcome
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from sqlglot import exp

from littlegiant.engines import logic, points, sql
from littlegiant.engines.arithmetic import Arithmetic
from littlegiant.engines.bounds import Bounds, Narrowed, Reasoner
from littlegiant.engines.classify import Classes, Indicators
from littlegiant.engines.columns import Columns
from littlegiant.engines.joint import TOGETHER, Joint, Parts
from littlegiant.engines.leaves import PLACE_SUFFIX, Leaves
from littlegiant.engines.sql import Expr
from littlegiant.engines.stages import Stages
from littlegiant.rules.conditions import Atom, ClassAmong, Compare, OneOf, Truth
from littlegiant.rules.scores import (
    Bands,
    BetterOf,
    First,
    Given,
    Group,
    PerItem,
    Points,
    PointsByPlace,
    Score,
)
from littlegiant.rules.values import FactValue, ScorePart, Value
from littlegiant.standards.model import Rulebook
from littlegiant.verdicts.registry import Registry
from littlegiant.verdicts.row import Row

OUTCOME = "outcome"
Borders = Mapping[Value, Iterable[Fraction]]


@dataclass(frozen=True)
class Compiled:
    """A query over the table `firms` whose columns are those of `registry`, plus the ones named here.

    Criteria are `c_<id>`, points `p_<id>_low` and `p_<id>_high` (`p__low` for the whole score), classes
    `k_<n>_low` and `k_<n>_high` by the place of the classification. NULL is unknown. `shared` are the columns
    that tie criteria together: only where one of them is unknown are several looked at at once. `bounds` gives the
    bounds of an unknown value as columns and constants.
    """

    rulebook: Rulebook
    registry: Registry
    stages: Stages
    leaves: Leaves
    classifications: tuple[str, ...]
    shared: tuple[str, ...]
    bounds: Callable[[Value], Bounds]

    @cached_property
    def query(self) -> exp.Select:
        """Return the query itself: each stage a SELECT over the one before."""
        return self.stages.query()

    def row(self, names: Sequence[str], cells: Sequence[Any]) -> Row:
        """Return one row of the result, its columns named; places in a list as the text they stand for."""
        named = dict(zip(names, cells, strict=True))
        for column, coded in self.leaves.coded.items():
            named[column] = coded.text(named[column + PLACE_SUFFIX])
        return Row(self.rulebook, self.registry, named)


def compile_rulebook(
    rulebook: Rulebook,
    columns: Columns,
    relation: str = "firms",
    *,
    joint: bool = True,
    borders: Borders | None = None,
    bounded: bool = False,
) -> Compiled:
    """Compile a rulebook over a relation with the given canonical columns (name → kind).

    `joint` looks at several criteria at once where the same fact is unknown; without it every criterion
    stands for itself, which may leave an outcome open that is not. `borders` are further constants the values
    are held against, by other rulebooks in the same query; with `bounded` the bounds of unknown values are held
    against them too.
    """
    return _Compiler(rulebook, columns, joint, (borders or {}, bounded)).compiled(relation)


class _Compiler:
    def __init__(
        self, rulebook: Rulebook, columns: Columns, joint: bool, beside: tuple[Borders, bool]
    ) -> None:
        self.rulebook = rulebook
        self.borders, self.bounded = beside
        self.registry = Registry(rulebook)
        self.leaves = Leaves(columns, rulebook.as_of)
        self.arithmetic = Arithmetic(self.leaves)
        self.reasoner = Reasoner(self.arithmetic)
        self.names = tuple(sorted(rulebook.classifications))
        indicators = Indicators(self.value, self._bounds)
        self.classes = {
            name: Classes(index, rulebook.classifications[name], indicators)
            for index, name in enumerate(self.names)
        }
        parts = Parts(self.arithmetic, self.reasoner, self._atom, self.value, self._earned, self.classes)
        self.joint = Joint(rulebook, parts) if joint and rulebook.criteria else None

    def compiled(self, relation: str) -> Compiled:
        """Build the stages and nest them."""
        columns = [
            self._raw_values(),
            [*self._values(), *self._bound_columns()],
            [*self._plain_atoms(), *self._earned_points(), *self._rows()],
            [*self._points(), *self._each(Classes.certain)],
            [*self._sums(), *self._each(Classes.possible)],
            [item.extreme(end) for item in self.classes.values() for end in ("low", "high")],
            self._late_atoms(),
            self.joint.before() if self.joint else [],
            self._criteria(),
            *(self.joint.stages() if self.joint else []),
            self._outcome(),
        ]
        stages = Stages(relation, (self._facts(), *map(tuple, columns)))
        shared = [self.leaves.name(*leaf) for leaf in self.joint.narrowing] if self.joint else []
        known = (self.rulebook, self.registry, stages, self.leaves, self.names)
        return Compiled(*known, tuple(shared), self._bounds)

    def _facts(self) -> tuple[tuple[str, Expr], ...]:
        """Read the table's columns: asked for by the stages above, so this comes last."""
        self.leaves.read("id")
        self.leaves.read(logic.PLACE)
        return tuple(self.leaves.asked.items())

    def _raw_values(self) -> list[tuple[str, Expr]]:
        return [(raw_name(name), self.arithmetic.plain(value)) for value, name in self._settling()]

    def _settling(self) -> list[tuple[Value, str]]:
        return [
            (value, name)
            for value, name in self.registry.values.items()
            if self.arithmetic.needs_settling(value)
        ]

    def _values(self) -> list[tuple[str, Expr]]:
        columns = []
        for value, name in self.registry.values.items():
            plain = sql.col(raw_name(name)) if self.arithmetic.needs_settling(value) else None
            columns.append((name, self.arithmetic.settled(value, self._all_borders(value), plain)))
        return columns

    def _all_borders(self, value: Value) -> set[Fraction]:
        return self.registry.borders[value].union(self.borders.get(value, ()))

    def _borders_of_bounds(self, value: Value) -> set[Fraction]:
        return self._all_borders(value) if self.bounded else self.registry.borders[value]

    def _bound_columns(self) -> list[tuple[str, Expr]]:
        """Look for bounds only where the value is unknown, once for all that is built on it."""
        columns = []
        for value, name in self.registry.values.items():
            found = self.reasoner.bounds(value, self._borders_of_bounds(value))
            unknown = sql.is_null(
                self.arithmetic.plain(value) if isinstance(value, FactValue) else sql.col(raw_name(name))
            )
            for end, side in (("low", found.low), ("high", found.high)):
                if isinstance(side, sql.Expr):
                    columns.append((f"{name}_{end}", sql.case([(unknown, side)])))
        return columns

    def _plain_atoms(self) -> list[tuple[str, Expr]]:
        return [(name, self._plain_atom(atom)) for atom, name in self.registry.plain_atoms()]

    def _plain_atom(self, atom: Atom) -> Expr:
        match atom:
            case Truth():
                return self.leaves.read(atom.fact, atom.shift)
            case OneOf():
                return sql.in_options(self.leaves.read(atom.fact, atom.shift), atom.options)
            case Compare():
                return logic.comparison(atom, self.value(atom.value), self._bounds(atom.value))
            case ClassAmong():
                raise AssertionError("classes come later")

    def value(self, value: Value) -> Expr:
        """Return the column of a value."""
        return sql.col(self.registry.values[value])

    def _bounds(self, value: Value, _borders: set[Fraction] | None = None) -> Bounds:
        """Return the bounds of a value as columns; constants stay constants."""
        found, name = self.reasoner.bounds(value, self._borders_of_bounds(value)), self.registry.values[value]
        low, high = found.low, found.high
        return Bounds(
            sql.col(f"{name}_low") if isinstance(low, sql.Expr) else low,
            sql.col(f"{name}_high") if isinstance(high, sql.Expr) else high,
        )

    def _atom(self, atom: Atom) -> Expr:
        return sql.col(self.registry.atoms[atom])

    def _points(self) -> list[tuple[str, Expr]]:
        if self.rulebook.score is None:
            return []
        sources = points.Sources(self._atom, self.value, self._bounds, self._earned)
        found = []
        for indicator in self.rulebook.score.indicators:
            span = points.compile_points(indicator.points, sources)
            found += [(f"p_{indicator.id}_low", span.low), (f"p_{indicator.id}_high", span.high)]
        return found

    def _earned(self, table: Bands) -> Expr:
        return sql.col(f"e{self._tables().index(table)}")

    def _tables(self) -> list[Bands]:
        indicators = self.rulebook.score.indicators if self.rulebook.score else ()
        return [table for item in indicators for table in points.tables(item.points)]

    def _earned_points(self) -> list[tuple[str, Expr]]:
        """Look up each step table once; what is not known of it is reasoned about later."""
        return [
            (f"e{index}", points.earned_points(table, self.value(table.value)))
            for index, table in enumerate(self._tables())
        ]

    def _rows(self) -> list[tuple[str, Expr]]:
        return [item.row_column(self.leaves) for item in self.classes.values()]

    def _each(self, columns_of: Callable[[Classes], list[tuple[str, Expr]]]) -> list[tuple[str, Expr]]:
        return [column for item in self.classes.values() for column in columns_of(item)]

    def _sums(self) -> list[tuple[str, Expr]]:
        score = self.rulebook.score
        if score is None:
            return []
        columns = []
        for end in ("low", "high"):
            groups = [(group.id, _group_sum(group, end)) for group in score.groups]
            columns += [(f"p_{name}_{end}", _rounded(score, total)) for name, total in groups]
            total = sql.add(*[part for _, part in groups])
            columns.append((f"p__{end}", _rounded(score, capped(total, score))))
        return columns

    def _late_atoms(self) -> list[tuple[str, Expr]]:
        return [(name, self._late_atom(atom)) for atom, name in self.registry.late_atoms()]

    def _late_atom(self, atom: Atom) -> Expr:
        if isinstance(atom, ClassAmong):
            return self.classes[atom.classification].among(atom.classes)
        assert isinstance(atom, Compare) and isinstance(atom.value, ScorePart)
        part = atom.value.part
        low, high = sql.col(f"p_{part}_low"), sql.col(f"p_{part}_high")
        return sql.case(logic.between(atom.operator, Bounds(low, high), atom.number.value))

    def _criteria(self) -> list[tuple[str, Expr]]:
        columns = []
        for item in self.rulebook.criteria:
            state = logic.condition(item.condition, self._atom)
            columns.append((f"c_{item.id}", self.joint.criterion(item.id, state) if self.joint else state))
        return columns

    def _outcome(self) -> list[tuple[str, Expr]]:
        if self.rulebook.is_classification:
            classes = self.classes[self.rulebook.edition.id]
            return [(OUTCOME, classes.among(classes.classification.met))]
        if self.joint and self.joint.narrowing:
            refuted = sql.case([(self.joint.refuted(), sql.FALSE())])
            return [(OUTCOME, sql.coalesce(sql.col(TOGETHER), refuted))]
        return [(OUTCOME, self._together())]

    def _together(self) -> Expr:
        return sql.all_in_turn([sql.col(f"c_{item.id}") for item in self.rulebook.criteria])


def raw_name(name: str) -> str:
    """Return the column of a value before it is settled."""
    return f"{name}_raw"


def _group_sum(group: Group, end: str) -> Expr:
    total = sql.add(*[sql.col(f"p_{indicator.id}_{end}") for indicator in group.indicators])
    return capped(total, group)


def capped(total: Expr, limit: Group | Score) -> Expr:
    """Return a sum, at most the cap where it can bind."""
    return sql.least(total, sql.number(limit.max)) if limit.capped else total


def _rounded(score: Score, total: Expr) -> Expr:
    """Keep sums of decimal points from drifting; whole points need nothing."""
    if all(_whole(indicator.points) for indicator in score.indicators):
        return total
    return exp.Round(this=total, decimals=sql.whole(9))


def _whole(points_of: Points) -> bool:
    match points_of:
        case Bands():
            return all(band.points.value.denominator == 1 for band in points_of.bands)
        case First():
            return all(number.value.denominator == 1 for _, number in points_of.lines)
        case PerItem():
            return points_of.each.value.denominator == 1 and points_of.up_to.value.denominator == 1
        case BetterOf():
            return all(_whole(way) for way in points_of.ways)
        case Given():
            return False
        case PointsByPlace():
            return all(_whole(rule) for rule in points_of.rules)


__all__ = ["Compiled", "Narrowed", "compile_rulebook"]
