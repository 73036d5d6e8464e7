"""The addresses of the pages."""

from __future__ import annotations

from django.urls import path

from littlegiant_platform.portal.pages.enterprises import enterprise, enterprises
from littlegiant_platform.portal.pages.front import front, source

app_name = "portal"
urlpatterns = [
    path("", front, name="front"),
    path("source/", source, name="source"),
    path("enterprises/", enterprises, name="enterprises"),
    path("enterprises/<uuid:identifier>/", enterprise, name="enterprise"),
]
