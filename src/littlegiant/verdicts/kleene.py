"""Conditions as functions of the columns that an engine decided, by Kleene's three-valued logic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Any as Anything

from littlegiant.rules.conditions import All, Any, AtLeast, Atom, ByPlace, Choose, Condition, Named, Not

State = bool | None
Reader = Callable[[Mapping[str, Anything]], State]
PLACE = "province"


def reader_of(condition: Condition, column: Callable[[Atom], str]) -> Reader:
    """Return the reader of a condition; `column` gives the column of an atom."""
    match condition:
        case Named():
            return reader_of(condition.item, column)
        case Not():
            return _opposite(reader_of(condition.item, column))
        case All() | Any():
            readers = [reader_of(item, column) for item in condition.items]
            if len(readers) == 1:
                return readers[0]
            return _until(readers, isinstance(condition, Any))
        case AtLeast():
            return _at_least(condition.number, [reader_of(item, column) for item in condition.items])
        case Choose():
            ways = (condition.when, condition.then, condition.otherwise)
            return _chosen(*(reader_of(item, column) for item in ways))
        case ByPlace():
            local = {code: reader_of(branch, column) for code, branch in condition.branches}
            return _by_place(local, reader_of(condition.default, column))
        case _:
            return itemgetter(column(condition))


def _opposite(inner: Reader) -> Reader:
    def state(cells: Mapping[str, Anything]) -> State:
        found = inner(cells)
        return None if found is None else not found

    return state


def _until(readers: list[Reader], deciding: bool) -> Reader:
    """Return the reader of a disjunction (`deciding` True) or a conjunction (False)."""

    def state(cells: Mapping[str, Anything]) -> State:
        whole: State = not deciding
        for reader in readers:
            found = reader(cells)
            if found is deciding:
                return deciding
            if found is None:
                whole = None
        return whole

    return state


def _at_least(number: int, readers: list[Reader]) -> Reader:
    def state(cells: Mapping[str, Anything]) -> State:
        states = [reader(cells) for reader in readers]
        met = states.count(True)
        return True if met >= number else None if met + states.count(None) >= number else False

    return state


def _chosen(when: Reader, then: Reader, otherwise: Reader) -> Reader:
    def state(cells: Mapping[str, Anything]) -> State:
        chosen = when(cells)
        if chosen is not None:
            return then(cells) if chosen else otherwise(cells)
        return _agreed([then(cells), otherwise(cells)])

    return state


def _by_place(local: dict[str, Reader], default: Reader) -> Reader:
    def state(cells: Mapping[str, Anything]) -> State:
        place = cells.get(PLACE)
        if place is not None:
            return local.get(place, default)(cells)
        return _agreed([reader(cells) for reader in (*local.values(), default)])

    return state


def _agreed(states: list[State]) -> State:
    return states[0] if len(set(states)) == 1 else None
