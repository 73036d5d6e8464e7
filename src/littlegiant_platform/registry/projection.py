"""Keeps on the enterprise's own row what is known now and true today, for lists and search."""

from __future__ import annotations

import datetime

from littlegiant_platform.accounts.models import Place
from littlegiant_platform.registry.models import Enterprise
from littlegiant_platform.registry.queries.known import known_of
from littlegiant_platform.registry.queries.moment import today

SHOWN = ("name", "place", "industry", "founded")


def refresh(enterprise: Enterprise) -> None:
    """Write name, place, industry and founding day anew from the statements, and the version of the row."""
    known = known_of(enterprise.pk, today())
    # What is in conflict stays as it was: an enterprise whose place is disputed must not drop out of every office's sight.
    open_ = {name for name in SHOWN if (name, None) in known and known[name, None].in_conflict}
    found = {name: known[name, None].value if (name, None) in known else None for name in SHOWN}
    if found["name"]:
        enterprise.name = str(found["name"])
    if "place" not in open_:
        enterprise.place = Place.objects.filter(pk=found["place"]).first()
    if "industry" not in open_:
        enterprise.industry = found["industry"] or ""
    if "founded" not in open_:
        enterprise.founded = found["founded"] and datetime.date.fromisoformat(str(found["founded"]))
    enterprise.save()
