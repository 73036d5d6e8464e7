"""Uploads in progress: a file that arrives in pieces."""

from __future__ import annotations

import uuid

from django.db import models

from littlegiant_platform.registry.models.enterprise import Enterprise
from littlegiant_platform.registry.models.evidence import Evidence


class Upload(models.Model):
    """A file on its way: how large it will be, how much has arrived, by whom; the evidence it became."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    received = models.BigIntegerField(default=0)
    evidence = models.OneToOneField(
        Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created = models.DateTimeField()
    created_by = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"{self.name} {self.received}/{self.size}"
