"""What meeting a condition demands of a single unknown fact: at least so much, at most so much.

Every rule here is necessary, never more: if the condition is met, the fact lies between the bounds. Bounds are
doubles, beyond every amount (±1e300) where nothing is demanded, and widened by a trillionth before they are held against each
other, so that rounding can only leave something open, never decide it wrongly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from littlegiant.engines import logic, sql
from littlegiant.engines.bounds import Reasoner
from littlegiant.engines.outward import OUTWARD
from littlegiant.engines.sql import Expr
from littlegiant.rules.conditions import All, Any, Atom, Choose, Compare, Condition, Named, Operator
from littlegiant.rules.values import CompoundGrowth, Divide, FactValue, Total, Value, leaves, series

Leaf = tuple[str, int]
INFINITE = 1e300
_OPPOSITE: dict[str, Operator] = {">=": "<", ">": "<=", "<=": ">", "<": ">="}


@dataclass
class Demands:
    """For each fact the least and the greatest value that leaves a condition possible."""

    low: dict[Leaf, Expr] = field(default_factory=dict)
    high: dict[Leaf, Expr] = field(default_factory=dict)

    @property
    def leaves(self) -> dict[Leaf, None]:
        """Return every fact something is demanded of."""
        return dict.fromkeys([*self.low, *self.high])

    def at_least(self, leaf: Leaf) -> Expr:
        """Return the least value, beyond every amount where nothing is demanded."""
        return (
            sql.coalesce(self.low[leaf], sql.number(-INFINITE)) if leaf in self.low else sql.number(-INFINITE)
        )

    def at_most(self, leaf: Leaf) -> Expr:
        """Return the greatest value, beyond every amount where nothing is demanded."""
        return (
            sql.coalesce(self.high[leaf], sql.number(INFINITE)) if leaf in self.high else sql.number(INFINITE)
        )

    def conflict(self) -> Expr:
        """Return whether some fact would have to be both above and below."""
        both = [leaf for leaf in self.low if leaf in self.high]
        return sql.any_of(crossed(self.at_least(leaf), self.at_most(leaf)) for leaf in both)


def crossed(low: Expr, high: Expr) -> Expr:
    """Return whether a lower bound lies clearly above an upper bound."""
    widened = sql.add(high, sql.multiply(sql.absolute(high), sql.number(OUTWARD)))
    return sql.compare(low, ">", widened)


class Demanding:
    """Finds demands; facts that are known demand nothing, their value stands in the bounds of the others."""

    def __init__(self, reasoner: Reasoner, atom: Callable[[Atom], Expr], wanted: frozenset[Leaf]) -> None:
        self.reasoner = reasoner
        self.atom = atom
        self.wanted = wanted

    def of(self, condition: Condition) -> Demands:
        """Return what meeting a condition demands."""
        match condition:
            case Named():
                return self.of(condition.item)
            case Compare():
                return self._comparison(condition)
            case All():
                return together([self.of(item) for item in condition.items])
            case Any():
                return self._either(list(condition.items))
            case Choose():
                return self._either(choices(condition))
            case _:
                return Demands()

    def _either(self, items: list[Condition]) -> Demands:
        """Combine alternatives: the weakest demand among those that are still possible."""
        parts = [self.of(item) for item in items]
        found = Demands()
        if not any(part.leaves for part in parts):
            return found
        gone = [self._impossible(item, part) for item, part in zip(items, parts, strict=True)]
        for leaf in {leaf: None for part in parts for leaf in part.leaves}:
            if any(leaf in part.low for part in parts):
                lows = [
                    sql.case([(out, sql.number(INFINITE))], part.at_least(leaf))
                    for part, out in zip(parts, gone, strict=True)
                ]
                found.low[leaf] = sql.least(*lows)
            if any(leaf in part.high for part in parts):
                highs = [
                    sql.case([(out, sql.number(-INFINITE))], part.at_most(leaf))
                    for part, out in zip(parts, gone, strict=True)
                ]
                found.high[leaf] = sql.greatest(*highs)
        return found

    def _impossible(self, item: Condition, demands: Demands) -> Expr:
        false = sql.negate(sql.coalesce(self._state(item), sql.TRUE()))
        conflict = demands.conflict()
        return false if isinstance(conflict, sql.Boolean) else sql.any_of([false, conflict])

    def _state(self, item: Condition) -> Expr:
        """Return the state of a condition; a comparison made up on the way is decided by its opposite."""
        if isinstance(item, All):
            return sql.all_of(self._state(part) for part in item.items)
        if isinstance(item, Compare):
            opposite = Compare(item.value, _OPPOSITE.get(item.operator, item.operator), item.number)
            try:
                return self.atom(item)
            except KeyError:
                return sql.negate(self.atom(opposite))
        return logic.condition(item, self.atom)

    def _comparison(self, item: Compare) -> Demands:
        up, down = item.operator in (">=", ">", "=="), item.operator in ("<=", "<", "==")
        found = Demands()
        for leaf, low, high in self._solved(item.value, item.number.value):
            if leaf not in self.wanted:
                continue
            if up and low is not None:
                found.low[leaf] = low
            if up and high is not None and not isinstance(item.value, FactValue):
                found.high[leaf] = high
        if down:
            for leaf, low, high in self._solved_down(item.value, item.number.value):
                if leaf not in self.wanted:
                    continue
                if low is not None:
                    found.low[leaf] = low
                if high is not None:
                    found.high[leaf] = high
        return found

    def _solved(self, value: Value, number: Fraction) -> list[tuple[Leaf, Expr | None, Expr | None]]:
        """Solve value >= number for each of its facts: (fact, at least, at most)."""
        match value:
            case FactValue():
                return [((value.fact, value.shift), sql.number(number), None)]
            case Divide(left=FactValue() as top, right=FactValue() as bottom) if number > 0:
                least = sql.multiply(sql.number(number), self._low(bottom))
                most = sql.divide(self._high(top), sql.number(number))
                return [(_key(top), least, None), (_key(bottom), None, most)]
            case CompoundGrowth() if number > -1:
                factor = sql.number(float((1 + number) ** value.years))
                last, first = self._ends(value)
                return [
                    (_key(last), sql.multiply(factor, self._low(first)), None),
                    (_key(first), None, sql.divide(self._high(last), factor)),
                ]
            case Total():
                return self._shares(value, number)
            case _:
                return []

    def _solved_down(self, value: Value, number: Fraction) -> list[tuple[Leaf, Expr | None, Expr | None]]:
        """Solve value <= number for each of its facts."""
        match value:
            case FactValue():
                return [((value.fact, value.shift), None, sql.number(number))]
            case Divide(left=FactValue() as top, right=FactValue() as bottom) if number > 0:
                most = sql.multiply(sql.number(number), self._high(bottom))
                return [
                    (_key(top), None, most),
                    (_key(bottom), sql.divide(self._low(top), sql.number(number)), None),
                ]
            case _:
                return []

    def _shares(self, value: Total, number: Fraction) -> list[tuple[Leaf, Expr | None, Expr | None]]:
        parts = series(value.fact, value.unit, value.years, value.shift)
        found: list[tuple[Leaf, Expr | None, Expr | None]] = []
        for part in parts:
            others = [self._high(other) for other in parts if other is not part]
            rest = sql.subtract(sql.number(number), sql.add(*others)) if others else sql.number(number)
            found.append((_key(part), rest, None))
        return found

    def _ends(self, value: CompoundGrowth) -> tuple[FactValue, FactValue]:
        last = FactValue(value.fact, value.fact_unit, value.shift)
        return last, FactValue(value.fact, value.fact_unit, value.shift - value.years)

    def _low(self, leaf: FactValue) -> Expr:
        return self.reasoner.low_or_known(leaf)

    def _high(self, leaf: FactValue) -> Expr:
        return self.reasoner.high_or_known(leaf)


def choices(condition: Choose) -> list[Condition]:
    """Return a choice as two alternatives, each with what selects it."""
    when = condition.when
    if not isinstance(when, Compare) or when.operator not in _OPPOSITE:
        return [condition.then, condition.otherwise]
    opposite = Compare(when.value, _OPPOSITE[when.operator], when.number)
    return [All((when, condition.then)), All((opposite, condition.otherwise))]


def sides(condition: Condition) -> tuple[set[Leaf], set[Leaf]]:
    """Return the facts a condition may bound from below and from above, without working out how."""
    low: set[Leaf] = set()
    high: set[Leaf] = set()
    match condition:
        case Compare():
            _sides_of(condition, low, high)
        case Named():
            return sides(condition.item)
        case Choose() | All() | Any():
            parts = choices(condition) if isinstance(condition, Choose) else condition.items
            for part in parts:
                lower, upper = sides(part)
                low |= lower
                high |= upper
        case _:
            pass
    return low, high


def _sides_of(item: Compare, low: set[Leaf], high: set[Leaf]) -> None:
    up, down = item.operator in (">=", ">", "=="), item.operator in ("<=", "<", "==")
    value = item.value
    if isinstance(value, FactValue | Total):
        (low if up else high).update(_key(leaf) for leaf in leaves(value))
        if up and down:
            high.update(_key(leaf) for leaf in leaves(value))
    elif isinstance(value, CompoundGrowth) and up:
        low.add(_key(leaves(value)[0]))
        high.add(_key(leaves(value)[1]))
    elif (
        isinstance(value, Divide) and isinstance(value.left, FactValue) and isinstance(value.right, FactValue)
    ):
        (low if up else high).add(_key(value.left))
        (high if up else low).add(_key(value.right))


def together(parts: list[Demands]) -> Demands:
    """Combine demands that all hold: the strongest of each."""
    found = Demands()
    for leaf in {leaf: None for part in parts for leaf in part.leaves}:
        lows = [part.low[leaf] for part in parts if leaf in part.low]
        highs = [part.high[leaf] for part in parts if leaf in part.high]
        if lows:
            found.low[leaf] = sql.greatest(*lows)
        if highs:
            found.high[leaf] = sql.least(*highs)
    return found


def _key(leaf: FactValue) -> Leaf:
    return leaf.fact, leaf.shift
