"""The numbers written in a file: which there are, where each stands, and what it is called."""

from __future__ import annotations

from littlegiant.errors import Text
from littlegiant.standards.documents import Document, Steps
from littlegiant.standards.model import Rulebook
from littlegiant.testing.cases import Situation


def own_numbers(document: Document, rulebooks: dict[Situation, Rulebook]) -> dict[str, None]:
    """Return the keys of the numbers that are written in this file."""
    found: dict[str, None] = {}
    for rulebook in rulebooks.values():
        for key in rulebook.numbers.values:
            literal = key.startswith(f"{document.path.name}:")
            if literal or place_of(document, key) in document.marks:
                found.setdefault(key)
    return found


def place_of(document: Document, key: str) -> Steps:
    """Return where a number stands in its document."""
    if ":" in key:
        path = key.partition(":")[2].partition("#")[0].partition("/border ")[0]
        return tuple(int(step) if step.isdigit() else step for step in path.split("/"))
    for index, entry in enumerate(document.root.get("amends") or []):
        for field in ("thresholds", "set"):
            if isinstance(entry, dict) and key in (entry.get(field) or {}):
                return ("amends", index, field, key)
    return ("thresholds", key)


def called(rulebook: Rulebook, key: str) -> Text:
    """Return what a number is called: a threshold by its name, any other by its value."""
    if ":" not in key:
        return Text(f"阈值 {key}", f"the threshold {key}")
    value = rulebook.numbers.values[key]
    shown = str(value) if value.denominator == 1 else f"{float(value):g}"
    if key in rulebook.numbers.ranges:
        return Text(f"年数或项数 {shown}", f"the number of years or items {shown}")
    return Text(f"数值 {shown}", f"the number {shown}")
