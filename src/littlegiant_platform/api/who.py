"""Who asks: a person by their session, another system by its key, or the public."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer, SessionAuth

from littlegiant_platform.accounts.actions.issue_key import holder_of
from littlegiant_platform.accounts.models import ApiKey, User
from littlegiant_platform.accounts.viewer import PUBLIC, Viewer, viewer_by_key, viewer_of
from littlegiant_platform.core.actor import Actor


class ByKey(HttpBearer):
    """`Authorization: Bearer lg_…`."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiKey | None:
        """Return the key, None where it is not valid."""
        return holder_of(token)


class BySession(SessionAuth):
    """The session of a person who signed in on the page; writes need the page's CSRF token."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """Return the person, None where nobody is signed in."""
        return request.user if isinstance(request.user, User) and request.user.is_active else None


def anybody(request: HttpRequest) -> str | None:
    """Let the public through; what they see is limited by the viewer. Whoever shows a key that is not valid is told."""
    return None if "Authorization" in request.headers else "public"


def viewer(request: HttpRequest) -> Viewer:
    """Return what whoever asks may see."""
    found = getattr(request, "auth", None)
    if isinstance(found, ApiKey):
        return viewer_by_key(found, _actor(request, found.reference, str(found.organisation_id)))
    if isinstance(found, User):
        return viewer_of(found, _actor(request, found.reference))
    return PUBLIC


def _actor(request: HttpRequest, name: str, organisation: str = "") -> Actor:
    return Actor(
        name,
        organisation,
        str(request.META.get("REMOTE_ADDR", ""))[:64],
        str(request.META.get("HTTP_USER_AGENT", ""))[:200],
        str(request.META.get("HTTP_X_REQUEST_ID") or uuid.uuid4())[:64],
    )
