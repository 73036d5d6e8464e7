"""Cells that arrive as Python values: how each is written as text."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from littlegiant.tables.source import DECIMAL_DIGITS

# Beyond this a whole double is written with an exponent, as `repr` does.
GREATEST_PLAIN = 1e38
# A spreadsheet keeps fifteen digits of a number.
DIGITS_KEPT = 15


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
    if not value.is_integer() or abs(value) >= GREATEST_PLAIN:
        return repr(float(value))
    # The shortest digits that mean this double, not all those that it happens to have.
    return str(int(value)) if abs(value) < 10**DIGITS_KEPT else f"{Decimal(repr(float(value))):f}"


def has_lost_digits(value: Any) -> bool:
    """Say whether a cell is a whole number of more digits than a spreadsheet keeps, such as a code typed as a number."""
    return isinstance(value, float) and value.is_integer() and abs(value) >= 10**DIGITS_KEPT
