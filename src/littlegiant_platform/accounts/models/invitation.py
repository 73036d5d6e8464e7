"""Invitations into an organisation."""

from __future__ import annotations

from django.db import models

from littlegiant_platform.accounts.models.membership import Membership
from littlegiant_platform.accounts.models.organisation import Organisation
from littlegiant_platform.accounts.models.user import User


class Invitation(models.Model):
    """An offer of a role to whoever holds the link; only the digest of its secret is kept."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    email = models.EmailField()
    role = models.CharField(max_length=8, choices=Membership.Role.choices)
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField()
    expires = models.DateTimeField()
    accepted = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revoked = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.email} → {self.organisation}"
