"""Runs command lines in this process and keeps what they print."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from littlegiant.cli.main import run

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@dataclass(frozen=True)
class Result:
    """The exit status of one command line, and what it printed."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Cli = Callable[..., Result]


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


GIANT = ("--standard", "cn/little-giant", "--as-of", "2026-05-01")
SIZE = ("--standard", "cn/sme-size", "--as-of", "2026-05-01")
SRDI = ("--standard", "cn/srdi-sme@2022", "--as-of", "2026-03-31")
