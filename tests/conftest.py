"""What tests need from the machine: run what there is, say what was not run, fail where it is required.

Hypothesis draws the same cases on every run, so that a suite is green or red and stays so; new cases are looked for
with `make search`, which draws at random.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("search", derandomize=False, deadline=None, print_blob=True)
settings.load_profile("steady")


def _shows_chinese() -> bool:
    """Say whether a font with Chinese signs is installed: without one a page has boxes, and a PDF no words."""
    listing = shutil.which("fc-list")
    return listing is not None and bool(subprocess.run([listing, ":lang=zh"], capture_output=True).stdout)


def _answers() -> bool:
    """Say whether a PostgreSQL database answers where the tests look for one."""
    try:
        import psycopg
    except ImportError:
        return False
    try:
        with psycopg.connect(os.environ.get(DATABASE, "postgresql://127.0.0.1/test"), connect_timeout=3):
            return True
    except (OSError, psycopg.Error):
        return False


def _has_java() -> bool:
    """Say whether Spark finds a Java."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java") is not None if not home else (Path(home) / "bin" / "java").is_file()


DATABASE = "LITTLEGIANT_TEST_POSTGRESQL"
NEEDS = {
    "chromium": lambda: shutil.which("chromium") is not None,
    "chinese-font": _shows_chinese,
    "postgresql": lru_cache(maxsize=1)(_answers),
    "java": _has_java,
    "data": lambda: (
        bool(os.environ.get("LITTLEGIANT_DATA")) and Path(os.environ["LITTLEGIANT_DATA"]).is_dir()
    ),
}
_absent: dict[str, int] = {}


def pytest_configure(config: pytest.Config) -> None:
    # A worker of xdist is told the width of the terminal of the run, on which no test may depend.
    if "PYTEST_XDIST_WORKER" in os.environ:
        os.environ.pop("COLUMNS", None)
    config.addinivalue_line(
        "markers", "needs(name): runs only where the machine offers it (see LITTLEGIANT_REQUIRE)"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    required = set(filter(None, os.environ.get("LITTLEGIANT_REQUIRE", "").split(",")))
    for item in items:
        names = [mark.args[0] for mark in item.iter_markers("needs")]
        names += ["data"] if item.get_closest_marker("data") else []
        for name in names:
            if NEEDS[name]() or name in required:
                continue
            _absent[name] = _absent.get(name, 0) + 1
            item.add_marker(pytest.mark.skip(reason=f"this machine offers no {name}"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for name, count in sorted(_absent.items()):
        terminalreporter.write_line(f"not run here: {count} tests that need {name}")
