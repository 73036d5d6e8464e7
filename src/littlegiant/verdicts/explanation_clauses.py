"""Clause numbers of Chinese instruments, also as an English reader cites them."""

from __future__ import annotations

import re

from littlegiant.errors import Text

_DIGITS = "零一二三四五六七八九十"
_NUMERAL = "[一二三四五六七八九十]+"
_WORDS = {
    "总则": "general provisions",
    "条号未核": "article number not verified",
    "专业化": "specialisation",
    "精细化": "refinement",
    "特色化": "distinctiveness",
    "创新能力": "innovation",
    "产业链配套": "place in the chain",
    "主导产品所属领域": "field of the leading product",
}
_HAN = re.compile(r"[\u3400-\u9fff]")


def clause_words(clause: str) -> Text:
    """Return a clause as written and in English; as written in both where a word of it is not known."""
    english = clause
    for zh, en in _WORDS.items():
        english = english.replace(zh, f" {en}")
    english = re.sub(rf"第({_NUMERAL})条", lambda found: f" Art. {_number(found[1])}", english)
    english = re.sub(rf"（({_NUMERAL})）", lambda found: f" ({_number(found[1])})", english)
    english = re.sub(r"附件(\d+)", r" annex \1", english)
    english = re.sub(r"第(\d+)项", r" item \1", english)
    english = re.sub(r"(\d+)号", r" No. \1", english)
    english = english.replace("、", ",").replace("（", " (").replace("）", ")")
    english = re.sub(r"\(\s+", "(", re.sub(r"\s+", " ", english)).strip()
    return Text(clause, clause if _HAN.search(english) else english)


def _number(numeral: str) -> int:
    """Return a Chinese numeral below one hundred as a number."""
    tens, found, ones = numeral.rpartition("十")
    if not found:
        return _DIGITS.index(numeral)
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)
