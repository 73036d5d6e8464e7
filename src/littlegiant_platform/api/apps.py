"""The app of the API."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Addresses for machines."""

    name = "littlegiant_platform.api"
    label = "api"
