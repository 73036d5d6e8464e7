"""Group relations: who controls whom, by what share, since when."""

from __future__ import annotations

from django.db import models

from littlegiant_platform.registry.models.enterprise import Enterprise


class Tie(models.Model):
    """A share that one enterprise holds in another, from `since` to before `until`; known as a statement is.

    A holder that is not enrolled is named in words. `controls` says that it decides, whatever its share.
    """

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="holders")
    holder = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="holdings", null=True, blank=True
    )
    holder_name = models.CharField(max_length=200, blank=True)
    share = models.DecimalField(max_digits=7, decimal_places=6, null=True, blank=True)
    controls = models.BooleanField(null=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    recorded = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A holder is enrolled or named; a share is a fraction."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(holder__isnull=False, holder_name="")
                | (models.Q(holder__isnull=True) & ~models.Q(holder_name="")),
                name="registry_tie_has_one_holder",
            ),
            models.CheckConstraint(
                condition=models.Q(share__isnull=True) | models.Q(share__gt=0, share__lte=1),
                name="registry_tie_share",
            ),
            models.CheckConstraint(
                condition=models.Q(holder__isnull=True) | ~models.Q(holder=models.F("enterprise")),
                name="registry_tie_with_another",
            ),
        )

    def __str__(self) -> str:
        return f"{self.holder or self.holder_name} → {self.enterprise}"
