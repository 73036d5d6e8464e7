"""Wrap English and Chinese by the width of their signs; numbers stay with their units."""

from __future__ import annotations

import re
import unicodedata

WIDTH = {"en": 78, "zh": 76}
GLUE = "\u0001"
_NO_START = "，。；：、！？）》”’〕】%,.;:!?)]}…"
_NO_END = "（《“‘〔【([{"
_HELD = re.compile(
    r"(?<=\d) (?=(?:%|million\b|billion\b|percentage|points?\b|years?\b|persons?\b))"
    r"|(?<=\d) (?=of \d)|(?<=\d of) (?=\d)|(?<=CNY) (?=[-\d])|(?<=annex) (?=\d)|(?<=item) (?=\d)|(?<=No\.) (?=\d)|(?<=Art\.) (?=\d)|(?<=rank) (?=\d)"
)
_SIGNS = re.compile(r"\s+|[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’]+")


def sign_width(sign: str, language: str) -> int:
    """Return how many columns a sign takes; signs of ambiguous width take two between Han characters."""
    kind = unicodedata.east_asian_width(sign)
    return 2 if kind in "WF" or (kind == "A" and language == "zh") else 0 if unicodedata.combining(sign) else 1


def width(text: str, language: str) -> int:
    """Return how many columns a text takes."""
    return sum(sign_width(sign, language) for sign in text)


def wrapped(text: str, language: str, indent: str = "", hanging: str | None = None) -> list[str]:
    """Return the lines of a text; the first starts with `indent`, the others with `hanging`."""
    following = indent if hanging is None else hanging
    lines, line, room = [], indent, WIDTH[language]
    fresh = True
    for piece in _pieces(text):
        if piece.isspace():
            line = line if fresh else line + " "
            continue
        if not fresh and width(line.rstrip() if line.endswith(" ") else line, language) + _gap(line) + width(piece, language) > room:
            lines.append(line.rstrip())
            line, fresh = following, True
        line, fresh = line + piece, False
    return [*(found.replace(GLUE, " ") for found in lines), line.rstrip().replace(GLUE, " ")]


def _gap(line: str) -> int:
    return 1 if line.endswith(" ") else 0


def _pieces(text: str) -> list[str]:
    """Split into what may not be broken: words, single Han characters with the marks that cling to them."""
    pieces: list[str] = []
    for found in _SIGNS.findall(_HELD.sub(GLUE, text)):
        clings = pieces and not pieces[-1].isspace() and (found[0] in _NO_START or pieces[-1][-1] in _NO_END)
        if clings and not found.isspace():
            pieces[-1] += found
        else:
            pieces.append(found)
    return pieces
