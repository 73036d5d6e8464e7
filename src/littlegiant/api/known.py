"""What is known of one enterprise, or of a table of them, as canonical facts."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb

from littlegiant.api.interactive import DESK_TAKEN
from littlegiant.api.reading import Reading
from littlegiant.api.standard import Standard
from littlegiant.api.workspace import engine_errors
from littlegiant.asking.population import MOST_ROWS, Population
from littlegiant.errors import Text
from littlegiant.tables import FactTable, table_from_rows


def needed_by(standards: Sequence[Standard]) -> frozenset[str]:
    """Return every column that can matter to some of the standards."""
    return frozenset().union(*(item.desk.judge.needed for item in standards))


def canonical_facts(facts: Mapping[str, Any], standards: Sequence[Standard]) -> dict[str, Any]:
    """Return what can matter of facts written as in a table.

    Warns about names that are no facts and values that cannot be; both count as not known.
    """
    with _one_row(facts, standards[0].desk.connection, needed_by(standards)) as (table, cells):
        for text in (*(note.en for note in table.notes), *table.faults.as_text("en").splitlines()):
            warnings.warn(text, stacklevel=3)
        return {name: cell for name, cell in cells.items() if cell is not None and name != "id"}


def read_cell(column: str, value: Any, standard: Standard) -> tuple[Any, Text]:
    """Return one cell as a canonical fact; None for one that cannot be, with what was expected."""
    with _one_row({column: value}, standard.desk.connection, frozenset((column,))) as (table, cells):
        expected = next((fault.expected for fault in table.faults), Text("有内容的回答", "an answer"))
        return cells.get(column), expected


@contextmanager
def _one_row(
    facts: Mapping[str, Any], connection: duckdb.DuckDBPyConnection, wanted: frozenset[str]
) -> Iterator[tuple[FactTable, dict[str, Any]]]:
    with DESK_TAKEN:
        table = table_from_rows([dict(facts)], connection, wanted=wanted)
        try:
            yield table, table.facts(_cells(connection, f"SELECT * FROM {table.relation}")[0])
        finally:
            table.release(connection)


def _cells(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    result = connection.execute(query)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def population_of(table: Any, standards: Sequence[Standard], mapping: Any = None) -> Population:
    """Return the enterprises of a table as far as the standards look at them, at most so many, spread evenly."""
    reading = Reading(table, needed_by(standards), mapping)
    with engine_errors():
        facts = reading.facts
        sampled = f"SELECT * FROM {facts.relation} USING SAMPLE {MOST_ROWS} ROWS (reservoir, 1)"
        rows = _cells(reading.connection, sampled)
    return Population([facts.facts(row) for row in rows])
