"""Imports: tables taken in as a whole, and taken back as a whole."""

from __future__ import annotations

from django.db import models


class Intake(models.Model):
    """One table that was imported: its name and digest, how its columns were read, how many rows and statements it brought.

    One that is undone keeps its row and its statements, which are known no longer.
    """

    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    mapping = models.TextField(blank=True)
    rows = models.PositiveIntegerField()
    statements = models.PositiveIntegerField()
    faults = models.PositiveIntegerField(default=0)
    recorded = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)
    undone = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.rows})"
