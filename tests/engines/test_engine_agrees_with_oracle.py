"""The engine says of every enterprise what the oracle says, on standards and tables drawn at random."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engines import known_gaps as gap
from tests.engines.firms_drawn import Firm, Market, firms
from tests.engines.running import run_engine
from tests.engines.standards_drawn import Drawn, standards
from tests.oracle.implied import contradictions
from tests.oracle.judging import Judgement, judge

from littlegiant.standards.model import Rulebook

TOLERANCE = 1e-6
SLACK = Fraction(1, 10**9)
Judged = tuple[Judgement, Judgement]
QUIET = [
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.filter_too_much,
    HealthCheck.large_base_example,
]


@st.composite
def situations(draw: Any) -> tuple[Drawn, Rulebook, list[Firm], list[str], bool]:
    """Draw a standard, a table of up to about thirty firms, the columns the table has, and how it keeps numbers."""
    drawn = draw(standards())
    rulebook = drawn.rulebook()
    long = draw(st.integers(0, 3)) == 3
    market = Market.of(rulebook, long=long)
    table = [draw(firms(market))]
    for _ in range(5):
        table += draw(st.lists(firms(market), max_size=10))
    lacking = (
        draw(st.sets(st.sampled_from(market.columns), max_size=1)) if draw(st.integers(0, 5)) == 5 else set()
    )
    kept = [column for column in market.columns if column not in lacking]
    table = [{column: firm[column] for column in kept} for firm in table]
    return drawn, rulebook, table, kept, long and draw(st.booleans())


def differences(said: Mapping[str, Any], judged: Judged, rulebook: Rulebook) -> list[str]:
    """Return in words where one row of the engine departs from the oracle."""
    exact, loose = judged
    found = []
    for name, verdict in exact.criteria.items():
        if not _agrees(said[f"c_{name}"], verdict, loose.criteria[name]):
            found.append(f"criterion {name}: engine {said[f'c_{name}']}, oracle {verdict}")
    for part, points in exact.points.items():
        for end, outer in (("low", loose.points[part].low), ("high", loose.points[part].high)):
            value, inner = said[f"p_{part}_{end}"], getattr(points, end)
            low, high = sorted((float(inner), float(outer)))
            if not low - TOLERANCE <= value <= high + TOLERANCE:
                found.append(f"points {part or '(all)'} {end}: engine {value}, oracle {float(inner)}")
    for index, name in enumerate(sorted(rulebook.classifications)):
        ends = (said[f"k_{index}_low"], said[f"k_{index}_high"])
        if ends != (exact.classes[name] or (None, None)):
            found.append(f"class by {name}: engine {ends}, oracle {exact.classes[name]}")
    if not _agrees(said["outcome"], exact.outcome, loose.outcome):
        found.append(f"outcome: engine {said['outcome']}, oracle {exact.outcome}")
    return found


def judged_twice(rulebook: Rulebook, firm: Firm) -> Judged:
    """Return the exact judgement, and one that leaves open what hangs on a bound lying exactly on a border."""
    exact = judge(rulebook, firm)
    return exact, judge(rulebook, firm, SLACK) if gap.PARTIAL_BOUNDS in gap.GAPS else exact


def _agrees(said: bool | None, exact: bool | None, loose: bool | None) -> bool:
    """Say whether the engine says what the oracle does, or leaves open what the loose judgement leaves open."""
    return said is exact or (said is None and loose is None)


def check(situation: tuple[Drawn, Rulebook, list[Firm], list[str], bool]) -> None:
    drawn, rulebook, table, kept, decimal = situation
    for said, firm in zip(
        run_engine(rulebook, table, kept, decimal=decimal, joint=False), table, strict=True
    ):
        assert not contradictions(firm, rulebook.as_of)
        wrong = differences(said.cells, judged_twice(rulebook, firm), rulebook)
        if wrong:
            shown = {column: str(cell) for column, cell in firm.items() if cell is not None}
            pytest.fail(
                "\n".join([*wrong, f"firm: {shown}", f"decimal: {decimal}, case: {drawn.case}", str(drawn)])
            )


@settings(max_examples=250, deadline=None, suppress_health_check=QUIET)
@given(situations())
def test_engine_and_oracle_agree_on_every_cell_of_every_firm(situation: Any) -> None:
    check(situation)
