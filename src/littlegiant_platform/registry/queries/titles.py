"""Who holds which title on a day: in force, which is not the same as ever recognised."""

from __future__ import annotations

from django.db.models import QuerySet

from littlegiant_platform.registry.models import Title
from littlegiant_platform.registry.queries.moment import Moment


def titles_in_force(moment: Moment) -> QuerySet[Title]:
    """Return the titles in force on the day asked about, by the knowledge of the moment."""
    return Title.objects.filter(moment.known, since__lte=moment.true_on, until__gt=moment.true_on)


def titles_ever(moment: Moment) -> QuerySet[Title]:
    """Return the titles that were granted by the day asked about, in force or not."""
    return Title.objects.filter(moment.known, since__lte=moment.true_on)
