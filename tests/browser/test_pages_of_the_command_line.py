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
COLLIDING = """shown => {
  const found = [];
  for (const svg of document.querySelectorAll(`${shown} svg`)) {
    const frame = svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll("text")].map(text => [text.textContent, text.getBoundingClientRect()]);
    boxes.forEach(([one, a], place) => {
      if (a.left < frame.left - 1 || a.right > frame.right + 1) found.push([one, "beyond"]);
      boxes.slice(place + 1).forEach(([other, b]) => {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 2 && down > 4) found.push([one, other]);
      });
    });
  }
  return found;
}"""
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


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_charts_of_a_reform_fit_a_telephone_and_a_screen_and_no_two_labels_overlap(
    browser: Browser, tmp_path: Path, language: str
) -> None:
    table, mapping = EXAMPLES / "enterprises_zh.csv", EXAMPLES / "enterprises_zh.mapping.yaml"
    path = tmp_path / "reform.html"
    words = ["simulate", table, "--map", mapping, "--standard", "cn/innovative-sme", "--as-of", "2026-05-01"]
    words += ["--drop", "evaluation", "--curve", "pass_mark=0..100/5", "--chart", path, "--lang", language]
    assert run([str(word) for word in words]) == 0
    with opened(browser, path) as found:
        for width, shown in ((360, ".narrow"), (1280, ".wide")):
            found.resize(width)
            assert found.page.evaluate("document.documentElement.scrollWidth") <= width
            assert found.page.locator(f"{shown} svg").first.is_visible()
            assert found.page.evaluate(COLLIDING, shown) == []
        assert found.page.locator("figure").count() >= 1
        assert found.requests == [path.as_uri()] and found.complaints == []


def look_at(browser: Browser, path: Path, language: str) -> None:
    """Assert that a page opens in its language, asks nothing of the network and stays within a phone's screen."""
    with opened(browser, path) as found:
        assert found.page.locator(f"article.{language}").is_visible()
        for width in (360, 1280):
            found.resize(width)
            assert found.ask("beyondSides") == [] and found.ask("overlaps") == []
        assert found.requests == [path.as_uri()] and found.complaints == []
