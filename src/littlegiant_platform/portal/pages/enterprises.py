"""Enterprises: the list, and the record of one as of any day."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from littlegiant_platform.core.models import Entry
from littlegiant_platform.portal.pages.asking import moment, viewer
from littlegiant_platform.registry.models import Enterprise, Title
from littlegiant_platform.registry.queries.known import known_of
from littlegiant_platform.registry.queries.seen import findable_for, records_for

ON_A_PAGE, ENTRIES = 50, 50


def enterprises(request: HttpRequest) -> HttpResponse:
    """Show the enterprises that whoever asks may find, narrowed by name, place and industry."""
    asked = {
        name: request.GET.get(name, "").replace("\x00", "").strip()[:60]
        for name in ("q", "place", "industry")
    }
    rows = findable_for(viewer(request)).order_by("name", "pk")
    if asked["q"]:
        rows = rows.filter(name__icontains=asked["q"]) | rows.filter(uscc=asked["q"].upper())
    if asked["place"]:
        rows = rows.filter(place__name__icontains=asked["place"]) | rows.filter(place=asked["place"])
    if asked["industry"]:
        rows = rows.filter(industry__startswith=asked["industry"])
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "portal/enterprises.html", {"page": page, **asked, "asked": asked})


def enterprise(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Show one enterprise: titles to everybody, facts and history to who may read its record."""
    asker, when = viewer(request), moment(request)
    one = findable_for(asker).filter(pk=identifier).first()
    if one is None:
        raise Http404
    titles = Title.objects.filter(when.known, enterprise=one, since__lte=when.true_on).order_by("-since")
    shown: dict[str, Any] = {"one": one, "titles": titles, "when": when}
    if records_for(asker).filter(pk=identifier).exists():
        known = sorted(known_of(one.pk, when).values(), key=lambda item: (item.fact, -(item.year or 0)))
        shown |= {
            "known": known,
            "conflicts": sum(item.in_conflict for item in known),
            "history": _history(one),
        }
    return render(request, "portal/enterprise.html", shown)


def _history(one: Enterprise) -> list[dict[str, Any]]:
    entries = Entry.objects.filter(subject=one.subject).order_by("-sequence")[:ENTRIES]
    return [{"entry": entry, "after": json.loads(entry.after)} for entry in entries]
