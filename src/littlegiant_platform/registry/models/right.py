"""Intellectual property, item by item: what it is, how it was acquired, how long it lasts."""

from __future__ import annotations

from django.db import models

from littlegiant_platform.registry.models.enterprise import Enterprise


class Right(models.Model):
    """One item of intellectual property of one enterprise.

    The counts of Class I and II are derived from these rows (`queries.rights`), never typed in. In force from
    `granted` to before `lapsed`; known from `recorded` to before `ended`, as a statement is.
    """

    class Kind(models.TextChoices):
        """The kinds that the official definitions tell apart."""

        INVENTION = "invention", "发明专利（含国防专利）"
        PLANT = "plant", "植物新品种"
        CROP = "crop", "国家级农作物品种"
        DRUG = "drug", "国家新药"
        MEDICINE = "medicine", "国家一级中药保护品种"
        LAYOUT = "layout", "集成电路布图设计专有权"
        UTILITY = "utility", "实用新型专利"
        DESIGN = "design", "外观设计专利"
        SOFTWARE = "software", "软件著作权"

    class Origin(models.TextChoices):
        """How the enterprise came by it."""

        OWN = "own", "自主研发"
        TRANSFER = "transfer", "受让"
        OTHER = "other", "受赠、并购等"

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="rights")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    number = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    granted = models.DateField()
    lapsed = models.DateField(null=True, blank=True)
    origin = models.CharField(max_length=8, choices=Origin.choices)
    transferred = models.DateField(null=True, blank=True)
    holder_rank = models.PositiveSmallIntegerField(default=1)
    product = models.CharField(max_length=200, blank=True)
    for_leading_product = models.BooleanField(null=True)
    high_value = models.CharField(max_length=200, blank=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    recorded = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One row at a time for an item of an enterprise; what was transferred says when."""

        constraints = (
            models.UniqueConstraint(
                fields=["enterprise", "kind", "number"],
                condition=models.Q(ended__isnull=True),
                name="registry_right_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(origin="transfer") | models.Q(transferred__isnull=False),
                name="registry_transfer_has_day",
            ),
            models.CheckConstraint(
                condition=models.Q(lapsed__isnull=True) | models.Q(lapsed__gte=models.F("granted")),
                name="registry_right_lapses_after_grant",
            ),
            models.CheckConstraint(condition=models.Q(holder_rank__gte=1), name="registry_right_holder_rank"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
