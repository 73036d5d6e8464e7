"""Every HTML file that the command line leaves behind opens as a letter does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from opening import opened

from littlegiant.cli.main import run

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.needs("chromium")
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def test_what_the_demo_leaves_to_open_opens(browser: Browser, tmp_path: Path) -> None:
    assert run(["demo", "--out", str(tmp_path), "--lang", "en"]) == 0
    pages = list(tmp_path.rglob("*.html"))
    assert pages
    for path in pages:
        look_at(browser, path, "en")


def test_what_explain_writes_from_a_table_opens(browser: Browser, tmp_path: Path) -> None:
    table, mapping = EXAMPLES / "enterprises_zh.csv", EXAMPLES / "enterprises_zh.mapping.yaml"
    path = tmp_path / "信.html"
    words = ["explain", table, "--map", mapping, "--id", "s07", "--standard", "cn/innovative-sme"]
    words += ["--as-of", "2026-05-01", "--lang", "zh", "--out", path]
    assert run([str(word) for word in words]) == 0
    look_at(browser, path, "zh")


def look_at(browser: Browser, path: Path, language: str) -> None:
    """Assert that a page opens in its language, asks nothing of the network and stays within a phone's screen."""
    with opened(browser, path) as found:
        assert found.page.locator(f"article.{language}").is_visible()
        for width in (360, 1280):
            found.resize(width)
            assert found.ask("beyondSides") == [] and found.ask("overlaps") == []
        assert found.requests == [path.as_uri()] and found.complaints == []
