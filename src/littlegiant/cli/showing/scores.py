"""A score and a classification set out in lines: bands with their borders, points, rows of the size table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from littlegiant.cli.showing.tests import STEP, test_lines
from littlegiant.errors import Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.rules.classes import Classification
from littlegiant.rules.scores import (
    Bands,
    BetterOf,
    First,
    Given,
    PerItem,
    Points,
    PointsByPlace,
    Score,
    closed_bands,
)
from littlegiant.rules.values import Number
from littlegiant.standards.model import Rulebook
from littlegiant.verdicts.explanation_numbers import amount

POINTS = Text("{0}分", "{0} points")
MOST = Text("最高{0}分", "at most {0} points")
BORDER = {
    "better": Text("恰在交界处取分高的一档", "a value on a border takes the better band"),
    "lower-inclusive": Text("每档含下限、不含上限", "each band includes its lower border"),
    "upper-inclusive": Text("每档含上限、不含下限", "each band includes its upper border"),
}
OTHERWISE = Text("其余", "otherwise")
EACH = Text("每满足一项{0}分，最高{1}分：", "{0} points for each of these, at most {1}:")
BETTER = Text("以下算法取得分高者：", "the better of:")
GIVEN = Text("直接取值，最高{0}分：", "taken as it is, at most {0} points:")
ROW = Text("第{0}行", "row {0}")


def points_lines(points: Points, raw: dict[str, Any], rulebook: Rulebook, language: str) -> Iterator[str]:
    """Yield how an indicator earns its points."""
    match points:
        case Bands():
            border = BORDER[points.border].in_language(language)
            yield f"{raw.get('of')}（{border}）" if language == "zh" else f"{raw.get('of')} ({border})"
            for band, low_in, high_in in closed_bands(points):
                span = _span((band.low, low_in), (band.high, high_in), language)
                yield f"{STEP}{span}{_colon(language)}{POINTS.in_language(language).format(_number(band.points))}"
        case First():
            for (_, earned), line in zip(points.lines, raw.get("first", []), strict=False):
                worth = POINTS.in_language(language).format(_number(earned))
                whens = list(test_lines(line["when"], rulebook.case, language)) if "when" in line else []
                head = whens[0] if len(whens) == 1 else "" if whens else OTHERWISE.in_language(language)
                yield f"{head}{_colon(language)}{worth}" if head else worth
                yield from (STEP + text for text in whens if len(whens) > 1)
        case PerItem():
            yield EACH.in_language(language).format(_number(points.each), _number(points.up_to))
            for item in raw.get("of", []):
                yield from test_lines(item, rulebook.case, language, 1)
        case BetterOf():
            yield BETTER.in_language(language)
            for way, inner in zip(points.ways, raw.get("better_of", []), strict=False):
                yield from (STEP + text for text in points_lines(way, inner, rulebook, language))
        case Given():
            blank = "" if language == "zh" else " "
            yield f"{GIVEN.in_language(language).format(_number(points.up_to))}{blank}{raw.get('value')}"
        case PointsByPlace():
            yield from points_lines(points.default, raw, rulebook, language)


def score_parts(score: Score, raw: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Yield ('group', group, raw) and ('indicator', indicator, raw) in the order of the file."""
    for group, raw_group in zip(score.groups, raw.get("groups", []), strict=False):
        yield "group", group, raw_group
        for indicator, raw_indicator in zip(group.indicators, raw_group.get("indicators", []), strict=False):
            yield "indicator", indicator, raw_indicator


def class_lines(table: Classification, raw: dict[str, Any], language: str) -> Iterator[tuple[int, str]]:
    """Yield for each row its number and its bounds: `Employees: Small ≥ 20, Medium ≥ 300, Large ≥ 1000`."""
    labels = {name: str(pair.get(language)) for name, pair in (raw.get("labels") or {}).items()}
    for row in table.rows:
        parts = []
        for bound in row.bounds:
            steps = [
                f"{labels.get(name, name)} ≥ {amount(number.value, str(number.unit)).in_language(language)}"
                for name, number in zip(table.classes[1:], bound.numbers, strict=True)
            ]
            name = load_dictionary()[bound.value.fact].label.in_language(language)
            listed = ("，" if language == "zh" else ", ").join(steps)
            parts.append(f"{name}{_colon(language)}{listed}")
        yield row.number, ("；" if language == "zh" else "; ").join(parts)


def _span(low: tuple[Number | None, bool], high: tuple[Number | None, bool], language: str) -> str:
    """Return an interval in signs: `≥ 3 %, < 5 %`."""
    signs = []
    for (number, closed), wide, narrow in ((low, "≥", ">"), (high, "≤", "<")):
        if number is not None:
            worded = amount(number.value, str(number.unit)).in_language(language)
            signs.append(f"{wide if closed else narrow} {worded}")
    return ("，" if language == "zh" else ", ").join(signs)


def _colon(language: str) -> str:
    return "：" if language == "zh" else ": "


def _number(number: Number) -> str:
    return f"{float(number.value):g}"
