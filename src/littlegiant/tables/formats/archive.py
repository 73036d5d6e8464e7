"""Opens the archive that an XLSX workbook is, and refuses one that unpacks to more than a table can be.

The sizes an archive states may be false. Its parts are therefore measured as they are unpacked.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError

from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables.sql import unreadable

CHUNK = 1 << 22
# A sheet of a million rows and sixty columns takes about this much.
MOST_BYTES = 2 << 30
# Sheets shrink to a tenth or a twentieth, never to less than a two-hundredth unless nothing is in them.
MOST_SHRUNK = 200
# Whatever unpacks to less does no harm.
HARMLESS = 64 << 20
SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
READ = (".xml", ".rels")
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
ENDLESS = 1 << 62
# What zipfile raises for an archive that is none, that is damaged, encrypted, or packed in another way.
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError)


class Archive:
    """The parts of a workbook; what is wrong with it is an error that names the file."""

    def __init__(self, path: Path, parts: zipfile.ZipFile) -> None:
        self.path = path
        self._parts = parts

    def sheet_parts(self) -> list[str]:
        """List the parts that look like sheets."""
        return [name for name in self._parts.namelist() if SHEET_PART.fullmatch(name)]

    def chunks(self, part: str, overlap: int = 0) -> Iterator[bytes]:
        """Yield a part unpacked, each chunk after the last bytes of the one before; raises when it gets too large."""
        known = self._parts.getinfo(part)
        self._demand_sane(part, known.file_size, known.compress_size)
        # Read on to where the packed bytes end, not to where the archive says that the part ends.
        unbounded = copy(known)
        unbounded.file_size = ENDLESS
        size, tail = 0, b""
        with self._parts.open(unbounded) as file:
            while chunk := file.read(CHUNK):
                size += len(chunk)
                self._demand_sane(part, size, known.compress_size)
                if len(chunk) == CHUNK and b"<" not in chunk:
                    raise self._long_cell(part)
                yield tail + chunk
                tail = chunk[-overlap:] if overlap else b""

    def refuse_bombs(self) -> None:
        """Raise LittleGiantError when what every reader of the workbook unpacks is too large; sheets come later."""
        for part in self._parts.infolist():
            if part.filename.lower().endswith(READ) and not SHEET_PART.fullmatch(part.filename):
                for _ in self.chunks(part.filename):
                    pass

    def part_of(self, sheet: str) -> str | None:
        """Return the part that holds the sheet of this name; None where the workbook does not say."""
        try:
            target = self._targets().get(self._relation(sheet) or "")
        except (ElementTree.ParseError, ExpatError, KeyError):
            return None
        if target is None:
            return None
        wanted = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/").casefold()
        return next((name for name in self._parts.namelist() if name.casefold() == wanted), None)

    def _relation(self, sheet: str) -> str | None:
        for node in ElementTree.fromstring(self._whole(WORKBOOK)).iter():
            if _local(node.tag) == "sheet" and node.get("name") == sheet:
                return next((value for key, value in node.items() if key.endswith("}id")), None)
        return None

    def _targets(self) -> dict[str, str]:
        nodes = ElementTree.fromstring(self._whole(RELATIONS)).iter()
        return {node.get("Id", ""): node.get("Target", "") for node in nodes}

    def _whole(self, part: str) -> bytes:
        return b"".join(self.chunks(part))

    def _long_cell(self, part: str) -> LittleGiantError:
        return LittleGiantError(
            "table.long-cell",
            Text(
                zh=f"{self.path} 的 {part} 有超过 {CHUNK >> 20} MB 的单元格。",
                en=f"{self.path}, {part} has a cell of more than {CHUNK >> 20} MB.",
            ),
            Text(
                zh="请确认文件来源；Excel 的单元格至多 32,767 字。",
                en="Make sure where the file comes from; a cell of Excel holds 32,767 characters at most.",
            ),
        )

    def _demand_sane(self, part: str, size: int, packed: int) -> None:
        if size <= HARMLESS or (size <= MOST_BYTES and size <= MOST_SHRUNK * packed):
            return
        megabytes = f"{size >> 20:,} MB"
        raise LittleGiantError(
            "table.too-large",
            Text(
                zh=f"{self.path} 的 {part} 解压后至少 {megabytes}，压缩后只有 {packed:,} 字节，不像是一张表；"
                f"至多 {MOST_BYTES >> 20:,} MB、{MOST_SHRUNK} 倍。",
                en=f"{self.path}, {part}: {packed:,} bytes unpack to {megabytes} or more, which no table does; the "
                f"limits are {MOST_BYTES >> 20:,} MB and {MOST_SHRUNK} times the packed size.",
            ),
            Text(
                zh="请确认文件来源；表若确实这样大，请另存为 CSV 或 Parquet。",
                en="Make sure where the file comes from; if the table is that large, save it as CSV or Parquet.",
            ),
        )


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open the archive of a workbook."""
    try:
        with zipfile.ZipFile(path) as parts:
            yield Archive(path, parts)
    except BROKEN as error:
        raise unreadable(str(path), error) from error


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
