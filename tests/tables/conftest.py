"""A DuckDB connection for each test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@pytest.fixture
def connection() -> Iterator[DuckDBPyConnection]:
    # Imported here: a conftest that refers to duckdb makes it report leaks when the interpreter ends.
    import duckdb

    with duckdb.connect() as opened:
        yield opened
