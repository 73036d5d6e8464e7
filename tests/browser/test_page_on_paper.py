"""What comes out of the printer."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from letters_shown import LANGUAGES
from opening import opened
from pypdf import PdfReader

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.needs("chinese-font")]
FileOf = Callable[[str, str], Path]
# A4 with margins of 15 mm, in CSS pixels.
SHEET = (680, 1009)
MARGIN = "15mm"
# Radicals that stand for whole signs in a PDF and that normalisation leaves alone.
TWINS = str.maketrans("⻅⻉⻋⻓⻔⻚⻛⻜⻢⻥⻬⻰", "见贝车长门页风飞马鱼齐龙")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["giant-unmet", "srdi-2022-guangdong"])
def test_a_letter_prints_without_a_cut_row_or_a_lost_word(
    browser: Browser, file_of: FileOf, name: str, language: str
) -> None:
    with opened(browser, file_of(name, language)) as found:
        found.page.emulate_media(media="print")
        found.page.set_viewport_size({"width": SHEET[0], "height": SHEET[1]})
        assert found.ask("unprintable", SHEET) == []
        assert not found.page.locator("nav:visible, .bar:visible").count()
        rows = found.ask("rows")
        margins = dict.fromkeys(("top", "right", "bottom", "left"), MARGIN)
        sheets = [
            squeezed(sheet.extract_text())
            for sheet in PdfReader(io.BytesIO(found.page.pdf(format="A4", margin=margins))).pages
        ]
    assert 1 <= len(sheets) <= 14
    for row in rows:
        assert any(all(squeezed(cell) in sheet for cell in row) for sheet in sheets), row


def squeezed(text: str) -> str:
    """Return a text without blanks and line breaks, which a PDF does not keep, and with plain signs for their twins."""
    return "".join(unicodedata.normalize("NFKC", text).translate(TWINS).split())
