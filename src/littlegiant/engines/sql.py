"""Small words over sqlglot's expression trees; no SQL is ever glued from strings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache

from sqlglot import exp

Expr = exp.Expr
Select = exp.Select
Boolean = exp.Boolean

TRUE = exp.true
FALSE = exp.false
DOUBLE = exp.DataType.build("DOUBLE")
TEXT = exp.DataType.build("TEXT")
BOOLEAN = exp.DataType.build("BOOLEAN")
_EXACT = Context(prec=80)
_MANY = 5


def own(expression: Expr) -> Expr:
    """Return the expression, or a copy of it where it already stands in a larger one."""
    return expression if expression.parent is None else expression.copy()


def col(name: str) -> Expr:
    """Return a quoted column reference."""
    return exp.Column(this=exp.Identifier(this=name, quoted=True))


def decimal_text(value: Fraction) -> str:
    """Return the exact decimal notation of a fraction whose denominator divides a power of ten."""
    return format(_EXACT.divide(Decimal(value.numerator), Decimal(value.denominator)), "f")


def number(value: Fraction | int | float) -> Expr:
    """Return a constant of type DOUBLE."""
    if isinstance(value, float):
        return exp.Cast(this=exp.Literal.string(repr(value)), to=_kind("DOUBLE"))
    return exp.Cast(this=exp.Literal.number(decimal_text(Fraction(value))), to=_kind("DOUBLE"))


def whole(value: int) -> Expr:
    """Return a whole constant of up to 38 digits; large ones are decimals, so that products have room."""
    if abs(value) < 2**15:
        return exp.Literal.number(value)
    return exp.Cast(this=exp.Literal.number(value), to=_kind("DECIMAL(38, 0)"))


def text(value: str) -> Expr:
    """Return a text constant."""
    return exp.Literal.string(value)


def listed(value: str, options: Sequence[str]) -> Expr:
    """Return a text constant as one of an enumeration's, as DuckDB writes it."""
    kind = exp.DataType(this=exp.DType.ENUM, expressions=[text(option) for option in options], nested=False)
    return exp.Cast(this=text(value), to=kind)


def all_in_turn(items: Sequence[Expr]) -> Expr:
    """Return the three-valued AND, looking at each item only where none behind it is false.

    The last come first: standards begin with what hardly anybody fails.
    """
    if len(items) < _MANY:
        return all_of(items)
    return case([(negate(item), FALSE()) for item in reversed(items)], all_of(items))


def null(kind: exp.DataType = DOUBLE) -> Expr:
    """Return a typed NULL."""
    return exp.cast(exp.null(), kind)


def paren(expression: Expr) -> Expr:
    """Return an operand that keeps its meaning inside a larger expression."""
    if isinstance(
        expression, exp.Column | exp.Literal | exp.Cast | exp.TryCast | exp.Func | exp.Paren | exp.Boolean
    ):
        return own(expression)
    return exp.Paren(this=own(expression))


def binary(node: type[exp.Binary], left: Expr, right: Expr) -> Expr:
    """Return left <operator> right."""
    return node(this=paren(left), expression=paren(right))


_COMPARISONS: dict[str, type[exp.Binary]] = {
    ">=": exp.GTE,
    ">": exp.GT,
    "<=": exp.LTE,
    "<": exp.LT,
    "==": exp.EQ,
    "!=": exp.NEQ,
}


def compare(left: Expr, operator: str, right: Expr) -> Expr:
    """Return a comparison by the sign of the language (`==` for equality)."""
    return binary(_COMPARISONS[operator], left, right)


def add(*items: Expr) -> Expr:
    """Return a sum."""
    return _fold(exp.Add, items)


def subtract(left: Expr, right: Expr) -> Expr:
    """Return a difference."""
    return binary(exp.Sub, left, right)


def multiply(*items: Expr) -> Expr:
    """Return a product."""
    return _fold(exp.Mul, items)


def divide(left: Expr, right: Expr) -> Expr:
    """Return a quotient that is NULL on a zero denominator."""
    return binary(exp.Div, left, exp.Nullif(this=paren(right), expression=exp.Literal.number(0)))


def _fold(node: type[exp.Binary], items: Sequence[Expr]) -> Expr:
    result = items[0]
    for item in items[1:]:
        result = binary(node, result, item)
    return result


def all_of(items: Iterable[Expr]) -> Expr:
    """Return the three-valued AND; TRUE of nothing."""
    return _join(exp.And, list(items), TRUE())


def any_of(items: Iterable[Expr]) -> Expr:
    """Return the three-valued OR; FALSE of nothing."""
    return _join(exp.Or, list(items), FALSE())


def _join(node: type[exp.Connector], items: list[Expr], empty: Expr) -> Expr:
    if not items:
        return empty
    result = paren(items[0])
    for item in items[1:]:
        result = node(this=result, expression=paren(item))
    return result if len(items) == 1 else exp.Paren(this=result)


def negate(item: Expr) -> Expr:
    """Return the three-valued NOT."""
    return exp.Not(this=paren(item))


def is_null(item: Expr) -> Expr:
    """Return item IS NULL."""
    return exp.Is(this=paren(item), expression=exp.null())


def known(item: Expr) -> Expr:
    """Return item IS NOT NULL."""
    return exp.Not(this=is_null(item))


def case(branches: Sequence[tuple[Expr, Expr]], otherwise: Expr | None = None) -> Expr:
    """Return CASE WHEN … THEN … ELSE … END."""
    result = exp.Case(ifs=[exp.If(this=own(when), true=own(then)) for when, then in branches])
    if otherwise is not None:
        result.set("default", own(otherwise))
    return result


