"""Where no criterion is unmet and the outcome is, the criteria that cannot be met together are named."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from tests.engines.running import run_engine
from tests.finality.filling import Filler
from tests.finality.shipped_firms import emptied_firms, shipped_profiles
from tests.finality.test_verdicts_are_final import name
from tests.oracle.walking import columns
from tests.oracle.worked_cases import Place

import littlegiant as lg
from littlegiant.verdicts.verdict import verdict_of

SHIPPED = shipped_profiles()


@pytest.mark.parametrize("place", SHIPPED, ids=name)
def test_the_criteria_named_are_impossible_for_themselves_and_no_outcome_is_unmet_without_a_reason(
    place: Place,
) -> None:
    rulebook = place.rulebook()
    if rulebook.is_classification:
        return
    filler = Filler(rulebook, random.Random(f"{place} conflicts"))
    firms = [item.facts for item in emptied_firms(filler, SHIPPED[place], 150)]
    for firm, answer in zip(firms, run_engine(rulebook, firms, columns(rulebook)), strict=True):
        verdict = answer.verdict
        failing = [item for item in verdict.criteria if item.outcome == "unmet"]
        assert bool(verdict.conflicts) == (verdict.outcome == "unmet" and not failing)
        for conflict in verdict.conflicts:
            kept = replace(
                rulebook, criteria=tuple(item for item in rulebook.criteria if item.id in conflict.criteria)
            )
            assert run_engine(kept, [firm], columns(rulebook))[0].outcome is False, (conflict, firm)


def test_revenue_that_would_have_to_be_large_and_small_is_told() -> None:
    standard = lg.standard("cn/little-giant", "2026-05-01")
    found = lg.explain({"main_revenue_2025": 40_000_000}, standard)
    assert found.outcome == "unmet"
    assert [(item.criteria, item.fact) for item in found.conflicts] == [
        (("revenue", "main_share"), "revenue_2025")
    ]
    text = found.conflicts[0].text
    assert "at least CNY 50 million and at most CNY 44.44 million" in text.en and "5000万元" in text.zh


def test_no_figure_is_said_to_be_enough_that_another_criterion_forbids() -> None:
    standard = lg.standard("cn/little-giant", "2026-05-01")
    found = lg.explain({"main_revenue_2025": 1}, standard)
    share = next(item for item in found.criteria if item.id == "main_share")
    assert "would be enough" not in str(share)
    assert verdict_of(standard.desk.row({"id": "f", "main_revenue_2025": 1.0})).conflicts
