"""Finds out how a text file is encoded, and brings it to UTF-8 without holding it in memory."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from littlegiant.errors import LittleGiantError, Text

CHUNK = 1 << 20
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Shape:
    """What a pass over a UTF-8 file tells.

    `regular` means one kind of line end, no blank line and an even number of quotes: DuckDB takes a quote that is
    never closed for one that ends with the file.
    """

    regular: bool
    quoted: bool


def detect_encoding(path: Path) -> str:
    """Return `utf-8`, `utf-8-sig`, `utf-16` or `gb18030`, whichever reads the whole file."""
    with path.open("rb") as file:
        head = file.read(4)
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding
    for encoding in ("utf-8", "gb18030"):
        if _reads(path, encoding):
            return encoding
    raise wrong_encoding(path, "UTF-8 / GB18030")


def wrong_encoding(path: Path, encoding: str) -> LittleGiantError:
    """Say that the bytes of a file are not text in this encoding."""
    return LittleGiantError(
        "table.wrong-encoding",
        Text(zh=f"{path} 不是 {encoding} 编码的文本。", en=f"{path} is not text encoded as {encoding}."),
        Text(
            zh="请用 Excel 或编辑器另存为“CSV UTF-8”。",
            en="Save it again as CSV UTF-8 from Excel or an editor.",
        ),
    )


def transcode(path: Path, encoding: str, target: Path) -> None:
    """Write the file as UTF-8 without a byte order mark, chunk by chunk."""
    with target.open("wb") as out:
        for text in _decoded(path, encoding):
            out.write(text.encode("utf-8"))


def shape_of(path: Path) -> Shape:
    """Look over a UTF-8 file for what a fast reader trips on."""
    line_feeds = returns = pairs = quotes = 0
    blank = False
    tail = b"\n"
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            joined = tail + chunk
            line_feeds += chunk.count(b"\n")
            returns += chunk.count(b"\r")
            pairs += joined.count(b"\r\n")
            blank = blank or b"\n\n" in joined or b"\n\r" in joined
            quotes += chunk.count(b'"')
            tail = joined[-1:]
    one_line_end = returns == pairs and pairs in (0, line_feeds)
    return Shape(regular=one_line_end and not blank and quotes % 2 == 0, quoted=quotes > 0)


def _reads(path: Path, encoding: str) -> bool:
    try:
        for text in _decoded(path, encoding):
            if "\0" in text:
                return False
    except LittleGiantError:
        return False
    return True


def _decoded(path: Path, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield decoder.decode(chunk)
        yield decoder.decode(b"", final=True)
    except UnicodeError as error:
        raise wrong_encoding(path, encoding) from error
