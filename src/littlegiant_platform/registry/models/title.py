"""Titles: recognised from one day to another, with a reason for the beginning and one for the end."""

from __future__ import annotations

from django.db import models

from littlegiant_platform.registry.models.enterprise import Enterprise


class Title(models.Model):
    """One title of an enterprise: by which standard and edition, in which batch, by which authority, in force when.

    In force from `since` to before `until`; the day of a recognition for three years ends the day before its third
    anniversary. Known from `recorded` to before `ended`, as a statement is; an earlier end is a row that `corrects`
    this one.
    """

    class Ending(models.TextChoices):
        """Why a title ends."""

        EXPIRY = "expiry", "有效期满"
        RENEWED = "renewed", "复核通过，另起一期"
        FAILED = "failed", "复核未通过"
        WITHDRAWN = "withdrawn", "撤销"
        DISSOLVED = "dissolved", "企业注销"
        PROMOTED = "promoted", "取得更高层级"

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="titles")
    standard = models.CharField(max_length=60)
    edition = models.CharField(max_length=8)
    batch = models.CharField(max_length=60)
    authority = models.CharField(max_length=120)
    document = models.CharField(max_length=200, blank=True)
    since = models.DateField()
    until = models.DateField()
    ending = models.CharField(max_length=10, choices=Ending.choices, default=Ending.EXPIRY)
    reason = models.TextField(blank=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    recorded = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Who holds a title on a day is asked by standard and days."""

        indexes = (
            models.Index(fields=["standard", "since", "until"]),
            models.Index(fields=["enterprise", "standard"]),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")), name="registry_title_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(ending="expiry") | ~models.Q(reason=""),
                name="registry_title_end_has_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.standard}@{self.edition} {self.batch}"
