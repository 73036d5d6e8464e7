"""What PostgreSQL's catalogue says of a table: which there are, and what its columns hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlglot import exp

from littlegiant.warehouses.incoming import ColumnType

if TYPE_CHECKING:
    import psycopg

# Ordinary and partitioned tables, views, materialised views, foreign tables.
KINDS = "('r', 'p', 'v', 'm', 'f')"
TYPES = {
    "smallint": "integer",
    "integer": "integer",
    "bigint": "bigint",
    "real": "real",
    "double precision": "double",
    "boolean": "boolean",
    "date": "date",
    "timestamp without time zone": "timestamp",
    "text": "text",
}
NUMERIC = re.compile(r"numeric(?:\((\d+),(-?\d+)\))?")
FIND = f"""
SELECT c.oid, n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN {KINDS} AND c.relname = %s
  AND (n.nspname = %s OR (%s::text IS NULL AND pg_table_is_visible(c.oid)))
"""
LIST = f"""
SELECT CASE WHEN pg_table_is_visible(c.oid) THEN c.relname ELSE n.nspname || '.' || c.relname END
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN {KINDS} AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_toast'
ORDER BY 1 LIMIT 1000
"""
COLUMNS = """
SELECT a.attname, format_type(coalesce(nullif(t.typbasetype, 0), a.atttypid),
                              CASE WHEN t.typbasetype = 0 THEN a.atttypmod ELSE t.typtypmod END)
FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
WHERE a.attrelid = %s AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
"""
UNIQUE = """
SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
WHERE i.indrelid = %s AND i.indisunique AND i.indisvalid AND i.indimmediate AND i.indnatts = 1
  AND i.indpred IS NULL AND i.indexprs IS NULL AND a.attnotnull AND a.atttypid IN ('int4'::regtype, 'int8'::regtype)
"""


@dataclass(frozen=True)
class Found:
    """A table or view: its number in the catalogue and its full name."""

    oid: int
    schema: str
    name: str

    @property
    def shown(self) -> str:
        """Return the name as messages write it."""
        return f"{self.schema}.{self.name}"

    @property
    def relation(self) -> exp.Table:
        """Return the table as a query names it."""
        return exp.Table(
            this=exp.to_identifier(self.name, quoted=True), db=exp.to_identifier(self.schema, quoted=True)
        )


def find_table(connection: psycopg.Connection[Any], written: str) -> Found | None:
    """Find a table by `table` or `schema.table`: as it is written, else in small letters."""
    for name in dict.fromkeys((written, written.lower())):
        for schema, table in ((None, name), _split(name)):
            if table:
                row = connection.execute(FIND, (table, schema, schema)).fetchone()
                if row is not None:
                    return Found(*row)
    return None


def _split(name: str) -> tuple[str | None, str]:
    schema, _, table = name.partition(".")
    return schema.strip('"'), table.strip('"')


def tables(connection: psycopg.Connection[Any]) -> list[str]:
    """Return the names of the tables and views there are."""
    return [name for (name,) in connection.execute(LIST).fetchall()]


def column_types(connection: psycopg.Connection[Any], oid: int) -> list[tuple[str, ColumnType]]:
    """Return the columns of a table with what they hold; a domain is what it is made of."""
    return [(name, _type(written)) for name, written in connection.execute(COLUMNS, (oid,)).fetchall()]


def unique_columns(connection: psycopg.Connection[Any], oid: int) -> frozenset[str]:
    """Return whole-number columns that an index keeps unique and that are never empty.

    Texts are looked through nevertheless: what differs by blanks only is the same identifier.
    """
    return frozenset(name for (name,) in connection.execute(UNIQUE, (oid,)).fetchall())


def _type(written: str) -> ColumnType:
    if (decimal := NUMERIC.fullmatch(written)) is not None:
        sizes = [None if size is None else int(size) for size in decimal.groups()]
        return ColumnType("decimal", sizes[0], None if sizes[1] is None else max(sizes[1], 0))
    if written.startswith(("character", '"char"')):
        return ColumnType("text")
    return ColumnType(TYPES.get(written, "other"))
