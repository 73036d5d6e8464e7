"""From what must be different to dated steps, each with the criterion it is for and why."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from littlegiant.errors import Text
from littlegiant.facts.model import ValueType
from littlegiant.plans.model import Step
from littlegiant.plans.outlook import Outlook, Prospect
from littlegiant.rules.conditions import ClassAmong, Compare, Condition, atoms, condition_leaves
from littlegiant.rules.scores import Bands, BetterOf, First, Given, PerItem, Points, PointsByPlace
from littlegiant.rules.values import ScorePart, leaves
from littlegiant.standards.model import Criterion, Rulebook
from littlegiant.verdicts.explanation_numbers import exact_amount, short_amount
from littlegiant.verdicts.registry import Registry
from littlegiant.verdicts.verdict import Verdict

Setting = tuple[Rulebook, Outlook, Verdict]


def steps_of(changed: Mapping[str, Any], waited: Mapping[str, Any], setting: Setting) -> Iterator[Step]:
    """Yield the steps in the order of their days.

    `changed` is what must be different, `waited` what time brings, as it is today. The setting is the rules and
    the outlook of the day, and the verdict if nothing is done.
    """
    rulebook, outlook, before = setting
    reading = _Reading(rulebook, before)
    found = [_step(outlook.of(column), value, reading, outlook) for column, value in changed.items()]
    found += [_by_time(outlook.of(column), given, reading, outlook) for column, given in waited.items()]
    yield from sorted(found, key=lambda step: (step.by, step.criterion, step.fact))


class _Reading:
    """Which criterion a fact is changed for: the first that fails without it and reads it, else the first that reads it."""

    def __init__(self, rulebook: Rulebook, before: Verdict) -> None:
        self.rulebook = rulebook
        self.registry = Registry(rulebook)
        failing = {item.id for item in before.criteria if item.outcome != "met"}
        self.order = sorted(rulebook.criteria, key=lambda item: item.id not in failing)

    def criterion(self, column: str) -> str:
        found = next((item.id for item in self.order if column in self.columns(item)), None)
        return found or ("size" if self.rulebook.is_classification else self.order[0].id)

    def columns(self, item: Criterion) -> set[str]:
        """Return every column a criterion looks at, points and classes included."""
        found = {self.registry.column(*leaf) for leaf in condition_leaves(item.condition)}
        for atom in atoms(item.condition):
            if isinstance(atom, ClassAmong):
                table = self.rulebook.classifications[atom.classification]
                found |= {self.registry.column(b.value.fact) for row in table.rows for b in row.bounds}
                found |= {table.row_fact, table.industry_fact}
            elif isinstance(atom, Compare) and isinstance(atom.value, ScorePart):
                found |= self._scored(atom.value.part)
        return found

    def _scored(self, part: str) -> set[str]:
        score = self.rulebook.score
        found: set[str] = set()
        for group in score.groups if score else ():
            for item in group.indicators:
                if part in ("", group.id, item.id):
                    found |= {self.registry.column(*leaf) for leaf in leaves_of_points(item.points)}
        return found


def leaves_of_points(points: Points) -> set[tuple[str, int]]:
    """Return (fact, shift) of everything that points are earned by."""
    inner: list[Condition]
    match points:
        case Bands() | Given():
            return {(leaf.fact, leaf.shift) for leaf in leaves(points.value)}
        case First():
            inner = [condition for condition, _ in points.lines if condition is not None]
        case PerItem():
            inner = list(points.items)
        case BetterOf():
            return set().union(*(leaves_of_points(way) for way in points.ways))
        case PointsByPlace():
            return set().union(*(leaves_of_points(rule) for rule in points.rules))
    return {leaf for condition in inner for leaf in condition_leaves(condition)}


def _step(found: Prospect, value: Any, reading: _Reading, outlook: Outlook) -> Step:
    kind = "change" if found.way == "open" else "establish"
    start, end = words_of(found, found.base), words_of(found, value)
    label = found.fact.label
    year = "" if found.year is None else str(found.year)
    if kind == "establish":
        why = Text(
            f"{year}{label.zh}尚不清楚，须证实为{end.zh}",
            f"{label.en}{f' {year}' if year else ''} is not known; it must turn out to be {end.en}",
        )
    else:
        why = Text(
            f"{year}{label.zh}由{start.zh}变为{end.zh}{_more(found, value).zh}",
            f"{label.en}{f' {year}' if year else ''} from {start.en} to {end.en}{_more(found, value).en}",
        )
    return Step(
        reading.criterion(found.column),
        found.column,
        _plain(found.base),
        _plain(value),
        outlook.day if kind == "establish" else due(found, outlook.day),
        why,
        kind,
    )


def _by_time(found: Prospect, given: Any, reading: _Reading, outlook: Outlook) -> Step:
    now = given if isinstance(given, bool | str) else Fraction(str(given))
    start, end, label = words_of(found, now), words_of(found, found.base), found.fact.label
    why = Text(
        f"{label.zh}到时由{start.zh}变为{end.zh}，只需等待",
        f"{label.en} will by then go from {start.en} to {end.en}: only time is needed",
    )
    day = datetime.date(outlook.day.year - 1, 12, 31) if found.fact.type is ValueType.YEARS else outlook.day
    return Step(
        reading.criterion(found.column), found.column, _plain(now), _plain(found.base), day, why, "time"
    )


def due(found: Prospect, day: datetime.date) -> datetime.date:
    """Return by when a fact must be so: the end of its year, else the day of the application."""
    if found.year is None:
        return day
    return min(datetime.date(found.year, 12, 31), day)


def words_of(found: Prospect, value: Any) -> Text:
    """Return a value as people write it."""
    if value is None:
        return Text("未知", "unknown")
    if isinstance(value, bool):
        return Text("是", "yes") if value else Text("否", "no")
    if isinstance(value, Fraction):
        return (
            short_amount(value, found.fact.unit)
            if found.fact.type is ValueType.MONEY
            else exact_amount(value, found.fact.unit)
        )
    return next(
        (option.label for option in found.fact.options if option.id == value), Text(str(value), str(value))
    )


def _more(found: Prospect, value: Any) -> Text:
    """Return the difference of an amount in words."""
    if found.fact.type is not ValueType.MONEY or found.base is None:
        return Text("", "")
    change = value - found.base
    size = short_amount(abs(change), found.fact.unit)
    more = Text(f"，多{size.zh}", f", {size.en} more")
    return more if change > 0 else Text(f"，少{size.zh}", f", {size.en} less")


def _plain(value: Any) -> Any:
    if not isinstance(value, Fraction):
        return value
    return int(value) if value.denominator == 1 else float(value)
