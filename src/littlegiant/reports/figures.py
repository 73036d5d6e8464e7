"""Drawings: the fonts of the report instead of those they name, and one drawing as PNG."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from xml.etree import ElementTree

from littlegiant.reports.fonts import Font, demand_glyphs, fonts, printable
from littlegiant.reports.typesetting import set_png

_SVG = "http://www.w3.org/2000/svg"
_FONT = re.compile(r"font-family\s*:[^;}]*;?|(?<![\w-])font\s*:[^;}]*;?")
_TEXTS = (f"{{{_SVG}}}text", f"{{{_SVG}}}tspan")
_FAMILY = "Noto Sans SC"
BOLD, REGULAR = 700, 400


def svg_to_png(svg: str, width_px: int) -> bytes:
    """Return a drawing as a PNG image of so many pixels across, on white.

    Raises report.missing-glyph for a character that no font holds, ValueError for a text that is no SVG.
    """
    return set_png("figure.typ", {"svg": with_own_fonts(svg), "width": str(width_px)})


def with_own_fonts(svg: str) -> str:
    """Return a drawing whose text names the fonts of the package, each character one that holds it."""
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError as error:
        raise ValueError(f"not SVG: {error}") from error
    demand_glyphs((printable(text) for text in root.itertext()), own_fonts_only=True)
    _without_fonts(root)
    root.set("font-family", _FAMILY)
    _set_texts(root, REGULAR)
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    return ElementTree.tostring(root, encoding="unicode")


def _without_fonts(root: ElementTree.Element) -> None:
    for element in root.iter():
        element.attrib.pop("font-family", None)
        if "style" in element.attrib:
            element.set("style", _FONT.sub("", element.attrib["style"]))
        if element.tag == f"{{{_SVG}}}style" and element.text:
            element.text = _FONT.sub("", element.text)


def _set_texts(element: ElementTree.Element, weight: int) -> None:
    """Split the texts below an element into runs of one font where its first font does not hold them."""
    weight = _weight(element, weight)
    children = list(element)
    if element.tag in _TEXTS:
        for child in children:
            element.remove(child)
        element.text = _runs(element, printable(element.text or ""), weight)
        for child in children:
            tail, child.tail = child.tail, None
            element.append(child)
            child.tail = _runs(element, printable(tail or ""), weight)
    for child in children:
        _set_texts(child, weight)


def _runs(parent: ElementTree.Element, text: str, weight: int) -> str:
    """Return the start of a text that the first font holds; what follows is appended to `parent` as spans."""
    runs = [("".join(run), font) for font, run in _by_font(text, weight)]
    if not runs or (len(runs) == 1 and runs[0][1] is _first(weight)):
        return text
    for run, font in runs:
        span = ElementTree.SubElement(parent, _TEXTS[1])
        span.set("font-family", font.family)
        span.set("font-weight", str(font.weight))
        span.text = run
    return ""


def _by_font(text: str, weight: int) -> Iterator[tuple[Font, Iterator[str]]]:
    order = sorted(fonts(), key=lambda font: (font.weight != weight, font.family != _FAMILY))
    return groupby(text, key=lambda sign: next((font for font in order if sign in font.characters), order[0]))


def _first(weight: int) -> Font:
    return next(font for font in fonts() if font.family == _FAMILY and font.weight == weight)


def _weight(element: ElementTree.Element, inherited: int) -> int:
    written = element.get("font-weight") or ""
    styled = re.search(r"font-weight\s*:\s*([\w-]+)", element.get("style", ""))
    written = styled[1] if styled else written
    if written in ("bold", "bolder") or (written.isdigit() and int(written) >= 600):
        return BOLD
    return REGULAR if written in ("normal", "lighter") or written.isdigit() else inherited
