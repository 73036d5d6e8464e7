"""The app of the journal."""

from __future__ import annotations

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The lowest app."""

    name = "littlegiant_platform.core"
    label = "core"
