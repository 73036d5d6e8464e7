"""A plan knows when applications are taken: the earliest day inside a window on which everything is true."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.plans.firms import DAY, FIRM, GOOD

import littlegiant as lg
from littlegiant.errors import LittleGiantError
from littlegiant.plans.windows import Calendar, Window, window_of
from littlegiant.standards.catalogue import shipped
from littlegiant.standards.rounds import latest_rounds

DAYS = st.dates(datetime.date(2024, 1, 1), datetime.date(2028, 12, 31))
ENDS = DAYS.map(lambda day: (day.month, day.day))


def goal(*windows: str, titles: bool = False) -> lg.Goal:
    return lg.Goal("cn/little-giant@2026", titles=titles, windows=windows)


@given(first=ENDS, last=ENDS, today=DAYS)
def test_every_day_looked_at_lies_in_its_window_and_none_is_missed(
    first: tuple[int, int], last: tuple[int, int], today: datetime.date
) -> None:
    end = today + datetime.timedelta(days=1200)
    found = list(Calendar((Window(first, last),)).occasions(today, end))
    assert [it.day for it in found] == sorted({it.day for it in found})
    for it in found:
        assert it.opens is not None and it.closes is not None
        assert max(today, it.opens) <= it.day <= min(end, it.closes)
        assert (it.closes - it.opens).days <= 366
    days = (today + datetime.timedelta(days=ahead) for ahead in range(1201))
    inside = {day for day in days if _is_inside((day.month, day.day), first, last)}
    looked = {it.day for it in found}
    openings = {day for day in inside if day - datetime.timedelta(days=1) not in inside}
    assert {day for day in openings if (day.month, day.day) != (2, 29)} <= looked | {today}


def _is_inside(day: tuple[int, int], first: tuple[int, int], last: tuple[int, int]) -> bool:
    return first <= day <= last if first <= last else day >= first or day <= last


def test_the_window_that_a_notice_states_is_taken_for_every_year() -> None:
    found = lg.plan(FIRM, goal(), DAY)
    assert [str(window) for window in found.calendar.windows] == ["04-25..05-25"]
    assert (found.earliest, found.opens, found.closes) == (
        datetime.date(2027, 4, 25),
        datetime.date(2027, 4, 25),
        datetime.date(2027, 5, 25),
    )


@pytest.mark.parametrize(
    ("windows", "earliest"),
    [
        (("any",), "2027-05-01"),
        (("03-01..03-31",), "2027-03-01"),
        (("03-01..03-31", "09-01..09-30"), "2027-03-01"),
        (("cn/little-giant=06-01..06-30", "03-01..03-31"), "2027-06-01"),
        # over the turn of the year: the figures of 2026 count from its first day, not from the window's
        (("11-15..02-10",), "2027-01-01"),
    ],
)
def test_the_earliest_day_follows_the_windows_given(windows: tuple[str, ...], earliest: str) -> None:
    found = lg.plan(FIRM, goal(*windows), DAY)
    assert str(found.earliest) == earliest
    assert all(step.by <= datetime.date.fromisoformat(earliest) for step in found.steps)


def test_what_comes_true_inside_a_window_is_applied_for_on_that_day() -> None:
    facts = {**GOOD, "major_incident_3y": True}
    found = lg.plan(facts, goal("04-01..06-30"), DAY)
    assert found.earliest == datetime.date(2029, 5, 1) and found.opens == datetime.date(2029, 4, 1)
    waits = [(step.fact, step.by) for step in found.steps if step.kind == "time"]
    assert waits == [("major_incident_3y", datetime.date(2029, 5, 1))]


def test_a_title_is_waited_for_inside_a_window() -> None:
    facts: dict[str, Any] = {**GOOD, "holds_srdi_sme": False}
    found = lg.plan(facts, goal("08-01..12-20", "cn/srdi-sme=any", titles=True), DAY)
    stage = found.stages[-1]
    assert stage.standard == "cn/srdi-sme" and stage.earliest is not None
    assert found.earliest is not None and found.opens is not None
    assert found.opens <= found.earliest >= next(s for s in found.steps if s.fact == "holds_srdi_sme").by


def test_a_firm_that_meets_everything_waits_for_the_window() -> None:
    found = lg.plan(GOOD, goal("06-10..06-20"), DAY)
    assert (str(found.earliest), found.steps) == ("2026-06-10", ())


@pytest.mark.parametrize(
    ("standard", "place", "days"),
    [
        ("cn/little-giant", "CN", ["2026-04-25"]),
        ("cn/tech-sme", "CN-GD", ["2026-06-01"]),
        ("cn/innovative-sme", "CN", []),
        ("cn/innovative-sme", "CN-GD", ["2026-07-01"]),
        ("cn/srdi-sme", "CN", []),
    ],
)
def test_days_of_application_are_those_an_instrument_states(
    standard: str, place: str, days: list[str]
) -> None:
    found = latest_rounds(shipped(), standard, "new", place)
    assert [str(item.round.opens) for item in found if item.round] == days
    assert all(item.entry.source.zh and item.entry.confidence for item in found)


@pytest.mark.parametrize(
    "written",
    ["", "04-25", "04-25..", "4-25..5-25", "04-31..05-25", "13-01..12-01", "00-01..01-01", "04-25-05-25"],
)
def test_a_window_that_is_none_is_named(written: str) -> None:
    with pytest.raises(LittleGiantError, match="window") as caught:
        window_of(written)
    assert repr(written) in str(caught.value)


@pytest.mark.parametrize(
    ("windows", "told"),
    [
        (("03-01..04-02", "04-02..05-01"), "overlap"),
        (("11-01..02-01", "01-15..03-01"), "overlap"),
        (("cn/nothing=03-01..04-02",), "cn/nothing"),
        (("cn/sme-size=03-01..04-02",), "cn/sme-size"),
    ],
)
def test_windows_that_do_not_fit_are_errors(windows: tuple[str, ...], told: str) -> None:
    with pytest.raises(LittleGiantError) as caught:
        lg.plan(FIRM, goal(*windows), DAY)
    assert told in str(caught.value)
