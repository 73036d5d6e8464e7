"""Cells that arrive as Python values: how each is written as text."""

from __future__ import annotations

import datetime as dt
from typing import Any

from littlegiant.tables.source import DECIMAL_DIGITS

# Beyond this a whole double is written with an exponent, as `repr` does.
GREATEST_PLAIN = 1e16


def plain_text(value: Any) -> str:
    """Write a cell as text: nothing for nothing, whole floats without a point, dates in ISO form."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _float_text(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ")
    return str(value).encode("utf-8", "replace").decode("utf-8")


def is_long_number(value: Any) -> bool:
    """Say whether a cell is a number in text or an integer with more digits than a double surely keeps."""
    if isinstance(value, float) or value is None:
        return False
    text = str(value)
    return len(text) > DECIMAL_DIGITS and sum(map(str.isdigit, text)) > DECIMAL_DIGITS


def _float_text(value: float) -> str:
    if value != value:
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < GREATEST_PLAIN else repr(float(value))
