"""What every page says."""

from __future__ import annotations

from django.http import HttpRequest

from littlegiant_platform.registry.models import Enterprise


def marks(_request: HttpRequest) -> dict[str, object]:
    """Say whether synthetic enterprises are in the platform, so that every page can."""
    return {"has_synthetic": Enterprise.objects.filter(synthetic=True).exists()}
