"""Facts in words: what they are called in which year, what a cell says, what would prove it."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any as Anything

from littlegiant.errors import Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import Fact, ValueType
from littlegiant.facts.places import PROVINCES, province_names
from littlegiant.verdicts.explanation_exact import exact_cell
from littlegiant.verdicts.explanation_numbers import exact_amount
from littlegiant.verdicts.explanation_tree import FactStated, Proof
from littlegiant.verdicts.measure import Plain, cell
from littlegiant.verdicts.row import Row

YES, NO = Text("是", "yes"), Text("否", "no")
NO_RANK = Text("没有名次", "no rank")
_NAMES = ("Maker", "Class")


def mid_sentence(label: Text) -> Text:
    """Return a label as it stands inside an English sentence: small first letter unless it is a name."""
    first = label.en.split(" ", 1)[0]
    keep = first in _NAMES or not first[1:].islower()
    return label if keep else Text(label.zh, label.en[:1].lower() + label.en[1:])


def capital(text: Text) -> Text:
    """Return a text as it begins an English sentence."""
    return Text(text.zh, text.en[:1].upper() + text.en[1:])


def year_of(row: Row, fact: Fact, shift: int = 0) -> int | None:
    """Return the year a yearly fact is asked for, None for a fact without years."""
    return row.rulebook.as_of.year + fact.year_offset + shift if fact.is_yearly else None


def fact_name(row: Row, fact_id: str, shift: int = 0) -> Text:
    """Return what a fact is called, with its year: `R&D expense in 2025`."""
    fact = load_dictionary()[fact_id]
    return named(fact, year_of(row, fact, shift))


def named(fact: Fact, year: int | None) -> Text:
    """Return the label of a fact inside a sentence, with the year of a yearly one."""
    label = mid_sentence(fact.label)
    if year is None:
        return label
    return dated(label, year, year_end=fact.year_end)


def dated(label: Text, year: int, *, year_end: bool) -> Text:
    """Return a label with its year: `revenue in 2025`, `total assets at the end of 2025`."""
    if year_end:
        return Text(f"{year}年末{label.zh}", f"{label.en} at the end of {year}")
    return Text(f"{year}年{label.zh}", f"{label.en} in {year}")


def asked_for(column: str) -> Text:
    """Return a column as something to be found out, inside a sentence: `whether the firm …`, `revenue in 2025`."""
    found = load_dictionary().of_column(column)
    if found is None:
        return Text(column, column)
    return found[0].question or named(*found)


def column_name(column: str) -> Text:
    """Return what a table column is called: `revenue_2025` is `Revenue in 2025`."""
    found = load_dictionary().of_column(column)
    return Text(column, column) if found is None else capital(named(*found))


def unit_of(fact: Fact) -> str:
    """Return the unit its numbers are worded in."""
    return {ValueType.FRACTION: "ratio", ValueType.MONEY: "CNY"}.get(fact.type, fact.unit)


def cell_words(fact: Fact, found: Anything) -> Text:
    """Return what is known of a fact in words, numbers with every digit."""
    if isinstance(found, bool):
        return YES if found else NO
    if fact.id == "province" and found in PROVINCES:
        return province_names(str(found))
    if fact.type.is_number and fact.id != "size_industry":
        number = found if isinstance(found, Fraction) else float(found)
        return NO_RANK if math.isinf(number) else exact_amount(_fraction(number), unit_of(fact))
    for option in fact.options:
        if option.id == found:
            return mid_sentence(option.label)
    plain = cell(found)
    return Text(str(plain), str(plain))


def _fraction(number: Fraction | float) -> Fraction:
    return number if isinstance(number, Fraction) else Fraction(repr(number))


def facts_stated(row: Row) -> tuple[FactStated, ...]:
    """Return every known fact that the rulebook reads, in the order of the dictionary."""
    order = list(load_dictionary().facts)
    found: list[tuple[int, str, FactStated]] = []
    for column in row.registry.needed():
        known = load_dictionary().of_column(column)
        value = row.cells.get(column)
        if known is None or value is None or column in ("id", "name"):
            continue
        if column == "province" and not row.rulebook.variants:
            continue
        fact, _ = known
        number = exact_cell(row, column)
        words = cell_words(fact, value) if number is None else cell_words(fact, number)
        stated = FactStated(column, column_name(column), _plain(value), fact.unit, words)
        found.append((order.index(fact.id), column, stated))
    return tuple(stated for _, _, stated in sorted(found, key=lambda item: item[:2]))


def proof(column: str) -> Proof:
    """Return what a column is, what it means and what would prove it."""
    found = load_dictionary().of_column(column)
    if found is None:
        return Proof(column, Text(column, column), Text(column, column), Text("", ""), Text("", ""))
    fact = found[0]
    return Proof(column, column_name(column), asked_for(column), fact.definition, fact.evidence)


def _plain(value: Anything) -> Plain:
    found = cell(value) if not (isinstance(value, float) and math.isinf(value)) else None
    return found if isinstance(found, int | float | str | bool) or found is None else str(found)
