"""The app of the pages."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Pages for enterprises and the public."""

    name = "littlegiant_platform.portal"
    label = "portal"
