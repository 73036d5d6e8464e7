"""Opens whatever holds a table, and settles which place's rules judge it."""

from __future__ import annotations

from collections.abc import Mapping as Row
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from littlegiant.api.standard import Standard
from littlegiant.errors import Text
from littlegiant.tables import FactTable, Mapping, load_mapping, read_table, table_from_frame, table_from_rows

RELATION = "enterprises"


def open_table(
    connection: duckdb.DuckDBPyConnection,
    table: Any,
    wanted: frozenset[str],
    *,
    mapping: Mapping | str | Path | None = None,
    strict: bool = False,
    faults: Path | None = None,
) -> FactTable:
    """Read a path, a frame or a sequence of dictionaries into canonical facts, as far as they are wanted.

    Every cell at fault is written to the file `faults`.
    """
    how: Any = {"wanted": wanted, "strict": strict, "faults": faults}
    rules = load_mapping(Path(mapping)) if isinstance(mapping, str | Path) else mapping
    if isinstance(table, str | Path):
        found = read_table(Path(table), connection=connection, mapping=rules, **how)
    elif is_rows(table):
        found = table_from_rows(table, connection, mapping=rules, **how)
    else:
        found = table_from_frame(table, connection, mapping=rules, **how)
    return _renamed(connection, found)


def _renamed(connection: duckdb.DuckDBPyConnection, table: FactTable) -> FactTable:
    """Give the relation the name it has for every table, so that a compiled query fits the next one too."""
    connection.execute(f"CREATE OR REPLACE TEMP VIEW {RELATION} AS SELECT * FROM {table.relation}")
    return replace(table, relation=RELATION, owned=(table.relation, *table.owned))


def is_rows(table: Any) -> bool:
    """Say whether a table is a sequence of dictionaries."""
    return (
        isinstance(table, Sequence)
        and not isinstance(table, str)
        and all(isinstance(row, Row) for row in table)
    )


def placed(standard: Standard, table: FactTable) -> tuple[Standard, Text | None]:
    """Return the standard by which a table is judged: without a province column the country's rules, with a note."""
    if not standard.follows_province or "province" in table.columns:
        return standard, None
    names = sorted(
        {
            item.overlay
            for _, variant in standard.rulebook.variants
            for item in variant.amendments
            if item.province
        }
    )
    listed = ", ".join(names)
    note = Text(
        f"注意：表中没有 province 列，按全国规则判断；未适用省级细则 {listed}。",
        f"note: the table has no column `province`, the rules of the whole country apply; not applied: {listed}.",
    )
    return standard.national, note
