"""SQL that turns the cells of one column into what its fact holds, NULL for a cell that is empty or at fault.

Every column passes three steps, each a nested SELECT: `raw` fetches the cell (`x`), `value` reads it (`v`),
`typed` lets only permitted values through (`y`). A cell is at fault when something stands there and `y` is NULL.
"""

from __future__ import annotations

from dataclasses import dataclass

from littlegiant.engines.columns import Coded, Column
from littlegiant.facts.model import Fact, ValueType
from littlegiant.tables.echo import ERROR_MARK
from littlegiant.tables.findings import Finding
from littlegiant.tables.kinds import FLOATS, cell_text, is_native, is_number, is_textual
from littlegiant.tables.lookups import Lookup
from littlegiant.tables.numbers import (
    BEYOND,
    DATE_RANGE,
    Storage,
    half_width,
    number_text,
    plain_number,
    stored,
    trimmed,
)
from littlegiant.tables.source import RawColumn
from littlegiant.tables.sql import literal
from littlegiant.tables.targets import Target

TRUE_WORDS = ("true", "1", "yes", "是", "1.0")
FALSE_WORDS = ("false", "0", "no", "否", "0.0")
DATE_PARTS = r"^([0-9]{4})(?:[-/.]|年)([0-9]{1,2})(?:[-/.]|月)([0-9]{1,2})日?(?:[ T][0-9]{1,2}:.*)?$"
EIGHT_DIGITS = r"^([0-9]{4})([0-9]{2})([0-9]{2})$"
ONE_YEAR = r"^([0-9]{4})年?$"
WHOLE_DATE = r"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$"


@dataclass(frozen=True)
class Cell:
    """How one column is converted, in columns numbered by `index`: `x0`, `v0`, `y0`.

    `raw` is SQL over the incoming table, `value` over `x`, `typed` over `v`; `present` says over `x` that the
    cell is not empty. `clean` says that no cell is at fault; otherwise, of `filled` cells that are not NULL, those whose `y` is
    NULL are suspect. `native` cells are not read from text; `coded` ones are places in a list.
    """

    index: int
    target: Target
    storage: Storage
    raw: str
    value: str
    typed: str
    present: str
    clean: bool
    filled: int | None
    native: bool = False
    coded: Coded | None = None

    @property
    def column(self) -> Column:
        """Return what the compiler is told of the column."""
        return self.coded or self.storage.kind


def clean_cell(index: int, column: RawColumn, target: Target, storage: Storage, filled: int | None) -> Cell:
    """Let a column through whose every cell may be taken as it is: a bare column scans faster and takes filters."""
    bare = (
        _native_value(column.sql, column, storage) if is_native(column, target) else cell_text(column, target)
    )
    x, v = f"x{index}", f"v{index}"
    return Cell(index, target, storage, bare, x, v, f"{x} IS NOT NULL", clean=True, filled=filled)


def native_cell(index: int, column: RawColumn, target: Target, storage: Storage, finding: Finding) -> Cell:
    """Convert a column that already has the type of its fact."""
    x = f"x{index}"
    return Cell(
        index,
        target,
        storage,
        raw=column.sql,
        value=_native_value(x, column, storage),
        typed=_permitted(f"v{index}", target.fact, storage),
        present=is_number(x) if column.type in FLOATS else f"{x} IS NOT NULL",
        clean=False,
        filled=finding.filled,
        native=True,
    )


def coded_cell(index: int, target: Target, lookup: Lookup, finding: Finding, *, as_text: bool) -> Cell:
    """Convert a column whose spellings were looked up: to places in a list, or to the values themselves."""
    x = f"x{index}"
    return Cell(
        index,
        target,
        Storage("text"),
        raw=lookup.text,
        value=lookup.value(x) if as_text else lookup.place(x),
        typed=f"v{index}",
        present=f"{trimmed(x)} <> ''",
        clean=lookup.complete,
        filled=finding.filled,
        coded=None if as_text else Coded(lookup.meanings),
    )


