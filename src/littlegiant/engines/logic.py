"""From conditions to three-valued SQL: NULL is unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from littlegiant.engines import sql
from littlegiant.engines.bounds import Bounds, Side, When, as_expression
from littlegiant.engines.sql import Expr
from littlegiant.rules.conditions import (
    All,
    Any,
    AtLeast,
    Atom,
    ByPlace,
    Choose,
    Compare,
    Condition,
    Named,
    Not,
)

PLACE = "province"


def condition(item: Condition, atom: Callable[[Atom], Expr]) -> Expr:
    """Return a condition over its atoms by Kleene's logic."""
    match item:
        case Named():
            return condition(item.item, atom)
        case Not():
            return sql.negate(condition(item.item, atom))
        case All():
            return sql.all_of(condition(part, atom) for part in item.items)
        case Any():
            return sql.any_of(condition(part, atom) for part in item.items)
        case AtLeast():
            return _at_least(item.number, [condition(part, atom) for part in item.items])
        case Choose():
            return _choose(*(condition(part, atom) for part in (item.when, item.then, item.otherwise)))
        case ByPlace():
            return _by_place(item, atom)
        case _:
            return atom(item)


def counted(items: list[Expr], *, unknown_too: bool) -> Expr:
    """Return how many items are met, or how many are not unmet."""
    one, zero = sql.whole(1), sql.whole(0)
    tests = [sql.coalesce(item, sql.TRUE() if unknown_too else sql.FALSE()) for item in items]
    return sql.add(*[sql.case([(test, one)], zero) for test in tests])


def _at_least(number: int, items: list[Expr]) -> Expr:
    wanted = sql.whole(number)
    return sql.case(
        [
            (sql.compare(counted(items, unknown_too=False), ">=", wanted), sql.TRUE()),
            (sql.compare(counted(items, unknown_too=True), "<", wanted), sql.FALSE()),
        ]
    )


def _choose(when: Expr, then: Expr, otherwise: Expr) -> Expr:
    agreed = sql.case([(sql.compare(then, "==", otherwise), then)])
    return sql.case([(when, then), (sql.negate(when), otherwise)], agreed)


def _by_place(item: ByPlace, atom: Callable[[Atom], Expr]) -> Expr:
    place = sql.col(PLACE)
    default = condition(item.default, atom)
    branches = [(code, condition(branch, atom)) for code, branch in item.branches]
    agreed = sql.case([(sql.all_of(sql.compare(branch, "==", default) for _, branch in branches), default)])
    chosen = [(sql.compare(place, "==", sql.text(code)), branch) for code, branch in branches]
    return sql.case([*chosen, (sql.known(place), default)], agreed)


def comparison(item: Compare, value: Expr, bounds: Bounds) -> Expr:
    """Return value <op> constant: decided by the value, or by its bounds where it is not known."""
    decided = sql.compare(value, item.operator, sql.number(item.number.value))
    branches = between(item.operator, bounds, item.number.value)
    return sql.coalesce(decided, sql.case(branches)) if branches else decided


def between(operator: str, bounds: Bounds, number: Fraction) -> list[tuple[Expr, Expr]]:
    """Return the CASE branches by which bounds alone decide a comparison."""
    low, high = bounds.low, bounds.high
    tests: Mapping[str, list[tuple[Side, str, bool]]] = {
        ">=": [(low, ">=", True), (high, "<", False)],
        ">": [(low, ">", True), (high, "<=", False)],
        "<=": [(high, "<=", True), (low, ">", False)],
        "<": [(high, "<", True), (low, ">=", False)],
        "==": [(low, ">", False), (high, "<", False)],
        "!=": [(low, ">", True), (high, "<", True)],
    }
    branches: list[tuple[Expr, Expr]] = []
    for side, sign, outcome in tests[operator]:
        test = _side_test(side, sign, number)
        if test is not None:
            branches.append((test, sql.TRUE() if outcome else sql.FALSE()))
    if operator in ("==", "!="):
        ends = [_side_test(low, ">=", number), _side_test(high, "<=", number)]
        if None not in ends:
            branches.append(
                (
                    sql.all_of([end for end in ends if end is not None]),
                    sql.TRUE() if operator == "==" else sql.FALSE(),
                )
            )
    return branches


def _side_test(side: Side, sign: str, number: Fraction) -> Expr | None:
    if side is None:
        return None
    if isinstance(side, Fraction | When):
        end, condition = (side, sql.TRUE()) if isinstance(side, Fraction) else (side.number, side.condition)
        holds = {">=": end >= number, ">": end > number, "<=": end <= number, "<": end < number}[sign]
        return condition if holds else None
    return sql.compare(as_expression(side), sign, sql.number(number))
