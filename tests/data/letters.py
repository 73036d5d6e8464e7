"""The letter `littlegiant explain` writes about one firm, cut to what fits a page of a report."""

from __future__ import annotations

from tests.data.commands import EXPLAIN, answer

HEAD = 24


def letter(language: str) -> list[str]:
    """Return the first lines of the letter, and a last one that says how many more there are."""
    lines = answer(EXPLAIN[language]).rstrip().splitlines()
    rest = len(lines) - HEAD
    return lines if rest <= 0 else [*lines[:HEAD], f"[… {rest} more lines]"]
