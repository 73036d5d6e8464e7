"""A curve: how many meet a standard as one threshold moves, and below it how many are unknown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from littlegiant.api.curving import Curve
from littlegiant.cli.showing.charts.drawing import (
    BLUE,
    GRID,
    INK,
    LARGE,
    ORANGE,
    QUIET,
    SMALL,
    Drawing,
    room,
    ticks,
    wrapped,
)
from littlegiant.errors import Text

TITLE = Text("{0} 取不同值时满足标准的企业数", "Enterprises that meet the standard as {0} moves")
MET, UNKNOWN = Text("满足（家）", "met"), Text("无法判定（家）", "unknown")
NOW, PLANNED = Text("现行 {0}", "now {0}"), Text("拟改为 {0}", "planned {0}")
LEFT, RIGHT = 62, 26
HIGH, LOW = 210, 80
Amount = Callable[[float], str]


def curve_chart(curve: Curve, across: float, language: str, amount: Amount) -> Drawing:
    """Draw a curve so many pixels across; `amount` words a value of the threshold."""
    return _CurveChart(curve, across, language, amount).drawn()


class _CurveChart:
    def __init__(self, curve: Curve, across: float, language: str, amount: Amount) -> None:
        self.curve, self.language, self.amount = curve, language, amount
        self.title = TITLE.in_language(language).format(curve.threshold)
        self.drawing = Drawing(across, self.title)
        values = [item.value for item in curve.points]
        self.first, self.last = min(values), max(values)

    def drawn(self) -> Drawing:
        drawing, top = self.drawing, 8.0
        for line in wrapped(self.title, drawing.across - 16, LARGE):
            top += LARGE + 6
            drawing.text((8, top), line, size=LARGE, style="bold")
        top += 22
        start = top
        points = self.curve.points
        top = self._panel((top, HIGH), MET, [item.met for item in points], square=False)
        top = self._panel((top + 34, LOW), UNKNOWN, [item.unknown for item in points], square=True)
        self._mark((start, top), NOW, self.curve.now)
        if self.curve.planned is not None:
            self._mark((start + 16, top), PLANNED, self.curve.planned)
        self._values(top)
        drawing.height = top + 44
        return drawing

    def _x(self, value: float) -> float:
        span = self.last - self.first
        share = (value - self.first) / span if span else 0.5
        return LEFT + share * (self.drawing.across - LEFT - RIGHT)

    def _panel(self, place: tuple[float, float], name: Text, counts: Sequence[int], *, square: bool) -> float:
        """Draw one count over the values; return where its axis stands."""
        top, height = place
        colour = ORANGE if square else BLUE
        drawing, scale = self.drawing, ticks(max(counts), 2 if square else 4)
        drawing.text((8, top + 2), name.in_language(self.language), size=SMALL, style="quiet")
        top, bottom = top + 14, top + 14 + height
        for mark in scale:
            y = bottom - height * mark / scale[-1]
            drawing.line((LEFT, y), (drawing.across - RIGHT, y), QUIET if mark == 0 else GRID)
            drawing.text((LEFT - 8, y + 4), f"{mark:,}", size=SMALL, anchor="end", style="quiet")
        places = [
            (self._x(item.value), bottom - height * count / scale[-1])
            for item, count in zip(self.curve.points, counts, strict=True)
        ]
        drawing.path(places, colour, "6 4" if square else "")
        for at in places:
            drawing.dot(at, colour, square=square)
        return bottom

    def _mark(self, ends: tuple[float, float], name: Text, value: float) -> None:
        if not self.first <= value <= self.last:
            return
        x, words = self._x(value), name.in_language(self.language).format(self.amount(value))
        self.drawing.line((x, ends[0]), (x, ends[1]), INK, "2 3")
        beside = x + 6 + room(words, SMALL) < self.drawing.across - 4
        at, anchor = (x + 6, "start") if beside else (x - 6, "end")
        self.drawing.text((at, ends[0] + 4), words, size=SMALL, anchor=anchor, style="bold")

    def _values(self, bottom: float) -> None:
        """Write values below the axis, as many as have room beside each other."""
        free = 0.0
        labels = [(self._x(item.value), self.amount(item.value)) for item in self.curve.points]
        last = labels[-1]
        end = min(self.drawing.across - 4, last[0] + room(last[1], SMALL) / 2)
        kept = end - room(last[1], SMALL)
        for x, words in labels[:-1]:
            half = room(words, SMALL) / 2
            if x - half < free or x + half + 10 > kept:
                continue
            self.drawing.line((x, bottom), (x, bottom + 5), QUIET)
            self.drawing.text((x, bottom + 20), words, size=SMALL, anchor="middle", style="quiet")
            free = x + half + 10
        self.drawing.line((last[0], bottom), (last[0], bottom + 5), QUIET)
        self.drawing.text((end, bottom + 20), last[1], size=SMALL, anchor="end", style="quiet")
        self.drawing.text(
            ((LEFT + self.drawing.across - RIGHT) / 2, bottom + 38),
            self.curve.threshold,
            size=SMALL,
            anchor="middle",
        )
