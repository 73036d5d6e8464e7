"""Runs command lines in this process and keeps what they print."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_helpers import EXAMPLES, Cli, Result

from littlegiant.cli.main import run


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Return a function that runs one command line, in English unless --lang says otherwise."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LITTLEGIANT_DEBUG"):
        monkeypatch.delenv(name, raising=False)

    def call(*words: str | Path) -> Result:
        capsys.readouterr()
        status = run([str(word) for word in words])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return Result(status, printed.out, printed.err)

    return call


@pytest.fixture
def firms(tmp_path: Path) -> Path:
    """Return a table of three enterprises: one with a revenue, one without anything, one with a fault."""
    path = tmp_path / "firms.csv"
    path.write_text(
        "id,revenue_2025,employees_2025,province\nf1,61000000,120,44\nf2,,,\nf3,4000,abc,32\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def examples() -> Path:
    """Return the folder of the bundled synthetic tables."""
    return EXAMPLES
