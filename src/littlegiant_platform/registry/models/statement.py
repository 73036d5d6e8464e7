"""Statements: what somebody said of an enterprise, for which time, when it was recorded."""

from __future__ import annotations

from django.db import models

from littlegiant_platform.registry.models.enterprise import Enterprise
from littlegiant_platform.registry.models.intake import Intake


class Source(models.TextChoices):
    """Where a value comes from."""

    SELF = "self", "企业自报"
    AUDITED = "audited", "审计报告"
    REGISTER = "register", "官方登记"
    PLATFORM = "platform", "平台计算"
    IMPORT = "import", "批量导入"


class Statement(models.Model):
    """One fact of one enterprise, with two axes of time.

    True for a fiscal `year`, or from `since` to before `until` (None: as far as is known). Known from `recorded` to
    before `ended`: a correction adds a statement that `corrects` this one and ends it; nothing is overwritten. Exactly
    one of `number`, `flag` and `text` holds the value, in the canonical unit of the fact; none of them: it is withdrawn.
    """

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="statements")
    fact = models.CharField(max_length=40)
    year = models.SmallIntegerField(null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    number = models.DecimalField(max_digits=26, decimal_places=6, null=True, blank=True)
    flag = models.BooleanField(null=True, blank=True)
    text = models.CharField(max_length=400, null=True, blank=True)
    source = models.CharField(max_length=8, choices=Source.choices)
    note = models.CharField(max_length=400, blank=True)
    intake = models.ForeignKey(
        Intake, on_delete=models.PROTECT, null=True, blank=True, related_name="brought"
    )
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    recorded = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One index for what is known of an enterprise."""

        indexes = (models.Index(fields=["enterprise", "fact", "year"]),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(year__isnull=True) | models.Q(since__isnull=True, until__isnull=True),
                name="registry_statement_year_or_days",
            ),
            models.CheckConstraint(
                condition=models.Q(since__isnull=True)
                | models.Q(until__isnull=True)
                | models.Q(until__gt=models.F("since")),
                name="registry_statement_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(ended__isnull=True) | models.Q(ended__gte=models.F("recorded")),
                name="registry_statement_known_before_it_ends",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(number__isnull=True, flag__isnull=True)
                    | models.Q(number__isnull=True, text__isnull=True)
                    | models.Q(flag__isnull=True, text__isnull=True)
                ),
                name="registry_statement_one_value",
            ),
        )

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.fact} {self.year or ''} = {self.value}"

    @property
    def value(self) -> object:
        """Return the value, None where it is withdrawn."""
        return next((part for part in (self.number, self.flag, self.text) if part is not None), None)
