"""A small SVG builder: shapes and text by coordinates in pixels, and how much room a text takes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from littlegiant.cli.layout import width, wrap

INK, QUIET, GRID, PAPER = "#1b1f24", "#57606a", "#d8dee4", "#ffffff"
BLUE, ORANGE = "#0072b2", "#d55e00"
"""A pair that stays apart for every kind of colour vision (Okabe and Ito)."""
SMALL, NORMAL, LARGE = 12, 13, 16
FAMILY = "'Noto Sans SC', 'Microsoft YaHei', 'PingFang SC', system-ui, sans-serif"


class Drawing:
    """Elements of one drawing, in the order they are put on paper."""

    def __init__(self, across: float, name: str) -> None:
        self.across = across
        self.name = name
        self.height = 0.0
        self._parts: list[str] = []

    def text(
        self,
        at: tuple[float, float],
        words: str,
        *,
        size: int = NORMAL,
        anchor: str = "start",
        style: str = "",
    ) -> None:
        """Write words whose line stands at a point; `style` is `bold`, `quiet` or nothing."""
        weight = ' font-weight="700"' if style == "bold" else ""
        fill = QUIET if style == "quiet" else INK
        self._parts.append(
            f'<text x="{at[0]:g}" y="{at[1]:g}" font-size="{size}" text-anchor="{anchor}" fill="{fill}"{weight}>'
            f"{escape(words)}</text>"
        )

    def line(
        self, start: tuple[float, float], end: tuple[float, float], colour: str = GRID, dash: str = ""
    ) -> None:
        """Draw a thin line."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<line x1="{start[0]:g}" y1="{start[1]:g}" x2="{end[0]:g}" y2="{end[1]:g}" stroke="{colour}"{dashed}/>'
        )

    def path(self, points: Sequence[tuple[float, float]], colour: str, dash: str = "") -> None:
        """Draw a line through points."""
        listed = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<polyline points="{listed}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>'
        )

    def dot(self, at: tuple[float, float], colour: str, *, square: bool = False) -> None:
        """Mark a point by a disc or a square."""
        x, y = at
        shape = (
            f'<rect x="{x - 3:.1f}" y="{y - 3:.1f}" width="6" height="6"'
            if square
            else f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5"'
        )
        self._parts.append(f'{shape} fill="{colour}"/>')

    def bar(self, box: tuple[float, float, float, float], colour: str, *, hatched: bool = False) -> None:
        """Fill a rectangle (x, y, width, height); hatched lines tell it apart without colour."""
        x, y, across, down = box
        self._parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{across:.1f}" height="{down:.1f}" fill="{colour}"/>'
        )
        if not hatched:
            return
        step = 6.0
        for number in range(math.floor((across + down) / step) + 1):
            start = x - down + number * step
            left, right = max(x, start), min(x + across, start + down)
            if right > left:
                ends = (left, y + down - (left - start)), (right, y + down - (right - start))
                self._parts.append(
                    f'<line x1="{ends[0][0]:.1f}" y1="{ends[0][1]:.1f}" x2="{ends[1][0]:.1f}" y2="{ends[1][1]:.1f}"'
                    f' stroke="{PAPER}" stroke-width="1.4"/>'
                )

    def put(self, other: Drawing, down: float) -> None:
        """Put another drawing so many pixels down on this one."""
        self._parts.append(f'<g transform="translate(0 {down:g})">{"".join(other._parts)}</g>')

    def svg(self) -> str:
        """Return the whole drawing, with its name for those who do not see it."""
        size = (
            f'viewBox="0 0 {self.across:g} {self.height:g}" width="{self.across:g}" height="{self.height:g}"'
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{escape(self.name)}"'
            f' font-family="{FAMILY}"><rect width="100%" height="100%" fill="{PAPER}"/>{"".join(self._parts)}</svg>'
        )


def room(words: str, size: int = NORMAL) -> float:
    """Return about how many pixels a text takes, rather too many than too few."""
    return width(words) * size * 0.56


def wrapped(words: str, across: float, size: int) -> list[str]:
    """Break a bold text into lines of at most so many pixels."""
    return wrap(words, max(10, int(across / (size * 0.62)))).split("\n")


def ticks(most: float, wanted: int = 4) -> list[int]:
    """Return round whole numbers from zero to just above a largest one."""
    if most <= 0:
        return [0, 1]
    least = max(1.0, most / wanted)
    power = 10 ** math.floor(math.log10(least))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least)
    return [int(step * number) for number in range(math.ceil(most / step) + 1)]
