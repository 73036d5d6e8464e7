"""Writes batches that come from elsewhere to one Parquet file, through DuckDB."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow

from littlegiant.tables.write import write_query

ARRIVING = "arriving"


def write_batches(reader: pyarrow.RecordBatchReader, path: Path) -> int:
    """Write a stream of batches to a file, whole or not at all; return the number of rows."""
    with duckdb.connect() as connection:
        connection.register(ARRIVING, reader)
        return write_query(connection, f"SELECT * FROM {ARRIVING}", path, "parquet")
