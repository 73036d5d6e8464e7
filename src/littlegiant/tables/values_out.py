"""How one value is written: as JSON, as a cell of a CSV, as text of a spreadsheet."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

# A spreadsheet takes text that begins so for a formula; the full-width signs count in East Asian versions.
FORMULA = re.compile(r"[ \u3000\u00a0]*[=+\-@\t\r\n＝＋－＠]")
# Whole numbers beyond this are not exact as doubles.
GREATEST_EXACT = 2**53


PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


def plain_number(text: str) -> bool:
    """Say whether a text is a number and nothing else, which no spreadsheet runs as a formula."""
    return PLAIN_NUMBER.fullmatch(text) is not None


def json_value(value: Any) -> Any:
    """Return what `json.dumps` writes: whole numbers without a point, dates in ISO form, no NaN."""
    if isinstance(value, bool) or value is None or isinstance(value, str | int):
        return value
    if isinstance(value, float | Decimal):
        return _json_number(value)
    if isinstance(value, Mapping):
        return {str(key): json_value(inner) for key, inner in value.items()}
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, bytes):
        return [json_value(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def json_text(value: Any) -> str:
    """Write a value as JSON with Chinese as it is."""
    return json.dumps(json_value(value), ensure_ascii=False)


def flat_value(value: Any) -> Any:
    """Return a value for one cell: nested ones as JSON text, missing ones as None."""
    if isinstance(value, Mapping | list | tuple | set | frozenset):
        return json_text(value)
    if isinstance(value, float | Decimal) and not math.isfinite(value):
        return None
    if value is None or isinstance(value, bool | int | float | Decimal | str | dt.date):
        return value
    return str(value)


def csv_value(value: Any) -> str:
    """Write a cell of a CSV file; text that a spreadsheet would run as a formula gets an apostrophe before it."""
    flat = flat_value(value)
    if flat is None:
        return ""
    if isinstance(flat, bool):
        return "true" if flat else "false"
    if isinstance(flat, str):
        # The csv module leaves a lone carriage return unquoted, and readers take it for the end of the row.
        line = flat.replace("\r\n", "\n").replace("\r", "\n")
        return f"'{line}" if FORMULA.match(line) else line
    if isinstance(flat, float | Decimal):
        return str(_json_number(flat))
    return flat.isoformat() if isinstance(flat, dt.date) else str(flat)


def is_exact_number(value: Any) -> bool:
    """Say whether a spreadsheet, whose numbers are doubles, keeps this number."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return False
    return not isinstance(value, int) or abs(value) <= GREATEST_EXACT


def _json_number(value: float | Decimal) -> int | float | None:
    if not math.isfinite(value):
        return None
    whole = int(value)
    is_exact = isinstance(value, Decimal) or abs(whole) <= GREATEST_EXACT
    return whole if whole == value and is_exact else float(value)
