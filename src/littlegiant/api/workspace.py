"""A DuckDB connection that keeps to little memory and spills the rest to a folder of its own."""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from littlegiant.errors import LittleGiantError, Text

# With the interpreter and the libraries this keeps the whole process under 400 MB at every size of table.
MEMORY_LIMIT = "180MB"


def open_workspace() -> duckdb.DuckDBPyConnection:
    """Open a connection whose overflow goes to a temporary folder that is removed with the connection."""
    folder = tempfile.TemporaryDirectory(prefix="littlegiant-")
    spill = str(Path(folder.name))
    connection = duckdb.connect(config={"memory_limit": MEMORY_LIMIT, "temp_directory": spill})
    weakref.finalize(connection, folder.cleanup)
    return connection


@contextmanager
def engine_errors() -> Iterator[None]:
    """Turn an error of the engine, such as a full disk, into one that a person can read."""
    try:
        yield
    except duckdb.Error as error:
        detail = str(error).strip().partition("\n")[0]
        raise LittleGiantError(
            "engine.failed",
            Text(f"计算未能完成：{detail}", f"The computation could not be completed: {detail}"),
            Text(
                "请检查临时目录（TMPDIR）的磁盘空间；表在计算期间被改动也会如此。",
                "Check the room on the disk of the temporary folder (TMPDIR); a table that changes meanwhile does this too.",
            ),
        ) from error
