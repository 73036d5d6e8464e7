"""`lg.standard` chooses the edition of a day, a case and a place."""

from __future__ import annotations

import datetime

import pytest

import littlegiant as lg


def test_the_edition_in_force_is_chosen_and_linked_with_its_overlays() -> None:
    found = lg.standard("cn/little-giant", as_of="2026-05-01", case="new")
    assert found.name == "cn/little-giant@2026" and found.note is None
    assert [item.overlay for item in found.rulebook.amendments] == ["cn/little-giant-notice-2026"]
    assert lg.standard("cn/little-giant", "2026-05-01", "renewal").name == "cn/little-giant@2022"


def test_the_same_question_gives_the_same_object_so_that_it_stays_warm() -> None:
    one = lg.standard("cn/sme-size", as_of="2026-05-01")
    assert lg.standard("cn/sme-size", as_of=datetime.date(2026, 5, 1)) is one
    assert lg.standard("cn/sme-size", as_of=datetime.datetime(2026, 5, 1, 12)) is one
    assert one.desk is one.desk and one.judge is one.judge


def test_a_forced_edition_says_so() -> None:
    found = lg.standard("cn/little-giant@2022", as_of="2026-05-01")
    assert found.note is not None and "was not in force" in found.note.en


def test_places_are_understood_in_every_spelling() -> None:
    for written in ("CN-GD", "cn-gd", "44", "广东省", "Guangdong", "440305"):
        assert lg.standard("cn/srdi-sme@2022", "2026-03-31", jurisdiction=written).jurisdiction == "CN-GD"
    assert lg.standard("cn/srdi-sme@2022", "2026-03-31", jurisdiction="cn").jurisdiction == "CN"


def test_provincial_rules_follow_the_enterprise_unless_a_place_is_named() -> None:
    assert lg.standard("cn/srdi-sme", "2026-03-31").follows_province
    assert not lg.standard("cn/srdi-sme", "2026-03-31", jurisdiction="CN").follows_province
    assert not lg.standard("cn/srdi-sme", "2026-05-01").follows_province


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("cn/nothing", "2026-05-01"), "standard.unknown"),
        (("cn/little-giant", "2020-01-01"), "standard.no-edition"),
        (("cn/little-giant", "May 2026"), "call.as-of"),
        (("cn/little-giant", "20260501"), "call.as-of"),
        (("cn/little-giant", "2026-05-01", "other"), "call.case"),
        (("cn/little-giant", "2026-05-01", "new", "Mars"), "call.jurisdiction"),
    ],
)
def test_a_wrong_question_is_an_error_with_a_code_and_a_next_step(
    arguments: tuple[str, ...], code: str
) -> None:
    with pytest.raises(lg.LittleGiantError) as caught:
        lg.standard(*arguments)
    assert caught.value.code == code


def test_public_names_are_listed_and_others_are_refused() -> None:
    assert {"assess", "explain", "standard", "LittleGiantError", "__version__"} <= set(dir(lg))
    assert lg.__version__
    with pytest.raises(AttributeError):
        _ = lg.nothing
