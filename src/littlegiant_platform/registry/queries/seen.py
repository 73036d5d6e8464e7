"""Which enterprises somebody may see: limited here, in the query, and nowhere else."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from littlegiant_platform.accounts.viewer import Viewer
from littlegiant_platform.registry.models import Enterprise, Title


def records_for(viewer: Viewer) -> QuerySet[Enterprise]:
    """Return the enterprises whose whole record somebody may read: their own, and those of the places of their office."""
    own = Q(organisation__in=viewer.organisations)
    return Enterprise.objects.filter(own | viewer.within("place__path")).select_related("place")


def editable_by(viewer: Viewer) -> QuerySet[Enterprise]:
    """Return the enterprises for which somebody may state facts: their own, and those where their office corrects."""
    found = Q(organisation__in=viewer.editing)
    for path in viewer.settling:
        found |= Q(place__path__startswith=path)
    return Enterprise.objects.filter(found, merged_into__isnull=True).select_related("place")


def listed() -> QuerySet[Enterprise]:
    """Return the enterprises anybody may find: those that hold or held a title, which is published."""
    titled = Title.objects.filter(enterprise=OuterRef("pk"), ended__isnull=True)
    return Enterprise.objects.filter(Exists(titled), merged_into__isnull=True).select_related("place")


def findable_for(viewer: Viewer) -> QuerySet[Enterprise]:
    """Return every enterprise somebody may find by name or code: what is public and what they may read."""
    return listed() | records_for(viewer).filter(merged_into__isnull=True)


def may_read_record(viewer: Viewer, enterprise: UUID) -> bool:
    """Say whether somebody may read the whole record of an enterprise."""
    return records_for(viewer).filter(pk=enterprise).exists()
