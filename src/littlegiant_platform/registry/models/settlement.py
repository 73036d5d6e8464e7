"""Settlements: which of several statements that contradict each other counts."""

from __future__ import annotations

from django.db import models

from littlegiant_platform.registry.models.enterprise import Enterprise
from littlegiant_platform.registry.models.statement import Statement


class Settlement(models.Model):
    """A decision for one statement over those that stood beside it (`seen`) when it was taken.

    It holds until one of them changes or another comes: then the values stand side by side again.
    """

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="settlements")
    chosen = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="settlements")
    seen = models.ManyToManyField(Statement, related_name="+")
    reason = models.TextField()
    recorded = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    class Meta:
        """A settlement says why."""

        constraints = (
            models.CheckConstraint(condition=~models.Q(reason=""), name="registry_settlement_has_reason"),
        )

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.chosen}"
