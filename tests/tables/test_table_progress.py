"""The progress line."""

from __future__ import annotations

import io
import time

import pytest

from littlegiant.errors import Text
from littlegiant.tables import progress
from littlegiant.tables.progress import Progress

LABEL = Text(zh="正在读取", en="Reading")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "INTERVAL", 0.01)


def test_long_work_on_a_terminal_shows_a_line_and_clears_it() -> None:
    terminal = Terminal()
    with Progress(LABEL, "zh", stream=terminal, patience=0.01) as shown:
        shown.advance(12_000)
        time.sleep(0.1)
    assert "正在读取 … 0 s 12,000" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_short_work_and_files_stay_silent() -> None:
    terminal, file = Terminal(), io.StringIO()
    with Progress(LABEL, stream=terminal, patience=5):
        pass
    with Progress(LABEL, stream=file, patience=0):
        time.sleep(0.05)
    assert terminal.getvalue() == file.getvalue() == ""


def test_an_error_passes_through_and_the_line_goes() -> None:
    terminal = Terminal()
    with pytest.raises(KeyboardInterrupt), Progress(LABEL, stream=terminal, patience=0.01):
        time.sleep(0.05)
        raise KeyboardInterrupt
    assert terminal.getvalue().endswith("\r\x1b[K")
