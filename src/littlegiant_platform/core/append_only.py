"""Triggers by which the database itself refuses to change or delete what is only ever added to."""

from __future__ import annotations

from typing import Any

TABLE = "core_entry"
_SQLITE = """
CREATE TRIGGER core_entry_no_{verb} BEFORE {VERB} ON core_entry
BEGIN SELECT RAISE(ABORT, 'core_entry is append-only'); END
"""
_POSTGRESQL = (
    """
    CREATE OR REPLACE FUNCTION core_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'core_entry is append-only'; END $$
    """,
    """
    CREATE TRIGGER core_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON core_entry
    FOR EACH STATEMENT EXECUTE FUNCTION core_entry_refuse()
    """,
)


def create_triggers(connection: Any) -> None:
    """Make the triggers of the database in use."""
    for statement in _statements(connection.vendor):
        _run(connection, statement)


def drop_triggers(connection: Any) -> None:
    """Take them away."""
    if connection.vendor == "postgresql":
        _run(connection, "DROP TRIGGER IF EXISTS core_entry_append_only ON core_entry")
        return
    for verb in ("update", "delete"):
        _run(connection, f"DROP TRIGGER IF EXISTS core_entry_no_{verb}")


def _statements(vendor: str) -> tuple[str, ...]:
    if vendor == "postgresql":
        return _POSTGRESQL
    return tuple(_SQLITE.format(verb=verb, VERB=verb.upper()) for verb in ("update", "delete"))


def _run(connection: Any, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
