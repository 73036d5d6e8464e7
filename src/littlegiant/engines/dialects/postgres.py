"""The compiler's trees as PostgreSQL takes them.

What differs from DuckDB, and what is done about it:

- A nested SELECT is dissolved into the one around it, and a column that is read ten times is then worked out ten
  times, on every level anew. `OFFSET 0` keeps every stage what it is.
- There is no TRY and no TRY_CAST. Decimals (`numeric`) do not overflow, so they need none; text is only cast to a
  whole number where it is one.
- A double becomes a decimal with 15 digits only; by way of its text it keeps the digits it is written with.
- Decimals have no fixed digits behind the point; they are rounded where DuckDB's type rounds them.
- ROUND to digits exists for decimals only.
- Names longer than 63 bytes are cut without a word. They are given short ones here, and their own in the result.
"""

from __future__ import annotations

from sqlglot import exp

from littlegiant.engines import sql
from littlegiant.engines.dialects.rewriting import Rules, numbers_in_text, rewritten, scale_of
from littlegiant.engines.sql import Expr

DIALECT = "postgres"
LONGEST_NAME = 63
WHOLE_TEXT = "^[0-9]{1,4}$"


def postgres_query(query: exp.Select) -> tuple[str, dict[str, str]]:
    """Return a query in PostgreSQL's words, and for every column it calls otherwise the name it should have."""
    whole = rewritten(query, RULES)
    names = _shorten(whole)
    for item in whole.find_all(exp.Subquery, exp.CTE):
        item.this.set("offset", exp.Offset(expression=sql.whole(0)))
    return whole.sql(DIALECT, copy=False), names


def _try_cast(node: exp.TryCast) -> Expr:
    scale = scale_of(node.to)
    if scale is not None:
        return exp.Round(this=_numeric(node.this), decimals=sql.whole(scale))
    is_whole = exp.RegexpLike(this=node.this.copy(), expression=sql.text(WHOLE_TEXT))
    return sql.case([(is_whole, exp.Cast(this=node.this, to=node.to))])


def _numeric(item: Expr) -> Expr:
    return exp.Cast(this=item, to=exp.DataType.build("DECIMAL"))


def _round(node: exp.Round) -> Expr:
    decimals = node.args.get("decimals")
    if decimals is None:
        return node
    return sql.cast(exp.Round(this=_numeric(node.this), decimals=decimals), "DOUBLE")


def _bracket(node: exp.Bracket) -> Expr:
    numbers = numbers_in_text(node)
    if numbers is None:
        return node
    listed = exp.Cast(
        this=sql.text("{" + ",".join(numbers) + "}"), to=exp.DataType.build("SMALLINT[]", dialect="duckdb")
    )
    return exp.Bracket(this=exp.Paren(this=listed), expressions=node.expressions, offset=1, safe=True)


def _count_if(node: exp.CountIf) -> Expr:
    return exp.Filter(this=exp.Count(this=exp.Star()), expression=exp.Where(this=node.this))


def _shorten(query: exp.Select) -> dict[str, str]:
    """Give every long name a short one; return the short names with what they stand for."""
    short: dict[str, str] = {}
    for item in query.find_all(exp.Identifier):
        name = item.name
        if len(name.encode()) > LONGEST_NAME:
            item.set("this", short.setdefault(name, f"lg_long_name_{len(short) + 1}"))
    return {abbreviated: name for name, abbreviated in short.items()}


RULES: Rules = {
    exp.TryCast: _try_cast,
    exp.Try: lambda node: node.this,
    exp.Round: _round,
    exp.Bracket: _bracket,
    exp.CountIf: _count_if,
}
