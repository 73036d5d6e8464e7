"""Runs the compiled query of a rulebook over a few firms in DuckDB."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

import duckdb
import pyarrow as pa
from tests.oracle.implied import Cell

from littlegiant.engines.compiler import Compiled, compile_rulebook
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import ValueType
from littlegiant.standards.model import Rulebook
from littlegiant.verdicts.row import Row
from littlegiant.verdicts.verdict import Verdict, verdict_of

DOUBLE_DIGITS = 15
DECIMAL = pa.decimal128(38, 6)


@lru_cache(maxsize=1)
def connection() -> duckdb.DuckDBPyConnection:
    """Return the one connection of this process."""
    return duckdb.connect(config={"threads": 1})


def kind_of(column: str, cells: Sequence[Cell], *, decimal: bool = False) -> str:
    """Return how a clean table keeps a column: in DECIMAL where a double would not hold the digits."""
    found = load_dictionary().of_column(column)
    kind = found[0].type if found else ValueType.TEXT
    if kind is ValueType.BOOLEAN:
        return "boolean"
    if not kind.is_number:
        return "text"
    return (
        "decimal" if decimal or any(_needs_decimal(cell) for cell in cells if cell is not None) else "double"
    )


@dataclass(frozen=True)
class Answer:
    """What the engine says about one firm: its result columns, and the verdict made of them."""

    cells: dict[str, Any]
    compiled: Compiled

    @property
    def outcome(self) -> bool | None:
        """Return whether all is met."""
        found: bool | None = self.cells["outcome"]
        return found

    @property
    def verdict(self) -> Verdict:
        """Return the verdict."""
        return verdict_of(Row(self.compiled.rulebook, self.compiled.registry, self.cells))

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the facts that are said to be still able to change the outcome."""
        return self.verdict.missing


def run_engine(
    rulebook: Rulebook,
    firms: Sequence[Mapping[str, Cell]],
    columns: Sequence[str],
    *,
    decimal: bool = False,
    joint: bool = True,
) -> list[Answer]:
    """Return what the engine says of each firm, in order; `columns` are those the table has.

    `decimal` keeps every number in DECIMAL; without `joint` each criterion stands for itself.
    """
    cells = {column: [firm.get(column) for firm in firms] for column in columns}
    kinds = {column: kind_of(column, values, decimal=decimal) for column, values in cells.items()}
    arrays = {"id": pa.array([str(index) for index in range(len(firms))])}
    arrays |= {column: _array(values, kinds[column]) for column, values in cells.items()}
    compiled = compile_rulebook(rulebook, {"id": "text", **kinds}, joint=joint)
    database = connection()
    database.register("firms", pa.table(arrays))
    found = database.execute(compiled.query.sql("duckdb"))
    names = [item[0] for item in found.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    database.unregister("firms")
    return [Answer(row, compiled) for row in sorted(rows, key=lambda row: int(row["id"]))]


def _array(cells: Sequence[Cell], kind: str) -> pa.Array:
    if kind == "boolean":
        return pa.array(cells, pa.bool_())
    if kind == "text":
        return pa.array(cells, pa.string())
    if kind == "decimal":
        return pa.array([None if cell is None else Decimal(cell) for cell in cells], DECIMAL)
    return pa.array([None if cell is None else _as_double(cell) for cell in cells], pa.float64())


def _as_double(cell: Any) -> float:
    """Return the double whose shortest notation is the cell, as the door to the engine guarantees."""
    double = float(cell)
    assert Decimal(repr(double)) == cell, f"{cell} does not survive as a double"
    return double


def _needs_decimal(cell: Any) -> bool:
    return Decimal(repr(float(cell))) != cell
