"""What a step says: how much, and how much more than in the last year that is known."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from littlegiant.errors import Text
from littlegiant.facts.model import ValueType
from littlegiant.plans.lowered import LOWERED
from littlegiant.plans.outlook import Outlook, Prospect
from littlegiant.verdicts.explanation_facts import cell_words, column_name, unit_of
from littlegiant.verdicts.explanation_numbers import distance, exact_amount, short_amount

UNKNOWN = Text("未知", "unknown")


def changed(found: Prospect, value: Any, outlook: Outlook) -> Text:
    """Return what a change is: `R&D expense in 2026: at least CNY 2.31 million, CNY 0.42 million more than in 2025`."""
    name, end = column_name(found.column), words_of(found, value)
    if not isinstance(value, Fraction):
        start = words_of(found, found.base)
        return Text(f"{name.zh}：由{start.zh}变为{end.zh}", f"{name.en}: from {start.en} to {end.en}")
    asked, than = _asked(found, value, end), _than(found, value, outlook)
    return Text(f"{name.zh}：{asked.zh}{than.zh}", f"{name.en}: {asked.en}{than.en}")


def established(found: Prospect, value: Any, *, bound: str = "floor") -> Text:
    """Return what a fact that is not known must turn out to be."""
    name, end = column_name(found.column), words_of(found, value)
    asked = (
        _asked(found, value, end, bound=bound) if isinstance(value, Fraction) else Text(f"为{end.zh}", end.en)
    )
    return Text(
        f"{name.zh}：尚不清楚，须证实{asked.zh}",
        f"{name.en}: not known; it must turn out to be {asked.en}",
    )


def brought(found: Prospect, given: Any, needed: Any) -> Text:
    """Return what time brings."""
    name, start, end = column_name(found.column), words_of(found, given), words_of(found, needed)
    return Text(
        f"{name.zh}：到时由{start.zh}变为{end.zh}，只需等待",
        f"{name.en}: by then from {start.en} to {end.en}; only time is needed",
    )


def words_of(found: Prospect, value: Any) -> Text:
    """Return a value as people write it, with every digit it has."""
    if value is None:
        return UNKNOWN
    if isinstance(value, Fraction):
        short = found.fact.type is ValueType.MONEY
        return (short_amount if short else exact_amount)(value, unit_of(found.fact))
    return cell_words(found.fact, value)


def _asked(found: Prospect, value: Fraction, end: Text, *, bound: str = "floor") -> Text:
    if found.fact.id == "size_industry":
        return Text(f"为{end.zh}", end.en)
    if found.fact.type is ValueType.RANK:
        return Text(f"{end.zh}或更好", f"{end.en} or better")
    if bound == "free":
        return Text(f"适当的数值，例如{end.zh}", f"such that it fits, for instance {end.en}")
    lower = bound == "ceiling" or found.fact.id in LOWERED or (found.base is not None and value < found.base)
    return (
        Text(f"至多{end.zh}", f"at most {end.en}") if lower else Text(f"至少{end.zh}", f"at least {end.en}")
    )


def _than(found: Prospect, value: Fraction, outlook: Outlook) -> Text:
    """Return by how much a figure differs from the last one known, and from what it would be if that is another."""
    year, before = _last_known(found, outlook)
    if before is None:
        return Text("", "")
    if found.fact.type is ValueType.RANK:
        now = words_of(found, before)
        return Text(f"（现为{now.zh}）", f" (now {now.en})")
    when = Text(f"比{year}年", f"than in {year}") if year else Text("比现在", "than now")
    than = _difference(found, value - before, when)
    if found.base == before:
        return than
    anyway = _difference(found, value - found.base, Text("比照旧", "than if nothing is done"))
    return Text(than.zh + anyway.zh, than.en + anyway.en)


def _difference(found: Prospect, change: Fraction, when: Text) -> Text:
    if not change:
        return Text("", "")
    size = words_of(found, abs(change)) if found.fact.type is ValueType.MONEY else _size(found, abs(change))
    zh, en = ("多", "more") if change > 0 else ("少", "less")
    return Text(f"，{when.zh}{zh}{size.zh}", f", {size.en} {en} {when.en}")


def _size(found: Prospect, size: Fraction) -> Text:
    return distance(size, unit_of(found.fact))


def _last_known(found: Prospect, outlook: Outlook) -> tuple[int | None, Fraction | None]:
    """Return the last figure known of a fact, and of which year it is."""
    if found.year is None:
        return None, found.base
    for year in range(found.year, found.year - 12, -1):
        cell = outlook.facts.get(found.fact.column(year))
        if cell is not None:
            return year, Fraction(str(cell))
    return None, None
