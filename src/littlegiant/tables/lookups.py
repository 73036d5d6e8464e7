"""Codes and categories: every distinct spelling is understood once in Python, every cell is looked up by place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import duckdb

from littlegiant.facts.industries import normalise_industry
from littlegiant.facts.model import Fact, ValueType
from littlegiant.facts.places import province_code
from littlegiant.tables.kinds import cell_text
from littlegiant.tables.numbers import BLANKS, FULL_WIDTH, HALF_WIDTH
from littlegiant.tables.source import RawTable
from littlegiant.tables.sql import literals, run
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
    return lambda text: spellings.get(_plain(text).casefold())


@dataclass(frozen=True)
class Lookup:
    """What the spellings of a column mean, one for one.

    `text` is the SQL of a cell as text. A spelling without a meaning is not listed, so that it reads as NULL;
    `complete` says that there is none.
    """

    text: str
    spellings: tuple[str, ...]
    meanings: tuple[str, ...]
    complete: bool

    @property
    def plain(self) -> bool:
        """Say whether every cell is written canonically already."""
        return self.complete and self.spellings == self.meanings

    def place(self, x: str) -> str:
        """Return SQL for the place of the cell `x` among the spellings, from 1; NULL where it means nothing."""
        if not self.spellings:
            return "CAST(NULL AS INTEGER)"
        return f"CAST(enum_code(TRY_CAST({x} AS ENUM({literals(self.spellings)}))) AS INTEGER) + 1"

    def value(self, x: str) -> str:
        """Return SQL for the canonical value of the cell `x`."""
        if not self.spellings:
            return "CAST(NULL AS VARCHAR)"
        return f"([{literals(self.meanings)}])[{self.place(x)}]"


def build_lookup(connection: duckdb.DuckDBPyConnection, raw: RawTable, target: Target) -> Lookup | None:
    """Return what the spellings of a coded column mean; None for any other column."""
    reader = reader_of(target.fact)
    if reader is None:
        return None
    meanings = {spelling: reader(spelling) for spelling in sorted(_spellings(connection, raw, target))}
    known = {spelling: meaning for spelling, meaning in meanings.items() if meaning is not None}
    text = cell_text(raw.columns[target.position], target)
    return Lookup(text, tuple(known), tuple(known.values()), complete=len(known) == len(meanings))


def _spellings(connection: duckdb.DuckDBPyConnection, raw: RawTable, target: Target) -> set[str]:
    column, cells = raw.columns[target.position], raw.cells.get(target.position)
    if cells is not None and column.type == "VARCHAR" and not target.values:
        return {cell for cell in cells if cell is not None}
    text = cell_text(column, target)
    query = f"SELECT DISTINCT {text} FROM {raw.relation} WHERE {text} IS NOT NULL"
    return {spelling for (spelling,) in run(connection, query, source=raw.source)}


def _of_code(reader: Reader) -> Reader:
    """Read a code from text that may carry the `.0` of a table whose codes were stored as numbers."""
    return lambda text: reader(FLOAT_TAIL.sub("", _plain(text)))


def _plain(text: str) -> str:
    """Return a spelling without blanks around it, full-width letters, digits and signs as ASCII."""
    return text.translate(TO_HALF_WIDTH).strip(BLANKS)
