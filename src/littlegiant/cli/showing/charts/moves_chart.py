"""Who falls out of a standard and who comes in, as bars to the left and to the right, by one kind."""

from __future__ import annotations

from dataclasses import dataclass

from littlegiant.cli.showing.charts.drawing import BLUE, LARGE, ORANGE, QUIET, SMALL, Drawing, room, wrapped
from littlegiant.cli.showing.kind_words import value_words
from littlegiant.engines.moving import Pair
from littlegiant.errors import Text

TITLES = {
    "province": Text("退出与新满足的企业，按省份", "Who falls out and who comes in, by province"),
    "industry": Text(
        "退出与新满足的企业，按行业门类", "Who falls out and who comes in, by section of industry"
    ),
    "size": Text("退出与新满足的企业，按规模", "Who falls out and who comes in, by size class"),
    "age": Text("退出与新满足的企业，按成立年限", "Who falls out and who comes in, by age"),
}
OUT, IN = Text("退出（家）", "fall out"), Text("新满足（家）", "come in")
MOST, ROW, BAR = 16, 24, 15
OTHERS = Text("其余 {0} 项", "{0} others")


@dataclass(frozen=True)
class Bar:
    """One value of a kind: how many fall out and how many come in there."""

    name: str
    lost: int
    gained: int


def bars(pairs: dict[Pair, dict[str, int]], kind: str, language: str) -> list[Bar]:
    """Return the bars of a kind, the longest first; whatever is met only before falls out, only after comes in."""
    lost: dict[str, int] = {}
    gained: dict[str, int] = {}
    for (before, after), values in pairs.items():
        for value, firms in values.items():
            if before == "met" != after:
                lost[value] = lost.get(value, 0) + firms
            if after == "met" != before:
                gained[value] = gained.get(value, 0) + firms
    found = [
        Bar(value_words(kind, value).in_language(language), lost.get(value, 0), gained.get(value, 0))
        for value in {**lost, **gained}
    ]
    return sorted(found, key=lambda bar: (-(bar.lost + bar.gained), bar.name))


def shortened(found: list[Bar], language: str) -> list[Bar]:
    """Return the longest bars, and the rest as one."""
    if len(found) <= MOST:
        return found
    rest = found[MOST - 1 :]
    name = OTHERS.in_language(language).format(len(rest))
    return [*found[: MOST - 1], Bar(name, sum(bar.lost for bar in rest), sum(bar.gained for bar in rest))]


def moves_chart(kind: str, found: list[Bar], across: float, language: str) -> Drawing:
    """Draw bars so many pixels across."""
    title = TITLES[kind].in_language(language)
    drawing, shown, top = Drawing(across, title), shortened(found, language), 8.0
    for line in wrapped(title, across - 16, LARGE):
        top += LARGE + 6
        drawing.text((8, top), line, size=LARGE, style="bold")
    names = min(max(room(bar.name, SMALL) for bar in shown), across * 0.36)
    numbers = max(room(f"{max(bar.lost, bar.gained):,}", SMALL) for bar in shown) + 10
    left = 14 + names + 10
    lost, gained = max(bar.lost for bar in shown), max(bar.gained for bar in shown)
    scale = (across - left - 8 - 2 * numbers) / (lost + gained)
    middle = left + numbers + lost * scale
    top += 24
    _heads(drawing, top, language, (lost, gained))
    top += 10
    drawing.line((middle, top), (middle, top + ROW * len(shown)), QUIET)
    for place, bar in enumerate(shown):
        _row(drawing, bar, (left, middle, top + place * ROW), scale)
    drawing.height = top + ROW * len(shown) + 14
    return drawing


def _heads(drawing: Drawing, top: float, language: str, most: tuple[int, int]) -> None:
    """Say which bars are which, as far as there are some."""
    x = 8.0
    for text, colour, firms in ((OUT, ORANGE, most[0]), (IN, BLUE, most[1])):
        if not firms:
            continue
        words = text.in_language(language)
        drawing.bar((x, top - 10, 12, 12), colour, hatched=text is OUT)
        drawing.text((x + 18, top), words, size=SMALL, style="quiet")
        x += 18 + room(words, SMALL) + 18


def _row(drawing: Drawing, bar: Bar, place: tuple[float, float, float], scale: float) -> None:
    left, middle, top = place
    line = top + ROW / 2 + 4
    drawing.text((left - 10, line), _fitting(bar.name, left - 18), size=SMALL, anchor="end")
    if bar.lost:
        across = max(2.0, bar.lost * scale)
        drawing.bar((middle - across, top + (ROW - BAR) / 2, across, BAR), ORANGE, hatched=True)
        drawing.text((middle - across - 5, line), f"{bar.lost:,}", size=SMALL, anchor="end")
    if bar.gained:
        across = max(2.0, bar.gained * scale)
        drawing.bar((middle, top + (ROW - BAR) / 2, across, BAR), BLUE)
        drawing.text((middle + across + 5, line), f"{bar.gained:,}", size=SMALL)


def _fitting(name: str, across: float) -> str:
    from littlegiant.cli.layout import cut

    return cut(name, max(4, int(across / (SMALL * 0.56))))
