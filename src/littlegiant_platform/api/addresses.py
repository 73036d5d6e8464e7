"""The API as a whole: `/api/v1/`, its description at `/api/v1/openapi.json`."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.throttling import SimpleRateThrottle

from littlegiant_platform.accounts.models import ApiKey
from littlegiant_platform.api import enterprises, evidence, problems, standards
from littlegiant_platform.api.who import ByKey, BySession, anybody

PUBLIC_PER_MINUTE, PERSON_PER_MINUTE = 60, 240


class PerAsker(SimpleRateThrottle):
    """So many requests a minute: as the key allows, fewer for the public, by address."""

    def __init__(self) -> None:
        super().__init__(f"{PUBLIC_PER_MINUTE}/m")

    def allow_request(self, request: HttpRequest) -> bool:
        """Say whether one more is allowed now."""
        who = getattr(request, "auth", None)
        self.num_requests = _per_minute(who)
        return bool(super().allow_request(request))

    def get_cache_key(self, request: HttpRequest) -> str:
        """Return by whom requests are counted."""
        who = getattr(request, "auth", None)
        if isinstance(who, ApiKey):
            return f"api:{who.reference}"
        return f"api:{getattr(who, 'reference', None) or self.get_ident(request)}"


def _per_minute(who: object) -> int:
    if isinstance(who, ApiKey):
        return who.per_minute
    return PERSON_PER_MINUTE if hasattr(who, "reference") else PUBLIC_PER_MINUTE


api = NinjaAPI(
    title="Little Giant 小巨人",
    version="1",
    urls_namespace="api",
    auth=[ByKey(), BySession(), anybody],
    throttle=[PerAsker()],
    docs_url=None,
)
problems.install(api)
api.add_router("", standards.router)
api.add_router("", enterprises.router)
api.add_router("", evidence.router)
