"""Which edition judges on a day."""

from __future__ import annotations

import datetime

import pytest

from littlegiant.errors import LittleGiantError
from littlegiant.standards.catalogue import shipped
from littlegiant.standards.linking import Setting, link
from littlegiant.standards.selection import select


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("standard", "case", "as_of", "edition"),
    [
        ("cn/little-giant", "new", "2026-03-31", "2022"),
        ("cn/little-giant", "new", "2026-04-01", "2026"),
        ("cn/little-giant", "renewal", "2026-05-01", "2022"),
        ("cn/little-giant", "renewal", "2026-12-31", "2022"),
        ("cn/srdi-sme", "new", "2026-03-31", "2022"),
        ("cn/srdi-sme", "renewal", "2026-04-01", "2026"),
        ("cn/innovative-sme", "new", "2030-01-01", "2022"),
        ("cn/tech-sme", "new", "2026-06-01", "2017"),
        ("cn/sme-size", "new", "2011-06-18", "2011"),
    ],
)
def test_the_edition_in_force_for_the_case_judges(standard: str, case: str, as_of: str, edition: str) -> None:
    chosen = select(shipped(), standard, as_of=day(as_of), case=case)
    assert (chosen.edition.edition, chosen.note) == (edition, None)


@pytest.mark.parametrize(
    ("standard", "case", "as_of"),
    [("cn/little-giant", "renewal", "2027-01-01"), ("cn/little-giant", "new", "2018-05-01")],
)
def test_a_day_that_no_edition_governs_is_an_error_that_names_those_there_are(
    standard: str, case: str, as_of: str
) -> None:
    with pytest.raises(LittleGiantError) as caught:
        select(shipped(), standard, as_of=day(as_of), case=case)
    assert (
        "cn/little-giant@2022" in caught.value.message.en
        and "cn/little-giant@2026" in caught.value.message.zh
    )


def test_naming_an_edition_forces_it_with_a_note() -> None:
    chosen = select(shipped(), "cn/little-giant@2022", as_of=day("2018-05-01"))
    assert chosen.edition.edition == "2022" and chosen.note is not None and "not in force" in chosen.note.en


def test_an_unknown_standard_names_those_there_are() -> None:
    with pytest.raises(LittleGiantError) as caught:
        select(shipped(), "cn/giant", as_of=day("2026-05-01"))
    assert caught.value.code == "standard.unknown" and "cn/sme-size@2011" in caught.value.message.en


def test_the_2025_notice_waives_growth_for_renewals_and_adds_a_revenue_floor() -> None:
    edition = shipped().edition("cn/little-giant@2022")
    renewal = link(edition, shipped(), Setting("renewal", day("2025-06-01")))
    new = link(edition, shipped(), Setting("new", day("2025-06-01")))
    assert renewal.criterion("growth") is None and [waiver.criterion for waiver in renewal.waived] == [
        "growth"
    ]
    assert new.criterion("growth") is not None and new.criterion("revenue") is not None


def test_growth_of_a_2026_renewal_is_examined_and_marked_unconfirmed() -> None:
    edition = shipped().edition("cn/little-giant@2022")
    growth = link(edition, shipped(), Setting("renewal", day("2026-05-01"))).criterion("growth")
    assert growth is not None and growth.entry.confidence == "unconfirmed" and growth.entry.remarks


def test_guangdong_asks_for_70_points_only_of_its_own_enterprises() -> None:
    edition = shipped().edition("cn/srdi-sme@2022")
    setting = Setting("new", day("2025-05-01"))
    followed = link(edition, shipped(), setting)
    assert [code for code, _ in followed.variants] == ["44"]
    marks = {
        place: link(edition, shipped(), Setting("new", day("2025-05-01"), place)).thresholds
        for place in ("CN", "CN-GD", "CN-JS")
    }
    values = {place: {name: float(t.value) for name, t in found.items()} for place, found in marks.items()}
    assert (
        values["CN"] == values["CN-JS"]
        and sorted(set(values["CN-GD"].items()) - set(values["CN"].items()))[0][1] == 70
    )
