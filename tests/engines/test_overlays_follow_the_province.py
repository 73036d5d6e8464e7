"""A firm judged where its province is read from its row is judged as if its province had been named."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engines import known_gaps as gap
from tests.engines.firms_drawn import Firm, Market, firms
from tests.engines.one_rule import score_of
from tests.engines.running import run_engine
from tests.engines.standards_drawn import SOURCED, TEXT, Drawn, edition, overlay_of, standards
from tests.oracle.deciding import PROVINCE

PLACES = {"44": "CN-GD", "32": "CN-JS", "11": "CN-BJ"}


def guangdong_asks_more() -> Drawn:
    """Return a standard that gives points from a market share of 5 %, in Guangdong of 20 %."""
    floor = {"value": 5, "unit": "%", **SOURCED}
    points = {"first": [{"when": "market_share >= floor", "points": 10}, {"points": 0}]}
    criterion = {"id": "it", "text": TEXT, "test": "score >= 10", **SOURCED}
    content = {
        **edition("drawn"),
        "thresholds": {"floor": floor},
        "criteria": [criterion],
        "score": score_of(points, 10),
    }
    amendment = {
        "standard": "cn/drawn", "edition": "2026", "cases": ["new"], "from": datetime.date(2026, 1, 1),
        "jurisdiction": "CN-GD", "set": {"floor": {**floor, "value": 20}},
    }  # fmt: skip
    return Drawn.of({"cn/drawn@2026.yaml": content, "cn/overlays/notice.yaml": overlay_of([amendment])})


@pytest.mark.xfail(gap.PROVINCIAL_SCORES in gap.GAPS, reason=gap.PROVINCIAL_SCORES, strict=True)
def test_a_threshold_inside_the_score_follows_the_province_of_the_row() -> None:
    drawn = guangdong_asks_more()
    firm: Firm = {"market_share": Decimal("0.1"), PROVINCE: "44"}
    outcomes = [
        run_engine(drawn.rulebook(place), [firm], list(firm))[0].outcome for place in (None, "CN-GD", "CN")
    ]
    assert outcomes == [False, False, True]


@pytest.mark.parametrize(
    ("share", "outcome", "missing"), [("0.1", None, (PROVINCE,)), ("0.2", True, ()), ("0.04", False, ())]
)
def test_an_unknown_province_is_asked_for_only_where_its_threshold_inside_the_score_matters(
    share: str, outcome: bool | None, missing: tuple[str, ...]
) -> None:
    firm: Firm = {"market_share": Decimal(share), PROVINCE: None}
    answer = run_engine(guangdong_asks_more().rulebook(None), [firm], list(firm))[0]
    assert (answer.outcome, answer.missing) == (outcome, missing)


@st.composite
def provincial_situations(draw: Any) -> tuple[Drawn, list[Firm], Market]:
    drawn = draw(standards(overlaid=True))
    market = Market.of(drawn.rulebook(), long=False)
    return drawn, draw(st.lists(firms(market), min_size=1, max_size=8)), market


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(provincial_situations())
def test_the_province_of_the_row_and_the_province_that_is_named_lead_to_the_same_verdict(
    situation: Any,
) -> None:
    drawn, table, market = situation
    for code, jurisdiction in PLACES.items():
        local = [{**firm, PROVINCE: code} for firm in table]
        by_row = run_engine(drawn.rulebook(), local, market.columns, joint=False)
        named = drawn.rulebook(jurisdiction)
        by_name = run_engine(named, local, market.columns, joint=False)
        for firm, one, other in zip(local, by_row, by_name, strict=True):
            columns = ["outcome", *(f"c_{item.id}" for item in named.criteria)]
            if [one.cells[name] for name in columns] != [other.cells[name] for name in columns]:
                shown = {column: str(cell) for column, cell in firm.items() if cell is not None}
                said = [(name, one.cells[name], other.cells[name]) for name in columns]
                pytest.fail(f"{jurisdiction} (by row, by name): {said}\n{shown}\n{drawn}")
