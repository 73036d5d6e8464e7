"""Which addresses there are."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from littlegiant_platform.api.addresses import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("allauth.urls")),
    path("api/v1/", api.urls),
]
