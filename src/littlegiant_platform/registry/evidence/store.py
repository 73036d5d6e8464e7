"""Where evidence lies: outside the web root, each file under the digest of its content, written once."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from django.conf import settings

CHUNK = 1 << 20


def path_of(digest: str) -> Path:
    """Return where the content with this digest lies."""
    return Path(settings.EVIDENCE_ROOT) / digest[:2] / digest


def pieces_of(upload: str) -> Path:
    """Return where the pieces of an upload are gathered."""
    return Path(settings.EVIDENCE_ROOT) / "uploads" / upload


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def keep(path: Path, digest: str) -> None:
    """Move a file to its place, readable by the owner only; the same content is kept once."""
    target = path_of(digest)
    target.parent.mkdir(parents=True, exist_ok=True)
    path.chmod(0o400)
    path.replace(target)
    _flush(target.parent)


def append(path: Path, offset: int, piece: bytes) -> int:
    """Write a piece at its place and return how much there is now; what lay behind it is cut off."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("r+b" if path.exists() else "xb") as out:
        out.seek(offset)
        out.write(piece)
        out.truncate()
        out.flush()
        os.fsync(out.fileno())
        return out.tell()


def is_whole(digest: str) -> bool:
    """Say whether what lies under a digest has that digest."""
    path = path_of(digest)
    return path.is_file() and digest_of(path) == digest


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
