"""Evidence: files kept outside the web root under the digest of their content, and what they prove."""

from __future__ import annotations

import uuid

from django.db import models

from littlegiant_platform.registry.models.enterprise import Enterprise
from littlegiant_platform.registry.models.right import Right
from littlegiant_platform.registry.models.statement import Statement
from littlegiant_platform.registry.models.title import Title


class Evidence(models.Model):
    """One file as it was handed in: never changed, never deleted with the person who brought it."""

    class Scan(models.TextChoices):
        """What the virus scanner said."""

        UNSCANNED = "unscanned", "未扫描"
        CLEAN = "clean", "未发现病毒"
        INFECTED = "infected", "发现病毒"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="evidence")
    digest = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    scan = models.CharField(max_length=10, choices=Scan.choices, default=Scan.UNSCANNED)
    scanned = models.DateTimeField(null=True, blank=True)
    recorded = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"{self.name} {self.digest[:12]}"


class Proof(models.Model):
    """That a file is evidence for one statement, title or right."""

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="proofs")
    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="proofs"
    )
    title = models.ForeignKey(Title, on_delete=models.PROTECT, null=True, blank=True, related_name="proofs")
    right = models.ForeignKey(Right, on_delete=models.PROTECT, null=True, blank=True, related_name="proofs")
    page = models.CharField(max_length=60, blank=True)
    recorded = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    class Meta:
        """It proves one thing."""

        constraints = (
            models.CheckConstraint(
                condition=(
                    models.Q(statement__isnull=False, title__isnull=True, right__isnull=True)
                    | models.Q(statement__isnull=True, title__isnull=False, right__isnull=True)
                    | models.Q(statement__isnull=True, title__isnull=True, right__isnull=False)
                ),
                name="registry_proof_of_one_thing",
            ),
        )

    def __str__(self) -> str:
        return f"{self.evidence} → {self.statement or self.title or self.right}"
