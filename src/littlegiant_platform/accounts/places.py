"""Loads the administrative places that ship with the platform."""

from __future__ import annotations

import csv
from pathlib import Path

from littlegiant.facts.places import PROVINCES
from littlegiant_platform.accounts.models import Place

FILE = Path(__file__).with_name("data") / "places.csv"


def load_places() -> int:
    """Add the places that are not there yet, and bring names up to date; return how many there are."""
    with FILE.open(encoding="utf-8", newline="") as source:
        places = [_place(row) for row in csv.DictReader(source)]
    Place.objects.bulk_create(
        places,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "english", "level", "parent", "path"],
    )
    return len(places)


def _place(row: dict[str, str]) -> Place:
    province = PROVINCES.get(row["code"][:2]) if row["level"] == "province" else None
    english = "China" if row["level"] == "country" else province.english if province else ""
    return Place(
        code=row["code"], name=row["name"], english=english, level=row["level"], parent_id=row["parent"] or None,
        path=row["path"],
    )  # fmt: skip
