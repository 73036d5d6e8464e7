"""A schema of its own in PostgreSQL for each run, and the command line in this process."""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

ROOT = str(Path(__file__).resolve().parents[2])
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

from tests.engines.elsewhere import POSTGRES, postgres, spark  # noqa: E402

Loader = Callable[..., str]


@pytest.fixture(scope="session")
def schema() -> Iterator[str]:
    """Give the name of a schema that is gone afterwards."""
    name = f"lg_{os.getpid()}_{uuid.uuid4().hex[:6]}"
    postgres().execute(f"CREATE SCHEMA {name}")
    yield name
    postgres().execute(f"DROP SCHEMA {name} CASCADE")


@pytest.fixture
def load(schema: str) -> Loader:
    """Return what makes a table of rows; without types its columns are text."""

    def make(
        columns: Sequence[str], rows: Sequence[Sequence[Any]], types: dict[str, str] | None = None
    ) -> str:
        name = f"{schema}.t{uuid.uuid4().hex[:8]}"
        fields = ", ".join(f'"{column}" {(types or {}).get(column, "text")}' for column in columns)
        postgres().execute(f"CREATE TABLE {name} ({fields})")
        with postgres().cursor() as cursor, cursor.copy(f"COPY {name} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return name

    return make


@pytest.fixture(scope="session")
def address() -> str:
    """Return the address of the database, as --engine takes it."""
    return POSTGRES


@pytest.fixture(scope="session")
def session() -> Any:
    """Return the Spark session that every test shares; a Spark of the product's takes the same JVM."""
    return spark()


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Return what runs one command line and catches what it prints."""
    from tests.cli.cli_helpers import Result

    from littlegiant.cli.main import run

    def call(*words: object) -> Result:
        capfd.readouterr()
        status = run([str(word) for word in words])
        return Result(status, *capfd.readouterr())

    return call
