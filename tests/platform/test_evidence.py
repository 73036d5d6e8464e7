"""Evidence: arrives in pieces, is told by its content, and is given out to who may see it."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from littlegiant.errors import LittleGiantError
from littlegiant_platform.core.actor import Actor
from littlegiant_platform.registry.actions.prove import prove
from littlegiant_platform.registry.actions.state import Said, state
from littlegiant_platform.registry.actions.upload import Announced, add_piece, announce, finish, plain_name
from littlegiant_platform.registry.evidence import scanning
from littlegiant_platform.registry.evidence.store import is_whole, path_of, pieces_of
from littlegiant_platform.registry.models import Enterprise, Evidence, Upload

FILER = Actor("user:1")
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> None:
    settings.EVIDENCE_ROOT = tmp_path / "evidence"


def _announced(enterprise: Enterprise, content: bytes, name: str = "审计报告.pdf") -> Upload:
    return announce(enterprise, Announced(name, len(content), hashlib.sha256(content).hexdigest()), FILER)


def _kept(enterprise: Enterprise, content: bytes) -> Evidence:
    upload = _announced(enterprise, content)
    add_piece(upload, 0, content)
    return finish(upload, FILER)


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_file_arrives_in_pieces_and_is_kept_under_its_digest(enterprise: Enterprise) -> None:
    upload = _announced(enterprise, PDF)
    for start in range(0, len(PDF), 3000):
        add_piece(upload, start, PDF[start : start + 3000])
    add_piece(upload, 3000, PDF[3000:])
    evidence = finish(upload, FILER)
    assert path_of(evidence.digest).read_bytes() == PDF and is_whole(evidence.digest)
    assert (evidence.media_type, evidence.scan) == ("application/pdf", "unscanned")
    upload.refresh_from_db()
    assert finish(upload, FILER) == evidence


def test_a_file_that_was_put_in_place_before_a_crash_is_found_again(enterprise: Enterprise) -> None:
    upload = _announced(enterprise, PDF)
    add_piece(upload, 0, PDF)
    path_of(upload.digest).parent.mkdir(parents=True)
    pieces_of(str(upload.pk)).rename(path_of(upload.digest))
    assert finish(upload, FILER).size == len(PDF)


def test_a_piece_that_leaves_a_gap_or_is_too_much_is_refused(enterprise: Enterprise) -> None:
    upload = _announced(enterprise, PDF)
    for offset, piece in ((5, b"x"), (0, PDF + b"x"), (-1, b"x"), (0, b"")):
        with pytest.raises(LittleGiantError) as raised:
            add_piece(upload, offset, piece)
        assert raised.value.code == "evidence.piece"


def test_an_upload_that_is_incomplete_or_another_file_is_refused(enterprise: Enterprise) -> None:
    upload = _announced(enterprise, PDF)
    add_piece(upload, 0, PDF[:100])
    with pytest.raises(LittleGiantError) as raised:
        finish(upload, FILER)
    assert raised.value.code == "evidence.incomplete"
    add_piece(upload, 100, bytes(len(PDF) - 100))
    with pytest.raises(LittleGiantError) as raised:
        finish(upload, FILER)
    assert raised.value.code == "evidence.digest"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<html><script>alert(1)</script>", "evidence.kind"),
        (b"MZ\x90\x00" + bytes(100), "evidence.kind"),
        (b"PK\x03\x04" + bytes(100), "evidence.kind"),
        (_packed({"a.txt": b"x"}), "evidence.kind"),
        (_packed({"xl/workbook.xml": b"<x/>", "xl/vbaProject.bin": b"x"}), "evidence.unsafe"),
        (_packed({"xl/workbook.xml": b"<x/>", "xl/a.xml": bytes(32 << 20)}), "evidence.unsafe"),
    ],
)
def test_a_file_is_told_by_its_content_and_refused_where_it_may_do_harm(
    enterprise: Enterprise, content: bytes, code: str
) -> None:
    with pytest.raises(LittleGiantError) as raised:
        _kept(enterprise, content)
    assert raised.value.code == code
    assert not Evidence.objects.exists()


def test_a_workbook_without_macros_is_taken(enterprise: Enterprise) -> None:
    assert "spreadsheet" in _kept(enterprise, _packed({"xl/workbook.xml": b"<x/>"})).media_type


@pytest.mark.parametrize(("size", "digest"), [(0, "0" * 64), (200 << 20, "0" * 64), (5, "0"), (5, "g" * 64)])
def test_a_file_that_is_too_large_or_has_no_digest_is_refused_at_once(
    enterprise: Enterprise, size: int, digest: str
) -> None:
    with pytest.raises(LittleGiantError):
        announce(enterprise, Announced("x.pdf", size, digest), FILER)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\a\\b.pdf", "b.pdf"),
        ("a\x00b\n.pdf", "a_b_.pdf"),
        ("..", "file"),
        ("报告\u202efdp.exe", "报告_fdp.exe"),
    ],
)
def test_a_name_loses_its_folders_and_what_cannot_be_seen(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_a_file_in_which_the_scanner_finds_a_virus_is_not_kept(
    enterprise: Enterprise, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.CLAMD = "/nowhere"
    monkeypatch.setattr(scanning, "_asked", lambda _: "stream: Eicar-Test-Signature FOUND")
    with pytest.raises(LittleGiantError) as raised:
        _kept(enterprise, PDF)
    assert raised.value.code == "evidence.infected"


def test_without_a_scanner_that_answers_a_file_stays_unscanned(enterprise: Enterprise, settings: Any) -> None:
    settings.CLAMD = "/nowhere/clamd.sock"
    assert _kept(enterprise, PDF).scan == "unscanned"


def test_evidence_proves_things_of_its_own_enterprise_only(enterprise: Enterprise, watch: Any) -> None:
    from littlegiant_platform.registry.actions.enrol import Entry, enrol

    evidence = _kept(enterprise, PDF)
    own = state(enterprise, [Said("revenue", 1, year=2025)], FILER)[0]
    other = state(enrol(Entry("乙", synthetic=True), FILER), [Said("revenue", 1, year=2025)], FILER)[0]
    assert prove(evidence, own, "第 3 页", FILER).statement == own
    with pytest.raises(LittleGiantError):
        prove(evidence, other, "", FILER)
