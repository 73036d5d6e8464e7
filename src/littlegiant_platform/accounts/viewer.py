"""What one person, key or the public may see: worked out once per request, then used in every query."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from littlegiant_platform.accounts.models import ApiKey, Membership, Organisation, User
from littlegiant_platform.core.actor import Actor

EDITING = (Membership.Role.OWNER, Membership.Role.EDITOR)


@dataclass(frozen=True)
class Viewer:
    """Somebody who asks.

    `places` are the paths of the places whose offices they act for, `settling` those where they may settle and correct;
    `organisations` the ones they belong to, `editing` those they may write for.
    """

    actor: Actor
    organisations: frozenset[UUID] = frozenset()
    editing: frozenset[UUID] = frozenset()
    places: tuple[str, ...] = ()
    settling: tuple[str, ...] = ()

    def within(self, field: str) -> Q:
        """Return the condition that a place, by the path in `field`, lies where they act; matches nothing for nobody."""
        return _within(field, self.places)

    def may_settle_at(self, path: str) -> bool:
        """Say whether they may correct and settle what concerns a place."""
        return any(path.startswith(own) for own in self.settling)


PUBLIC = Viewer(Actor("public"))


def viewer_of(user: User, actor: Actor) -> Viewer:
    """Return what a person may see by the roles they hold now."""
    held = list(
        Membership.objects.filter(user=user, until__isnull=True, since__lte=timezone.now()).select_related(
            "organisation__place"
        )
    )
    offices = [item for item in held if item.organisation.kind == Organisation.Kind.OFFICE]
    return Viewer(
        actor,
        frozenset(item.organisation_id for item in held),
        frozenset(item.organisation_id for item in held if item.role in EDITING),
        tuple(item.organisation.place.path for item in offices if item.organisation.place),
        tuple(
            item.organisation.place.path
            for item in offices
            if item.organisation.place and item.role in EDITING
        ),
    )


def viewer_by_key(key: ApiKey, actor: Actor) -> Viewer:
    """Return what the holder of a key may see and do for its organisation."""
    own = frozenset({key.organisation_id})
    office = key.organisation.kind == Organisation.Kind.OFFICE and key.organisation.place
    places = (office.path,) if office else ()
    writes = key.may_write
    return Viewer(actor, own, own if writes else frozenset(), places, places if writes else ())


def _within(field: str, paths: tuple[str, ...]) -> Q:
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(**{f"{field}__startswith": path})
    return found
