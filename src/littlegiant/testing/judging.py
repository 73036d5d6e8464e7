"""Judge worked cases: all cases of one situation in one query."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import duckdb

from littlegiant.engines.compiler import compile_rulebook
from littlegiant.facts.canonical import canonical
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import ValueType
from littlegiant.standards.model import Rulebook
from littlegiant.testing.cases import WorkedCase
from littlegiant.verdicts.registry import Registry
from littlegiant.verdicts.row import Row

_KINDS = {ValueType.BOOLEAN: ("boolean", "BOOLEAN"), ValueType.DATE: ("date", "DATE")}


class Bench:
    """A connection without optimiser: planning such small queries would take longer than running them."""

    def __init__(self) -> None:
        self.connection = duckdb.connect(config={"threads": 1})
        self.connection.execute("PRAGMA disable_optimizer")
        self.tables: dict[tuple[str, ...], str] = {}
        self.kept: dict[Hashable, dict[str, Row]] = {}
        self.judged: dict[tuple[int, str], tuple[Rulebook, dict[str, Row]]] = {}

    def rows(self, rulebook: Rulebook, cases: Iterable[WorkedCase], *, joint: bool = True) -> dict[str, Row]:
        """Return the engine's row of every case by the case's id; `joint` as in compile_rulebook."""
        listed = list(cases)
        relation = self._table(listed)
        if not joint:
            return self._judge(rulebook, listed, joint)
        key = (id(rulebook), relation)
        if key not in self.judged:
            self.judged[key] = (rulebook, self._judge(rulebook, listed, joint))
        return self.judged[key][1]

    def rows_of(self, key: Hashable, rulebook: Rulebook, cases: list[WorkedCase]) -> dict[str, Row]:
        """Return the rows of cases by a part of a rulebook, judged once for each `key`."""
        if key not in self.kept:
            self.kept[key] = self.rows(rulebook, cases, joint=False)
        return self.kept[key]

    def _judge(self, rulebook: Rulebook, listed: list[WorkedCase], joint: bool) -> dict[str, Row]:
        columns = {name: _kind(name) for name in sorted(Registry(rulebook).needed())}
        relation = self._table(listed)
        present = {name: kind[0] for name, kind in columns.items() if name in self._names(listed)}
        compiled = compile_rulebook(rulebook, present, relation, joint=joint)
        result = self.connection.execute(compiled.query.sql("duckdb"))
        names = [column[0] for column in result.description or ()]
        rows = [dict(zip(names, cells, strict=True)) for cells in result.fetchall()]
        return {str(cells["id"]): Row(rulebook, compiled.registry, cells) for cells in rows}

    def _names(self, cases: list[WorkedCase]) -> set[str]:
        return {"id"} | {name for case in cases for name in case.facts}

    def _table(self, cases: list[WorkedCase]) -> str:
        key = tuple(case.id for case in cases)
        if key in self.tables:
            return self.tables[key]
        name = f"cases_{len(self.tables)}"
        columns = sorted(self._names(cases) - {"id"})
        fields = ", ".join(f'"{column}" {_sql_type(column)}' for column in columns)
        self.connection.execute(f'CREATE TABLE {name} ("id" VARCHAR{", " if fields else ""}{fields})')
        rows = [[case.id, *(_cell(case.facts, column) for column in columns)] for case in cases]
        if rows:
            self.connection.executemany(
                f"INSERT INTO {name} VALUES ({', '.join('?' * (len(columns) + 1))})", rows
            )
        self.tables[key] = name
        return name


def _kind(column: str) -> tuple[str, str]:
    found = load_dictionary().of_column(column)
    if found is None:
        return "text", "VARCHAR"
    return ("double", "DOUBLE") if found[0].type.is_number else _KINDS.get(found[0].type, ("text", "VARCHAR"))


def _sql_type(column: str) -> str:
    return _kind(column)[1]


def _cell(facts: Mapping[str, Any], column: str) -> Any:
    value = canonical(column, facts.get(column))
    if value is None:
        return None
    return (
        float(value) if _kind(column)[0] == "double" else str(value) if _kind(column)[0] == "text" else value
    )
