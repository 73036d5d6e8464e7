"""One language of a letter: which wording to take, and how marks are set in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from littlegiant.errors import Text

_INSTRUMENT = re.compile(r"(?<![〕\]\d])(\d+)号")


@dataclass(frozen=True)
class Speech:
    """Speaks `zh` or `en`."""

    language: str

    def __call__(self, text: Text) -> str:
        """Return the wording in this language; short numbers of instruments (63号) as No. 63 in English."""
        if self.language == "zh":
            return text.zh
        return _INSTRUMENT.sub(r"No. \1", text.en)

    def marked(self, mark: str, text: str) -> str:
        """Return a text under a mark: `met: …`."""
        if not text:
            return mark
        return f"{mark}：{text}" if self.language == "zh" else f"{mark}: {text}"

    def bracketed(self, state: str) -> str:
        """Return a state before what it is said of: `[met] `."""
        return f"［{state}］" if self.language == "zh" else f"[{state}] "

    def clause(self, clause: str) -> str:
        """Return where a wording stands, after it: ` [annex 2 (2)]`."""
        return f"【{clause}】" if self.language == "zh" else f" [{clause}]"

    @property
    def code(self) -> str:
        """Return the code for the lang attribute."""
        return "zh-CN" if self.language == "zh" else "en"
