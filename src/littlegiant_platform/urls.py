"""Which addresses there are."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from littlegiant_platform.api.addresses import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("allauth.urls")),
    path("api/v1/", api.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("littlegiant_platform.portal.urls")),
]
