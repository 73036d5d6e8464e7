"""One act in the journal."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """Who did what to which thing, when and from where, before and after; linked to the entry before by its digest.

    Rows are only ever added: triggers in the database refuse to change or delete one. `before` and `after` are
    canonical JSON as text, so that the digest can be computed again from what is stored, byte for byte.
    """

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=80, db_index=True)
    organisation = models.CharField(max_length=80, blank=True)
    verb = models.CharField(max_length=80, db_index=True)
    subject = models.CharField(max_length=160)
    before = models.TextField()
    after = models.TextField()
    reason = models.TextField(blank=True)
    address = models.CharField(max_length=64, blank=True)
    agent = models.CharField(max_length=200, blank=True)
    request = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        """One index for the history of a thing."""

        indexes = (models.Index(fields=["subject", "sequence"]),)
        ordering = ("sequence",)

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb} {self.subject}"
