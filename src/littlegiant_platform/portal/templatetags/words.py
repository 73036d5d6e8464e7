"""Texts in both languages, amounts and days as their readers write them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from littlegiant.errors import Text
from littlegiant.facts.model import ValueType
from littlegiant.verdicts.explanation_numbers import exact_amount, short_amount
from littlegiant_platform.registry.vocabulary import vocabulary

register = template.Library()


def language() -> str:
    """Return zh or en."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


@register.simple_tag
def say(zh: str, en: str, *values: Any) -> str:
    """Return a text in the reader's language, `{0}` and so on filled in; escaped as any value is."""
    chosen = str(zh if language() == "zh" else en)
    if not values:
        return SafeString(chosen)
    return chosen.format(*values)


@register.filter
def text(found: Text) -> str:
    """Return a text of the engine in the reader's language."""
    return found.in_language(language())


@register.filter
def fact_name(fact: str) -> str:
    """Return what a fact is called."""
    found = vocabulary().get(fact)
    return fact if found is None else found.label.in_language(language())


@register.filter
def fact_value(value: Any, fact: str) -> str:
    """Return a value as people write it."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return Text("是" if value else "否", "yes" if value else "no").in_language(language())
    found = vocabulary().get(fact)
    if found is None or not isinstance(value, Decimal):
        option = next((item for item in found.options if item.id == value), None) if found else None
        return option.label.in_language(language()) if option else str(value)
    amount = short_amount if found.type is ValueType.MONEY else exact_amount
    return amount(Fraction(value), found.unit).in_language(language())
