"""The two questions of time: as true for a day, as known on a moment."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Q

from littlegiant_platform.core import clock


@dataclass(frozen=True)
class Moment:
    """`true_on` is the day that is asked about, `known_on` the moment by whose knowledge it is answered."""

    true_on: datetime.date
    known_on: datetime.datetime

    @property
    def known(self) -> Q:
        """Return the condition that a row was recorded by then and not yet ended."""
        ended = Q(ended__isnull=True) | Q(ended__gt=self.known_on)
        return Q(recorded__lte=self.known_on) & ended

    @property
    def in_force(self) -> Q:
        """Return the condition that a row with days covers the day asked about."""
        begun = Q(since__isnull=True) | Q(since__lte=self.true_on)
        return begun & (Q(until__isnull=True) | Q(until__gt=self.true_on))


def today() -> Moment:
    """Return the question as of now."""
    now = clock.now()
    return Moment(now.date(), now)
