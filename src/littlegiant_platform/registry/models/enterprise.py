"""Enterprises: a number that never changes, and what is known of them now for lists and search."""

from __future__ import annotations

import uuid

from django.db import models

from littlegiant_platform.accounts.models import Organisation, Place


class Enterprise(models.Model):
    """One enterprise.

    What is true of it stands in statements; `uscc`, `name`, `place`, `industry` and `founded` repeat what is known now
    and true today, written with the statement that changes them. `organisation` is who may speak for it. One that turned out to be
    another is `merged_into` it and keeps its rows. `reference` is its number in the table that brought it, where it has
    no code.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    uscc = models.CharField(max_length=18, unique=True, null=True, blank=True)
    reference = models.CharField(max_length=60, unique=True, null=True, blank=True)
    name = models.CharField(max_length=200, db_index=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True)
    industry = models.CharField(max_length=4, blank=True, db_index=True)
    founded = models.DateField(null=True, blank=True)
    organisation = models.OneToOneField(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="enterprise"
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    synthetic = models.BooleanField(default=False)
    created = models.DateTimeField()
    version = models.BigIntegerField(default=0)

    class Meta:
        """Lists go by place, then industry."""

        indexes = (
            models.Index(fields=["place", "industry", "name"]),
            models.Index(fields=["version"]),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                name="registry_not_merged_into_itself",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """Return how the journal calls this enterprise."""
        return f"enterprise:{self.pk}"
