"""Tables are taken in as a whole, and taken back as a whole."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from littlegiant.errors import LittleGiantError
from littlegiant_platform.accounts.models import Place
from littlegiant_platform.accounts.places import load_places
from littlegiant_platform.core.actor import Actor
from littlegiant_platform.core.checking import check_chain
from littlegiant_platform.registry.actions.state import Said, correct
from littlegiant_platform.registry.actions.take_in import Terms, take_back, take_in
from littlegiant_platform.registry.judging import Asked, judge
from littlegiant_platform.registry.models import Enterprise, Intake, Statement
from littlegiant_platform.registry.queries.known import known_of
from littlegiant_platform.registry.queries.moment import today
from littlegiant_platform.registry.reading import opened

SOMEBODY = Actor("user:1")
TABLE = Path(__file__).parents[2] / "examples" / "enterprises.csv"
TERMS = Terms("示例", since=datetime.date(2026, 1, 1), synthetic=True)


@pytest.fixture
def country(db: None) -> None:
    load_places()


def _taken(path: Path, terms: Terms = TERMS) -> Intake:
    with opened(path) as table:
        return take_in(table, terms, SOMEBODY)


def test_a_table_that_was_taken_in_is_judged_as_the_table_itself(country: None, watch: Any) -> None:
    import littlegiant as lg

    watch.set("2026-04-01")
    intake = _taken(TABLE)
    assert intake.rows == Enterprise.objects.count() == 12
    standard = lg.standard("cn/little-giant@2022", as_of="2026-05-01")
    wanted = {item["id"]: item for item in lg.assess(TABLE, standard)}
    watch.set("2026-05-01")
    for one in Enterprise.objects.all():
        found = judge(one.pk, Asked("cn/little-giant@2022", datetime.date(2026, 5, 1)), today().known_on)
        own, table = found.verdict.as_dict(), wanted[str(one.reference)]
        # Whether a lower title is held the table says; the registry says nothing as long as it keeps no titles.
        skipped = {"id", "missing", "unknown", "unmet", "criteria", "outcome"}
        assert {name: own[name] for name in own if name not in skipped} == {
            name: table[name] for name in own if name not in skipped
        }
        rows = {item["id"]: item for item in own["criteria"]}
        for item in table["criteria"]:
            assert rows[item["id"]]["outcome"] in (item["outcome"], "unknown")


def test_taking_back_leaves_nothing_known_and_everything_on_record(country: None, watch: Any) -> None:
    intake = _taken(TABLE)
    before = today()
    one = Enterprise.objects.get(reference="s01")
    known = known_of(one.pk, before)
    take_back(intake, SOMEBODY)
    assert known_of(one.pk, today()) == {}
    assert known_of(one.pk, before).keys() == known.keys()
    assert Statement.objects.count() == intake.statements
    with pytest.raises(LittleGiantError):
        take_back(intake, SOMEBODY)
    assert check_chain().whole


def test_what_was_corrected_since_stays_when_a_table_is_taken_back(country: None, watch: Any) -> None:
    intake = _taken(TABLE)
    one = Enterprise.objects.get(reference="s01")
    known = known_of(one.pk, today())["revenue", 2025]
    correct(known.statements[0], Said("revenue", 1000, year=2025), SOMEBODY)
    take_back(intake, SOMEBODY)
    assert [item.value for item in known_of(one.pk, today()).values()] == [1000]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("id,name,uscc,revenue_2025\na1,甲,911101080000000000,5\na2,乙,,5\n", "a1"),
        ("id,name,province,revenue_2025\na1,甲,广东,5\na2,,广东,5\n", "a2"),
        ("id,name,province,city,revenue_2025\na1,甲,广东,没有的市,5\n", "a1"),
    ],
)
def test_a_row_that_cannot_be_taken_in_leaves_the_whole_table_out(
    country: None, tmp_path: Path, text: str, named: str
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LittleGiantError, match=named) as raised:
        _taken(path)
    assert raised.value.code == "import.rows"
    assert not (Enterprise.objects.exists() or Statement.objects.exists() or Intake.objects.exists())


def test_an_office_takes_in_enterprises_of_its_own_place_only(country: None, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,name,province,city,revenue_2025\na1,甲,浙江,宁波市,5\n", encoding="utf-8")
    own = Place.objects.get(code="330200").path
    other = Place.objects.get(code="330100").path
    with pytest.raises(LittleGiantError):
        _taken(path, Terms("x", within=(other,)))
    assert _taken(path, Terms("x", within=(own,))).rows == 1
    assert Enterprise.objects.get().place_id == "330200"
