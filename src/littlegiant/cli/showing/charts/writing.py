"""Writes the charts of a simulation: one drawing as SVG or PNG, or a page of its own that also prints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from littlegiant.cli.showing.charts.curve_chart import curve_chart
from littlegiant.cli.showing.charts.drawing import Drawing, wrapped
from littlegiant.cli.showing.charts.moves_chart import Bar, bars, moves_chart
from littlegiant.cli.showing.kind_words import NOT_KNOWN
from littlegiant.cli.showing.simulation import Outcome
from littlegiant.cli.showing.simulation_words import Told
from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables.atomic import replacing

if TYPE_CHECKING:
    from littlegiant.reports import Figure

SUFFIXES = (".html", ".htm", ".svg", ".png")
WIDE, NARROW = 720, 350
PIXELS = 1_440
SPACE = 18
NOTHING = Text(
    "没有企业的结果改变，没有可画的图。", "No enterprise's outcome changes; there is nothing to draw."
)


def demand_chart(path: Path) -> None:
    """Raise output.unknown-format unless a file name says how a chart is written."""
    if path.suffix.lower() not in SUFFIXES:
        listed = "、".join(SUFFIXES), ", ".join(SUFFIXES)
        raise LittleGiantError(
            "output.unknown-format",
            Text(
                f"--chart {path}：图可以写成 {listed[0]}。",
                f"--chart {path}: a chart is written as {listed[1]}.",
            ),
            Text("请改扩展名，如 reform.html。", "Let the name end in one of them, as in reform.html."),
        )


def write_chart(found: Outcome, path: Path, language: str) -> None:
    """Write every chart of a simulation, whole or not at all; the ending of the name says how."""
    suffix = path.suffix.lower()
    if suffix == ".png":
        from littlegiant.reports import svg_to_png

        content = svg_to_png(together(found, language).svg(), PIXELS)
    elif suffix == ".svg":
        content = together(found, language).svg().encode()
    else:
        from littlegiant.cli.showing.charts.page import page

        content = page(found, language).encode()
    with replacing(path) as temporary:
        temporary.write_bytes(content)


def charts(found: Outcome, across: float, language: str) -> Iterator[Drawing]:
    """Yield the curve, then the moves by each kind that has some."""
    told = Told(found.books, found.moves, language)
    curve = found.curve
    if curve is not None:
        unit = curve.unit
        yield curve_chart(curve, across, language, lambda value: told.amount(value, unit))
    for kind in found.moves.by:
        listed = telling_bars(found, kind, language)
        if listed:
            yield moves_chart(kind, listed, across, language)


def telling_bars(found: Outcome, kind: str, language: str) -> list[Bar]:
    """Return the bars of a kind; none where the table says nothing of it."""
    listed = bars(found.moves.by[kind], kind, language)
    return [] if [bar.name for bar in listed] == [NOT_KNOWN.in_language(language)] else listed


def figures(found: Outcome, language: str) -> list[Figure]:
    """Return the charts as figures of a report."""
    from littlegiant.reports import Figure

    return [Figure(chart.svg(), "", chart.name) for chart in charts(found, WIDE, language)]


def together(found: Outcome, language: str) -> Drawing:
    """Return all charts below each other as one drawing, or a drawing that says that there is nothing."""
    whole, top = Drawing(WIDE, Told(found.books, found.moves, language).text(found.curve)), 0.0
    for chart in charts(found, WIDE, language):
        whole.put(chart, top)
        top += chart.height + SPACE
    if not top:
        for line in wrapped(NOTHING.in_language(language), WIDE - 32, 13):
            top += 24
            whole.text((16, top), line)
        top += 24
    whole.height = top
    return whole


__all__ = ["charts", "demand_chart", "figures", "telling_bars", "together", "write_chart"]
