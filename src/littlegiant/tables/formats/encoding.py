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
TRIED = ("utf-8", "gb18030")


@dataclass(frozen=True)
class Shape:
    """What a pass over a UTF-8 file tells.

    `regular` means one kind of line end, no blank line and an even number of quotes: DuckDB takes a quote that is
    never closed for one that ends with the file.
    """

    regular: bool
    quoted: bool


@dataclass(frozen=True)
class WrongByte:
    """The first byte of a file that is not text in some encoding: its offset and its line, both from 1."""

    offset: int
    line: int


def detect_encoding(path: Path) -> str:
    """Return `utf-8`, `utf-8-sig`, `utf-16` or `gb18030`, whichever reads the whole file."""
    with path.open("rb") as file:
        head = file.read(4)
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding
    for encoding in TRIED:
        if first_wrong_byte(path, encoding) is None:
            return encoding
    raise wrong_encoding(path, *TRIED)


def first_wrong_byte(path: Path, encoding: str) -> WrongByte | None:
    """Return where a file stops being text in this encoding, None for a file that is; NUL is no text."""
    decoder = codecs.getincrementaldecoder(encoding)()
    read, lines = 0, 1
    with path.open("rb") as file:
        while True:
            chunk = file.read(CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                # What the decoder could not yet use of the chunk before is part of what it complains of.
                before = bytes(error.object[: error.start])
                start = read + len(chunk) - len(error.object)
                return WrongByte(start + error.start + 1, lines + before.count(b"\n"))
            except UnicodeError:
                return WrongByte(read + 1, lines)
            if "\0" in text:
                before = text[: text.index("\0")].encode(encoding, "replace")
                return WrongByte(read + len(before) + 1, lines + before.count(b"\n"))
            if not chunk:
                return None
            read += len(chunk)
            lines += text.count("\n")


def wrong_encoding(path: Path, *encodings: str) -> LittleGiantError:
    """Say that the bytes of a file are not text in these encodings, and where each of them ends to be."""
    names = [encoding.upper() for encoding in encodings]
    places = [first_wrong_byte(path, encoding) for encoding in encodings]
    zh = [
        f"{name} 止于第 {at.line} 行（第 {at.offset:,} 字节）"
        for name, at in zip(names, places, strict=True)
        if at
    ]
    en = [
        f"{name} up to line {at.line} (byte {at.offset:,})"
        for name, at in zip(names, places, strict=True)
        if at
    ]
    listed = " / ".join(names)
    return LittleGiantError(
        "table.wrong-encoding",
        Text(
            zh=f"{path} 不是 {listed} 编码的文本" + (f"：{'，'.join(zh)}。" if zh else "。"),
            en=f"{path} is not text encoded as {listed}" + (f": it is {', '.join(en)}." if en else "."),
        ),
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


def _decoded(path: Path, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield decoder.decode(chunk)
        yield decoder.decode(b"", final=True)
    except UnicodeError as error:
        raise wrong_encoding(path, encoding) from error
