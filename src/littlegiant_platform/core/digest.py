"""The digest that links an entry to the one before it."""

from __future__ import annotations

import datetime
import decimal
import hashlib
import json
from typing import Any

from littlegiant_platform.core.models import Entry

FIRST = "0" * 64
FIELDS = (
    "sequence", "at", "actor", "organisation", "verb", "subject", "before", "after", "reason", "address", "agent",
    "request", "previous",
)  # fmt: skip


def digest_of(entry: Entry) -> str:
    """Return the SHA-256 of all that an entry says, as 64 hexadecimal digits."""
    said = [_written(getattr(entry, name)) for name in FIELDS]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def canonical(value: Any) -> str:
    """Return a value as JSON that is the same for the same value: sorted keys, no blanks, days and decimals as text."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain, allow_nan=False
    )


def _written(value: Any) -> str | int:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    return value if isinstance(value, int) else str(value)


def _plain(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    if isinstance(value, datetime.date | decimal.Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot stand in the journal")
