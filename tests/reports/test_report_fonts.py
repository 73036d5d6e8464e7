"""The list of characters beside the fonts is what the fonts hold."""

from __future__ import annotations

import json

from font_coverage import coverage

from littlegiant.reports.fonts import font_folder


def test_the_list_of_characters_is_that_of_the_font_files() -> None:
    listed = json.loads((font_folder() / "coverage.json").read_text(encoding="utf-8"))
    assert listed == coverage(font_folder())


def test_the_licence_of_every_font_comes_with_it() -> None:
    texts = [path.read_text(encoding="utf-8") for path in font_folder().glob("OFL-*.txt")]
    assert len(texts) == 2
    assert all("SIL OPEN FONT LICENSE Version 1.1" in text for text in texts)
