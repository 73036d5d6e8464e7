"""English words that follow what they stand with: plurals, and first letters inside a sentence."""

from __future__ import annotations


def counted(count: int, one: str, many: str) -> str:
    """Return a number with its noun: `1 year`, `3 years`."""
    return f"{count} {one if count == 1 else many}"


def lower(text: str) -> str:
    """Return a sentence as it stands inside another: small first letter unless it is a name."""
    first = text.split(" ", 1)[0]
    return text if first != "A" and not first[1:].islower() else text[:1].lower() + text[1:]


def upper(text: str) -> str:
    """Return a text as it begins a sentence."""
    return text[:1].upper() + text[1:]
