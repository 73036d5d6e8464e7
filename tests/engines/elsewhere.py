"""Runs the compiled query of a rulebook over a few firms in DuckDB, in PostgreSQL and in Spark."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

import pyarrow as pa
from tests.engines.running import DECIMAL, connection, kind_of
from tests.oracle.implied import Cell

from littlegiant.engines.compiler import Compiled, compile_rulebook
from littlegiant.engines.dialects.postgres import postgres_query
from littlegiant.engines.dialects.spark import spark_query
from littlegiant.standards.model import Rulebook

Cells = dict[str, Any]
POSTGRES = os.environ.get("LITTLEGIANT_TEST_POSTGRESQL", "postgresql://127.0.0.1/test")
TYPES = {"double": "double precision", "decimal": "numeric", "boolean": "boolean", "text": "text"}
ARROW = {"double": pa.float64(), "decimal": DECIMAL, "boolean": pa.bool_(), "text": pa.string()}


@dataclass(frozen=True)
class Table:
    """Firms as every engine is given them: typed columns, the first of them the identifier."""

    kinds: dict[str, str]
    rows: list[tuple[Any, ...]]

    @classmethod
    def of(
        cls, firms: Sequence[Mapping[str, Cell]], columns: Sequence[str], *, decimal: bool = False
    ) -> Table:
        """Type the columns as the door of the tables does; `decimal` keeps every number in a decimal."""
        kinds = {
            name: kind_of(name, [firm.get(name) for firm in firms], decimal=decimal)
            for name in columns
            if name != "id"
        }
        rows = [
            (str(place), *(_typed(firm.get(name), kind) for name, kind in kinds.items()))
            for place, firm in enumerate(firms)
        ]
        return cls({"id": "text", **kinds}, rows)

    def arrow(self) -> pa.Table:
        """Return the firms as an Arrow table."""
        columns = list(zip(*self.rows, strict=True))
        return pa.table(
            {
                name: pa.array(list(cells), ARROW[kind])
                for (name, kind), cells in zip(self.kinds.items(), columns, strict=True)
            }
        )


def _typed(cell: Any, kind: str) -> Any:
    if cell is None or kind in ("boolean", "text"):
        return cell
    return float(cell) if kind == "double" else Decimal(cell)


@lru_cache(maxsize=1)
def postgres() -> Any:
    """Return the one connection of this process to PostgreSQL."""
    import psycopg

    return psycopg.connect(POSTGRES, autocommit=True)


@lru_cache(maxsize=1)
def spark() -> Any:
    """Return the one Spark session of this process, with the settings the product sets."""
    from pyspark.sql import SparkSession

    from littlegiant.warehouses.spark import SETTINGS

    # To write machine code for a query of a thousand expressions takes longer than to run it on a few firms.
    few = {"spark.sql.codegen.factoryMode": "NO_CODEGEN", "spark.sql.codegen.wholeStage": "false"}
    quiet = {"spark.ui.enabled": "false", "spark.log.level": "ERROR", "spark.sql.shuffle.partitions": "2"}
    quiet["spark.driver.extraJavaOptions"] = "-XX:TieredStopAtLevel=1"
    builder = SparkSession.builder.master("local[2]")
    for name, value in {**SETTINGS, **few, **quiet}.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def on_duckdb(compiled: Compiled, table: Table) -> list[Cells]:
    """Return what DuckDB makes of every firm, in order."""
    database = connection()
    database.register("firms", table.arrow())
    found = database.execute(compiled.query.sql("duckdb"))
    rows = _named([item[0] for item in found.description or ()], found.fetchall())
    database.unregister("firms")
    return rows


def on_postgres(compiled: Compiled, table: Table) -> list[Cells]:
    """Return what PostgreSQL makes of every firm, in order."""
    database = postgres()
    fields = ", ".join(f'"{name}" {TYPES[kind]}' for name, kind in table.kinds.items())
    database.execute("DROP TABLE IF EXISTS pg_temp.firms")
    database.execute(f"CREATE TEMP TABLE firms ({fields})")
    with database.cursor() as cursor, cursor.copy("COPY firms FROM STDIN") as copy:
        for row in table.rows:
            copy.write_row(row)
    query, names = postgres_query(compiled.query)
    found = database.execute(query)
    return _named([names.get(item.name, item.name) for item in found.description or ()], found.fetchall())


def on_spark(compiled: Compiled, table: Table, *, ansi: bool = True) -> list[Cells]:
    """Return what Spark makes of every firm, in order, under ANSI rules or without them."""
    session = spark()
    session.conf.set("spark.sql.ansi.enabled", str(ansi).lower())
    session.createDataFrame(table.arrow()).createOrReplaceTempView("firms")
    frame = session.sql(spark_query(compiled.query))
    return _named(frame.columns, [tuple(row) for row in frame.collect()])


def _named(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[Cells]:
    found = [dict(zip(names, row, strict=True)) for row in rows]
    return sorted(found, key=lambda row: int(row["id"]))


def compiled_for(rulebook: Rulebook, table: Table) -> Compiled:
    """Compile a rulebook for a table."""
    return compile_rulebook(rulebook, table.kinds)


def differences(one: Sequence[Cells], other: Sequence[Cells]) -> list[str]:
    """Return in words every cell in which two engines differ."""
    assert len(one) == len(other)
    found = []
    for left, right in zip(one, other, strict=True):
        assert list(left) == list(right)
        found += [
            f"firm {left['id']}, {name}: {left[name]!r}, elsewhere {right[name]!r}"
            for name in left
            if not same(left[name], right[name])
        ]
    return found


def same(one: Any, other: Any) -> bool:
    """Say whether two cells are the same: the same truth, text, or number."""
    if one is None or other is None or isinstance(one, bool | str) or isinstance(other, bool | str):
        return one is other or (type(one) is type(other) and one == other)
    return one == other
