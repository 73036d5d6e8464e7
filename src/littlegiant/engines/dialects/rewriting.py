"""Walks through a query and puts other expressions in the place of some, children first."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlglot import exp

from littlegiant.engines.sql import Expr

Rule = Callable[..., Expr]
Rules = Mapping[type[Expr], Rule]


def rewritten(query: exp.Select, rules: Rules) -> exp.Select:
    """Return a copy of a query in which every node that has a rule is replaced by what the rule makes of it."""
    whole = query.copy()
    for node in reversed(list(whole.walk())):
        rule = rules.get(type(node))
        if rule is not None:
            _replace(node, rule)
    return whole


def _replace(node: Expr, rule: Rule) -> None:
    """Put what a rule makes of a node in its place; the rule may take the node apart or wrap it."""
    parent, key, index = node.parent, node.arg_key, node.index
    assert parent is not None and key is not None, "a query itself has no rule"
    found = rule(node)
    if found is not node:
        parent.set(key, found, index)


def numbers_in_text(node: exp.Bracket) -> list[str] | None:
    """Return the numbers of a list that is one text literal (`sql.looked_up_whole`); None of any other list."""
    listed = node.this.unnest()
    if not (isinstance(listed, exp.Cast) and isinstance(listed.this, exp.Literal) and listed.this.is_string):
        return None
    return [item.strip() for item in str(listed.this.this).strip("[]").split(",")]


def scale_of(kind: exp.DataType) -> int | None:
    """Return the digits behind the point of a decimal type; None of any other type."""
    if kind.this is not exp.DType.DECIMAL:
        return None
    return int(kind.expressions[1].name) if len(kind.expressions) > 1 else 0


def plain_call(name: str, *arguments: Expr) -> Expr:
    """Return a call of a function that only one engine has."""
    return exp.Anonymous(this=name, expressions=list(arguments))
