"""Several criteria at once: what they demand of the same unknown fact may not be possible together.

Revenue unknown, R&D expense 1 million: "revenue at least 50 million" and "R&D at least 3 % of revenue" are each
open, both together impossible. The outcome is then unmet, although no single criterion is. Looked at only where
no criterion has failed, the outcome is open and such a fact is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from littlegiant.engines import logic, points, sql
from littlegiant.engines.arithmetic import Arithmetic
from littlegiant.engines.bounds import Bounds, Narrowed, Reasoner
from littlegiant.engines.classify import Classes
from littlegiant.engines.requirements import INFINITE, Demanding, Demands, Leaf, crossed, sides, together
from littlegiant.engines.sql import Expr
from littlegiant.rules.classes import Classification
from littlegiant.rules.conditions import Atom, ClassAmong, Compare, atoms
from littlegiant.rules.scores import Bands, Indicator
from littlegiant.rules.values import Divide, FactValue, ScorePart, Value, leaves
from littlegiant.standards.model import Criterion, Rulebook

OPEN = "open_"
TOGETHER = "together_"
Column = tuple[str, Expr]


@dataclass(frozen=True)
class Parts:
    """What joint reasoning reads of a compiled rulebook."""

    arithmetic: Arithmetic
    reasoner: Reasoner
    atom: Callable[[Atom], Expr]
    value: Callable[[Value], Expr]
    earned: Callable[[Bands], Expr]
    classes: Mapping[str, Classes]


class Joint:
    """Builds the stages that refine the outcome; `pivots` are the facts demanded from both sides."""

    def __init__(self, rulebook: Rulebook, parts: Parts) -> None:
        self.rulebook = rulebook
        self.parts = parts
        self.classes = [
            atom
            for item in rulebook.criteria
            for atom in atoms(item.condition)
            if isinstance(atom, ClassAmong)
            and _lower_classes(rulebook.classifications[atom.classification], atom)
        ]
        low, high = (
            set().union(*ends)
            for ends in zip(*(sides(item.condition) for item in rulebook.criteria), strict=True)
        )
        high |= set(self._sized())
        lifting, lowering = _levers(self._indicators())
        self.pivots = sorted(low & high)
        self.narrowing = sorted(low & high | low & lowering | high & lifting)
        demanding = Demanding(parts.reasoner, parts.atom, frozenset(self.narrowing))
        self.own_columns: list[Column] = []
        self.own = {
            item.id: self._in_columns(item, demanding.of(item.condition)) for item in rulebook.criteria
        }
        self.demands = together(list(self.own.values()))

    def criterion(self, name: str, state: Expr) -> Expr:
        """Return a criterion's state, unmet where its own demands contradict each other."""
        conflict = self.own[name].conflict()
        if isinstance(conflict, sql.Boolean):
            return state
        return sql.coalesce(state, sql.case([(conflict, sql.FALSE())]))

    def before(self) -> list[Column]:
        """Return the columns of the stage before the criteria: what each demands, `d_<criterion>_j_<fact>_<back>_<end>`."""
        return self.own_columns

    def _in_columns(self, item: Criterion, demands: Demands) -> Demands:
        """Keep demands in columns: they are worked out once, and say which criteria cannot be met together."""
        kept = Demands()
        for end, found, target in (("low", demands.low, kept.low), ("high", demands.high, kept.high)):
            for leaf, expression in found.items():
                name = f"d_{item.id}_{_name(leaf, end)}"
                unknown = sql.is_null(self.parts.arithmetic.leaves.read(*leaf))
                self.own_columns.append((name, sql.case([(unknown, expression)])))
                target[leaf] = sql.col(name)
        return kept

    def stages(self) -> list[list[Column]]:
        """Return the stages after the criteria, the last of which ends in the columns `refuted()` reads."""
        if not self.narrowing:
            return []
        every = sql.all_in_turn([sql.col(f"c_{item.id}") for item in self.rulebook.criteria])
        some = sql.any_of(sql.is_null(self.parts.arithmetic.leaves.read(*leaf)) for leaf in self.narrowing)
        found = [
            [(TOGETHER, every)],
            [(OPEN, sql.all_of([some, sql.is_null(sql.col(TOGETHER))]))],
            self._lows(),
            self._highs(),
        ]
        if self._narrowed_indicators():
            found += [self._narrowed_points(), self._narrowed_criteria()]
        return found

    def refuted(self) -> Expr:
        """Return whether the criteria cannot all be met together."""
        crossings = [
            crossed(sql.col(_name(leaf, "low")), sql.col(_name(leaf, "high"))) for leaf in self.pivots
        ]
        narrowed = [sql.negate(sql.col(f"j_{name}")) for name in self._scored_criteria()]
        return sql.any_of([*crossings, *narrowed])

    def _sized(self) -> list[Leaf]:
        """Return the facts that a size class bounds from above."""
        return [
            (bound.value.fact, bound.value.shift)
            for atom in self.classes
            for row in self.rulebook.classifications[atom.classification].rows
            for bound in row.bounds
        ]

    def _guarded(self, leaf: Leaf, expression: Expr) -> Expr:
        unknown = sql.is_null(self.parts.arithmetic.leaves.read(*leaf))
        return sql.case([(sql.all_of([sql.col(OPEN), unknown]), expression)])

    def _lows(self) -> list[Column]:
        return [
            (_name(leaf, "low"), self._guarded(leaf, self.demands.at_least(leaf))) for leaf in self.narrowing
        ]

    def _highs(self) -> list[Column]:
        columns = []
        for leaf in self.narrowing:
            bounds = [self.demands.at_most(leaf)] if leaf in self.demands.high else []
            bounds += [self._below_class(atom, leaf) for atom in self.classes]
            most = sql.least(*bounds) if bounds else sql.number(INFINITE)
            columns.append((_name(leaf, "high"), self._guarded(leaf, most)))
        return columns

    def _below_class(self, atom: ClassAmong, leaf: Leaf) -> Expr:
        """Return the size bound a fact must stay below, where the other indicators of its row reach theirs."""
        classes = self.parts.classes[atom.classification]
        own = [value for value in classes.sets.values if (value.fact, value.shift) == leaf]
        if not own:
            return sql.number(INFINITE)
        below = classes.below(own[0], len(atom.classes) - 1, self._least)
        return sql.coalesce(below, sql.number(INFINITE))

    def _least(self, leaf: FactValue) -> Expr:
        known = self.parts.reasoner.low_or_known(leaf)
        key = (leaf.fact, leaf.shift)
        return sql.greatest(known, sql.col(_name(key, "low"))) if key in self.narrowing else known

    # -- the score within the narrowed bounds

    def _indicators(self) -> tuple[Indicator, ...]:
        score = self.rulebook.score
        return score.indicators if score else ()

    def _narrowed_indicators(self) -> list[Indicator]:
        """Return the indicators whose best points depend on a narrowed fact."""
        return [
            item
            for item in self._indicators()
            if any(
                (leaf.fact, leaf.shift) in self.narrowing
                for table in points.tables(item.points)
                for leaf in leaves(table.value)
            )
        ]

    def _narrowed_points(self) -> list[Column]:
        ends = {end: {leaf: sql.col(_name(leaf, end)) for leaf in self.narrowing} for end in ("low", "high")}
        finite = {
            end: {
                leaf: sql.case([(sql.compare(sql.absolute(column), "<", sql.number(INFINITE)), column)])
                for leaf, column in columns.items()
            }
            for end, columns in ends.items()
        }
        reasoner = Reasoner(self.parts.arithmetic, Narrowed(finite["low"], finite["high"]))
        sources = points.Sources(
            self.parts.atom, self.parts.value, lambda value, _: _inner(reasoner, value), self.parts.earned
        )
        columns = []
        for item in self._narrowed_indicators():
            high = sql.col(f"p_{item.id}_high")
            better = points.compile_points(item.points, sources).high
            columns.append((f"j_{item.id}_high", sql.case([(sql.col(OPEN), sql.least(better, high))])))
        return columns

    def _scored_criteria(self) -> list[str]:
        if not self._narrowed_indicators():
            return []
        return [
            item.id
            for item in self.rulebook.criteria
            if any(_is_score(atom) for atom in atoms(item.condition))
        ]

    def _narrowed_criteria(self) -> list[Column]:
        names = self._scored_criteria()
        columns = []
        for item in self.rulebook.criteria:
            if item.id in names:
                state = logic.condition(item.condition, self._narrowed_atom)
                columns.append((f"j_{item.id}", sql.case([(sql.col(OPEN), state)])))
        return columns

    def _narrowed_atom(self, atom: Atom) -> Expr:
        if not (isinstance(atom, Compare) and isinstance(atom.value, ScorePart)):
            return self.parts.atom(atom)
        bounds = Bounds(sql.col(f"p_{atom.value.part}_low"), self._highest(atom.value.part))
        return sql.coalesce(
            self.parts.atom(atom), sql.case(logic.between(atom.operator, bounds, atom.number.value))
        )

    def _highest(self, part: str) -> Expr:
        """Return the most points of the score, a group or an indicator within the narrowed bounds."""
        score = self.rulebook.score
        groups = score.groups if score else ()
        for group in groups:
            for item in group.indicators:
                if item.id == part:
                    return self._best(item)
        sums = {group.id: sql.add(*[self._best(item) for item in group.indicators]) for group in groups}
        limited = {group.id: sql.least(sums[group.id], sql.number(group.max)) for group in groups}
        return limited[part] if part else sql.add(*limited.values())

    def _best(self, item: Indicator) -> Expr:
        narrowed = any(item is other for other in self._narrowed_indicators())
        return sql.col(f"j_{item.id}_high" if narrowed else f"p_{item.id}_high")


