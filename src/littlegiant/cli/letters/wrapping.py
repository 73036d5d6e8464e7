"""Wrap English and Chinese by the width of their signs; numbers stay with their units."""

from __future__ import annotations

import re
import unicodedata

WIDTH = {"en": 78, "zh": 76}
GLUE = "\u0001"
_NO_START = "，。；：！、？）》”’〕】］%,.;:!?)]}…"
_NO_END = "（《“‘〔【［([{"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_HELD = re.compile(
    rf"(?<=\d) (?=(?:%|million\b|billion\b|percentage|points?\b|years?\b|people\b|person\b|of \d|(?:{_MONTHS})\b))"
    r"|(?<=\d of) (?=\d)|(?<=CNY) (?=[-\d])|(?<=annex) (?=\d)|(?<=item) (?=\d)|(?<=[Nn]o\.) (?=\w)|(?<=Art\.) (?=\d)"
    r"|(?<=编号) (?=\w)"
)
_SIGNS = re.compile(
    r"\s+|[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’]+"
)


def held(text: str, glue: str) -> str:
    """Return a text whose numbers are glued to their units."""
    return _HELD.sub(glue, text)


def sign_width(sign: str, language: str) -> int:
    """Return how many columns a sign takes; signs of ambiguous width take two between Han characters."""
    kind = unicodedata.east_asian_width(sign)
    return (
        2 if kind in "WF" or (kind == "A" and language == "zh") else 0 if unicodedata.combining(sign) else 1
    )


def width(text: str, language: str) -> int:
    """Return how many columns a text takes."""
    return sum(sign_width(sign, language) for sign in text)


def wrapped(text: str, language: str, indent: str = "", hanging: str | None = None) -> list[str]:
    """Return the lines of a text; the first starts with `indent`, the others with `hanging`."""
    start = indent if hanging is None else hanging
    lines, line, fresh = [], indent, True
    for piece in _pieces(text, WIDTH[language] // 2):
        if piece.isspace():
            line += "" if fresh else " "
            continue
        if not fresh and width(line + piece, language) > WIDTH[language]:
            lines.append(line)
            line = start
        line, fresh = line + piece, False
    return [found.rstrip().replace(GLUE, " ") for found in (*lines, line)]


def _pieces(text: str, longest: int) -> list[str]:
    """Split into what may not be broken: words, single Han characters with the marks that cling to them."""
    pieces: list[str] = []
    for found in _SIGNS.findall(held(text, GLUE)):
        clings = pieces and not pieces[-1].isspace() and (found[0] in _NO_START or pieces[-1][-1] in _NO_END)
        if clings and not found.isspace() and len(pieces[-1]) < longest:
            pieces[-1] += found
        else:
            pieces += [found[place : place + longest] for place in range(0, len(found), longest)]
    return pieces
