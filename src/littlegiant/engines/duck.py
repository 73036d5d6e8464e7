"""Run compiled rulebooks on DuckDB: out of core over a table, or again and again over single enterprises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from littlegiant.engines.columns import Column, Columns
from littlegiant.engines.compiler import Compiled, compile_rulebook
from littlegiant.engines.projection import Style, table_query
from littlegiant.facts.canonical import canonical
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import ValueType
from littlegiant.standards.model import Rulebook
from littlegiant.verdicts.registry import Registry
from littlegiant.verdicts.row import Row
from littlegiant.verdicts.verdict import Verdict, verdict_of

DIALECT = "duckdb"
_BATCH = 512
_KINDS = {ValueType.BOOLEAN: "boolean", ValueType.DATE: "date"}


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

    def table_sql(self, columns: Columns, relation: str, *, as_text: bool) -> str:
        """Return the DuckDB query that writes one row per enterprise."""
        style = Style(words=as_text, listed=not as_text)
        query: str = table_query(self.compiled(columns, relation), style).sql(DIALECT)
        return query

    def verdicts(
        self, connection: duckdb.DuckDBPyConnection, columns: Columns, relation: str
    ) -> Iterator[Verdict]:
        """Yield the verdict of every enterprise of a relation, in its order."""
        compiled = self.compiled(columns, relation)
        result = connection.execute(compiled.query.sql(DIALECT))
        names = [column[0] for column in result.description or ()]
        while batch := result.fetchmany(_BATCH):
            for cells in batch:
                yield verdict_of(compiled.row(names, cells))


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
