"""How a column of the incoming table can be read: as the type it has, or from the text of its cells."""

from __future__ import annotations

import re

from littlegiant.facts.model import Fact, ValueType
from littlegiant.tables.echo import ERROR_MARK
from littlegiant.tables.numbers import MOST_DECIMALS, MOST_DIGITS, trimmed
from littlegiant.tables.source import RawColumn
from littlegiant.tables.sql import literal
from littlegiant.tables.targets import Target

SMALL_INTEGERS = frozenset({"TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER"})
INTEGERS = SMALL_INTEGERS | {"BIGINT", "HUGEINT", "UBIGINT", "UHUGEINT"}
FLOATS = frozenset({"DOUBLE", "FLOAT"})
DECIMAL = re.compile(r"DECIMAL\((\d+),\s*(\d+)\)")


def is_textual(fact: Fact) -> bool:
    """Say whether a fact is words or a code: what no reading of its cells as numbers or dates can refuse."""
    return not fact.type.is_number and fact.type not in (ValueType.BOOLEAN, ValueType.DATE)


def is_native(column: RawColumn, target: Target) -> bool:
    """Say whether a column already has the type of its fact, so that no text has to be read."""
    if target.values:
        return False
    if target.fact.type.is_number:
        return target.exponent == 0 and _is_number(column)
    if target.fact.type is ValueType.BOOLEAN:
        return column.type == "BOOLEAN"
    is_date = column.type == "DATE" or (column.type.startswith("TIMESTAMP") and "ZONE" not in column.type)
    return target.fact.type is ValueType.DATE and is_date


def _is_number(column: RawColumn) -> bool:
    decimal = DECIMAL.fullmatch(column.type)
    if decimal is not None:
        # With more decimals the bounds of the dictionary do not fit the type; as text, trailing zeros do not count.
        return int(decimal[2]) <= MOST_DECIMALS
    return column.type in INTEGERS | FLOATS


def is_number(x: str) -> str:
    """Return SQL that says of a cell of floating point that a number stands there: neither NULL nor NaN.

    `isnan` will not do: where a Parquet file states the least and the greatest value of a column, DuckDB takes it
    for proof that no cell is NaN. A NaN cell is an empty cell: it is how frames write them.
    """
    return f"(isfinite({x}) OR isinf({x}))"


def _float_text(x: str) -> str:
    """Return SQL for a cell of floating point as text: whole numbers as their digits, NaN as NULL."""
    whole = f"CAST(TRY_CAST({x} AS DECIMAL({MOST_DIGITS}, 0)) AS VARCHAR)"
    is_long = f"{x} = trunc({x}) AND abs({x}) >= 1e15 AND abs({x}) < 1e{MOST_DIGITS - 1}"
    plain = f"regexp_replace(CAST({x} AS VARCHAR), '\\.0$', '')"
    return f"CASE WHEN {is_number(x)} THEN CASE WHEN {is_long} THEN {whole} ELSE {plain} END END"


def cell_text(column: RawColumn, target: Target) -> str:
    """Return SQL for a cell as text: whole numbers without a point, values translated as the mapping says."""
    text = column.sql
    if column.type in FLOATS:
        text = _float_text(text)
    elif column.type != "VARCHAR":
        text = f"CAST({text} AS VARCHAR)"
    if not target.values:
        return text
    # A mapping may say what `#N/A` means.
    marked = [(ERROR_MARK + old, new) for old, new in target.values] if column.errors else []
    cases = " ".join(f"WHEN {literal(old)} THEN {literal(new)}" for old, new in [*target.values, *marked])
    return f"CASE {trimmed(text)} {cases} ELSE {text} END"
