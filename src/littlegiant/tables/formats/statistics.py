"""What Parquet files state of their own columns: the least and the greatest value, without reading any."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import duckdb

from littlegiant.tables.source import Stated
from littlegiant.tables.sql import literals, run

# By DuckDB type, the type in the file whose statistics can be taken for it as they stand.
PHYSICAL = {
    "DOUBLE": "DOUBLE",
    "BOOLEAN": "BOOLEAN",
    "TINYINT": "INT32",
    "SMALLINT": "INT32",
    "INTEGER": "INT32",
    "BIGINT": "INT64",
}


def statistics(
    connection: duckdb.DuckDBPyConnection, files: Sequence[str], columns: Iterable[tuple[str, str]]
) -> dict[str, Stated]:
    """Return what all files together state, by column name; a column some part of which states nothing is left out.

    `columns` are pairs of name and DuckDB type. Statistics ignore NaN.
    """
    wanted = {name: PHYSICAL[kind] for name, kind in columns if kind in PHYSICAL}
    if not wanted:
        return {}
    least, greatest = "coalesce(stats_min_value, stats_min)", "coalesce(stats_max_value, stats_max)"
    filled = "num_values > coalesce(stats_null_count, 0)"
    query = (
        "SELECT path_in_schema, any_value(type), min(type) = max(type), "
        f"count(*) FILTER (({least} IS NULL OR {greatest} IS NULL) AND {filled}), "
        f"list(DISTINCT {least}), list(DISTINCT {greatest}) "
        f"FROM parquet_metadata([{literals(files)}]) WHERE path_in_schema IN ({literals(wanted)}) GROUP BY ALL"
    )
    found = {}
    for name, kind, same, silent, lows, highs in run(connection, query, source=files[0]):
        if same and kind == wanted[name] and not silent:
            found[name] = Stated(min(_numbers(lows), default=None), max(_numbers(highs), default=None))
    return found


def _numbers(stated: list[str | None]) -> list[float]:
    words = {"true": 1.0, "false": 0.0}
    numbers = [words[text] if text in words else float(text) for text in stated if text is not None]
    # A file may state NaN, against the rules of the format; it then states nothing.
    return [math.nan] if any(map(math.isnan, numbers)) else numbers
