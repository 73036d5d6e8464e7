"""What the engine decides by looking at several criteria at once holds whatever the empty cells turn out to be."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engines.firms_drawn import Firm, Market, firms
from tests.engines.running import Answer, run_engine
from tests.engines.standards_drawn import Drawn, standards_of_shared_facts
from tests.finality.filling import Filler
from tests.oracle.judging import Examination

from littlegiant.standards.model import Rulebook

FILLINGS = 25


@st.composite
def situations(draw: Any) -> tuple[Drawn, Rulebook, list[Firm], Market, int]:
    """Draw a standard whose criteria look at the same few facts, and firms that lack some of them."""
    drawn = draw(standards_of_shared_facts())
    rulebook = drawn.rulebook("CN")
    market = Market.of(rulebook, long=False)
    table = [draw(firms(market, empty=6))]
    for _ in range(4):
        table += draw(st.lists(firms(market, empty=6), max_size=10))
    return drawn, rulebook, table, market, draw(st.integers(0, 1000))


def decided_anew(together: Answer, apart: Answer, rulebook: Rulebook) -> list[str]:
    """Return what only looking at several criteria decides; what was decided before must stay as it was."""
    found = []
    for name in ("outcome", *(f"c_{item.id}" for item in rulebook.criteria)):
        if together.cells[name] is not apart.cells[name]:
            assert apart.cells[name] is None, (
                f"{name} changes from {apart.cells[name]} to {together.cells[name]}"
            )
            found.append(name)
    return found


def said_by_oracle(rulebook: Rulebook, name: str, firm: Firm) -> bool | None:
    found = Examination(rulebook, firm)
    return found.outcome if name == "outcome" else found.criterion(name.removeprefix("c_"))


def check(situation: Any) -> int:
    """Check one table and return how often several criteria together decided something."""
    drawn, rulebook, table, market, seed = situation
    together = run_engine(rulebook, table, market.columns)
    apart = run_engine(rulebook, table, market.columns, joint=False)
    filler, count = Filler(rulebook, random.Random(seed)), 0
    for firm, one, other in zip(table, together, apart, strict=True):
        names = decided_anew(one, other, rulebook)
        count += len(names)
        for filled in filler.fillings(firm, {}, FILLINGS) if names else ():
            for name in names:
                if said_by_oracle(rulebook, name, filled) not in (one.cells[name], None):
                    known = {column: str(cell) for column, cell in firm.items() if cell is not None}
                    shown = {column: str(cell) for column, cell in filled.items() if firm.get(column) is None}
                    pytest.fail(f"{name} is {one.cells[name]}, yet not with {shown}\nknown: {known}\n{drawn}")
    return count


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(situations())
def test_no_filling_undoes_what_several_criteria_decide_together(situation: Any) -> None:
    check(situation)
