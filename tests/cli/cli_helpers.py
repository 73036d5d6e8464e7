"""What the tests of the command line share: results of calls, and options that go together."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
GIANT = ("--standard", "cn/little-giant", "--as-of", "2026-05-01")
SIZE = ("--standard", "cn/sme-size", "--as-of", "2026-05-01")
SRDI = ("--standard", "cn/srdi-sme@2022", "--as-of", "2026-03-31")


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
