"""Text laid out on a terminal, where a Chinese character takes two columns."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterator, Sequence

WIDEST = 100
NARROWEST = 40
# No line begins with one of these.
CLOSING = "，。；：！？、）】》”’,.;:!?)]}% "
# No line ends with one of these.
OPENING = "（【《“‘([{"


def terminal_width() -> int:
    """Return how many columns to write in."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))


def width(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(_columns(character) for character in text)


def pad(text: str, columns: int) -> str:
    """Fill a text with blanks up to so many columns."""
    return text + " " * max(0, columns - width(text))


def wrap(text: str, columns: int, indent: str = "") -> str:
    """Break a text into lines of so many columns, each after `indent`; Chinese text breaks anywhere."""
    room = max(10, columns - width(indent))
    return "\n".join(indent + line for part in text.split("\n") for line in _lines(part, room))


def table(header: Sequence[str], rows: Sequence[Sequence[str]], gap: str = "  ") -> str:
    """Set rows under a header in aligned columns."""
    everything = [header, *rows]
    widths = [max(width(row[place]) for row in everything) for place in range(len(header))]
    rule = ["-" * columns for columns in widths]
    lines = [header, rule, *rows]
    return "\n".join(gap.join(map(pad, line, widths)).rstrip() for line in lines)


def cut(text: str, columns: int) -> str:
    """Shorten a text to so many columns, an ellipsis at its end where something is left out."""
    if width(text) <= columns:
        return text
    while text and width(text) > columns - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def listed(text: str, columns: int, indent: str, hanging: str) -> str:
    """Wrap a text whose first line stands after one indent and the others after another."""
    return indent + wrap(text, columns, hanging).lstrip()


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _lines(text: str, room: int) -> Iterator[str]:
    line = ""
    for piece in _pieces(text):
        if line and width(line + piece.rstrip()) > room:
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line += piece
    yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """Cut a text where a line may break: after a blank, around a wide character, never before closing signs."""
    piece = ""
    for character in text:
        wide = _columns(character) == 2 or (piece != "" and _columns(piece[-1]) == 2)
        opened = piece.rstrip().endswith(tuple(OPENING))
        if piece and (wide or piece[-1] == " ") and character not in CLOSING and not opened:
            yield piece
            piece = ""
        piece += character
    yield piece
