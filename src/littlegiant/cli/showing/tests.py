"""A test as written, set out in lines: the expressions under all, any, at least, when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from littlegiant.errors import Text

ALL = Text("同时满足：", "all of:")
ANY = Text("满足其一：", "any of:")
AT_LEAST = Text("至少满足 {0} 项：", "at least {0} of:")
WHEN = Text("当 {0} 时：", "when {0}:")
ELSE = Text("否则：", "otherwise:")
STEP = "    "


def test_lines(raw: Any, case: str, language: str, depth: int = 0) -> Iterator[str]:
    """Yield the lines of a raw test; of `by_case` only the branch of this case."""
    indent = STEP * depth
    if not isinstance(raw, dict):
        yield indent + str(raw)
    elif "test" in raw:
        yield from _part(raw, case, language, depth)
    elif "by_case" in raw:
        yield from test_lines(raw["by_case"].get(case), case, language, depth)
    elif "when" in raw:
        yield indent + WHEN.in_language(language).format(_inline(raw["when"]))
        yield from test_lines(raw.get("then"), case, language, depth + 1)
        yield indent + ELSE.in_language(language)
        yield from test_lines(raw.get("else"), case, language, depth + 1)
    else:
        yield from _several(raw, case, language, depth)


def _several(raw: dict[str, Any], case: str, language: str, depth: int) -> Iterator[str]:
    if "at_least" in raw:
        title, items = AT_LEAST.in_language(language).format(raw["at_least"]), raw.get("of")
    else:
        word = "all" if "all" in raw else "any"
        title, items = (ALL if word == "all" else ANY).in_language(language), raw.get(word)
    yield STEP * depth + title
    for item in items or []:
        yield from test_lines(item, case, language, depth + 1)


def _part(raw: dict[str, Any], case: str, language: str, depth: int) -> Iterator[str]:
    """Yield a named part: its wording, and its test below it."""
    text = raw.get("text")
    mark = " ⚠" if raw.get("confidence") == "unconfirmed" else ""
    if isinstance(text, dict):
        yield f"{STEP * depth}· {text.get(language, '')}{mark}"
        depth += 1
    yield from test_lines(raw["test"], case, language, depth)


def _inline(raw: Any) -> str:
    if not isinstance(raw, dict):
        return str(raw)
    for word, joint in (("all", " and "), ("any", " or ")):
        if word in raw:
            return joint.join(_inline(item) for item in raw[word])
    return _inline(raw["test"]) if "test" in raw else str(raw)
