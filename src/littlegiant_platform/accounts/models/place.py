"""Administrative places: county ⊂ city ⊂ province ⊂ country."""

from __future__ import annotations

from django.db import models

COUNTRY = "000000"


class Place(models.Model):
    """One place by its six-digit GB/T 2260 code; the whole country is `000000`.

    `path` begins with the path of the place that holds it: what lies within a place is found by a prefix.
    """

    class Level(models.TextChoices):
        """How far down it is."""

        COUNTRY = "country", "国家"
        PROVINCE = "province", "省级"
        CITY = "city", "地级"
        COUNTY = "county", "县级"

    code = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=60)
    english = models.CharField(max_length=80, blank=True)
    level = models.CharField(max_length=8, choices=Level.choices)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    path = models.CharField(max_length=32, unique=True)

    class Meta:
        """In the order of the codes."""

        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(level="country", parent__isnull=True)
                | (models.Q(parent__isnull=False) & ~models.Q(level="country")),
                name="accounts_place_has_parent",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.code}"

    def holds(self, other: Place) -> bool:
        """Say whether another place is this one or lies within it."""
        return other.path.startswith(self.path)
