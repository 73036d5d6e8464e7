"""The app of enterprises."""

from __future__ import annotations

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Enterprises, statements, titles."""

    name = "littlegiant_platform.registry"
    label = "registry"
