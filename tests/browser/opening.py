"""Opens pages in Chromium and keeps a list of everything it asks for or complains of."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = (1280, 900)


@dataclass
class Opened:
    """A page, what it requested and what it complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def ask(self, question: str, argument: Any = None) -> Any:
        """Return what a function of `audit.js` finds in the page."""
        return self.page.evaluate(f"argument => ({audits()}).{question}(argument)", argument)

    def show(self, language: str) -> None:
        """Switch to a language as a reader does, by its label."""
        self.page.click(f'label[for="show-{language}"]')

    def resize(self, width: int) -> None:
        """Give the window another width."""
        self.page.set_viewport_size({"width": width, "height": DESKTOP[1]})


def started() -> Iterator[Browser]:
    """Yield the browser, and close it at the end."""
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS, env=_quiet())
        yield chromium
        chromium.close()


@contextmanager
def opened(browser: Browser, path: Path, **how: Any) -> Iterator[Opened]:
    """Open a file in a window of its own; `how` goes to the window: color_scheme, viewport, …"""
    how.setdefault("viewport", {"width": DESKTOP[0], "height": DESKTOP[1]})
    window = browser.new_context(**how)
    found = Opened(window.new_page())
    found.page.on("request", lambda request: found.requests.append(request.url))
    found.page.on("console", lambda message: found.complaints.append(f"{message.type}: {message.text}"))
    found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
    found.page.goto(path.as_uri())
    yield found
    window.close()


@lru_cache(maxsize=1)
def audits() -> str:
    """Return the functions that run inside the page."""
    return (Path(__file__).resolve().parent / "audit.js").read_text(encoding="utf-8")


def _quiet() -> dict[str, str | float | bool]:
    """Return the environment without a session bus, which Chromium looks for in vain on a server."""
    return {**os.environ, "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
