"""Which files are taken as evidence: told by their content, whatever their name says."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

from littlegiant.errors import LittleGiantError, Text

BEGINNINGS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
ZIP = b"PK\x03\x04"
PACKED = (
    ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("OFD.xml", "application/ofd"),
)
MACROS = ("vbaProject.bin", "macrosheets/")
MOST_PARTS, MOST_UNPACKED, MOST_SHRUNK = 5000, 1 << 30, 200
HARMLESS = 16 << 20
CHUNK = 1 << 20
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError)
LISTED = Text("PDF、PNG、JPEG、TIFF、XLSX、DOCX、OFD", "PDF, PNG, JPEG, TIFF, XLSX, DOCX and OFD")


def media_type_of(path: Path) -> str:
    """Return the media type of a file; raises evidence.kind for one that is not taken, evidence.unsafe for one that may harm."""
    with path.open("rb") as source:
        head = source.read(16)
        for beginning, media_type in BEGINNINGS:
            if head.startswith(beginning):
                return media_type
        if head.startswith(ZIP):
            source.seek(0)
            return _packed(source)
    raise _not_taken()


def _packed(source: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(source) as parts:
            names = parts.namelist()
            if any(mark in name for name in names for mark in MACROS):
                raise _unsafe(Text("含有宏", "it holds macros"))
            if len(names) > MOST_PARTS:
                raise _unsafe(Text("部件过多", "it has too many parts"))
            _measure(parts)
    except BROKEN as error:
        raise _not_taken() from error
    found = next((media_type for name, media_type in PACKED if name in names), None)
    if found is None:
        raise _not_taken()
    return found


def _measure(parts: zipfile.ZipFile) -> None:
    """Unpack everything once without keeping it: the sizes that an archive states may be false."""
    whole = 0
    for part in parts.infolist():
        size = 0
        with parts.open(part) as content:
            while chunk := content.read(CHUNK):
                size += len(chunk)
                whole += len(chunk)
                if whole > MOST_UNPACKED or (size > HARMLESS and size > MOST_SHRUNK * part.compress_size):
                    raise _unsafe(Text("解压后过大", "it unpacks to far more than its size"))


def _not_taken() -> LittleGiantError:
    return LittleGiantError(
        "evidence.kind",
        Text("文件内容不是可接受的类型。", "By its content the file is of no kind that is taken."),
        Text(f"可接受：{LISTED.zh}。", f"Taken are {LISTED.en}."),
    )


def _unsafe(why: Text) -> LittleGiantError:
    return LittleGiantError(
        "evidence.unsafe",
        Text(f"文件可能有害：{why.zh}。", f"The file may do harm: {why.en}."),
        Text("请另存为 PDF 后再上传。", "Save it as PDF and upload that."),
    )
