"""What a reader meets who opens the HTML page of a letter in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from letters_shown import LANGUAGES, LONG_NAME, NAMES, letter_of
from opening import opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.needs("chromium")
FileOf = Callable[[str, str], Path]
WIDTHS = (360, 768, 1280)
PHONE = 360
A_FEW = ["giant-unmet", "srdi-2022-guangdong", "size-empty"]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_fits_every_screen_in_both_languages(browser: Browser, file_of: FileOf, name: str) -> None:
    """Nothing is asked of the network, nothing is complained of; no text is cut off, overlaid, faint or tiny."""
    with opened(browser, file_of(name, "en")) as found:
        for language in LANGUAGES:
            found.show(language)
            for width in WIDTHS:
                found.resize(width)
                assert found.ask("beyondSides") == []
                assert found.ask("overlaps") == []
                assert found.ask("cutOff") == []
            found.resize(PHONE)
            assert found.ask("smallerThan", 14) == []
            assert found.ask("strayLinks") == [] and found.ask("headings") == []
            assert found.ask("undeclared", language) == []
            for scheme in ("dark", "light"):
                found.page.emulate_media(color_scheme=scheme)
                assert found.ask("faint") == []
        assert found.requests == [file_of(name, "en").as_uri()]
        assert found.complaints == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", A_FEW)
def test_a_page_opens_in_the_language_asked_for_and_says_whom_and_what_in_its_title(
    browser: Browser, file_of: FileOf, name: str, language: str
) -> None:
    with opened(browser, file_of(name, language)) as found:
        assert found.page.get_attribute("html", "lang") == {"en": "en", "zh": "zh-CN"}[language]
        assert [article.get_attribute("lang") for article in found.page.locator("article:visible").all()] == [
            found.page.get_attribute("html", "lang")
        ]
        title, heading = found.page.title(), found.page.locator("h1:visible").inner_text()
        answer = found.page.locator(".answer:visible").inner_text().lstrip("✓✕? ")
        assert heading.replace("\u00a0", " ") in title.replace("\u00a0", " ") and answer in title
    if name == "giant-unmet":
        assert LONG_NAME in title


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_the_contents_brings_its_section_into_view(
    browser: Browser, file_of: FileOf, language: str
) -> None:
    with opened(browser, file_of("giant-unmet", language)) as found:
        links = found.page.locator("nav a:visible")
        assert links.count() >= 8
        for place in range(links.count()):
            words = links.nth(place).inner_text()
            links.nth(place).click()
            section = found.page.locator(f"h2:visible:text-is('{words}')")
            box = section.bounding_box()
            assert box is not None and -1 <= box["y"] <= found.page.viewport_size["height"] - box["height"], (
                words
            )
            assert found.page.evaluate("location.hash") == "#" + section.get_attribute("id")


def test_the_page_can_be_read_and_turned_to_the_other_language_by_keyboard_alone(
    browser: Browser, file_of: FileOf
) -> None:
    with opened(browser, file_of("giant-unmet", "en")) as found:
        found.page.keyboard.press("Tab")
        assert found.ask("focused") | {"href": None} == {
            "tag": "INPUT", "words": "English", "href": None, "drawn": True,
        }  # fmt: skip
        links = found.page.locator("nav a:visible").count()
        for _ in range(links):
            found.page.keyboard.press("Tab")
            focus = found.ask("focused")
            assert focus["tag"] == "A" and focus["drawn"] and focus["href"].startswith("#en-")
        found.page.keyboard.press("Enter")
        assert found.page.evaluate("location.hash") == focus["href"]
        found.page.focus("#show-en")
        found.page.keyboard.press("ArrowRight")
        assert found.ask("focused")["words"] == "中文"
        assert (
            found.page.locator("article.zh").is_visible()
            and not found.page.locator("article.en").is_visible()
        )


def test_the_answer_is_said_in_words_and_each_language_counts_the_same(
    browser: Browser, file_of: FileOf
) -> None:
    for name in A_FEW[:2]:
        with opened(browser, file_of(name, "en")) as found:
            counts = {}
            for language in LANGUAGES:
                found.show(language)
                legend = found.page.locator(".legend:visible b").all_inner_texts()
                shown = found.page.locator(".finding:visible").count()
                counts[language] = legend
                assert sum(map(int, legend)) == shown == len(letter_of(name).criteria)
            assert counts["en"] == counts["zh"]
