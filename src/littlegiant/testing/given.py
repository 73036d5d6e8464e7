"""What a worked case may give for a fact: a column that exists, a value of its kind and within its range."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from littlegiant.errors import Text
from littlegiant.facts.canonical import canonical
from littlegiant.facts.codes import COUNTRIES
from littlegiant.facts.dictionary import load_dictionary, nearest
from littlegiant.facts.model import Fact, ValueType
from littlegiant.standards.documents import Document, Steps, few_digits

_YEAR = re.compile(r"_([0-9]+)\Z")
_YEARS = (1900, 2200)


def check_given(document: Document, facts: Mapping[Any, Any], steps: Steps) -> None:
    """Report every fact column that does not exist and every value that cannot stand in it."""
    for column, value in facts.items():
        fact = known_column(document, column, (*steps, str(column)))
        if fact is not None and value is not None:
            fault = fault_of(fact, value)
            if fault is not None:
                document.report((*steps, str(column)), "fact", fault)


def check_varied(document: Document, column: Any, values: Mapping[Any, Any], steps: Steps) -> None:
    """Report a ladder over a column that does not exist, and every rung that cannot stand in it."""
    fact = known_column(document, column, (*steps, "vary"))
    for value in values if fact is not None else ():
        fault = None if value is None or fact is None else fault_of(fact, value)
        if fault is not None:
            document.report_key((*steps, "expect", str(value)), "fact", fault)


def check_expected(document: Document, value: Any, steps: Steps) -> None:
    """Report an expectation that nothing could ever fulfil by its form."""
    if isinstance(value, str) or _is_number(value) or _is_interval(value):
        return
    message = Text(
        "expect 应为 met、unmet、unknown、分值、[低, 高] 或类型。",
        "expected met, unmet, unknown, points, [low, high] or a class.",
    )
    document.report(steps, "case", message)


def check_beside(document: Document, also: Mapping[str, Any], steps: Steps) -> None:
    """Report what a case says beside its expectation and what has not the form it needs."""
    fits = {
        "score": (_is_interval, Text("score 应为 [低, 高]。", "score must be [low, high].")),
        "missing": (_is_names, Text("missing 应为事实列的列表。", "missing must be a list of fact columns.")),
        "outcome": (
            _is_word,
            Text("outcome 应为 met、unmet 或 unknown。", "outcome must be met, unmet or unknown."),
        ),
        "reason": (_is_word, Text("reason 应为一个词。", "reason must be a word.")),
    }
    for key, value in also.items():
        fit, message = fits[key]
        if not fit(value):
            document.report((*steps, key), "case", message)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and few_digits(value)


def _is_interval(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(_is_number(item) for item in value)


def _is_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_word(value: Any) -> bool:
    return isinstance(value, str)


def known_column(document: Document, column: Any, steps: Steps) -> Fact | None:
    """Return the fact of a column; one that does not exist is a finding at its name."""
    found = load_dictionary().of_column(str(column))
    year = _YEAR.search(str(column)) if found and found[1] is not None else None
    if found is not None and (year is None or _YEARS[0] <= int(year.group(1)) <= _YEARS[1]):
        return found[0]
    near = ", ".join(nearest(str(column)))
    message = Text(
        f"没有名为“{column}”的事实列{f'，相近的有：{near}' if near else ''}。",
        f"no fact column is called '{column}'{f'; near ones: {near}' if near else ''}.",
    )
    if steps[-1] == "vary":
        document.report(steps, "fact", message)
    else:
        document.report_key(steps, "fact", message)
    return None


def fault_of(fact: Fact, value: Any) -> Text | None:
    """Return why a value cannot stand in a fact, None where it can."""
    if fact.type.is_number:
        return _number_fault(fact, value)
    if fact.type is ValueType.BOOLEAN:
        fits = isinstance(value, bool)
        return None if fits else _expected(fact, Text("true 或 false", "true or false"))
    if fact.type is ValueType.DATE:
        fits = isinstance(value, datetime.date)
        return None if fits else _expected(fact, Text("日期 YYYY-MM-DD", "a date YYYY-MM-DD"))
    if fact.options:
        options = [option.id for option in fact.options]
        listed = ", ".join(options)
        return None if value in options else _expected(fact, Text(f"选项之一：{listed}", f"one of {listed}"))
    return _code_fault(fact, value)


def _number_fault(fact: Fact, value: Any) -> Text | None:
    if not _is_number(value):
        return _expected(fact, Text("数值", "a number"))
    if fact.whole and value != int(value):
        return _expected(fact, Text("整数", "a whole number"))
    if fact.minimum is not None and value < fact.minimum:
        return _expected(fact, Text(f"不小于 {fact.minimum:g} 的数", f"a number not below {fact.minimum:g}"))
    if fact.maximum is not None and value > fact.maximum:
        return _expected(fact, Text(f"不大于 {fact.maximum:g} 的数", f"a number not above {fact.maximum:g}"))
    return None


def _code_fault(fact: Fact, value: Any) -> Text | None:
    if isinstance(value, bool | float | Decimal | list | dict):
        return _expected(fact, Text("文字", "text"))
    if fact.id == "country" and value not in COUNTRIES:
        return _expected(fact, Text("ISO 3166 国家代码", "a country by ISO 3166"))
    if canonical(fact.id, value) is None:
        return _expected(fact, Text("已知的代码", "a code that exists"))
    return None


def _expected(fact: Fact, what: Text) -> Text:
    return Text(f"{fact.id} 应为{what.zh}。", f"{fact.id} must be {what.en}.")