def text_cell(index: int, column: RawColumn, target: Target, storage: Storage, finding: Finding) -> Cell:
    """Convert a column whose cells are read from text."""
    x = f"x{index}"
    value = _text_value(x, target, storage, finding)
    if column.errors and is_textual(target.fact):
        value = f"CASE WHEN NOT starts_with({x}, {literal(ERROR_MARK)}) THEN {value} END"
    return Cell(
        index,
        target,
        storage,
        raw=cell_text(column, target),
        value=value,
        typed=_permitted(f"v{index}", target.fact, storage),
        present=f"{trimmed(x)} <> ''",
        clean=is_textual(target.fact) and not column.errors,
        filled=finding.filled,
    )


def _native_value(x: str, column: RawColumn, storage: Storage) -> str:
    if column.type == "FLOAT" and storage.kind == "double":
        return f"CAST(CAST({x} AS VARCHAR) AS DOUBLE)"
    return x if column.type == storage.type else f"TRY_CAST({x} AS {storage.type})"


def _text_value(x: str, target: Target, storage: Storage, finding: Finding) -> str:
    fact = target.fact
    if fact.type.is_number:
        number = number_text(x, fact.type, target.exponent)
        return stored(plain_number(x, target.exponent) if finding.plain else number, storage)
    if fact.type is ValueType.BOOLEAN:
        return _boolean(x)
    if fact.type is ValueType.DATE:
        return _date(x, target.year_only)
    return f"nullif({trimmed(x)}, '')"


def _boolean(x: str) -> str:
    """Try the words as they stand before taking pains; words are compared in lower case."""
    cases = "".join(f" WHEN {literal(word)} THEN true" for word in TRUE_WORDS)
    cases += "".join(f" WHEN {literal(word)} THEN false" for word in FALSE_WORDS)
    return f"CASE lower({x}){cases} ELSE CASE lower({half_width(x)}){cases} END END"


def _date(x: str, year_only: bool) -> str:
    text = half_width(x)
    for pattern in (DATE_PARTS, EIGHT_DIGITS):
        text = f"regexp_replace({text}, {literal(pattern)}, '\\1-\\2-\\3')"
    if year_only:
        text = f"regexp_replace({text}, {literal(ONE_YEAR)}, '\\1-01-01')"
    return f"TRY_CAST(regexp_extract({text}, {literal(WHOLE_DATE)}) AS DATE)"


def _permitted(v: str, fact: Fact, storage: Storage) -> str:
    """Let through what the dictionary permits, neither infinity nor what has too many digits."""
    if storage.kind == "date":
        return f"CASE WHEN {v} BETWEEN {' AND '.join(DATE_RANGE)} THEN {v} END"
    if not fact.type.is_number:
        return v
    tests = [f"isfinite({v})"] if storage.kind == "double" else []
    tests += [f"{v} {sign} CAST('{bound}' AS {storage.type})" for sign, bound in _bounds(fact, storage)]
    if fact.whole:
        tests.append(_is_whole(v, storage))
    return f"CASE WHEN {' AND '.join(tests)} THEN {v} END" if tests else v


def _bounds(fact: Fact, storage: Storage) -> list[tuple[str, str]]:
    endless = storage.kind == "double"
    bounds = []
    if fact.minimum is not None:
        bounds.append((">=", repr(fact.minimum)))
    elif endless:
        bounds.append((">", f"-{BEYOND}"))
    if fact.maximum is not None:
        bounds.append(("<=", repr(fact.maximum)))
    elif endless:
        bounds.append(("<", BEYOND))
    return bounds


def _is_whole(v: str, storage: Storage) -> str:
    if storage.kind == "double":
        return f"{v} = trunc({v})"
    return f"rtrim(split_part(CAST({v} AS VARCHAR), '.', 2), '0') = ''" if storage.scale else "true"
