"""What holds of the HTML page."""

from __future__ import annotations

import re
from importlib import resources

import pytest
from letter_helpers import explained

from littlegiant.cli.letters import page
from littlegiant.verdicts.explanation_tree import Explanation

NOTICE = "cn/little-giant-notice-2026"
HOSTILE = "<script>alert(1)</script>\"><img src=x onerror=alert(1)> & '$title"
HAN = re.compile(r"[\u3400-\u9fff]")
COLOURS = ("text", "muted", "link", "met", "unmet", "unknown")


@pytest.fixture(scope="module")
def explanation() -> Explanation:
    facts = {"class1_ip_own": 3, "high_reputation": None}
    return explained("cn/little-giant@2026", facts, of=NOTICE, enterprise=HOSTILE)


def article(html: str, language: str) -> str:
    """Return the part of a page in one language."""
    found = re.search(rf'<article class="{language}".*?</article>', html, re.S)
    assert found is not None
    return found.group()


def test_a_hostile_name_is_text_and_nothing_else(explanation: Explanation) -> None:
    for language in ("en", "zh"):
        html = page(explanation, language)
        assert "<script" not in html and "<img" not in html
        assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs(explanation: Explanation) -> None:
    html = page(explanation, "en")
    assert not re.search(r"(?:src|href)=\"(?!#)", html)
    assert "url(" not in html and "@import" not in html and "<script" not in html
    assert "default-src 'none'" in html


def test_the_language_asked_for_is_shown_first_and_the_other_is_in_the_page(explanation: Explanation) -> None:
    english, chinese = page(explanation, "en"), page(explanation, "zh")
    assert '<html lang="en">' in english and '<html lang="zh-CN">' in chinese
    assert re.search(r'id="show-en" checked', english) and re.search(r'id="show-zh" checked', chinese)
    for html in (english, chinese):
        assert 'lang="en"' in article(html, "en") and 'lang="zh-CN"' in article(html, "zh")


def test_each_language_has_the_same_sections_and_none_in_the_other_language(explanation: Explanation) -> None:
    html = page(explanation, "en")
    titles = {code: re.findall(r"<h2[^>]*>(.*?)</h2>", article(html, code)) for code in ("en", "zh")}
    assert len(titles["en"]) == len(titles["zh"]) > 5
    assert not any(HAN.search(title) for title in titles["en"])
    assert all(HAN.search(title) for title in titles["zh"])


def test_tables_name_their_rows_and_columns(explanation: Explanation) -> None:
    for table in re.findall(r"<table.*?</table>", page(explanation, "en"), re.S):
        assert "<caption>" in table
        assert len(re.findall(r'<th scope="col"', table)) == len(
            re.findall(r"<th ", table.split("</thead>")[0])
        )
        rows = re.findall(r"<tr.*?</tr>", table.split("<tbody")[1], re.S)
        assert all(row.count('scope="row"') == 1 for row in rows)


def test_states_are_said_in_words_not_by_colour_alone(explanation: Explanation) -> None:
    english = article(page(explanation, "en"), "en")
    assert '<span class="mark unmet">not met</span>' in english
    assert '<span class="mark unknown">not known</span>' in english


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_colour_of_text_has_a_contrast_of_at_least_4_5(scheme: int) -> None:
    style = resources.files("littlegiant.cli.letters").joinpath("page.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", style, re.S)
    named = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", blocks[scheme]))
    grounds = [named[name] for name in named if name == "ground" or name == "card"]
    for colour in COLOURS:
        own = [named[f"{colour}-ground"]] if f"{colour}-ground" in named else []
        assert all(contrast(named[colour], ground) >= 4.5 for ground in (*grounds, *own)), colour
    for ground in ("met-ground", "unmet-ground", "unknown-ground"):
        assert contrast(named["text"], named[ground]) >= 4.5
        assert contrast(named["muted"], named[ground]) >= 4.5
        for colour in ("met", "unmet", "unknown"):
            assert contrast(named[colour], named[ground]) >= 4.5
    assert contrast(named["ground"], named["text"]) >= 4.5


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_name_stands_in_the_heading_as_it_is_written() -> None:
    facts = {"class1_ip_own": 3, "high_reputation": None}
    html = page(explained("cn/little-giant@2026", facts, of=NOTICE, enterprise="eBay-like 有限公司"), "en")
    assert "<h1><bdi>eBay-like " in article(html, "en")
    assert "EBay" not in html
    unnamed = page(explained("cn/little-giant@2026", facts, of=NOTICE), "en")
    assert "<h1><bdi>Enterprise f1</bdi>" in article(unnamed, "en")
