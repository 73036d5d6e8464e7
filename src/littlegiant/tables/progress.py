"""Shows on a terminal that long work goes on."""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType
from typing import TextIO

from littlegiant.errors import Text

PATIENCE = 2.0
INTERVAL = 0.2
CLEAR_LINE = "\r\x1b[K"


class Progress:
    """A line with the time passed and the number of steps done, on standard error, while a block runs.

    It shows up only on a terminal and only when the block lasts longer than `patience` seconds, and it leaves
    nothing behind. A thread draws it, so that it also moves while DuckDB works.
    """

    def __init__(
        self, label: Text, language: str = "en", *, stream: TextIO | None = None, patience: float = PATIENCE
    ) -> None:
        self.label = label.in_language(language)
        self.done = 0
        self._stream = stream or sys.stderr
        self._patience = patience
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def advance(self, steps: int = 1) -> None:
        """Count steps as done."""
        self.done += steps

    def __enter__(self) -> Progress:
        if self._stream.isatty():
            self._thread = threading.Thread(target=self._draw, daemon=True)
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    def _draw(self) -> None:
        started = time.monotonic()
        if self._over.wait(self._patience):
            return
        while not self._over.wait(INTERVAL):
            count = f" {self.done:,}" if self.done else ""
            self._show(f"{CLEAR_LINE}{self.label} … {time.monotonic() - started:.0f} s{count}")
        self._show(CLEAR_LINE)

    def _show(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
