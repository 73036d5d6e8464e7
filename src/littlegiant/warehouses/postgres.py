"""Judges tables and views inside PostgreSQL: one session, one snapshot, results streamed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlglot import exp

from littlegiant.engines.dialects.postgres import postgres_query
from littlegiant.engines.runner import Answer
from littlegiant.warehouses import postgres_errors as wrong
from littlegiant.warehouses.incoming import Incoming
from littlegiant.warehouses.postgres_catalogue import column_types, find_table, tables, unique_columns
from littlegiant.warehouses.postgres_words import PostgresWords

if TYPE_CHECKING:
    import psycopg
    import pyarrow

PATIENCE = 10
FETCHED = 1000
NEAR = 3
# Shortest texts of doubles; rows as they lie; and no machine code for a query whose expressions are many but run once.
SETTINGS = {
    "extra_float_digits": "1",
    "synchronize_seqscans": "off",
    "jit": "off",
    "standard_conforming_strings": "on",
    "DateStyle": "ISO",
    "IntervalStyle": "postgres",
}


class Postgres:
    """A session with a PostgreSQL database in one transaction, so that every query sees the same table.

    It only reads, unless a result is to be kept there (`keeps`). Raises LittleGiantError where the driver is not
    installed or the database cannot be reached.
    """

    def __init__(self, address: str, *, keeps: bool = False) -> None:
        self.address = address
        self.words = PostgresWords()
        self._connection = _connect(address)
        self._cursors = 0
        with self._errors():
            mode = "READ WRITE" if keeps else "READ ONLY"
            self._connection.execute(f"SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, {mode}".encode())
            for name, value in SETTINGS.items():
                self._connection.execute(f"SET {name} = '{value}'".encode())

    def describe(self, table: str) -> Incoming:
        """Return the columns of a table or view, named `table` or `schema.table`."""
        with self._errors():
            found = find_table(self._connection, table)
            if found is None:
                near = get_close_matches(table, tables(self._connection), n=NEAR, cutoff=0.4)
                raise wrong.no_such_table(self.address, table, near)
            columns = column_types(self._connection, found.oid)
            unique = unique_columns(self._connection, found.oid)
        headers, types = tuple(name for name, _ in columns), tuple(kind for _, kind in columns)
        return Incoming(found.shown, headers, types, found.relation, unique)

    def fetch(self, query: exp.Select) -> list[tuple[Any, ...]]:
        """Return the few rows of a small result."""
        text, _ = postgres_query(query)
        with self._errors():
            return self._connection.execute(text.encode()).fetchall()

    def run(self, query: exp.Select) -> Answer:
        """Return the rows of a result through a cursor of the server, some at a time."""
        text, names = postgres_query(query)
        self._cursors += 1
        with self._errors():
            cursor = self._connection.cursor(f"lg_rows_{self._cursors}", scrollable=False)
            cursor.itersize = FETCHED
            cursor.execute(text.encode(), binary=True)
            columns = [names.get(item.name, item.name) for item in cursor.description or ()]
        return Answer(columns, self._fetched(cursor))

    def arrow(self, query: exp.Select) -> pyarrow.Table:
        """Return the whole result of a query."""
        from littlegiant.warehouses.postgres_copy import copied

        text, names = postgres_query(query)
        with self._errors(), copied(self._connection, text, names) as reader:
            return reader.read_all()

    def write_parquet(self, query: exp.Select, path: Path) -> int:
        """Write a result to one Parquet file, as it comes."""
        from littlegiant.warehouses.postgres_copy import copied
        from littlegiant.warehouses.spooling import write_batches

        text, names = postgres_query(query)
        with self._errors(), copied(self._connection, text, names) as reader:
            return write_batches(reader, path)

    def demand_free(self, place: str) -> None:
        """Refuse the name of a table or view that exists, or a schema that does not."""
        from littlegiant.warehouses.postgres_keeping import demand_free

        with self._errors():
            demand_free(self._connection, self.address, place)

    def kept(self, place: str, column: str) -> dict[str, int]:
        """Return how often each word stands in a column of a table that was kept."""
        from littlegiant.warehouses.postgres_keeping import counted

        with self._errors():
            return counted(self._connection, place, column)

    def keep(self, query: exp.Select, place: str) -> int:
        """Make a table of a result, in the same transaction; never over another."""
        from littlegiant.warehouses.postgres_keeping import keep

        with self._errors():
            return keep(self._connection, self.address, query, place)

    def close(self) -> None:
        """End the session; what is not committed is undone."""
        self._connection.close()

    def _fetched(self, cursor: psycopg.ServerCursor[Any]) -> Iterator[tuple[Any, ...]]:
        try:
            with self._errors():
                yield from cursor
        finally:
            if not self._connection.closed and not self._connection.broken:
                cursor.close()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        import psycopg

        try:
            yield
        except psycopg.Error as error:
            raise wrong.query_failed(self.address, error) from error


def _connect(address: str) -> psycopg.Connection[Any]:
    try:
        import psycopg
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise wrong.no_driver() from error
    try:
        return psycopg.connect(
            address, connect_timeout=PATIENCE, application_name="littlegiant", client_encoding="utf8"
        )
    except psycopg.Error as error:
        raise wrong.not_connected(address, error) from error
