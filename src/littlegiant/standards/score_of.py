"""Link the score of a file: groups, indicators and how points are earned."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Any as Anything

from littlegiant.errors import Text
from littlegiant.rules.scores import (
    Band,
    Bands,
    BetterOf,
    Border,
    First,
    Given,
    Group,
    Indicator,
    PerItem,
    Points,
    Score,
)
from littlegiant.rules.units import RATIO, Unit, base
from littlegiant.rules.values import Number
from littlegiant.standards.documents import Steps
from littlegiant.standards.reading import allowed_keys, entry, mapping, name, number, sequence
from littlegiant.standards.tests_of import Linker

_POINTS = base("points")
_MOST = 10_000
_NONE = First(((None, Number(Fraction(0), _POINTS)),))
_BORDERS: dict[str, Border] = {
    "lower-inclusive": "lower-inclusive",
    "upper-inclusive": "upper-inclusive",
    "better": "better",
}


def score_parts(raw: Anything) -> frozenset[str]:
    """Return the ids of groups and indicators, without linking anything."""
    groups = _mappings(raw, "groups")
    items = [item for group in groups for item in _mappings(group, "indicators")]
    return frozenset(str(part.get("id")) for part in (*groups, *items))


def _mappings(raw: Anything, key: str) -> list[dict[str, Anything]]:
    found = raw.get(key) if isinstance(raw, dict) else None
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def link_score(linker: Linker, raw: Anything) -> Score:
    """Return the score; groups and indicators inherit source and confidence from above."""
    steps: Steps = ("score",)
    fields = mapping(linker.document, raw, steps)
    allowed_keys(linker.document, fields, steps, ("text", "clause", "max", "source", "confidence", "groups"))
    linker.labels["score"] = entry(linker.document, fields, steps, (linker.sources, None))
    groups = sequence(linker.document, fields.get("groups"), (*steps, "groups"))
    linked = tuple(_group(linker, group, (*steps, "groups", index)) for index, group in enumerate(groups))
    return Score(_limit(linker, fields, steps), linked)


def _limit(linker: Linker, fields: dict[str, Anything], steps: Steps) -> Fraction:
    most = number(linker.document, fields.get("max"), (*steps, "max"))
    if most is not None and most < 0:
        linker.document.report((*steps, "max"), "points", Text("max 不能为负。", "max cannot be negative."))
    return most or Fraction(0)


def _group(linker: Linker, raw: Anything, steps: Steps) -> Group:
    fields = mapping(linker.document, raw, steps)
    allowed_keys(
        linker.document, fields, steps, ("id", "text", "clause", "max", "source", "confidence", "indicators")
    )
    identity = name(linker.document, fields.get("id"), (*steps, "id"))
    linker.labels[f"score/{identity}"] = entry(
        linker.document, fields, steps, (linker.sources, linker.labels["score"])
    )
    items = sequence(linker.document, fields.get("indicators"), (*steps, "indicators"))
    indicators = tuple(
        _indicator(linker, item, (*steps, "indicators", index), identity) for index, item in enumerate(items)
    )
    return Group(identity, _limit(linker, fields, steps), indicators)


def _indicator(linker: Linker, raw: Anything, steps: Steps, group: str) -> Indicator:
    fields = mapping(linker.document, raw, steps)
    keys = ("id", "clause", "text", "max", "points", "evidence", "source", "confidence")
    allowed_keys(linker.document, fields, steps, keys)
    identity = name(linker.document, fields.get("id"), (*steps, "id"))
    parent = linker.labels[f"score/{group}"]
    linker.labels[f"score/{identity}"] = entry(linker.document, fields, steps, (linker.sources, parent))
    points = link_points(linker, fields.get("points"), (*steps, "points"), f"score/{identity}")
    return Indicator(identity, _limit(linker, fields, steps), points)


def link_points(linker: Linker, raw: Anything, steps: Steps, path: str) -> Points:
    """Link one way of earning points; an unreadable one earns none."""
    fields = mapping(linker.document, raw, steps)
    if "bands" in fields:
        return _bands(linker, fields, steps)
    if "first" in fields:
        return _first(linker, fields, steps, path)
    if "each" in fields:
        return _per_item(linker, fields, steps, path)
    if "better_of" in fields:
        ways = sequence(linker.document, fields["better_of"], (*steps, "better_of"))
        if ways:
            return BetterOf(
                tuple(link_points(linker, way, (*steps, "better_of", i), path) for i, way in enumerate(ways))
            )
    if "value" in fields:
        value = linker.value(fields["value"], (*steps, "value"))
        if value is not None:
            return Given(value, _points(linker, fields.get("up_to"), (*steps, "up_to")))
    message = Text(
        "points 应为 bands、first、each、better_of 或 value。",
        "points must be bands, first, each, better_of or value.",
    )
    linker.document.report(steps, "points", message)
    return _NONE


def _points(linker: Linker, raw: Anything, steps: Steps) -> Number:
    amount = number(linker.document, raw, steps)
    if amount is not None and not 0 <= amount <= _MOST:
        message = Text(f"分值应在 0 与 {_MOST} 之间。", f"points lie between 0 and {_MOST}.")
        linker.document.report(steps, "points", message)
    return linker.scope.numbers.make(linker.at(steps).place, amount or Fraction(0), _POINTS)


def _bands(linker: Linker, fields: dict[str, Anything], steps: Steps) -> Points:
    allowed_keys(linker.document, fields, steps, ("of", "border", "bands"))
    value = linker.value(fields.get("of"), (*steps, "of"))
    border = _BORDERS.get(str(fields.get("border")))
    if border is None:
        listed = ", ".join(_BORDERS)
        linker.document.report(
            steps, "border", Text(f"须写明边界归属：{listed}。", f"expected a border rule: {listed}.")
        )
    if value is None:
        return _NONE
    raw = sequence(linker.document, fields["bands"], (*steps, "bands"))
    bands = [_band(linker, band, (*steps, "bands", index), value.unit) for index, band in enumerate(raw)]
    bands.sort(key=lambda band: (band.low is not None, band.low.value if band.low else Fraction(0)))
    _check_cover(linker, bands, (*steps, "bands"))
    return _NONE if not bands else Bands(value, border or "better", tuple(bands))


def _band(linker: Linker, raw: Anything, steps: Steps, unit: Unit) -> Band:
    fields = mapping(linker.document, raw, steps)
    allowed_keys(linker.document, fields, steps, ("from", "to", "points"))
    low = _border(linker, fields.get("from"), (*steps, "from"), unit)
    high = _border(linker, fields.get("to"), (*steps, "to"), unit)
    return Band(low, high, _points(linker, fields.get("points"), (*steps, "points")))


def _border(linker: Linker, raw: Anything, steps: Steps, unit: Unit) -> Number | None:
    """Read a border; the same border of two neighbours is one number, so it has one key for both."""
    if raw is None:
        return None
    if isinstance(raw, int) and unit != RATIO and unit != base("CNY"):
        amount, found = Fraction(raw), unit
    else:
        value = linker.value(raw, steps)
        if not isinstance(value, Number) or value.key in linker.scope.thresholds:
            return value if isinstance(value, Number) else None
        amount, found = linker.scope.numbers.values.pop(value.key, value.value), value.unit
        linker.scope.numbers.steps.pop(value.key, None)
    if found != unit:
        linker.document.report(
            steps, "unit", Text(f"边界的单位应为 {unit}。", f"expected a border in {unit}, found {found}.")
        )
        return None
    table = "/".join(str(step) for step in steps[:-2])
    return linker.scope.numbers.make(f"{linker.document.path.name}:{table}/border {amount}", amount, unit)


def _check_cover(linker: Linker, bands: list[Band], steps: Steps) -> None:
    """Report gaps and overlaps: the bands must run from minus to plus infinity, each starting where one ends."""
    if not bands or bands[0].low is not None or bands[-1].high is not None:
        linker.document.report(
            steps,
            "bands",
            Text(
                "分段须覆盖全部数值（首段无 from，末段无 to）。",
                "the bands must cover every value: one without from, one without to.",
            ),
        )
        return
    for below, above in itertools.pairwise(bands):
        if below.high is None or above.low is None or below.high.value > above.low.value:
            linker.document.report(steps, "bands", Text("分段重叠。", "bands overlap."))
        elif below.high.value < above.low.value:
            linker.document.report(
                steps,
                "bands",
                Text(
                    "分段之间有空隙。",
                    f"bands leave a gap between {float(below.high.value):g} and {float(above.low.value):g}.",
                ),
            )


def _first(linker: Linker, fields: dict[str, Anything], steps: Steps, path: str) -> Points:
    lines = []
    raw = sequence(linker.document, fields["first"], (*steps, "first"))
    for index, line in enumerate(raw):
        place: Steps = (*steps, "first", index)
        parts = mapping(linker.document, line, place)
        allowed_keys(linker.document, parts, place, ("when", "points"))
        condition = linker.test(parts["when"], (*place, "when"), path) if "when" in parts else None
        if (condition is None) != (index == len(raw) - 1):
            linker.document.report(
                place, "points", Text("只有最后一行不写 when。", "only the last line goes without when.")
            )
        lines.append((condition, _points(linker, parts.get("points"), (*place, "points"))))
    if not lines:
        message = Text("first 至少要有一行。", "first needs a line at least.")
        linker.document.report((*steps, "first"), "points", message)
    return First(tuple(lines)) if lines else _NONE


def _per_item(linker: Linker, fields: dict[str, Anything], steps: Steps, path: str) -> Points:
    allowed_keys(linker.document, fields, steps, ("each", "up_to", "of"))
    items = sequence(linker.document, fields.get("of"), (*steps, "of"))
    linked = tuple(linker.test(item, (*steps, "of", index), path) for index, item in enumerate(items))
    each = _points(linker, fields.get("each"), (*steps, "each"))
    return PerItem(each, linked, _points(linker, fields.get("up_to"), (*steps, "up_to")))
