"""Takes a file in pieces and makes it evidence once all of it has arrived."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from littlegiant.errors import LittleGiantError, Text
from littlegiant_platform.core import clock
from littlegiant_platform.core.actor import Actor
from littlegiant_platform.core.journal import Act, record
from littlegiant_platform.registry.evidence.kinds import media_type_of
from littlegiant_platform.registry.evidence.scanning import scan
from littlegiant_platform.registry.evidence.store import append, digest_of, keep, path_of, pieces_of
from littlegiant_platform.registry.models import Enterprise, Evidence, Upload

LARGEST, LARGEST_PIECE = 100 << 20, 8 << 20
DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Announced:
    """A file that is to come: its name, its size in bytes, the SHA-256 of its content."""

    name: str
    size: int
    digest: str


def announce(enterprise: Enterprise, file: Announced, actor: Actor) -> Upload:
    """Begin an upload; raises evidence.size for a file that is empty or too large, evidence.digest without its SHA-256."""
    if not 0 < file.size <= LARGEST:
        raise LittleGiantError(
            "evidence.size",
            Text(
                f"文件应有 1 字节至 {LARGEST >> 20} MB，而不是 {file.size:,} 字节。",
                f"A file has from 1 byte to {LARGEST >> 20} MB, not {file.size:,} bytes.",
            ),
            Text("请压缩图片或分成几个文件。", "Use smaller pictures, or several files."),
        )
    if not DIGEST.fullmatch(file.digest):
        raise LittleGiantError(
            "evidence.digest",
            Text(
                "须给出文件内容的 SHA-256（64 位十六进制）。",
                "Give the SHA-256 of the content as 64 hexadecimal digits.",
            ),
        )
    return Upload.objects.create(
        enterprise=enterprise, name=plain_name(file.name), size=file.size, digest=file.digest, created=clock.now(),
        created_by=actor.name,
    )  # fmt: skip


def add_piece(upload: Upload, offset: int, piece: bytes) -> Upload:
    """Take the next piece; one that was sent before is taken again. Raises evidence.piece for one that leaves a gap."""
    with transaction.atomic():
        locked = Upload.objects.select_for_update().get(pk=upload.pk)
        fits = 0 <= offset <= locked.received and offset + len(piece) <= locked.size
        if locked.evidence_id or not fits or not 0 < len(piece) <= LARGEST_PIECE:
            raise LittleGiantError(
                "evidence.piece",
                Text(
                    f"已收到 {locked.received:,} / {locked.size:,} 字节；下一段须从这里开始，每段至多 {LARGEST_PIECE >> 20} MB。",
                    f"{locked.received:,} of {locked.size:,} bytes are here; the next piece begins there and has at most "
                    f"{LARGEST_PIECE >> 20} MB.",
                ),
            )
        locked.received = append(pieces_of(str(locked.pk)), offset, piece)
        locked.save(update_fields=["received"])
    return locked


def finish(upload: Upload, actor: Actor) -> Evidence:
    """Check and scan a file that has arrived, and keep it; the same upload gives the same evidence again.

    Raises evidence.incomplete while something is missing, evidence.digest where the content is another,
    evidence.kind, evidence.unsafe or evidence.infected for a file that is not taken.
    """
    with transaction.atomic():
        locked = Upload.objects.select_for_update().get(pk=upload.pk)
        if locked.evidence is not None:
            return locked.evidence
        path = _arrived(locked)
        if locked.received != locked.size:
            raise LittleGiantError(
                "evidence.incomplete",
                Text(
                    f"只收到 {locked.received:,} / {locked.size:,} 字节。",
                    f"Only {locked.received:,} of {locked.size:,} bytes are here.",
                ),
                Text("请继续上传。", "Go on with the upload."),
            )
        _demand_same(locked, digest_of(path))
        media_type = media_type_of(path)
        verdict = scan(path)
        if verdict == Evidence.Scan.INFECTED:
            raise LittleGiantError(
                "evidence.infected",
                Text("扫描发现病毒，未保存。", "The scanner found a virus; the file is not kept."),
            )
        evidence = Evidence.objects.create(
            enterprise=locked.enterprise, digest=locked.digest, size=locked.size, media_type=media_type, name=locked.name,
            scan=verdict, scanned=None if verdict == Evidence.Scan.UNSCANNED else clock.now(), recorded=clock.now(),
            recorded_by=actor.name,
        )  # fmt: skip
        after = {
            "evidence": str(evidence.pk),
            "digest": evidence.digest,
            "size": evidence.size,
            "name": evidence.name,
        }
        record(Act("evidence.kept", locked.enterprise.subject, None, after), actor)
        locked.evidence = evidence
        locked.save(update_fields=["evidence"])
        keep(path, locked.digest)
    return evidence


def plain_name(name: str) -> str:
    """Return a file's name without folders and control characters, at most 200 characters long."""
    last = re.split(r"[/\\]", name)[-1]
    found = re.sub(r"[\x00-\x1f\x7f<>:\"|?*\u202a-\u202e\u2066-\u2069]", "_", last).strip(" .")[-200:]
    return found or "file"


def _arrived(upload: Upload) -> Path:
    """Return where the content is: with its pieces, or in its place already where an earlier attempt was cut off."""
    gathered = pieces_of(str(upload.pk))
    return gathered if gathered.is_file() else path_of(upload.digest)


def _demand_same(upload: Upload, found: str) -> None:
    if found != upload.digest:
        raise LittleGiantError(
            "evidence.digest",
            Text(
                "收到的内容与声明的 SHA-256 不符。",
                "What arrived does not have the SHA-256 that was announced.",
            ),
            Text("请重新上传。", "Upload it again."),
        )
