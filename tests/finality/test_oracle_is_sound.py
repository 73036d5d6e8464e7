"""The oracle itself keeps the promise it is used to check: what it says with empty cells holds for every filling."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engines.firms_drawn import Firm, Market, firms
from tests.engines.standards_drawn import Drawn, standards
from tests.finality.filling import Filler
from tests.oracle.judging import Judgement, judge

FILLINGS = 8


@st.composite
def situations(draw: Any) -> tuple[Drawn, list[Firm], int]:
    drawn = draw(standards())
    market = Market.of(drawn.rulebook(), long=False)
    return drawn, draw(st.lists(firms(market, empty=3), min_size=1, max_size=5)), draw(st.integers(0, 1000))


def undone(before: Judgement, after: Judgement) -> list[str]:
    """Return what a filling makes untrue.

    A verdict may become undefined, and points that hang on something undefined stay open; settled points must lie
    where they were said to be, and classes may only be narrowed.
    """
    found = [
        f"{name} was {verdict}, is {after.criteria[name]}"
        for name, verdict in before.criteria.items()
        if verdict is not None and after.criteria[name] is (not verdict)
    ]
    found += [
        f"points {part} were {points}, are {after.points[part]}"
        for part, points in before.points.items()
        if after.points[part].high < points.low or after.points[part].low > points.high
    ]
    for name, span in before.classes.items():
        narrower = after.classes[name]
        if narrower is not None and (span is None or not span[0] <= narrower[0] <= narrower[1] <= span[1]):
            found.append(f"class by {name} was {span}, is {narrower}")
    return found


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(situations())
def test_what_the_oracle_says_with_empty_cells_no_filling_undoes(situation: Any) -> None:
    drawn, table, seed = situation
    rulebook = drawn.rulebook()
    filler = Filler(rulebook, random.Random(seed))
    for firm in table:
        before = judge(rulebook, firm)
        for filled in filler.random_fillings(firm, {}, FILLINGS):
            wrong = undone(before, judge(rulebook, filled))
            if wrong:
                known = {column: str(cell) for column, cell in firm.items() if cell is not None}
                shown = {column: str(cell) for column, cell in filled.items() if firm.get(column) is None}
                pytest.fail("\n".join([*wrong, f"known {known}", f"filled with {shown}", str(drawn)]))