def _inner(reasoner: Reasoner, value: Value) -> Bounds:
    return reasoner.bounds(value, ())


def _name(leaf: Leaf, end: str) -> str:
    return f"j_{leaf[0]}_{-leaf[1]}_{end}"


def _is_score(atom: Atom) -> bool:
    return isinstance(atom, Compare) and isinstance(atom.value, ScorePart)


def _lower_classes(classification: Classification, atom: ClassAmong) -> bool:
    """Say whether the wanted classes are the lowest ones, so that staying below one bound is the way in."""
    few = len(atom.classes) < len(classification.classes)
    return few and frozenset(classification.classes[: len(atom.classes)]) == atom.classes


def _levers(indicators: Iterable[Indicator]) -> tuple[set[Leaf], set[Leaf]]:
    """Return the facts of ratios that earn more points the greater, and the smaller, they are."""
    lifting: set[Leaf] = set()
    lowering: set[Leaf] = set()
    for table in (table for item in indicators for table in points.tables(item.points)):
        if not isinstance(table.value, Divide):
            continue
        above = {(leaf.fact, leaf.shift) for leaf in leaves(table.value.left)}
        below = {(leaf.fact, leaf.shift) for leaf in leaves(table.value.right)}
        rising = table.bands[-1].points.value >= table.bands[0].points.value
        lifting |= above if rising else below
        lowering |= below if rising else above
    return lifting, lowering
