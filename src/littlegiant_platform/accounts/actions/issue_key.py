"""Issues keys by which other systems act for an organisation, finds who holds one, and revokes them."""

from __future__ import annotations

import datetime
import hashlib
import hmac
import secrets
from dataclasses import dataclass

from django.db import transaction

from littlegiant_platform.accounts.models import ApiKey, Organisation
from littlegiant_platform.core import clock
from littlegiant_platform.core.actor import Actor
from littlegiant_platform.core.journal import Act, record

MARK = "lg"


@dataclass(frozen=True)
class Terms:
    """What a key is for: its name, whether it may write, how often it may ask, until when it is good."""

    name: str
    may_write: bool = False
    per_minute: int = 120
    expires: datetime.datetime | None = None


def issue_key(organisation: Organisation, terms: Terms, actor: Actor) -> tuple[ApiKey, str]:
    """Return a new key and its secret, which is shown once and kept nowhere."""
    prefix, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    with transaction.atomic():
        key = ApiKey.objects.create(
            organisation=organisation, name=terms.name, prefix=prefix, digest=_digest(secret),
            may_write=terms.may_write, per_minute=terms.per_minute, created=clock.now(), expires=terms.expires,
        )  # fmt: skip
        after = {"key": key.reference, "name": terms.name, "may_write": terms.may_write}
        record(Act("key.issued", f"organisation:{organisation.pk}", None, after), actor)
    return key, f"{MARK}_{prefix}_{secret}"


def revoke_key(key: ApiKey, actor: Actor) -> None:
    """End a key; one that is revoked already stays as it is."""
    with transaction.atomic():
        locked = ApiKey.objects.select_for_update().get(pk=key.pk)
        if locked.revoked is None:
            locked.revoked = clock.now()
            locked.save(update_fields=["revoked"])
            record(
                Act("key.revoked", f"organisation:{locked.organisation_id}", {"key": locked.reference}), actor
            )


def holder_of(written: str) -> ApiKey | None:
    """Return the key that was presented, None where it is unknown, revoked or past its day."""
    mark, _, rest = written.partition("_")
    prefix, _, secret = rest.partition("_")
    key = (
        ApiKey.objects.select_related("organisation__place")
        .filter(prefix=prefix, revoked__isnull=True)
        .first()
    )
    if mark != MARK or key is None or not hmac.compare_digest(key.digest, _digest(secret)):
        return None
    return key if key.expires is None or key.expires > clock.now() else None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
