"""The app of people and organisations."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Organisations, people and roles."""

    name = "littlegiant_platform.accounts"
    label = "accounts"
