"""The days of a year on which a standard takes applications, and the days within them worth looking at."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from littlegiant.errors import LittleGiantError, Text
from littlegiant.standards.model import Guidance

_WRITTEN = re.compile(r"(\d\d)-(\d\d)\.\.(\d\d)-(\d\d)")
_LEAP = 2024
Day = tuple[int, int]


@dataclass(frozen=True)
class Window:
    """From which to which day of every year (month, day) applications are taken; it may span the turn of the year.

    `stated` is what the days come from, for the year that its round is of; None where they are given by hand.
    """

    first: Day
    last: Day
    stated: Guidance | None = None

    def __str__(self) -> str:
        """Return it as it is written on the command line."""
        return "..".join(f"{month:02}-{day:02}" for month, day in (self.first, self.last))

    def of_year(self, year: int) -> tuple[datetime.date, datetime.date]:
        """Return the first and the last day of the window that opens in a year."""
        return _day(year, self.first), _day(year + (self.last < self.first), self.last)


@dataclass(frozen=True)
class Occasion:
    """A day on which to apply, and the window it lies in: its first and last day, None where any day will do."""

    day: datetime.date
    opens: datetime.date | None = None
    closes: datetime.date | None = None


@dataclass(frozen=True)
class Calendar:
    """When a standard takes applications: in windows, or without any on any day.

    `turns` are the days on which its rules change.
    """

    windows: tuple[Window, ...] = ()
    turns: tuple[datetime.date, ...] = ()

    def occasions(
        self, today: datetime.date, last: datetime.date, not_before: datetime.date | None = None
    ) -> Iterator[Occasion]:
        """Yield the days to look at, in order, up to and with `last`.

        Of a window these are the first day that is left, and every day on which something comes true by itself: a
        year is over, another year has passed since today, the rules change. Without windows, the same day of each year.
        """
        start = max(today, not_before or today)
        if not self.windows:
            yield from (Occasion(day) for day in _anniversaries(today, last) if day >= start)
            return
        found = [it for window in self.windows for it in self._within(window, today, start, last)]
        yield from sorted(found, key=lambda it: it.day)

    def _within(
        self, window: Window, today: datetime.date, start: datetime.date, last: datetime.date
    ) -> Iterator[Occasion]:
        turns = {*self.turns, *_anniversaries(today, last)}
        turns |= {datetime.date(year, 1, 1) for year in range(today.year, last.year + 1)}
        for year in range(today.year - 1, last.year + 1):
            opens, closes = window.of_year(year)
            first, end = max(opens, start), min(closes, last)
            if first <= end:
                days = {first, *(day for day in turns if first < day <= end)}
                yield from (Occasion(day, opens, closes) for day in days)


def window_of(written: str) -> Window:
    """Return the window written `MM-DD..MM-DD`; raises call.window for anything else."""
    found = _WRITTEN.fullmatch(written.strip())
    if found is not None:
        numbers = [int(part) for part in found.groups()]
        first, last = (numbers[0], numbers[1]), (numbers[2], numbers[3])
        if _is_day(first) and _is_day(last):
            return Window(first, last)
    raise LittleGiantError(
        "call.window",
        Text(
            f"--window “{written}”不是一段申报日期；应为 MM-DD..MM-DD。",
            f"--window {written!r} is no span of days; expected MM-DD..MM-DD.",
        ),
        Text(
            "例如 04-25..05-25；只用于一个标准时写 cn/srdi-sme=07-01..07-31。",
            "Write for example 04-25..05-25, or for one standard only cn/srdi-sme=07-01..07-31.",
        ),
    )


def stated_windows(rounds: Iterable[Guidance]) -> tuple[Window, ...]:
    """Return the windows that instruments state for a year, taken for those of every year."""
    found = [(item.round, item) for item in rounds if item.round is not None]
    return tuple(
        Window((it.opens.month, it.opens.day), (it.closes.month, it.closes.day), item) for it, item in found
    )


def demand_apart(windows: Iterable[Window], standard: str) -> tuple[Window, ...]:
    """Return windows in their order; raises call.window where two of one standard overlap."""
    found = tuple(sorted(windows, key=lambda window: window.first))
    spans = [window.of_year(_LEAP) for window in found]
    spans += [found[0].of_year(_LEAP + 1)] if len(found) > 1 else []
    for (_, end), (start, _) in pairwise(spans):
        if start <= end:
            listed = ", ".join(map(str, found))
            raise LittleGiantError(
                "call.window",
                Text(
                    f"{standard} 的申报日期互相重叠：{listed}。",
                    f"The windows of {standard} overlap: {listed}.",
                ),
                Text("请合并为一段，或改为不重叠。", "Join them, or move them apart."),
            )
    return found


def _anniversaries(today: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    for year in range(today.year, last.year + 1):
        day = _day(year, (today.month, today.day))
        if day <= last:
            yield day


def _day(year: int, day: Day) -> datetime.date:
    """Return a day of a year; 29 February is the 28th where there is none."""
    if day == (2, 29) and not _is_day(day, year):
        return datetime.date(year, 2, 28)
    return datetime.date(year, *day)


def _is_day(day: Day, year: int = _LEAP) -> bool:
    try:
        datetime.date(year, *day)
    except ValueError:
        return False
    return True
