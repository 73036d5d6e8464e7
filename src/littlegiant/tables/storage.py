"""Decides which number columns fit a double and which need a decimal."""

from __future__ import annotations

import duckdb

from littlegiant.facts.model import ValueType
from littlegiant.tables.findings import Finding
from littlegiant.tables.kinds import DECIMAL, cell_text, is_native
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
from littlegiant.tables.source import RawTable
from littlegiant.tables.sql import run
from littlegiant.tables.targets import Target


def choose_storage(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, target: Target, finding: Finding
) -> Storage:
    """Return the storage of a column, measuring its cells when the survey left it open."""
    if not target.fact.type.is_number:
        kinds = {ValueType.BOOLEAN: "boolean", ValueType.DATE: "date"}
        return Storage(kinds.get(target.fact.type, "text"))
    if finding.short:
        return DOUBLE
    column = raw.columns[target.position]
    if is_native(column, target):
        decimal = DECIMAL.fullmatch(column.type)
        return Storage("decimal", int(decimal[2]) if decimal else 0)
    return _measured(connection, raw, target)


def _measured(connection: duckdb.DuckDBPyConnection, raw: RawTable, target: Target) -> Storage:
    """Return a double if no cell has too many digits, else the decimal that holds most of them."""
    column = raw.columns[target.position]
    number = number_text("x", target.fact.type, target.exponent)
    texts = f"SELECT {cell_text(column, target)} AS x FROM {raw.relation}"
    numbers = f"SELECT nullif({number}, '') AS n FROM ({texts})"
    query = f"SELECT max({significant_digits('n')}) FROM ({numbers})"
    longest = run(connection, query, source=raw.source)[0][0]
    if longest is None or longest <= column.digits:
        return DOUBLE
    sizes = f"SELECT {whole_digits('n')} AS whole, {decimals('n')} AS fine FROM ({numbers})"
    query = (
        f"SELECT max(whole), max(fine) FROM ({sizes}) "
        f"WHERE whole + fine <= {MOST_DIGITS} AND fine <= {MOST_DECIMALS}"
    )
    whole, fine = run(connection, query, source=raw.source)[0]
    room = MOST_DIGITS - max(whole or 0, MOST_DIGITS - MOST_DECIMALS)
    return Storage("decimal", min(fine or 0, room))
