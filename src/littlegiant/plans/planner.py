"""Finds the earliest day on which an enterprise can meet a standard, and the least that must change until then."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from littlegiant.engines.duck import Desk
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.plans.assumptions import Assumptions
from littlegiant.plans.model import Plan
from littlegiant.plans.outlook import Outlook, Prospect
from littlegiant.plans.program import Program
from littlegiant.plans.solving import least_effort, obstacles
from littlegiant.plans.steps import steps_of
from littlegiant.plans.ties import FOLLOWING, LOWERED
from littlegiant.standards.model import Rulebook
from littlegiant.verdicts.verdict import Verdict

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Court:
    """The rules of one day and the desk that judges by them."""

    rulebook: Rulebook
    desk: Desk


CourtOf = Callable[[datetime.date], Court | None]


def plan(
    name: str,
    facts: Facts,
    today: datetime.date,
    court_of: CourtOf,
    *,
    assumptions: Assumptions,
    not_before: datetime.date | None = None,
) -> Plan:
    """Return the plan of one enterprise for a standard.

    `court_of` gives the rules of a day, None where no edition judges it. The days looked at are today and the same
    day of each later year, none of them before `not_before`.
    """
    last: tuple[Court, Outlook] | None = None
    for day in _days(today, assumptions.years):
        if not_before is not None and day < not_before:
            continue
        court = court_of(day)
        if court is None:
            continue
        outlook = Outlook(facts, today, day, assumptions)
        last = court, outlook
        found = _on(court, outlook)
        if found is not None:
            return _plan(name, found, court, outlook)
    if last is None:
        return Plan(name, today, assumptions)
    program = Program(last[0].rulebook, last[1])
    return Plan(name, today, assumptions, obstacles=obstacles(program), rulebook=last[0].rulebook)


def _days(today: datetime.date, years: int) -> Iterator[datetime.date]:
    for ahead in range(years + 1):
        leap = (today.month, today.day) == (2, 29)
        yield today.replace(year=today.year + ahead, day=28 if leap and ahead else today.day)


def _on(court: Court, outlook: Outlook) -> dict[str, Any] | None:
    """Return what must be different on a day, nothing where nothing must; None where there is no way."""
    base = outlook.facts_on(court.desk.columns)
    outcome = _judged(court, base).outcome
    if outcome == "met":
        return {}
    if outlook.day == outlook.today and outcome == "unmet":
        return None
    wanted = least_effort(Program(court.rulebook, outlook))
    if wanted is None:
        return None
    changed = {column: value for column, value in wanted.items() if value != outlook.of(column).base}
    return _tightened(court, outlook, base, changed)


def _tightened(court: Court, outlook: Outlook, base: Facts, changed: dict[str, Any]) -> dict[str, Any] | None:
    """Ask no more of any fact than the engine needs to say met; None where it does not say so at all."""
    trial = _Trial(court, base, changed)
    if not trial.meets():
        return None
    for column in list(changed):
        found = outlook.of(column)
        if found.fact.id in FOLLOWING and found.way == "open":
            continue
        if trial.meets_without(column):
            del trial.changed[column]
        elif isinstance(trial.changed[column], Fraction):
            trial.relax(found)
    return trial.changed


@dataclass
class _Trial:
    """What is to be changed, held against the engine again and again."""

    court: Court
    base: Facts
    changed: dict[str, Any]

    def meets(self, **other: Any) -> bool:
        """Say whether the enterprise meets the rules with these changes, some of them replaced."""
        return _judged(self.court, {**self.base, **self.changed, **other}).outcome == "met"

    def meets_without(self, column: str) -> bool:
        """Say whether one change is not needed."""
        rest = {name: value for name, value in self.changed.items() if name != column}
        return _judged(self.court, {**self.base, **rest}).outcome == "met"

    def relax(self, found: Prospect) -> None:
        """Take a number as far back towards what it is, or to what asks least, as still meets the rules."""
        value = self.changed[found.column]
        start = (
            found.base if found.base is not None else found.high if found.fact.id in LOWERED else found.low
        )
        steps = int((value - start) / found.step)
        sign, far, near = (1 if steps > 0 else -1), abs(steps), 0
        if not far or not self.meets(**{found.column: value - sign * found.step}):
            return
        while far - near > 1:
            middle = (far + near) // 2
            if self.meets(**{found.column: start + sign * middle * found.step}):
                far = middle
            else:
                near = middle
        self.changed[found.column] = start + sign * far * found.step


def _judged(court: Court, facts: Facts) -> Verdict:
    return court.desk.verdict({"id": "plan", **{column: _cell(value) for column, value in facts.items()}})


def _cell(value: Any) -> Any:
    return float(value) if isinstance(value, Fraction) else value


def _plan(name: str, changed: dict[str, Any], court: Court, outlook: Outlook) -> Plan:
    base = outlook.facts_on(court.desk.columns)
    after = {**base, **changed}
    verdict = _judged(court, after)
    waited = {
        column: outlook.facts[column]
        for column in outlook.by_time(court.desk.columns)
        if _judged(court, {**after, column: outlook.facts[column]}).outcome != "met"
    }
    assumed = {
        column: _plain(value)
        for column, value in base.items()
        if column not in changed and column not in outlook.facts and _is_yearly(column)
    }
    kept = {
        column: value for column, value in outlook.facts.items() if column not in after and value is not None
    }
    return Plan(
        name,
        outlook.today,
        outlook.assumptions,
        earliest=outlook.day,
        steps=tuple(
            steps_of(_own(changed, outlook), waited, (court.rulebook, outlook, _judged(court, base)))
        ),
        follows={column: _plain(value) for column, value in changed.items() if _follows(column, outlook)},
        facts={**kept, **{column: _plain(value) for column, value in after.items()}},
        assumed=assumed,
        verdict=verdict,
        rulebook=court.rulebook,
    )


def _follows(column: str, outlook: Outlook) -> bool:
    return outlook.of(column).fact.id in FOLLOWING and outlook.of(column).way == "open"


def _own(changed: Facts, outlook: Outlook) -> dict[str, Any]:
    return {column: value for column, value in changed.items() if not _follows(column, outlook)}


def _is_yearly(column: str) -> bool:
    found = load_dictionary().of_column(column)
    return found is not None and found[0].is_yearly


def _plain(value: Any) -> Any:
    if not isinstance(value, Fraction):
        return value
    return int(value) if value.denominator == 1 else float(value)
