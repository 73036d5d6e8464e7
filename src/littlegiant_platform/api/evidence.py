"""`/uploads` and `/evidence`: files that prove what was stated, given out through permission checks only."""

from __future__ import annotations

from typing import Any, Literal
from urllib.parse import quote
from uuid import UUID

from django.http import FileResponse, HttpRequest
from ninja import Field, Router, Schema, Status

from littlegiant_platform.accounts.viewer import Viewer
from littlegiant_platform.api.once import once
from littlegiant_platform.api.problems import DENIED, NOT_FOUND
from littlegiant_platform.api.who import viewer
from littlegiant_platform.registry.actions.prove import prove
from littlegiant_platform.registry.actions.upload import Announced, add_piece, announce, finish
from littlegiant_platform.registry.evidence.store import path_of
from littlegiant_platform.registry.models import Evidence, Right, Statement, Title, Upload
from littlegiant_platform.registry.queries.seen import editable_by, records_for

router = Router(tags=["evidence"])
THINGS = {"statement": Statement, "title": Title, "right": Right}


class UploadIn(Schema):
    """A file that is to come."""

    name: str = Field(max_length=400)
    size: int
    sha256: str = Field(max_length=64)


class ProofIn(Schema):
    """What a file proves, and where in it."""

    kind: Literal["statement", "title", "right"]
    id: int
    page: str = Field("", max_length=60)


@router.post(
    "/enterprises/{uuid:identifier}/uploads", summary="Begin an upload", response={201: dict[str, Any]}
)
def begun(request: HttpRequest, identifier: UUID, sent: UploadIn) -> Status[Any]:
    """Announce a file with its size and SHA-256; its content is sent in pieces."""
    asker = viewer(request)
    enterprise = editable_by(asker).filter(pk=identifier).first()
    if enterprise is None:
        raise NOT_FOUND if not records_for(asker).filter(pk=identifier).exists() else DENIED
    file = Announced(sent.name, sent.size, sent.sha256.lower())
    return once(request, asker.actor, lambda: (201, _upload(announce(enterprise, file, asker.actor))))


@router.put("/uploads/{uuid:identifier}", summary="Send a piece", response=dict[str, Any])
def piece(request: HttpRequest, identifier: UUID, offset: int) -> dict[str, Any]:
    """Take the body as the content from `offset` on; a piece that was lost on the way may be sent again."""
    return _upload(add_piece(_own(viewer(request), identifier), offset, request.body))


@router.post("/uploads/{uuid:identifier}/finish", summary="Keep the file", response={201: dict[str, Any]})
def finished(request: HttpRequest, identifier: UUID) -> Status[Any]:
    """Check and scan what has arrived and keep it as evidence."""
    asker = viewer(request)
    upload = _own(asker, identifier)
    return Status(201, _evidence(finish(upload, asker.actor)))


@router.get("/enterprises/{uuid:identifier}/evidence", summary="Evidence", response=list[dict[str, Any]])
def listed(request: HttpRequest, identifier: UUID) -> list[dict[str, Any]]:
    """Return the files of an enterprise with what each proves."""
    if not records_for(viewer(request)).filter(pk=identifier).exists():
        raise NOT_FOUND
    rows = Evidence.objects.filter(enterprise=identifier).prefetch_related("proofs").order_by("recorded")
    return [_evidence(one) for one in rows]


@router.get("/evidence/{uuid:identifier}/content", summary="The file itself")
def content(request: HttpRequest, identifier: UUID) -> FileResponse:
    """Return the file as it was handed in, to be saved and not shown in the browser."""
    one = _seen(viewer(request), identifier)
    found = FileResponse(path_of(one.digest).open("rb"), content_type=one.media_type)
    found["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(one.name)}"
    found["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return found


@router.post(
    "/evidence/{uuid:identifier}/proofs", summary="Say what it proves", response={201: dict[str, Any]}
)
def proof(request: HttpRequest, identifier: UUID, sent: ProofIn) -> Status[Any]:
    """Tie a file to a statement, a title or a right of the same enterprise."""
    asker = viewer(request)
    one = _seen(asker, identifier)
    if not editable_by(asker).filter(pk=one.enterprise_id).exists():
        raise DENIED
    model: Any = THINGS[sent.kind]
    thing = model.objects.filter(pk=sent.id, enterprise=one.enterprise_id).first()
    if thing is None:
        raise NOT_FOUND

    def write() -> tuple[int, Any]:
        found = prove(one, thing, sent.page, asker.actor)
        return 201, {"id": found.pk, sent.kind: sent.id, "page": found.page}

    return once(request, asker.actor, write)


def _own(asker: Viewer, identifier: UUID) -> Upload:
    """Return an upload that whoever asks has begun, for an enterprise they may still write for."""
    upload = Upload.objects.filter(
        pk=identifier, created_by=asker.actor.name, enterprise__in=editable_by(asker)
    ).first()
    if upload is None:
        raise NOT_FOUND
    return upload


def _seen(asker: Viewer, identifier: UUID) -> Evidence:
    one = Evidence.objects.filter(pk=identifier, enterprise__in=records_for(asker)).first()
    if one is None:
        raise NOT_FOUND
    return one


def _upload(upload: Upload) -> dict[str, Any]:
    return {"id": str(upload.pk), "name": upload.name, "size": upload.size, "received": upload.received}


def _evidence(one: Evidence) -> dict[str, Any]:
    names = ("size", "media_type", "name", "scan", "recorded", "recorded_by")
    proofs = [
        {
            "statement": proof.statement_id,
            "title": proof.title_id,
            "right": proof.right_id,
            "page": proof.page,
        }
        for proof in one.proofs.all()
    ]
    found = {name: getattr(one, name) for name in names}
    return {"id": str(one.pk), "sha256": one.digest, **found, "proofs": proofs}
