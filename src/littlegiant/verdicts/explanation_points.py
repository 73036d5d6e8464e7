"""How an indicator earned its points: the band or line reached, and what the next better one asks."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from littlegiant.errors import Text
from littlegiant.rules.conditions import Compare, Operator
from littlegiant.rules.scores import (
    Band,
    Bands,
    BetterOf,
    First,
    Given,
    PerItem,
    Points,
    PointsByPlace,
    closed_bands,
)
from littlegiant.rules.values import FactValue, Number
from littlegiant.verdicts.explanation_change import change_for, change_of
from littlegiant.verdicts.explanation_exact import measured
from littlegiant.verdicts.explanation_facts import capital
from littlegiant.verdicts.explanation_numbers import amount
from littlegiant.verdicts.explanation_parts import part_of
from littlegiant.verdicts.explanation_tree import Change, Part, WayExplained
from littlegiant.verdicts.explanation_wording import asked, either, together, value_words
from littlegiant.verdicts.measure import plain
from littlegiant.verdicts.row import Row

Words = tuple[Text, Text | None, Text | None]
NOTHING = Text("", "")
NONE_OF_THESE = Text("以上各档均未达到", "not one of the lines above")


@dataclass(frozen=True)
class Better:
    """A way to more points: how many then, what it takes in words, the single change where that says more."""

    points: Fraction
    text: Text
    change: Change | None


def ways_of(points: Points, row: Row, span: tuple[Fraction, Fraction]) -> tuple[WayExplained, ...]:
    """Return how the points of an indicator came about; `span` are the fewest and the most it can have."""
    match points:
        case Bands():
            return (_bands(points, row, span),)
        case First():
            return (_lines(points, row, span),)
        case PerItem():
            return (_items(points, row, span),)
        case Given():
            return (_given(points, row, span),)
        case BetterOf():
            return tuple(
                found for way in points.ways for found in ways_of(way, row, _span_of(way, row, span))
            )
        case PointsByPlace():
            return ways_of(row.rules_of_points(points)[-1], row, span)


def better(points: Points, row: Row) -> list[Better]:
    """Return what would earn more than now, the smallest step first; nothing where the points are not settled."""
    match points:
        case Bands():
            return _better_bands(points, row)
        case First():
            return _better_lines(points, row)
        case PerItem():
            return _more_items(points, row)
        case BetterOf():
            best = max(
                (_span_of(way, row, (Fraction(0), Fraction(0)))[0] for way in points.ways),
                default=Fraction(0),
            )
            found = [step for way in points.ways for step in better(way, row) if step.points > best]
            return sorted(found, key=lambda step: step.points)
        case Given():
            return []
        case PointsByPlace():
            rules = row.rules_of_points(points)
            return better(rules[0], row) if len(rules) == 1 else []


def band_words(band: Band, closed: tuple[bool, bool], unit: str) -> Text:
    """Return the borders of a band: `from 2 % to below 3 %`."""
    low = None if band.low is None else asked(">=" if closed[0] else ">", band.low.value, unit)
    high = None if band.high is None else asked("<=" if closed[1] else "<", band.high.value, unit)
    ends = [end for end in (low, high) if end is not None]
    if not ends:
        return Text("任何数值", "any value")
    return Text("、".join(end.zh for end in ends), " and ".join(end.en for end in ends))


def _span_of(way: Points, row: Row, span: tuple[Fraction, Fraction]) -> tuple[Fraction, Fraction]:
    """Return the points of one of several ways: of its band where the value is known, else what is possible."""
    if not isinstance(way, Bands):
        return span
    place = _place(way, row)
    if place is not None:
        return (way.bands[place].points.value,) * 2
    levels = [band.points.value for band in way.bands]
    return min(levels), max(levels)


def _bands(table: Bands, row: Row, span: tuple[Fraction, Fraction]) -> WayExplained:
    place, unit = _place(table, row), str(table.value.unit)
    value = measured(table.value, row)
    found = closed = None
    if place is not None and value is not None:
        band, *ends = list(closed_bands(table))[place]
        closed = band_words(band, (ends[0], ends[1]), unit)
        borders = [end.value for end in (band.low, band.high) if end is not None]
        found = amount(value, unit, min(borders, key=lambda border: abs(border - value), default=None))
    return _way("bands", (value_words(table.value, row), found, closed), span, better(table, row))


def _place(table: Bands, row: Row) -> int | None:
    """Return which band a value lies in, None where it is not known."""
    value = measured(table.value, row)
    if value is None:
        return None
    for index, (band, low_in, high_in) in enumerate(closed_bands(table)):
        above = band.low is None or value > band.low.value or (low_in and value == band.low.value)
        below = band.high is None or value < band.high.value or (high_in and value == band.high.value)
        if above and below:
            return index
    return None


def _better_bands(table: Bands, row: Row) -> list[Better]:
    place = _place(table, row)
    if place is None:
        return []
    found: list[Better] = []
    now = table.bands[place].points.value
    for index, (band, low_in, high_in) in enumerate(closed_bands(table)):
        if band.points.value > now:
            entry: tuple[Number | None, Operator] = (band.low, ">=" if low_in else ">")
            if index < place:
                entry = (band.high, "<=" if high_in else "<")
            found.append(_into_band(table, band, entry, row))
    return sorted(found, key=lambda step: step.points)


def _into_band(table: Bands, band: Band, entry: tuple[Number | None, Operator], row: Row) -> Better:
    border, operator = entry
    words, unit = value_words(table.value, row), str(table.value.unit)
    if border is None:
        return Better(band.points.value, words, None)
    needed = asked(operator, border.value, unit)
    text = Text(f"{words.zh}{needed.zh}", f"{words.en}: {needed.en}")
    plain_fact = isinstance(table.value, FactValue)
    return Better(
        band.points.value,
        text,
        None if plain_fact else change_of(Compare(table.value, operator, border), row),
    )


def _lines(points: First, row: Row, span: tuple[Fraction, Fraction]) -> WayExplained:
    parts = tuple(part_of(condition, row) for condition, _ in points.lines if condition is not None)
    return _way("lines", _line_words(parts, settled=span[0] == span[1]), span, better(points, row), parts)


def _line_words(parts: tuple[Part, ...], *, settled: bool) -> Words:
    """Return what the first line that holds looks at, what was found and what it asks."""
    if not settled:
        return NOTHING, None, None
    part = next((part for part in parts if part.state == "met"), None)
    if part is None:
        return NOTHING, NONE_OF_THESE, None
    if part.subject is None or part.found is None:
        return NOTHING, part.label or part.text, None
    return part.subject, part.found, part.required if part.kind == "compare" else None


def _better_lines(points: First, row: Row) -> list[Better]:
    """Return the lines above the one that holds; nothing while a line above it is open."""
    found: list[Better] = []
    for condition, number in points.lines:
        state = True if condition is None else row.state(condition)
        if state is not False:
            return (
                sorted((step for step in found if step.points > number.value), key=lambda step: step.points)
                if state
                else []
            )
        assert condition is not None
        plain_fact = isinstance(condition, Compare) and isinstance(condition.value, FactValue)
        found.append(
            Better(
                number.value,
                asks(part_of(condition, row)),
                None if plain_fact else change_for(condition, row),
            )
        )
    return []


def _items(points: PerItem, row: Row, span: tuple[Fraction, Fraction]) -> WayExplained:
    parts = tuple(part_of(item, row) for item in points.items)
    met = [name_of(part) for part in parts if part.state == "met"]
    listed = together(met)
    each, cap = amount(points.each.value, "points"), amount(points.up_to.value, "points")
    rule = Text(f"每项{each.zh}，最高{cap.zh}", f"{each.en} for each, {cap.en} at most")
    zh = f"{len(parts)}项中符合{len(met)}项" + (f"：{listed.zh}" if met else "")
    en = f"{len(met)} of {len(parts)} items" + (f": {listed.en}" if met else "")
    return _way("items", (NOTHING, Text(zh, en), rule), span, better(points, row), parts)


def _more_items(points: PerItem, row: Row) -> list[Better]:
    parts = [part_of(item, row) for item in points.items]
    if any(part.state == "unknown" for part in parts):
        return []
    found: list[Better] = []
    unmet = [name_of(part) for part in parts if part.state == "unmet"]
    have = len(parts) - len(unmet)
    names = either(unmet)
    for more in range(1, len(unmet) + 1):
        reached = min(points.up_to.value, points.each.value * (have + more))
        if reached > min(points.up_to.value, points.each.value * have) and reached not in [
            step.points for step in found
        ]:
            found.append(
                Better(
                    reached, Text(f"再有{more}项（{names.zh}）", f"{more} more of these: {names.en}"), None
                )
            )
    return found


def _given(points: Given, row: Row, span: tuple[Fraction, Fraction]) -> WayExplained:
    value, cap = measured(points.value, row), amount(points.up_to.value, "points")
    found = None if value is None else amount(value, "points")
    limit = Text(f"最高{cap.zh}", f"{cap.en} at most")
    return _way("given", (value_words(points.value, row), found, limit), span, [])


def asks(part: Part) -> Text:
    """Return what a part asks, without what was found: `digital level: at least level 3`."""
    if part.subject is None or part.required is None:
        return part.label or part.text
    subject, required = part.subject, part.required
    joint = {"compare": "", "truth": "："}.get(part.kind, "" if required.zh.startswith("不") else "为")
    return Text(f"{subject.zh}{joint}{required.zh}", f"{subject.en}: {required.en}")


def name_of(part: Part) -> Text:
    """Return what a part is about."""
    return part.label or part.subject or part.text


def _way(
    kind: str,
    words: Words,
    span: tuple[Fraction, Fraction],
    steps: list[Better],
    parts: tuple[Part, ...] = (),
) -> WayExplained:
    subject, found, band = words
    step = steps[0] if steps else None
    return WayExplained(
        kind=kind,
        low=plain(float(span[0])),
        high=plain(float(span[1])),
        subject=capital(subject),
        found=found,
        band=band,
        next=None if step is None else step.text,
        more=None if step is None else plain(float(step.points)),
        change=None if step is None else step.change,
        parts=parts,
    )
