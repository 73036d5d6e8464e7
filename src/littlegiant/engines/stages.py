"""A query as stages of named columns, and several queries as one in which no column is computed twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlglot import exp
from sqlglot.dialects.dialect import Dialect
from sqlglot.generator import Generator

from littlegiant.engines import sql
from littlegiant.engines.sql import Expr

Stage = tuple[tuple[str, Expr], ...]


@dataclass(frozen=True)
class Stages:
    """Columns over a relation, innermost stage first; a column reads those of the stages before its own."""

    relation: str
    columns: tuple[Stage, ...]

    def query(self) -> exp.Select:
        """Nest the stages: every stage keeps all columns of the one before."""
        facts, *others = self.columns
        query = sql.select(facts, sql.table(self.relation))
        for index, stage in enumerate(stage for stage in others if stage):
            query = sql.select(stage, sql.nested(query, f"s{index}"), keep=True)
        return query


@dataclass(frozen=True)
class Merged:
    """Several queries over one relation as one; `names` gives for each of them its columns in the whole."""

    stages: Stages
    names: tuple[dict[str, str], ...]


def merged(parts: Sequence[Stages]) -> Merged:
    """Merge stage by stage: what reads the same is kept once, what only shares a name gets another."""
    names: tuple[dict[str, str], ...] = tuple({} for _ in parts)
    taken: set[str] = set()
    written = generator()
    stages = []
    for place in range(max(len(part.columns) for part in parts)):
        stage: dict[str, Expr] = {}
        kept: dict[str, str] = {}
        for index, part in enumerate(parts):
            for name, column in part.columns[place] if place < len(part.columns) else ():
                own = renamed(column, names[index])
                text = written.generate(own, copy=False)
                if text not in kept:
                    kept[text] = _free(name, taken)
                    stage[kept[text]] = own
                names[index][name] = kept[text]
        stages.append(tuple(stage.items()))
    return Merged(Stages(parts[0].relation, tuple(stages)), names)


def generator() -> Generator:
    """Return what writes expressions as text."""
    return Dialect.get_or_raise("duckdb").generator()


def renamed(column: Expr, names: dict[str, str]) -> Expr:
    """Return an expression that reads columns by their new names; the expression itself where none has another."""
    read = [item for item in column.find_all(exp.Column) if names.get(item.name, item.name) != item.name]
    if not read:
        return column
    return column.transform(
        lambda item: sql.col(names.get(item.name, item.name)) if isinstance(item, exp.Column) else item
    )


def _free(name: str, taken: set[str]) -> str:
    """Return the name, numbered where another column has it already."""
    found = next(way for way in _ways(name) if way not in taken)
    taken.add(found)
    return found


def _ways(name: str) -> Iterable[str]:
    yield name
    number = 2
    while True:
        yield f"{name}__{number}"
        number += 1
