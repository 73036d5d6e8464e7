"""Takes an open condition apart until what is left shares no unknown fact; only what does share is searched.

A conjunction is decided by one of its parts only where the others can all be met, a disjunction where they can all
be unmet; for parts without a common fact that is all there is to say.
"""

from __future__ import annotations

from collections.abc import Iterable

from littlegiant.rules.conditions import All, Any, AtLeast, ByPlace, Choose, ClassAmong, Condition, Named, Not
from littlegiant.verdicts.class_gaps import class_gaps
from littlegiant.verdicts.decisive.readers import is_score_test
from littlegiant.verdicts.decisive.searching import NOTHING, Part, Power, bare, searched
from littlegiant.verdicts.decisive.unknown import Unknowns
from littlegiant.verdicts.gaps import gaps_of
from littlegiant.verdicts.row import Row


class Powers:
    """Works out the power of conditions over one row."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.unknowns = Unknowns(row)

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
            case _ if is_score_test(condition):
                return self._searched([condition], True)
            case _:
                columns = gaps_of(condition, self.row)
                return Power(True, True, columns) if columns else NOTHING

    def _flat(self, conditions: Iterable[Condition], kind: type[All] | type[Any]) -> Iterable[Condition]:
        """Yield the open items, those of nested conjunctions (or disjunctions) as if written here."""
        for item in conditions:
            inner = bare(item)
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
            names = self._names(item)
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

    def _searched(self, items: list[Condition], conjunction: bool) -> Power:
        """Search items that share facts; ways of an item that share none are one yes or no, worked out apart."""
        parts = []
        for place, item in enumerate(items):
            others = [other for at, other in enumerate(items) if at != place]
            parts.append(self._lightened(item, others, Any if conjunction else All))
        return searched(parts, conjunction, self.unknowns)

    def _lightened(self, item: Condition, others: list[Condition], kind: type[All] | type[Any]) -> Part:
        if not isinstance(item, kind) or not others:
            return Part((item,))
        taken = {name for other in others for name in self._names(other)}
        shared: list[Condition] = []
        own: list[Condition] = []
        for ways in self._apart(list(self._flat(item.items, kind))):
            is_own = taken.isdisjoint(name for way in ways for name in self._names(way))
            (own if is_own else shared).extend(ways)
        aside = self._joined(own, kind is All) if own and shared else NOTHING
        if not (aside.met and aside.unmet):
            return Part((item,))
        return Part(tuple(shared), aside)

    def _names(self, condition: Condition) -> set[str]:
        """Return the columns a condition hangs on with all that hang together with them."""
        ties = self.unknowns.readers.ties
        return {name for column in self.unknowns.of(condition) for name in ties.group(column)}
