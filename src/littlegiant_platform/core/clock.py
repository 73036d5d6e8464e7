"""The time by which acts are recorded: UTC, to the microsecond, never earlier than an act already recorded."""

from __future__ import annotations

import datetime


def now() -> datetime.datetime:
    """Return the moment; tests put another function in its place."""
    return datetime.datetime.now(datetime.UTC)