def coalesce(*items: Expr) -> Expr:
    """Return the first item that is not NULL."""
    first, *rest = [own(item) for item in items]
    return exp.Coalesce(this=first, expressions=rest) if rest else first


def greatest(*items: Expr) -> Expr:
    """Return the greatest of the items that are not NULL; NULL of none (so on DuckDB, PostgreSQL and Spark)."""
    first, *rest = [own(item) for item in items]
    return exp.Greatest(this=first, expressions=rest, ignore_nulls=True) if rest else first


def least(*items: Expr) -> Expr:
    """Return the least of the items that are not NULL; NULL of none (so on DuckDB, PostgreSQL and Spark)."""
    first, *rest = [own(item) for item in items]
    return exp.Least(this=first, expressions=rest, ignore_nulls=True) if rest else first


def absolute(item: Expr) -> Expr:
    """Return the absolute value."""
    return exp.Abs(this=own(item))


def in_options(item: Expr, options: Iterable[str]) -> Expr:
    """Return item IN (…); FALSE of no options where the item is known."""
    listed = sorted(options)
    if not listed:
        return case([(known(item), FALSE())])
    return exp.In(this=paren(item), expressions=[text(option) for option in listed])


def select(columns: Iterable[tuple[str, Expr]], source: Expr, *, keep: bool = False) -> exp.Select:
    """Return SELECT columns FROM source, after all columns of the source when `keep`."""
    projections: list[Expr] = [exp.Star()] if keep else []
    projections += [
        exp.Alias(this=own(item), alias=exp.to_identifier(name, quoted=True)) for name, item in columns
    ]
    return exp.Select().select(*projections, copy=False).from_(source, copy=False)


def nested(query: exp.Select, name: str) -> Expr:
    """Return a query as a derived table."""
    return query.subquery(exp.to_identifier(name), copy=False)


def table(name: str) -> Expr:
    """Return a quoted table reference."""
    return exp.to_table(exp.to_identifier(name, quoted=True).sql("duckdb"), dialect="duckdb")


def cast(item: Expr, kind: str) -> Expr:
    """Return CAST(item AS kind)."""
    return exp.Cast(this=own(item), to=_kind(kind))


def try_cast(item: Expr, kind: str) -> Expr:
    """Return the item as another type, NULL where it does not fit."""
    return exp.TryCast(this=own(item), to=_kind(kind))


def nearest(item: Expr, decimals: int = 0) -> Expr:
    """Return the item rounded."""
    return exp.Round(this=own(item), decimals=whole(decimals)) if decimals else exp.Round(this=own(item))


def power(item: Expr, exponent: float) -> Expr:
    """Return item to a power."""
    return exp.Pow(this=own(item), expression=number(exponent))


def root(item: Expr, degree: int) -> Expr:
    """Return the root of a number that is not negative."""
    if degree == 1:
        return item
    return exp.Sqrt(this=own(item)) if degree == 2 else power(item, 1.0 / degree)


def is_whole(item: Expr) -> Expr:
    """Return whether a number is whole."""
    return compare(item, "==", exp.Floor(this=own(item)))


def between(item: Expr, low: float, high: float) -> Expr:
    """Return item BETWEEN low AND high."""
    return exp.Between(this=paren(item), low=number(low), high=number(high))


def sign(item: Expr) -> Expr:
    """Return -1, 0 or 1."""
    return exp.Sign(this=own(item))


def length(item: Expr) -> Expr:
    """Return the number of characters."""
    return exp.Length(this=own(item))


def looked_up(items: Sequence[Expr], index: Expr) -> Expr:
    """Return the item at a place counted from 1, NULL beside the list."""
    return exp.Bracket(this=exp.Array(expressions=list(items)), expressions=[own(index)], offset=1, safe=True)


def looked_up_number(items: Sequence[Fraction | float | None], index: Expr) -> Expr:
    """Return the number at a place counted from 1, as a DOUBLE."""
    listed = exp.Array(expressions=[_listed(item) for item in items])
    return _element(exp.Cast(this=listed, to=_kind("DOUBLE[]")), index)


def looked_up_whole(items: Sequence[int | None], index: Expr) -> Expr:
    """Return the small whole number at a place counted from 1.

    The list is one literal in DuckDB's notation: it may be as long as a classification of industries.
    """
    written = text(f"[{', '.join('NULL' if item is None else str(item) for item in items)}]")
    return _element(exp.Cast(this=written, to=_kind("SMALLINT[]")), index)


def _listed(item: Fraction | float | None) -> Expr:
    if item is None:
        return exp.null()
    return number(item) if isinstance(item, float) else exp.Literal.number(decimal_text(item))


def _element(listed: Expr, index: Expr) -> Expr:
    return exp.Bracket(this=exp.Paren(this=listed), expressions=[own(index)], offset=1, safe=True)


@cache
def _parsed_kind(kind: str) -> exp.DataType:
    return exp.DataType.build(kind, dialect="duckdb")


def _kind(kind: str) -> exp.DataType:
    """Return a node of its own for a type."""
    return _parsed_kind(kind).copy()


def left(item: Expr, count: int) -> Expr:
    """Return the first characters of a text."""
    return exp.Left(this=own(item), expression=whole(count))


def attempted(item: Expr) -> Expr:
    """Return the item, NULL where computing it fails (more digits than a decimal holds)."""
    return exp.Try(this=own(item))
