"""Runs Typst: the fonts it may use, and what its refusals mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from littlegiant.reports.fonts import extra_folder, font_folder, missing_glyphs

if TYPE_CHECKING:
    import typst

# An archive that keeps (PDF/A) and that a screen reader can read aloud (PDF/UA); both refuse a missing glyph.
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
_LACKS = re.compile(r'the text `?"(.+?)"`? could not be displayed', re.DOTALL)
PIXELS_PER_INCH = 72


def set_pdf(template: str, inputs: Mapping[str, str]) -> bytes:
    """Return a template as PDF; raises report.missing-glyph for a character that no font holds."""
    import typst

    try:
        made = _compiler(template, inputs).compile(format="pdf", pdf_standards=STANDARDS)
    except typst.TypstError as error:
        lacking = _LACKS.search(error.message)
        if lacking is None:
            raise
        raise missing_glyphs(dict.fromkeys(lacking[1], _around(lacking[1], inputs))) from error
    assert isinstance(made, bytes)
    return made


def set_png(template: str, inputs: Mapping[str, str]) -> bytes:
    """Return the first page of a template as PNG, one pixel for each point."""
    made = _compiler(template, inputs).compile(format="png", ppi=PIXELS_PER_INCH)
    assert made is not None
    return made[0] if isinstance(made, list) else made


def _compiler(template: str, inputs: Mapping[str, str]) -> typst.Compiler:
    import typst

    source = resources.files("littlegiant.reports").joinpath("template", template).read_bytes()
    folders = [font_folder()]
    extra = extra_folder()
    if extra is not None:
        folders.append(extra)
    return typst.Compiler(source, font_paths=_fonts(tuple(folders)), sys_inputs=dict(inputs))


@lru_cache(maxsize=4)
def _fonts(folders: tuple[Path, ...]) -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))


def _around(sign: str, inputs: Mapping[str, str]) -> str:
    """Return the words around a character where it first stands."""
    for text in inputs.values():
        place = text.find(sign)
        if place >= 0:
            return text[max(0, place - 20) : place + 20]
    return sign
