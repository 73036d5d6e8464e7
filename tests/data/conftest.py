"""Makes `tests.data` importable however pytest is started, and gives tests the panel and what is said of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

ROOT = str(Path(__file__).resolve().parents[2])
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

if TYPE_CHECKING:
    from tests.data.judged import Judged
    from tests.data.panel import Firm


@pytest.fixture(scope="session")
def firms() -> dict[str, Firm]:
    """The firms of the panel by code, as plain arithmetic reads them."""
    from tests.data.panel import read_firms

    return read_firms()


@pytest.fixture(scope="session")
def sized() -> Judged:
    """The engine's verdicts by the size standard."""
    from tests.data.judged import SIZE, judge_panel

    return judge_panel(SIZE)


@pytest.fixture(scope="session")
def giants() -> Judged:
    """The engine's verdicts by the forced little-giant edition."""
    from tests.data.judged import GIANT, judge_panel

    return judge_panel(GIANT)
