"""One synthetic country for all tests that only look at it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from population_helpers import FIRMS, TIER

from littlegiant.population.country import Country


@pytest.fixture(scope="session")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a country of 20,000 firms."""
    out = tmp_path_factory.mktemp("population") / "country"
    Country(FIRMS, 1).write(out, threads=1)
    return out


@pytest.fixture(scope="session")
def firms(country: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection with the country as the table `firms`; `tier` is that of the highest title."""
    connection = duckdb.connect()
    files = f"read_parquet('{country}/**/*.parquet', hive_types_autocast = false)"
    connection.execute(f"CREATE TABLE firms AS SELECT *, {TIER} AS tier FROM {files}")
    return connection
