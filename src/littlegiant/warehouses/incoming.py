"""A table of a database or a cluster as it arrives: its columns and their types, before anything is converted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp

from littlegiant.facts.model import ValueType
from littlegiant.tables.numbers import MOST_DECIMALS
from littlegiant.tables.source import DECIMAL_DIGITS
from littlegiant.tables.targets import Target

FLOATS = frozenset({"double", "real"})
NUMBERS = FLOATS | {"integer", "bigint", "decimal"}


@dataclass(frozen=True)
class ColumnType:
    """What a column holds: `integer` (up to 32 bits), `bigint`, `decimal`, `double`, `real`, `boolean`, `date`,
    `timestamp` (without a zone), `text`, or `other`, which is read as text.

    A decimal has at most `precision` digits, `scale` of them behind the point; None where it may have any number.
    """

    kind: str
    precision: int | None = None
    scale: int | None = None

    @property
    def short(self) -> bool:
        """Say whether a double keeps every number of this type."""
        few = self.precision is not None and self.precision <= DECIMAL_DIGITS
        return self.kind in FLOATS | {"integer"} or (self.kind == "decimal" and few)


@dataclass(frozen=True)
class Incoming:
    """A table: what messages call it, its columns in order, and how a query names it.

    `unique` are columns of which the database itself sees to it that no two rows share a value and none is empty.
    """

    name: str
    headers: tuple[str, ...]
    types: tuple[ColumnType, ...]
    relation: exp.Table
    unique: frozenset[str] = frozenset()


def is_native(kind: ColumnType, target: Target) -> bool:
    """Say whether a column already has the type of its fact, so that no text has to be read."""
    fact = target.fact.type
    if target.values:
        return False
    if fact.is_number:
        fits = kind.scale is None or kind.scale <= MOST_DECIMALS
        return target.exponent == 0 and kind.kind in NUMBERS and fits
    if fact is ValueType.BOOLEAN:
        return kind.kind == "boolean"
    return fact is ValueType.DATE and kind.kind in ("date", "timestamp")


def in_stages(source: exp.Expr, stages: Sequence[Sequence[tuple[str, exp.Expr]]]) -> exp.Select:
    """Nest SELECTs over a source: each keeps the columns of the one before and adds its own."""
    from littlegiant.engines import sql

    first, *others = stages
    query = sql.select(first, source)
    for place, stage in enumerate(others):
        if stage:
            query = sql.select(stage, sql.nested(query, f"d{place}"), keep=True)
    return query
