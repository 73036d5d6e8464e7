"""Three-valued logic over many enterprises at once.

A state is a pair of arrays: where a condition is met for certain, and where it is unmet for certain.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np

from littlegiant.asking.drawing import Array
from littlegiant.asking.spans import Span
from littlegiant.rules.conditions import Compare
from littlegiant.verdicts.decisive.values import margin

State = tuple[Array, Array]


def every(states: Sequence[State]) -> State:
    """Return where all of several conditions are met."""
    return reduce(np.logical_and, [met for met, _ in states]), reduce(
        np.logical_or, [unmet for _, unmet in states]
    )


def some(states: Sequence[State]) -> State:
    """Return where at least one of several conditions is met."""
    return reduce(np.logical_or, [met for met, _ in states]), reduce(
        np.logical_and, [unmet for _, unmet in states]
    )


def so_many(states: Sequence[State], number: int) -> State:
    """Return where at least a number of several conditions are met."""
    met, unmet = (np.sum([state[side] for state in states], axis=0) for side in (0, 1))
    return met >= number, len(states) - unmet < number


def chosen(when: State, then: State, otherwise: State) -> State:
    """Return where the condition that another one selects is met; undecided, both must agree."""
    one, other = (
        (when[0] & then[side]) | (when[1] & otherwise[side]) | (then[side] & otherwise[side])
        for side in (0, 1)
    )
    return one, other


def compared(span: Span, test: Compare) -> State:
    """Return where what lies in a span passes a comparison for certain, and where it fails for certain."""
    low, high = span
    constant = float(test.number.value)
    slack = margin(constant)
    below, above = constant - slack, constant + slack
    match test.operator:
        case ">=":
            return low >= below, high < below
        case ">":
            return low > above, high <= above
        case "<=":
            return high <= above, low > above
        case "<":
            return high < below, low >= below
    equal = (low >= below) & (high <= above)
    apart = (high < below) | (low > above)
    return (equal, apart) if test.operator == "==" else (apart, equal)
