"""The fonts that come with the package, and which characters they hold."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from littlegiant.errors import LittleGiantError, Text

FOLDER = "LITTLEGIANT_FONTS"
MOST_NAMED = 5


@dataclass(frozen=True)
class Font:
    """One font file: its family, its weight (400 or 700), and the characters it holds."""

    file: str
    family: str
    weight: int
    characters: frozenset[str]


def font_folder() -> Path:
    """Return the folder of the fonts that come with the package."""
    return Path(str(resources.files("littlegiant.reports").joinpath("font_files")))


def extra_folder() -> Path | None:
    """Return the folder of further fonts that LITTLEGIANT_FONTS names; raises report.fonts when it is not there."""
    named = os.environ.get(FOLDER)
    if not named:
        return None
    folder = Path(named)
    if not folder.is_dir():
        raise LittleGiantError(
            "report.fonts",
            Text(f"{FOLDER}={named}：没有这个目录。", f"{FOLDER}={named}: there is no such folder."),
            Text(
                "请写明存放 TTF 或 OTF 字体的目录，或取消这个变量。",
                "Name a folder with TTF or OTF fonts, or unset the variable.",
            ),
        )
    return folder


@cache
def fonts() -> tuple[Font, ...]:
    """Return every font of the package, in the order in which a character is looked for."""
    listed = json.loads((font_folder() / "coverage.json").read_text(encoding="utf-8"))
    return tuple(
        Font(item["file"], item["family"], item["weight"], frozenset(_characters(item["ranges"])))
        for item in listed
    )


def _characters(ranges: Iterable[tuple[int, int]]) -> Iterator[str]:
    for first, last in ranges:
        yield from map(chr, range(first, last + 1))


@cache
def printable_characters() -> frozenset[str]:
    """Return every character that some font of the package holds."""
    return frozenset().union(*(font.characters for font in fonts()))


def printable(text: str) -> str:
    """Return a text without what has no shape: controls and marks of direction; line breaks stay.

    Selectors of a variant are left out too: the usual form of the character stands.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(_shaped(sign) for sign in lines)


def _shaped(sign: str) -> str:
    if sign == "\n":
        return sign
    if sign == "\t" or unicodedata.category(sign) == "Cc":
        return " "
    selects = "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"
    return "" if selects or unicodedata.category(sign) in ("Cf", "Cs") else sign


def demand_glyphs(texts: Iterable[str], *, own_fonts_only: bool = False) -> None:
    """Raise report.missing-glyph when a text has a character that no font holds; names it and where it stands.

    With further fonts (LITTLEGIANT_FONTS) it is seen when the page is set, unless only the own ones are used.
    """
    if extra_folder() is not None and not own_fonts_only:
        return
    known = printable_characters()
    found: dict[str, str] = {}
    for text in texts:
        for sign in text:
            if sign not in known and sign not in "\n\u200b":
                found.setdefault(sign, text)
    if found:
        raise missing_glyphs(found)


def missing_glyphs(found: dict[str, str]) -> LittleGiantError:
    """Return the error for characters that cannot be printed; `found` gives a text for each."""
    named = [f"{_shown(sign)} (U+{ord(sign):04X})" for sign in found][:MOST_NAMED]
    more = len(found) - len(named)
    text = next(iter(found.values()))
    where = " ".join(text.split())
    where = where if len(where) <= 60 else f"{where[:60]}…"
    zh, en = "、".join(named), ", ".join(named)
    if more > 0:
        zh, en = f"{zh}等共 {len(found)} 个字", f"{en} and {more} more"
    return LittleGiantError(
        "report.missing-glyph",
        Text(
            f"随附的字体没有这些字：{zh}。首次出现在“{where}”。",
            f"The fonts that come along lack {en}. First found in {where!r}.",
        ),
        Text(
            f"请用环境变量 {FOLDER} 指明一个目录，其中放有包含这些字的 TTF 或 OTF 字体；或改用 xlsx。",
            f"Set {FOLDER} to a folder with a TTF or OTF font that has them, or write xlsx instead.",
        ),
    )


def _shown(sign: str) -> str:
    return sign if sign.isprintable() else "?"
