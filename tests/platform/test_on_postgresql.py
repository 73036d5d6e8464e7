"""The platform keeps the same promises on PostgreSQL as on SQLite."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ADDRESS = os.environ.get("LITTLEGIANT_TEST_POSTGRESQL", "postgresql://127.0.0.1/test")


@pytest.mark.slow
@pytest.mark.needs("postgresql")
@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="runs on that database already")
def test_every_test_of_the_platform_holds_on_postgresql_too() -> None:
    environment = {**os.environ, "DATABASE_URL": ADDRESS}
    for name in ("PYTEST_XDIST_WORKER", "PYTEST_XDIST_WORKER_COUNT", "PYTEST_ADDOPTS"):
        environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:xdist", str(HERE)],
        env=environment, cwd=HERE.parents[1], capture_output=True, text=True, check=False, timeout=1200,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:]
    assert "passed" in done.stdout
