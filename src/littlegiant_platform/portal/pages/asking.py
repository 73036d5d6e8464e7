"""Who asks for a page, and as of when."""

from __future__ import annotations

import datetime
import uuid

from django.http import HttpRequest
from django.utils import timezone

from littlegiant_platform.accounts.models import User
from littlegiant_platform.accounts.viewer import PUBLIC, Viewer, viewer_of
from littlegiant_platform.core import clock
from littlegiant_platform.core.actor import Actor
from littlegiant_platform.registry.queries.moment import Moment


def viewer(request: HttpRequest) -> Viewer:
    """Return what whoever asks may see."""
    if not isinstance(request.user, User):
        return PUBLIC
    address, agent = request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_USER_AGENT", "")
    actor = Actor(request.user.reference, "", str(address)[:64], str(agent)[:200], str(uuid.uuid4()))
    return viewer_of(request.user, actor)


def moment(request: HttpRequest) -> Moment:
    """Return as of when: the days in the address, else today; a day that is none counts as today."""
    now = clock.now()
    true_on = _day(request.GET.get("true_on", "")) or timezone.localdate()
    known = _day(request.GET.get("known_on", ""))
    if known is None:
        return Moment(true_on, now)
    end = datetime.datetime.combine(known, datetime.time.max, timezone.get_current_timezone())
    return Moment(true_on, min(end, now))


def _day(written: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        return None
