"""Finds the cells of a sheet that hold no value: errors such as #N/A, and formulas saved without a result.

The reader of sheets gives such cells as empty; only the XML of the sheet tells them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from littlegiant.errors import Text
from littlegiant.tables.echo import ERROR_MARK
from littlegiant.tables.formats.archive import opened
from littlegiant.tables.sql import unreadable

REFERENCE = re.compile(r"([A-Z]+)([0-9]+)")
LONGEST = 200
OUT_OF_ORDER = Text(zh="工作表的行次序有误", en="the rows of the sheet are out of order")
Marked = tuple[int, int, str]


def error_cells(path: Path, part: str) -> Iterator[Marked]:
    """Yield row and column, from 0, and the marked text of each cell without a value, in the order of the file."""
    found: list[Marked] = []
    last = 0
    parser = expat.ParserCreate()
    sheet = _Sheet(found)
    parser.StartElementHandler = sheet.start
    parser.EndElementHandler = sheet.end
    parser.CharacterDataHandler = sheet.text
    with opened(path) as archive:
        try:
            for chunk in archive.chunks(part):
                parser.Parse(chunk)
                for cell in found:
                    if cell[0] < last:
                        raise unreadable(str(path), OUT_OF_ORDER)
                    last = cell[0]
                    yield cell
                found.clear()
        except expat.ExpatError as error:
            raise unreadable(str(path), error) from error


class _Sheet:
    """Follows the elements of a sheet: where the cell stands, what its formula is, what its value is."""

    def __init__(self, found: list[Marked]) -> None:
        self._found = found
        self._row = self._column = -1
        self._type = ""
        self._inside = ""
        self._texts: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if name == "row":
            self._row = int(attributes["r"]) - 1 if attributes.get("r", "").isdecimal() else self._row + 1
            self._column = -1
        elif name == "c":
            self._place(attributes.get("r", ""))
            self._type, self._texts = attributes.get("t", ""), {}
        elif name in ("f", "v"):
            self._inside = name
            self._texts[name] = ""

    def text(self, text: str) -> None:
        if self._inside and len(self._texts[self._inside]) < LONGEST:
            self._texts[self._inside] += text

    def end(self, tag: str) -> None:
        name = _local(tag)
        if name in ("f", "v"):
            self._inside = ""
        elif name == "c" and (mark := self._mark()):
            self._found.append((self._row, self._column, ERROR_MARK + mark))

    def _place(self, reference: str) -> None:
        found = REFERENCE.fullmatch(reference)
        if found is None:
            self._column += 1
            return
        self._row = int(found[2]) - 1
        self._column = -1
        for letter in found[1]:
            self._column = (self._column + 1) * 26 + ord(letter) - ord("A")

    def _mark(self) -> str | None:
        """Return the error, or the formula that has no result; an empty text is a result."""
        value = self._texts.get("v")
        if self._type == "e":
            return (value or "").strip() or "#VALUE!"
        if "f" not in self._texts or (value or "").strip() or (value is not None and self._type == "str"):
            return None
        return f"={self._texts['f'] or '…'}"


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]
