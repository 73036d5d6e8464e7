"""Organisations: enterprises, offices, experts' bodies, large enterprises, banks, researchers."""

from __future__ import annotations

import uuid

from django.db import models

from littlegiant_platform.accounts.models.place import Place


class Organisation(models.Model):
    """Whom people act for. An office acts for its place and all within it."""

    class Kind(models.TextChoices):
        """What it is here for."""

        ENTERPRISE = "enterprise", "企业"
        OFFICE = "office", "主管部门"
        EXPERT = "expert", "专家机构"
        PARTNER = "partner", "大企业"
        BANK = "bank", "金融机构"
        RESEARCH = "research", "研究机构"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=200)
    english = models.CharField(max_length=200, blank=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True)
    synthetic = models.BooleanField(default=False)
    created = models.DateTimeField()

    class Meta:
        """An office has a place."""

        constraints = (
            models.CheckConstraint(
                condition=~models.Q(kind="office") | models.Q(place__isnull=False),
                name="accounts_office_has_place",
            ),
        )

    def __str__(self) -> str:
        return self.name
