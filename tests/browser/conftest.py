"""A real Chromium for the tests of this folder, and the pages they look at."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

HERE = Path(__file__).resolve().parent
for folder in (HERE, HERE.parent / "letters"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the machine's own Chromium once; no other browser is downloaded."""
    from opening import started

    yield from started()


@pytest.fixture(scope="session")
def file_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """Return the file of a letter by its name and the language it opens in, written once."""
    from letters_shown import written

    folder = tmp_path_factory.mktemp("pages")
    return lambda name, language: written(folder, name, language)
