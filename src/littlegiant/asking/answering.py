"""Turns what somebody wrote or passed as an answer into cells, or says what is wrong with it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from littlegiant.errors import LittleGiantError, Text
from littlegiant.facts.model import Fact, ValueType
from littlegiant.tables.units import unit_exponent, units_of

SHORT = {"万": 4, "亿": 8}
WITH_UNIT = re.compile(r"^(.*?[0-9.．０-９])\s*([^\s0-9.,，．０-９%％]+)$")


def as_written(fact: Fact, written: Any) -> Any:
    """Return a cell as a table would hold it: a unit after a number (`5000万元`, `1.2亿`) becomes its power of ten."""
    if not isinstance(written, str) or not fact.type.is_number:
        return _chosen(fact, written)
    found = WITH_UNIT.match(written.strip())
    if found is None:
        return written
    number, unit = found.groups()
    exponent = unit_exponent(unit, fact.type)
    if exponent is None and fact.type in (ValueType.MONEY, ValueType.PERSONS):
        exponent = SHORT.get(unit)
    if exponent is None:
        return written
    return f"{number.strip()}e{exponent}" if exponent else number.strip()


def _chosen(fact: Fact, written: Any) -> Any:
    """Return the id of an option that is given by its label."""
    if isinstance(written, str):
        for option in fact.options:
            if written.strip().casefold() in (option.label.zh, option.label.en.casefold()):
                return option.id
    return written


def plain_cell(fact: Fact, value: Any) -> Any:
    """Return a value that needs no reading, None for any other: true or false, a permitted number, an option."""
    if fact.type is ValueType.BOOLEAN:
        return value if isinstance(value, bool) else None
    if fact.options:
        return value if any(option.id == value for option in fact.options) else None
    if not fact.type.is_number or isinstance(value, bool) or not isinstance(value, int | float):
        return None
    number = float(value)
    if not math.isfinite(number) or abs(number) >= 1e15 or (fact.whole and number != int(number)):
        return None
    within = (fact.minimum is None or number >= fact.minimum) and (
        fact.maximum is None or number <= fact.maximum
    )
    return number if within else None


def bad_answer(column: str, value: Any, expected: Text, fact: Fact) -> LittleGiantError:
    """Say that a value is no answer to a question."""
    units = "、".join(unit for unit in units_of(fact.type) if not unit.isascii())
    return LittleGiantError(
        "ask.answer",
        Text(
            f"“{value}”不能作为 {column} 的回答；应为{expected.zh}。",
            f"{str(value)!r} is no answer for {column}; expected {expected.en}.",
        ),
        Text(f"可带单位：{units}。", f"A unit may follow: {units}.") if units else None,
    )


def no_question(name: str, columns: Sequence[str]) -> LittleGiantError:
    """Say that a name is no fact that could be answered."""
    listed = ", ".join(columns[:8]) or "-"
    return LittleGiantError(
        "ask.no-question",
        Text(f"没有要问“{name}”。", f"{name!r} is not asked for."),
        Text(f"所问的有：{listed}。", f"Asked for: {listed}."),
    )


def several_years(name: str, columns: Sequence[str]) -> LittleGiantError:
    """Say that a question over several years takes an answer for each."""
    listed = ", ".join(columns)
    return LittleGiantError(
        "ask.several-years",
        Text(f"“{name}”问的是几个年度：{listed}。", f"{name!r} is asked for several years: {listed}."),
        Text("请逐列回答，或按年份给出。", "Answer column by column, or by year."),
    )


def contradiction(column: str, cell: Any, beside: Mapping[str, Any]) -> LittleGiantError:
    """Say that an answer and what is known cannot both be."""
    listed = ", ".join(f"{name} = {shown(known)}" for name, known in beside.items())
    return LittleGiantError(
        "ask.contradiction",
        Text(
            f"{column} = {shown(cell)} 与已知数据矛盾：{listed}。",
            f"{column} = {shown(cell)} contradicts what is known: {listed}.",
        ),
        Text("请更正回答，或先更正已知数据。", "Correct the answer, or what is known."),
    )


def shown(cell: Any) -> str:
    """Return a cell as it would be written in a table."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)
