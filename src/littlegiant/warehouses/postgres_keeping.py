"""Leaves a result in PostgreSQL as a new table: whole or not at all, and never over another."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from sqlglot import exp

from littlegiant.engines.dialects.postgres import DIALECT, LONGEST_NAME, postgres_query
from littlegiant.warehouses import postgres_errors as wrong

if TYPE_CHECKING:
    import psycopg

MARK = 8


def keep(connection: psycopg.Connection[Any], address: str, query: exp.Select, place: str) -> int:
    """Create a table of a result and commit; return the number of rows."""
    import psycopg

    text, short = postgres_query(query)
    written = [fitting(short.get(name, name)) for name in query.named_selects]
    name = _place(place)
    columns = ", ".join(exp.to_identifier(item, quoted=True).sql(DIALECT) for item in written)
    statement = f"CREATE TABLE {name.sql(DIALECT)} ({columns}) AS {text}"
    try:
        count = connection.execute(statement.encode()).rowcount
    except psycopg.errors.DuplicateTable as error:
        raise wrong.table_exists(address, place) from error
    except psycopg.errors.InvalidSchemaName as error:
        raise wrong.no_such_schema(address, place.partition(".")[0]) from error
    connection.commit()
    return count


def demand_free(connection: psycopg.Connection[Any], address: str, place: str) -> None:
    """Refuse the name of a table or view that exists, or a schema that does not."""
    name = _place(place)
    if (
        name.db
        and not connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (name.db,)).fetchone()
    ):
        raise wrong.no_such_schema(address, name.db)
    found = connection.execute("SELECT to_regclass(%s)", (name.sql(DIALECT),)).fetchone()
    if found is not None and found[0] is not None:
        raise wrong.table_exists(address, place)


def counted(connection: psycopg.Connection[Any], place: str, column: str) -> dict[str, int]:
    """Return how often each word stands in a column of a table."""
    word = exp.column(exp.to_identifier(fitting(column), quoted=True))
    query = exp.select(word, exp.Count(this=exp.Star())).from_(_place(place)).group_by(word)
    return dict(connection.execute(query.sql(DIALECT).encode()).fetchall())


def fitting(name: str) -> str:
    """Return a column name that PostgreSQL keeps whole: a long one is cut and marked with a digest of itself."""
    if len(name.encode()) <= LONGEST_NAME:
        return name
    mark = hashlib.sha256(name.encode()).hexdigest()[:MARK]
    cut = name.encode()[: LONGEST_NAME - MARK - 1].decode(errors="ignore")
    return f"{cut}_{mark}"


def _place(place: str) -> exp.Table:
    schema, found, table = place.partition(".")
    if not found:
        return exp.Table(this=exp.to_identifier(place, quoted=True))
    return exp.Table(this=exp.to_identifier(table, quoted=True), db=exp.to_identifier(schema, quoted=True))
