"""Bring single values to their canonical form: codes of places and industries as the engine compares them."""

from __future__ import annotations

from typing import Any

from littlegiant.facts.industries import normalise_industry
from littlegiant.facts.places import province_code

_CODES = {"industry": normalise_industry, "province": province_code}


def canonical(column: str, value: Any) -> Any:
    """Return a code in its canonical form (None when it is no such code); other values as they are."""
    if column not in _CODES or value is None:
        return value
    return _CODES[column](str(value))
