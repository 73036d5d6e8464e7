"""Reads one value as a person or another system gives it, into the canonical unit of its fact."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from littlegiant.errors import LittleGiantError, Text
from littlegiant.facts.canonical import canonical
from littlegiant.facts.model import Fact, ValueType
from littlegiant.rules.units import written_unit
from littlegiant.tables.cells import FALSE_WORDS, TRUE_WORDS
from littlegiant.tables.expected import expected

NUMBER = re.compile(r"([-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)\s*(\S*)")
DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
LONGEST_TEXT = 400
PLACES = Decimal("0.000001")
GREATEST = Decimal(10) ** 18


@dataclass(frozen=True)
class Value:
    """One value: exactly one of the three is set."""

    number: Decimal | None = None
    flag: bool | None = None
    text: str | None = None

    @property
    def plain(self) -> Decimal | bool | str | None:
        """Return what is set."""
        return next((part for part in (self.number, self.flag, self.text) if part is not None), None)


def read_value(fact: Fact, given: Any, unit: str | None = None) -> Value:
    """Return a value in the canonical unit; raises fact.value with what was expected.

    A number may carry its unit (`6000万元`, `4.5%`); `unit` says it apart.
    """
    if isinstance(given, bool):
        if fact.type is not ValueType.BOOLEAN:
            raise wrong(fact, str(given))
        return Value(flag=given)
    # Names keep their full-width signs; in numbers, codes and days these mean the same as the others.
    written = str(given).strip()
    if fact.type is not ValueType.TEXT:
        written = unicodedata.normalize("NFKC", written)
    if not written or len(written) > LONGEST_TEXT or CONTROL.search(written):
        raise wrong(fact, written)
    if fact.type.is_number:
        return Value(number=_number(fact, written, unit))
    if fact.type is ValueType.BOOLEAN:
        return Value(flag=_flag(fact, written))
    return Value(text=_text(fact, written))


def _number(fact: Fact, written: str, unit: str | None) -> Decimal:
    found = NUMBER.fullmatch(written)
    if found is None or (unit and found[2] and unit != found[2]):
        raise wrong(fact, written)
    factor = _factor(fact, written, found[2] or unit or "")
    number = Decimal(found[1].replace(",", "")) * factor
    low = fact.minimum is not None and number < Decimal(str(fact.minimum))
    high = fact.maximum is not None and number > Decimal(str(fact.maximum))
    if low or high or abs(number) >= GREATEST or (fact.whole and number % 1):
        raise wrong(fact, written)
    if number != number.quantize(PLACES):
        raise wrong(fact, written)
    return number.quantize(PLACES)


def _factor(fact: Fact, written: str, unit: str) -> Decimal:
    """Return by what a number is multiplied to stand in the canonical unit."""
    if not unit:
        return Decimal(1)
    wanted, given = written_unit(fact.unit), written_unit(unit)
    if given is None or wanted is None or given[0] != wanted[0]:
        raise wrong(fact, written, unit)
    factor = given[1] / wanted[1]
    return Decimal(factor.numerator) / Decimal(factor.denominator)


def _flag(fact: Fact, written: str) -> bool:
    word = written.lower()
    if word not in (*TRUE_WORDS, *FALSE_WORDS):
        raise wrong(fact, written)
    return word in TRUE_WORDS


def _text(fact: Fact, written: str) -> str:
    if fact.type is ValueType.DATE:
        return _day(fact, written).isoformat()
    if fact.options and written not in [option.id for option in fact.options]:
        named = [option.id for option in fact.options if written in (option.label.zh, option.label.en)]
        if not named:
            raise wrong(fact, written)
        return named[0]
    found = canonical(fact.id, written)
    if found is None:
        raise wrong(fact, written)
    return str(found)


def _day(fact: Fact, written: str) -> datetime.date:
    found = DAY.fullmatch(written)
    if found is None:
        raise wrong(fact, written)
    try:
        return datetime.date(*map(int, found.groups()))
    except ValueError as error:
        raise wrong(fact, written) from error


def wrong(fact: Fact, written: str, unit: str | None = None) -> LittleGiantError:
    """Return the error that says what was expected of a value."""
    wanted = expected(fact, written)
    shown = written if len(written) <= 60 else f"{written[:60]}…"
    if unit is not None:
        wanted = Text(
            f"单位 {fact.unit}，而不是“{unit}”；{wanted.zh}",
            f"the unit {fact.unit}, not {unit!r}; {wanted.en}",
        )
    return LittleGiantError(
        "fact.value",
        Text(f"{fact.label.zh}：“{shown}”不对。", f"{fact.label.en}: {shown!r} is wrong."),
        Text(f"应为{wanted.zh}。", f"Expected {wanted.en}."),
    )
