"""Shows what a cell or a header holds inside a message: on one line, and no longer than a person reads."""

from __future__ import annotations

LONGEST = 80
# Marks, in a text column, a cell that the spreadsheet itself says is no value. XML cannot hold this character.
ERROR_MARK = "\uffff"
LINE_ENDS = str.maketrans({"\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0"})


def shortened(text: str) -> str:
    """Return a text on one line, cut to LONGEST characters with an ellipsis where something is left out."""
    plain = text.removeprefix(ERROR_MARK)[: LONGEST + 1].translate(LINE_ENDS)
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"


def quoted(text: str) -> str:
    """Return a text as `shortened` does, in the single quotes of an English sentence."""
    return f"'{shortened(text)}'"
