"""SQL that turns the cells of one column into what its fact holds, NULL for a cell that is empty or at fault.

Every column passes three steps, each a nested SELECT: `raw` fetches the cell (`x`), `value` reads it (`v`),
`typed` lets only permitted values through (`y`). A cell is at fault when something stands there and `y` is NULL.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from littlegiant.facts.model import Fact, ValueType
from littlegiant.tables.numbers import DOUBLE, Storage, half_width, number_text, stored, trimmed
from littlegiant.tables.source import RawColumn
from littlegiant.tables.sql import literal, literals
from littlegiant.tables.targets import Target

INTEGERS = frozenset(
    f"{sign}{size}INT" for sign in ("", "U") for size in ("TINY", "SMALL", "BIG", "HUGE")
) | {"INTEGER", "UINTEGER"}
FLOATS = frozenset({"DOUBLE", "FLOAT"})
DECIMAL = re.compile(r"DECIMAL\((\d+),\s*(\d+)\)")
TRUE_WORDS = ("true", "1", "yes", "是", "1.0")
FALSE_WORDS = ("false", "0", "no", "否", "0.0")
DATE_PARTS = r"^([0-9]{4})(?:[-/.]|年)([0-9]{1,2})(?:[-/.]|月)([0-9]{1,2})日?(?:[ T][0-9]{1,2}:.*)?$"
EIGHT_DIGITS = r"^([0-9]{4})([0-9]{2})([0-9]{2})$"
ONE_YEAR = r"^([0-9]{4})年?$"
PLAIN_DATE = r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"


@dataclass(frozen=True)
class Cell:
    """How one column is converted, in columns numbered by `index`: `x0`, `v0`, `y0`.

    `raw` is SQL over the incoming table, `value` over `x`, `typed` over `v`; `present` says over `x` that the
    cell is not empty. `lookup` names a table (`k`, `w`) joined as `l0` on `x0 = l0.k`, whose `w` is the value.
    `bare` is SQL over the incoming table that serves when the whole column turned out clean.
    """

    index: int
    target: Target
    raw: str
    value: str
    typed: str
    present: str
    storage: Storage
    lookup: str | None = None
    bare: str | None = None


def is_native(column: RawColumn, target: Target) -> bool:
    """Say whether a column already has the type of its fact, so that no text has to be read."""
    if target.values:
        return False
    if target.fact.type.is_number:
        is_number = column.type in INTEGERS | FLOATS or DECIMAL.fullmatch(column.type) is not None
        return is_number and target.exponent == 0
    if target.fact.type is ValueType.BOOLEAN:
        return column.type == "BOOLEAN"
    is_date = column.type == "DATE" or (column.type.startswith("TIMESTAMP") and "ZONE" not in column.type)
    return target.fact.type is ValueType.DATE and is_date


def cell_text(column: RawColumn, target: Target) -> str:
    """Fetch a cell as text, whole numbers without a decimal point, translated as the mapping says."""
    text = f"CAST({column.sql} AS VARCHAR)"
    if column.type == "VARCHAR":
        text = column.sql
    elif column.type in FLOATS:
        text = f"nullif(regexp_replace({text}, '\\.0$', ''), 'nan')"
    if not target.values:
        return text
    cases = " ".join(f"WHEN {literal(old)} THEN {literal(new)}" for old, new in target.values)
    return f"CASE {trimmed(text)} {cases} ELSE {text} END"


def native_cell(index: int, column: RawColumn, target: Target, storage: Storage) -> Cell:
    """Convert a column that already has the type of its fact."""
    x = f"x{index}"
    return Cell(
        index,
        target,
        raw=column.sql,
        value=_native_value(x, column, storage),
        typed=_permitted(f"v{index}", target.fact, storage),
        present=f"NOT isnan({x})" if column.type in FLOATS else f"{x} IS NOT NULL",
        storage=storage,
        bare=_native_value(column.sql, column, storage),
    )


def text_cell(
    index: int, column: RawColumn, target: Target, storage: Storage, lookup: str | None = None
) -> Cell:
    """Convert a column whose cells are read from their text; `lookup` as in `Cell`."""
    x, raw = f"x{index}", cell_text(column, target)
    return Cell(
        index,
        target,
        raw=raw,
        value=f"l{index}.w" if lookup else _text_value(x, target, storage),
        typed=_permitted(f"v{index}", target.fact, storage),
        present=f"{trimmed(x)} <> ''",
        storage=storage,
        lookup=lookup,
        bare=raw if storage.kind == "text" else None,
    )


def storage_of(fact: Fact) -> Storage:
    """Return the storage of a fact that is no number, or of a number that fits a double."""
    kinds = {ValueType.BOOLEAN: "boolean", ValueType.DATE: "date"}
    return DOUBLE if fact.type.is_number else Storage(kinds.get(fact.type, "text"))


def _native_value(x: str, column: RawColumn, storage: Storage) -> str:
    if column.type == "FLOAT" and storage.kind == "double":
        return f"CAST(CAST({x} AS VARCHAR) AS DOUBLE)"
    return x if column.type == storage.type else f"TRY_CAST({x} AS {storage.type})"


def _text_value(x: str, target: Target, storage: Storage) -> str:
    fact = target.fact
    if fact.type.is_number:
        return stored(number_text(x, fact.type, target.exponent), storage)
    if fact.type is ValueType.BOOLEAN:
        return _boolean(x)
    if fact.type is ValueType.DATE:
        return _date(x, target.year_only)
    return f"nullif({trimmed(x)}, '')"


def _boolean(x: str) -> str:
    word = f"lower({half_width(x)})"
    yes, no = f"{word} IN ({literals(TRUE_WORDS)})", f"{word} IN ({literals(FALSE_WORDS)})"
    return f"CASE WHEN {yes} THEN true WHEN {no} THEN false END"


def _date(x: str, year_only: bool) -> str:
    text = half_width(x)
    for pattern in (DATE_PARTS, EIGHT_DIGITS):
        text = f"regexp_replace({text}, {literal(pattern)}, '\\1-\\2-\\3')"
    if year_only:
        text = f"regexp_replace({text}, {literal(ONE_YEAR)}, '\\1-01-01')"
    return f"CASE WHEN regexp_full_match({text}, {literal(PLAIN_DATE)}) THEN TRY_CAST({text} AS DATE) END"


def _permitted(v: str, fact: Fact, storage: Storage) -> str:
    """Let through what the dictionary permits, and no infinity."""
    if storage.kind == "date":
        return f"CASE WHEN {v} BETWEEN DATE '1000-01-01' AND DATE '9999-12-31' THEN {v} END"
    if not fact.type.is_number:
        return v
    tests = [f"{v} {sign} CAST('{bound}' AS {storage.type})" for sign, bound in _bounds(fact, storage)]
    if fact.whole:
        tests.append(_is_whole(v, storage))
    return f"CASE WHEN {' AND '.join(tests)} THEN {v} END" if tests else v


def _bounds(fact: Fact, storage: Storage) -> list[tuple[str, str]]:
    endless = storage.kind == "double"
    bounds = []
    if fact.minimum is not None:
        bounds.append((">=", repr(fact.minimum)))
    elif endless:
        bounds.append((">", "-infinity"))
    if fact.maximum is not None:
        bounds.append(("<=", repr(fact.maximum)))
    elif endless:
        bounds.append(("<", "infinity"))
    return bounds


def _is_whole(v: str, storage: Storage) -> str:
    if storage.kind == "double":
        return f"{v} = trunc({v})"
    return f"rtrim(split_part(CAST({v} AS VARCHAR), '.', 2), '0') = ''" if storage.scale else "true"
