"""Codes and categories: every distinct spelling is understood once in Python and joined back."""

from __future__ import annotations

import re
from collections.abc import Callable

import duckdb

from littlegiant.facts.industries import normalise_industry
from littlegiant.facts.model import Fact, ValueType
from littlegiant.facts.places import province_code
from littlegiant.tables.kinds import cell_text
from littlegiant.tables.numbers import BLANKS, FULL_WIDTH, HALF_WIDTH
from littlegiant.tables.source import RawTable
from littlegiant.tables.sql import fresh, identifier, run
from littlegiant.tables.targets import Target

Reader = Callable[[str], str | None]

TO_HALF_WIDTH = str.maketrans(FULL_WIDTH, HALF_WIDTH)
FLOAT_TAIL = re.compile(r"(?<=[0-9])\.0+$")


def reader_of(fact: Fact) -> Reader | None:
    """Return what turns a spelling into the canonical value, None for facts that need no look-up."""
    readers: dict[str, Reader] = {"province": province_code, "industry": normalise_industry}
    if fact.id in readers:
        return _of_code(readers[fact.id])
    if fact.type is not ValueType.CATEGORY:
        return None
    spellings = {}
    for option in fact.options:
        for spelling in (option.label.zh, option.label.en, option.id):
            spellings[spelling.casefold()] = option.id
    return lambda text: spellings.get(text.strip(BLANKS).casefold())


def build_lookup(connection: duckdb.DuckDBPyConnection, raw: RawTable, target: Target) -> str | None:
    """Create the look-up table of a column and return its name; None when every cell is canonical already."""
    reader = reader_of(target.fact)
    if reader is None:
        return None
    meanings = {spelling: reader(spelling) for spelling in _spellings(connection, raw, target)}
    if all(spelling == meaning for spelling, meaning in meanings.items()):
        return None
    known = {spelling: meaning for spelling, meaning in meanings.items() if meaning is not None}
    name = fresh("lookup")
    run(
        connection,
        f"CREATE TEMP TABLE {identifier(name)} AS SELECT unnest(?::VARCHAR[]) AS k, unnest(?::VARCHAR[]) AS w",
        [list(known), list(known.values())],
        source=raw.source,
    )
    return name


def _spellings(connection: duckdb.DuckDBPyConnection, raw: RawTable, target: Target) -> set[str]:
    column, cells = raw.columns[target.position], raw.cells.get(target.position)
    if cells is not None and column.type == "VARCHAR" and not target.values:
        return {cell for cell in cells if cell is not None}
    text = cell_text(column, target)
    query = f"SELECT DISTINCT {text} FROM {raw.relation} WHERE {text} IS NOT NULL"
    return {spelling for (spelling,) in run(connection, query, source=raw.source)}


def _of_code(reader: Reader) -> Reader:
    """Read a code from text that may carry the `.0` of a table whose codes were stored as numbers."""
    return lambda text: reader(FLOAT_TAIL.sub("", text.strip(BLANKS).translate(TO_HALF_WIDTH)))
