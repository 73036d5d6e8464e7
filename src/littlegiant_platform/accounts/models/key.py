"""Keys by which other systems act for an organisation."""

from __future__ import annotations

from django.db import models

from littlegiant_platform.accounts.models.organisation import Organisation


class ApiKey(models.Model):
    """A key of an organisation; only the digest of its secret is kept. `prefix` is shown so that it can be told apart."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    may_write = models.BooleanField(default=False)
    per_minute = models.PositiveIntegerField(default=120)
    created = models.DateTimeField()
    expires = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.prefix}… {self.name}"

    @property
    def reference(self) -> str:
        """Return how the journal calls this key."""
        return f"key:{self.pk}"
