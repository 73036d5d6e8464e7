"""How much a change costs: a plan is the least sum of these.

The figures are the project's own. They say which of two changes an enterprise would rather make, not what it pays: a
tenth more R&D counts like a certificate, a patent like half of one, an award like ten.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from littlegiant.facts.model import Fact, Kind, ValueType
from littlegiant.plans.lowered import LOWERED
from littlegiant.plans.outlook import Outlook, Prospect
from littlegiant.plans.variables import Variables

UNIT = 1000
"""Effort is counted in thousandths."""
ONE_MORE_STEP = UNIT
# For amounts: the effort of doubling them. Profits and the balance follow from other changes and cost nothing.
DOUBLING = {
    "revenue": 150, "main_revenue": 120, "rnd_expense": 80, "rnd_expense_domestic": 80, "equity_raised": 80, "total_liabilities": 100,
    "net_profit": 0, "total_profit": 0, "total_assets": 0, "net_assets": 0,
}  # fmt: skip
OTHERWISE = 100
# For what is counted: the effort of one more.
EACH = {
    ValueType.COUNT: Fraction(4),
    ValueType.RANK: Fraction(4),
    ValueType.LEVEL: Fraction(8),
    ValueType.POINTS: Fraction(1, 2),
    ValueType.YEARS: Fraction(20),
    ValueType.FRACTION: Fraction(300),
}
CERTIFICATE, JUDGED, TITLE, AWARD = 8, 20, 30, 80
RARE = ("award", "maker_china", "led_standard", "innovation_demo", "ip_advantage", "core_system_supported")
UNKNOWN = 12
"""Relying on something that is not known: rather do something that is sure."""


def total_effort(variables: Variables) -> Any:
    """Return the effort of everything that is open or unknown, as an expression to be minimised."""
    terms = [_number(variables, column) for column in variables.numbers]
    terms += [_truth(variables.outlook.of(column), var) for column, var in variables.truths.items()]
    terms += [_option(variables.outlook.of(column), each) for column, each in variables.options.items()]
    return sum(terms)


def effort_of(changes: Mapping[str, Any], outlook: Outlook) -> Fraction:
    """Return the effort of changes, in the unit in which a certificate counts 8."""
    total = sum((_effort_of(outlook.of(column), value, outlook) for column, value in changes.items()), 0)
    return Fraction(total, UNIT)


def _effort_of(found: Prospect, value: Any, outlook: Outlook) -> int:
    unknown = UNKNOWN * UNIT if found.way == "unknown" else 0
    if isinstance(value, bool):
        cost = _once(found.fact) * UNIT
        return cost if found.base is True else (cost + unknown) * value
    if isinstance(value, str):
        return _option_effort(found, value)
    if _sinks(found):
        return unknown if value < found.high else 0
    weight = _per_step(found, outlook)
    steps = abs(int(value // found.step) - _start(found))
    return steps * weight + (unknown or ONE_MORE_STEP) if weight and steps else 0


def _sinks(found: Prospect) -> bool:
    """Say whether a number is not known and helps by being low: how low it is asked to be is no effort of its own."""
    return found.base is None and found.fact.id in LOWERED


def _start(found: Prospect) -> int:
    """Return from where the change of a number is counted, in steps."""
    base = found.low if found.base is None else Fraction(found.base)
    return int(base // found.step)


def _number(variables: Variables, column: str) -> Any:
    found, model, var = variables.outlook.of(column), variables.model, variables.numbers[column]
    if _sinks(found):
        relied = model.new_bool_var("")
        model.add(var >= int(found.high // found.step)).only_enforce_if(relied.negated())
        return relied * (UNKNOWN * UNIT)
    at = _start(found)
    change = model.new_int_var(0, int((found.high - found.low) / found.step) + abs(at) + 1, "")
    model.add(change >= var - at)
    model.add(change >= at - var)
    weight = _per_step(found, variables.outlook)
    if not weight:
        return 0
    changed = model.new_bool_var("")
    model.add(change == 0).only_enforce_if(changed.negated())
    fixed = ONE_MORE_STEP if found.way == "open" else UNKNOWN * UNIT
    return change * weight + changed * fixed


def _per_step(found: Prospect, outlook: Outlook) -> int:
    """Return the effort of one step of a number; at least a thousandth where it costs anything."""
    kind = found.fact.type
    if kind in EACH:
        return max(1, int(EACH[kind] * found.step * UNIT))
    doubling = DOUBLING.get(found.fact.id, OTHERWISE)
    if not doubling:
        return 0
    size = max(abs(Fraction(found.base or 0)), _scale(found, outlook))
    return max(1, round(doubling * UNIT * found.step / size))


def _scale(found: Prospect, outlook: Outlook) -> Fraction:
    """Return against what the change of a number is measured where it starts from little."""
    if found.fact.type is ValueType.PERSONS:
        return Fraction(20)
    share = Fraction(1, 20) if found.fact.id.startswith("rnd") else Fraction(1)
    for year in range(outlook.day.year, outlook.day.year - 8, -1):
        revenue = outlook.facts.get(f"revenue_{year}")
        if revenue:
            return max(Fraction(str(revenue)) * share, Fraction(100_000))
    return Fraction(10_000_000) * share


def _truth(found: Prospect, var: Any) -> Any:
    cost = _once(found.fact) * UNIT
    if found.base is True:
        return cost * (1 - var)
    return (cost + (UNKNOWN * UNIT if found.way == "unknown" else 0)) * var


def _once(fact: Fact) -> int:
    if fact.title is not None:
        return TITLE
    if any(word in fact.id for word in RARE):
        return AWARD
    return JUDGED if fact.kind is Kind.JUDGEMENT else CERTIFICATE


def _option(found: Prospect, each: dict[str, Any]) -> Any:
    return sum(_option_effort(found, name) * literal for name, literal in each.items())


def _option_effort(found: Prospect, name: str) -> int:
    """Return the effort of one option of a category; levels count by how many lie between."""
    names = [option.id for option in found.fact.options]
    at, place = names.index(found.base) if found.base in names else 0, names.index(name)
    extra = UNKNOWN * UNIT if found.way == "unknown" else 0
    if place == at and not (extra and found.base is None and place):
        return 0
    return extra + (abs(place - at) if found.fact.ordered else 1) * CERTIFICATE * UNIT
