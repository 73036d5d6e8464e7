"""Reads from the fonts of the package which characters they hold; `--write` puts it beside them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

from littlegiant.reports.fonts import font_folder

# The order in which a character is looked for.
ORDER = (
    "NotoSans-Regular.ttf",
    "NotoSansSC-Regular.ttf",
    "NotoSansJP-Regular-Supplement.ttf",
    "NotoSansHK-Regular-Supplement.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansSC-Bold-GB2312.ttf",
)


def coverage(folder: Path) -> list[dict[str, Any]]:
    """Return family, weight and ranges of code points of every font, from the files themselves."""
    found = []
    for name in ORDER:
        with TTFont(folder / name, lazy=True) as font:
            found.append(
                {
                    "file": name,
                    "family": font["name"].getBestFamilyName(),
                    "weight": font["OS/2"].usWeightClass,
                    "ranges": [list(pair) for pair in ranges(sorted(font.getBestCmap()))],
                }
            )
    return found


def ranges(points: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the runs of points that follow one another."""
    first = last = None
    for point in points:
        if last is not None and point == last + 1:
            last = point
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = point
    if first is not None and last is not None:
        yield first, last


if __name__ == "__main__" and "--write" in sys.argv:
    target = font_folder() / "coverage.json"
    target.write_text(json.dumps(coverage(font_folder()), separators=(",", ":")) + "\n", encoding="utf-8")
