"""The compiler's trees as Apache Spark takes them.

What differs from DuckDB, and what is done about it:

- With ANSI rules, the default of Spark 4, arithmetic that overflows is an error, without them it is NULL. Inside a
  TRY every step is its `try_` form, so that both come to the same. Divisions never have a zero below them.
- A product of decimals loses digits behind the point to make room before it, unless
  `spark.sql.decimalOperations.allowPrecisionLoss` is off; the session sees to that.
- A number with a point is a decimal of at most 38 digits; constants are written as the doubles they are.
- A list is looked into with TRY_ELEMENT_AT, which gives NULL beside it.
"""

from __future__ import annotations

import re

from sqlglot import exp

from littlegiant.engines.dialects.rewriting import Rules, numbers_in_text, plain_call, rewritten
from littlegiant.engines.sql import Expr

DIALECT = "spark"
FINITE = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?")
TRIED: dict[type[Expr], str] = {exp.Add: "TRY_ADD", exp.Sub: "TRY_SUBTRACT", exp.Mul: "TRY_MULTIPLY"}


def spark_query(query: exp.Select) -> str:
    """Return a query in Spark's words."""
    text: str = rewritten(query, RULES).sql(DIALECT, copy=False)
    return text


def _try(node: exp.Try) -> Expr:
    """Write every sum, difference and product inside as one that gives NULL where it has no room."""
    inside = exp.Paren(this=node.this)
    for item in reversed(list(inside.walk())):
        name = TRIED.get(type(item))
        if name is not None:
            item.replace(plain_call(name, item.this, item.expression))
    return inside


def _try_cast(node: exp.TryCast) -> Expr:
    node.set("safe", True)
    return node


def _cast(node: exp.Cast) -> Expr:
    """Write the constant of a double as such (`0.05D`): half of all nodes are constants, and Spark walks often."""
    constant = isinstance(node.this, exp.Literal) and node.to.this is exp.DType.DOUBLE
    if constant and FINITE.fullmatch(node.this.name):
        return exp.Literal.number(f"{node.this.name}D")
    return node


def _bracket(node: exp.Bracket) -> Expr:
    numbers = numbers_in_text(node)
    listed = node.this
    if numbers is not None:
        items = [exp.null() if item == "NULL" else exp.Literal.number(item) for item in numbers]
        listed = exp.Array(expressions=items)
    return plain_call("TRY_ELEMENT_AT", listed, *node.expressions)


RULES: Rules = {exp.Try: _try, exp.TryCast: _try_cast, exp.Cast: _cast, exp.Bracket: _bracket}
