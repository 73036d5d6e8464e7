"""The smallest change that a letter names does what it says: the engine, asked again, agrees."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from letter_helpers import NAMES, criterion, explained, profile

from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import ValueType
from littlegiant.verdicts.explanation_tree import Change

QUIET = [HealthCheck.too_slow]


@st.composite
def worse(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """Draw changes to the numbers of a profile, most of them for the worse."""
    facts = profile(name)["facts"]
    numbers = sorted(column for column, value in facts.items() if not isinstance(value, bool | str))
    changes: dict[str, Any] = {}
    for column in draw(st.lists(st.sampled_from(numbers), min_size=1, max_size=4, unique=True)):
        fact, _ = load_dictionary().of_column(column) or (None, None)
        assert fact is not None
        percent = draw(st.sampled_from([0, 1, 50, 70, 99, 101, 130, 250]))
        value = facts[column] * percent / 100
        changes[column] = round(value) if fact.whole or fact.type is ValueType.MONEY else value
    return changes


def one_step_short(change: Change) -> float | None:
    """Return the value just short of what a change asks, for money, which moves in yuan; else None."""
    found = load_dictionary().of_column(change.column)
    if found is None or found[0].type is not ValueType.MONEY or not isinstance(change.needed, int | float):
        return None
    return change.needed - 1 if change.at_least else change.needed + 1


@pytest.mark.parametrize("name", [name for name in NAMES if name != "cn/sme-size@2011"])
@settings(max_examples=15, deadline=None, suppress_health_check=QUIET)
@given(chance=st.data())
def test_a_single_change_makes_its_criterion_met_and_a_smaller_one_does_not(
    name: str, chance: st.DataObject
) -> None:
    changes = chance.draw(worse(name))
    for item in explained(name, changes).criteria:
        if item.change is None:
            continue
        column = item.change.column
        after = explained(name, {**changes, column: item.change.needed})
        assert criterion(after, item.id).outcome == "met", item.change.text.en
        short = one_step_short(item.change)
        if short is not None and short >= 0:
            still = explained(name, {**changes, column: short})
            assert criterion(still, item.id).outcome == "unmet", item.change.text.en
