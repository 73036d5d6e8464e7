"""Which person acts for which organisation, in which role, since when and until when."""

from __future__ import annotations

from django.db import models

from littlegiant_platform.accounts.models.organisation import Organisation
from littlegiant_platform.accounts.models.user import User


class Membership(models.Model):
    """A role that a person holds in an organisation; one that ends keeps its row."""

    class Role(models.TextChoices):
        """What a member may do there; `permissions` says it action by action."""

        OWNER = "owner", "管理员"
        EDITOR = "editor", "填报人 / 经办人"
        VIEWER = "viewer", "查阅人"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=8, choices=Role.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A person holds one role at a time in an organisation."""

        constraints = (
            models.UniqueConstraint(
                fields=["user", "organisation"],
                condition=models.Q(until__isnull=True),
                name="accounts_one_role_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="accounts_membership_ends_after_it_began",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation} · {self.role}"
