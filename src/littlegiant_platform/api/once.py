"""Carries out a write once, however often its request arrives."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.http import HttpRequest
from ninja import Status

from littlegiant.errors import LittleGiantError, Text
from littlegiant_platform.core.actor import Actor
from littlegiant_platform.core.models import Reply

HEADER = "Idempotency-Key"
LONGEST = 120


def once(request: HttpRequest, actor: Actor, write: Callable[[], tuple[int, Any]]) -> Status[Any]:
    """Write, or return what was answered when the same key came with the same content.

    Raises request.repeated where the key came with other content. Without the header every request is carried out.
    """
    key = request.headers.get(HEADER, "").strip()[:LONGEST]
    with transaction.atomic():
        if not key:
            return Status(*write())
        content = hashlib.sha256(
            b"\0".join([str(request.method).encode(), request.path.encode(), request.body])
        ).hexdigest()
        kept, is_new = Reply.objects.select_for_update().get_or_create(
            actor=actor.name, key=key, defaults={"content": content, "status": 0, "body": ""}
        )
        if not is_new:
            return _again(kept, content)
        kept.status, found = write()
        kept.body = json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False)
        kept.save(update_fields=["status", "body"])
        return Status(kept.status, found)


def _again(kept: Reply, content: str) -> Status[Any]:
    if kept.content != content:
        raise LittleGiantError(
            "request.repeated",
            Text(
                f"{HEADER} 已用于另一项内容不同的请求。",
                f"The {HEADER} was used for another request with other content.",
            ),
            Text("请换一个键。", "Use another key."),
        )
    return Status(kept.status, json.loads(kept.body))
