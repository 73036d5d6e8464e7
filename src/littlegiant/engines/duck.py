"""Run compiled rulebooks on DuckDB: out of core over a table, or again and again over single enterprises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import duckdb
from sqlglot import exp

from littlegiant.engines.columns import Column, Columns
from littlegiant.engines.compiler import Compiled, compile_rulebook
from littlegiant.engines.projection import Style, table_query
from littlegiant.engines.runner import Answer, Runner
from littlegiant.facts.canonical import canonical
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import ValueType
from littlegiant.standards.model import Rulebook
from littlegiant.verdicts.registry import Registry
from littlegiant.verdicts.row import Row
from littlegiant.verdicts.verdict import Verdict, verdict_of

if TYPE_CHECKING:
    import pyarrow

DIALECT = "duckdb"
_BATCH = 512
_KINDS = {ValueType.BOOLEAN: "boolean", ValueType.DATE: "date"}


@dataclass(frozen=True)
class Duck:
    """Runs queries on DuckDB, over the relations of one connection."""

    connection: duckdb.DuckDBPyConnection
    enumerates: bool = True

    def run(self, query: exp.Select) -> Answer:
        """Run a query and hand out its rows as they come."""
        result = self.connection.execute(query.sql(DIALECT, copy=False))
        return Answer([column[0] for column in result.description or ()], _fetched(result))

    def arrow(self, query: exp.Select) -> pyarrow.Table:
        """Return the whole result of a query."""
        table: pyarrow.Table = self.connection.sql(query.sql(DIALECT, copy=False)).to_arrow_table()
        return table


def _fetched(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while batch := result.fetchmany(_BATCH):
        yield from batch


@dataclass
class Judge:
    """One rulebook with its compiled queries kept per set of columns."""

    rulebook: Rulebook
    _compiled: dict[tuple[str, frozenset[tuple[str, Column]]], Compiled] = field(default_factory=dict)

    @property
    def needed(self) -> frozenset[str]:
        """Return the columns of a table that can matter."""
        return Registry(self.rulebook).needed()

    def compiled(self, columns: Columns, relation: str) -> Compiled:
        """Return the compiled rulebook over a relation with these columns (name → kind)."""
        key = (relation, frozenset(columns.items()))
        if key not in self._compiled:
            self._compiled[key] = compile_rulebook(self.rulebook, columns, relation)
        return self._compiled[key]

    def table_query(self, columns: Columns, relation: str, style: Style) -> exp.Select:
        """Return the query of one row per enterprise."""
        return table_query(self.compiled(columns, relation), style)

    def verdicts(self, runner: Runner, columns: Columns, relation: str) -> Iterator[Verdict]:
        """Yield the verdict of every enterprise of a relation, in its order."""
        compiled = self.compiled(columns, relation)
        found = runner.run(compiled.query.copy())
        for cells in found.rows:
            yield verdict_of(compiled.row(found.names, cells))


class Desk:
    """Judges single enterprises interactively: one prepared query, one row at a time.

    The optimiser is off: it would plan the same query anew each time, which takes longer than running it.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self.judge = Judge(rulebook)
        self.columns = {name: _kind(name) for name in sorted(self.judge.needed)}
        self.connection = duckdb.connect(config={"threads": 1})
        self.connection.execute("PRAGMA disable_optimizer")
        fields = ", ".join(f'"{name}" {_TYPES[kind]}' for name, kind in self.columns.items())
        self.connection.execute(f"CREATE TABLE firms ({fields})")
        self.compiled = self.judge.compiled(self.columns, "firms")
        self.connection.execute(f"PREPARE judge AS {self.compiled.query.sql(DIALECT)}")
        lists = ", ".join(f"unnest(?::{_TYPES[kind]}[])" for kind in self.columns.values())
        self.insert = f"INSERT INTO firms SELECT {lists}"
        self.names: list[str] = []

    def row(self, facts: Mapping[str, Any]) -> Row:
        """Return the engine's columns for one enterprise of canonical facts (a fact left out is unknown)."""
        return self.rows([facts])[0]

    def rows(self, many: Sequence[Mapping[str, Any]]) -> list[Row]:
        """Return the engine's columns for many enterprises at once, each under its `id`; this takes hardly longer than one."""
        self.connection.execute("DELETE FROM firms")
        self.connection.execute(
            self.insert, [[canonical(name, facts.get(name)) for facts in many] for name in self.columns]
        )
        result = self.connection.execute("EXECUTE judge")
        names = [column[0] for column in result.description or ()]
        return [self.compiled.row(names, cells) for cells in result.fetchall()]

    def verdict(self, facts: Mapping[str, Any]) -> Verdict:
        """Return the verdict on one enterprise of canonical facts."""
        return verdict_of(self.row(facts))


_TYPES = {"double": "DOUBLE", "boolean": "BOOLEAN", "text": "VARCHAR", "date": "DATE"}


def _kind(column: str) -> str:
    found = load_dictionary().of_column(column)
    if found is None:
        return "text"
    kind = found[0].type
    return "double" if kind.is_number else _KINDS.get(kind, "text")
