"""Every text of a standard says in Chinese what `zh` holds and in English what `en` holds."""

from __future__ import annotations

import re
from typing import Any

from littlegiant.errors import Text
from littlegiant.standards.documents import Document, Steps

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def check_languages(document: Document) -> None:
    """Report every Chinese text without a Chinese character and every English one that is mostly Chinese."""
    _check(document, document.root, ())


def _check(document: Document, value: Any, steps: Steps) -> None:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        _check(document, item, (*steps, key if isinstance(value, list) else str(key)))
    if isinstance(value, dict) and isinstance(value.get("zh"), str) and isinstance(value.get("en"), str):
        _check_pair(document, (value["zh"], value["en"]), steps)


def _check_pair(document: Document, pair: tuple[str, str], steps: Steps) -> None:
    zh, en = pair
    if zh.strip() and not _HAN.search(zh):
        document.report((*steps, "zh"), "language", Text("zh 应为中文。", "zh must be Chinese."))
    elif _mostly_han(en):
        document.report((*steps, "en"), "language", Text("en 应为英文。", "en must be English."))


def _mostly_han(words: str) -> bool:
    """Say whether more than half of the letters are Chinese; English may quote the number of an instrument."""
    letters = sum(character.isalpha() for character in words)
    return 2 * len(_HAN.findall(words)) > letters
