"""Where a character of a YAML scalar stands in its file, however the scalar is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

BREAKS = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", re.DOTALL)
_BLANK_ESCAPES = frozenset(["\\n", "\\r", "\\t", "\\ ", "\\_", "\\N", "\\L", "\\P", "\\\t", "\\\n"])


def place_within(lines: Sequence[str], node: Any, offset: int) -> tuple[int, int]:
    """Return line and column (from 1) of a character of a scalar's value.

    Folding changes blanks only, so the characters that are not blank are counted off in the source.
    """
    before = sum(not character.isspace() for character in node.value[:offset])
    last: tuple[int, int] | None = None
    for line, column, width in _characters(lines, node):
        if before == 0:
            return line, column
        before, last = before - 1, (line, column + width)
    return last or (node.start_mark.line + 1, node.start_mark.column + 1)


def _characters(lines: Sequence[str], node: Any) -> Iterator[tuple[int, int, int]]:
    """Yield line, column and width of every character of the source that is not blank in the value."""
    first, column = node.start_mark.line, node.start_mark.column
    source = "\n".join([lines[first][column:], *lines[first + 1 : node.end_mark.line + 1]])
    start = _start(source, node.style)
    for position, piece in _pieces(source, start, node.style):
        if piece.isspace() or piece in _BLANK_ESCAPES:
            continue
        row = source.count("\n", 0, position)
        begin = source.rfind("\n", 0, position) + 1
        yield first + row + 1, position - begin + 1 + (column if row == 0 else 0), len(piece)


def _start(source: str, style: str | None) -> int:
    """Return where the value begins: after anchor and tag, the opening quote or the header of a block."""
    found = _PROPERTIES.match(source)
    start = found.end() if found else 0
    if style in ("|", ">"):
        return source.find("\n", start) + 1 or len(source)
    return start + 1 if style in ("'", '"') else start


def _pieces(source: str, start: int, style: str | None) -> Iterator[tuple[int, str]]:
    """Yield position and source of each character of the value; an escape is one."""
    position = start
    while position < len(source):
        piece = source[position]
        if style == '"' and piece == "\\":
            found = _ESCAPE.match(source, position)
            piece = found.group() if found else piece
        elif style == "'" and source.startswith("''", position):
            piece = "''"
        elif style == piece and style in ("'", '"'):
            return
        yield position, piece
        position += len(piece)
