"""Where the journal's chain ends."""

from __future__ import annotations

from django.db import models


class ChainHead(models.Model):
    """The number and digest of the last entry: one row, locked by whoever adds to the chain.

    It also shows when entries at the end are cut off.
    """

    sequence = models.BigIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        """There is one head."""

        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="core_one_chain"),)

    def __str__(self) -> str:
        return f"{self.sequence} {self.digest}"
