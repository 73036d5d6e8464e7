"""The front page, and what the source report says."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from littlegiant_platform.portal.pages.asking import moment
from littlegiant_platform.registry.models import Enterprise
from littlegiant_platform.registry.queries.titles import titles_ever, titles_in_force

TIERS = ("cn/innovative-sme", "cn/tech-sme", "cn/srdi-sme", "cn/little-giant")


def front(request: HttpRequest) -> HttpResponse:
    """Show what this is and what to try, with the titles in force and ever granted."""
    when = moment(request)
    tiers = [
        {
            "standard": standard,
            "in_force": titles_in_force(when).filter(standard=standard).count(),
            "ever": titles_ever(when).filter(standard=standard).values("enterprise").distinct().count(),
        }
        for standard in TIERS
    ]
    known = {"tiers": tiers, "when": when, "enterprises": Enterprise.objects.count()}
    return render(request, "portal/front.html", known)


def source(request: HttpRequest) -> HttpResponse:
    """Show what the source report says of the robot maker and the large enterprise, and nothing more."""
    return render(request, "portal/source.html")
