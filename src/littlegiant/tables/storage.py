"""Decides which number columns fit a double and which need a decimal, by looking at every cell once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from littlegiant.tables.cells import DECIMAL, INTEGERS, cell_text, is_native, storage_of
from littlegiant.tables.numbers import (
    DOUBLE,
    MOST_DECIMALS,
    MOST_DIGITS,
    Storage,
    decimals,
    number_text,
    significant_digits,
    whole_digits,
)
from littlegiant.tables.source import DECIMAL_DIGITS, RawColumn, RawTable
from littlegiant.tables.sql import run
from littlegiant.tables.targets import Target

SMALL_INTEGERS = frozenset({"TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER"})
GREATEST_IN_DOUBLE = 2**53


def choose_storage(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, targets: Sequence[Target]
) -> dict[str, Storage]:
    """Return the storage of every target by its column name."""
    chosen, open_questions = {}, {}
    for target in targets:
        column = raw.columns[target.position]
        question = _question(column, target)
        chosen[target.column] = storage_of(target.fact) if question is not None else _by_type(column, target)
        if question is not None:
            open_questions[target] = question
    answers = _ask(connection, raw, list(open_questions.values()))
    for target, fits in zip(open_questions, answers, strict=True):
        if fits is False:
            chosen[target.column] = _exact(connection, raw, target)
    return chosen


def _by_type(column: RawColumn, target: Target) -> Storage:
    """Return the storage that needs no look at the cells."""
    decimal = DECIMAL.fullmatch(column.type)
    if target.fact.type.is_number and decimal is not None and is_native(column, target):
        precision, scale = int(decimal[1]), int(decimal[2])
        return DOUBLE if precision <= DECIMAL_DIGITS else Storage("decimal", min(scale, MOST_DECIMALS))
    return storage_of(target.fact)


def _question(column: RawColumn, target: Target) -> str | None:
    """Return SQL that is true when the column surely fits a double, None when its type already says so."""
    if not target.fact.type.is_number:
        return None
    if is_native(column, target):
        if column.type in INTEGERS and column.type not in SMALL_INTEGERS:
            low, high = f"min({column.sql})", f"max({column.sql})"
            return f"{low} >= -{GREATEST_IN_DOUBLE} AND {high} <= {GREATEST_IN_DOUBLE}"
        return None
    return f"max(strlen({cell_text(column, target)})) <= {DECIMAL_DIGITS}"


def _ask(connection: duckdb.DuckDBPyConnection, raw: RawTable, questions: Sequence[str]) -> tuple[Any, ...]:
    if not questions:
        return ()
    return run(connection, f"SELECT {', '.join(questions)} FROM {raw.relation}", source=raw.source)[0]


def _exact(connection: duckdb.DuckDBPyConnection, raw: RawTable, target: Target) -> Storage:
    """Measure a column with long cells: a double if no cell has too many digits, else a decimal that holds most."""
    column = raw.columns[target.position]
    if is_native(column, target):
        return Storage("decimal", 0)
    numbers = _numbers(raw, target)
    longest = run(connection, f"SELECT max({significant_digits('n')}) FROM ({numbers})", source=raw.source)[
        0
    ][0]
    if longest is None or longest <= column.digits:
        return DOUBLE
    sizes = f"SELECT {whole_digits('n')} AS whole, {decimals('n')} AS fine FROM ({numbers})"
    fitting = f"WHERE whole + fine <= {MOST_DIGITS} AND fine <= {MOST_DECIMALS}"
    whole, fine = run(
        connection, f"SELECT max(whole), max(fine) FROM ({sizes}) {fitting}", source=raw.source
    )[0]
    room = MOST_DIGITS - max(whole or 0, MOST_DIGITS - MOST_DECIMALS)
    return Storage("decimal", min(fine or 0, room))


def _numbers(raw: RawTable, target: Target) -> str:
    text = cell_text(raw.columns[target.position], target)
    number = number_text("x", target.fact.type, target.exponent)
    return f"SELECT {number} AS n FROM (SELECT {text} AS x FROM {raw.relation}) WHERE n IS NOT NULL"
