"""What a standard says about itself is possible: its dates, its place, its currency, its languages, its overlays."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.testing.template import EDITION, OVERLAY, check, found, replaced

TEXT = "text: {zh: 营收, en: Revenue}"


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("from: 2030-01-01", "from: 2030-01-01, to: 2029-01-01", ("date", 9, 39)),
        ("from: 2030-01-01", "from: 0030-01-01", ("date", 9, 23)),
        ("years: 3", "years: -3", ("validity", 10, 19)),
        ("years: 3", "years: many", ("validity", 10, 19)),
        ("years: 3", "years: 1.5", ("validity", 10, 19)),
        ("years: 3", "years: true", ("validity", 10, 19)),
        ("jurisdiction: CN", "jurisdiction: XX", ("jurisdiction", 6, 15)),
        ("jurisdiction: CN", "jurisdiction: CN-ZZ", ("jurisdiction", 6, 15)),
        ("jurisdiction: CN\n", "", ("jurisdiction", 1, 1)),
        ("currency: CNY", "currency: XYZ", ("currency", 7, 11)),
        ("currency: CNY\n", "", ("currency", 1, 1)),
        ("    clause: c1\n", "", ("clause", 16, 5)),
        (TEXT, "text: {zh: Revenue, en: 营收}", ("language", 18, 16)),
        (TEXT, "text: {zh: Revenue, en: Revenue}", ("language", 18, 16)),
        (TEXT, "text: {zh: 营收, en: 营收}", ("language", 18, 24)),
        (TEXT, "text: {zh: 营收, en: '营收 (R)'}", ("language", 18, 24)),
    ],
)
def test_a_slip_in_the_head_of_a_standard_is_found_where_it_stands(
    tmp_path: Path, old: str, new: str, place: tuple[str, int, int]
) -> None:
    assert place in found(tmp_path, replaced(EDITION, (old, new)))


@pytest.mark.parametrize("code", ["CN", "CN-GD", "EU", "JP", "KR", "DE"])
def test_a_country_a_union_or_a_province_is_a_jurisdiction(tmp_path: Path, code: str) -> None:
    assert found(tmp_path, replaced(EDITION, ("jurisdiction: CN", f"jurisdiction: {code}"))) == []


def test_english_may_quote_a_chinese_number(tmp_path: Path) -> None:
    assert found(tmp_path, replaced(EDITION, (TEXT, "text: {zh: 营收, en: Revenue by 粤工信规字 5}"))) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("jurisdiction: CN-GD", "jurisdiction: CN-ZZ", ("jurisdiction", 12, 19)),
        ("jurisdiction: CN-GD", "jurisdiction: XX", ("jurisdiction", 12, 19)),
        ("jurisdiction: CN-GD", "jurisdiction: EU", ("jurisdiction", 12, 19)),
        ('edition: "2030"', 'edition: "2031"', ("standard", 8, 14)),
        ("standard: xx/demo", "standard: xx/dem", ("standard", 7, 15)),
        ("to: 2030-12-31", "to: 2029-12-31", ("date", 11, 9)),
        ("{criterion: revenue, cases: [new]", "{criterion: revenues, cases: [new]", ("id", 14, 12)),
        ("{criterion: revenue, cases: [new]", "{criterion: revenue, cases: [renewal]", ("case", 14, 40)),
        ("clause: c2, ", "", ("clause", 15, 11)),
    ],
)
def test_a_slip_in_an_overlay_is_a_finding_and_never_ends_the_check(
    tmp_path: Path, old: str, new: str, place: tuple[str, int, int]
) -> None:
    assert place in found(tmp_path, EDITION, replaced(OVERLAY, (old, new)))


def test_an_overlay_for_a_place_that_is_none_changes_nothing_in_the_edition(tmp_path: Path) -> None:
    check(tmp_path, EDITION, replaced(OVERLAY, ("jurisdiction: CN-GD", "jurisdiction: XX")))
    assert found(tmp_path, EDITION) == []
