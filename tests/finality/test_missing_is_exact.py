"""`missing` names exactly the facts that can still turn the outcome: none in vain, none left out.

The judge is the brute force of `tests.finality`: a fact can turn the outcome where two fillings of the empty cells
that differ in it alone lead to met and to unmet.
"""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from tests.engines.running import run_engine
from tests.finality.checking import examine
from tests.finality.filling import Effort, Filler, Firm
from tests.finality.shipped_firms import shipped_profiles
from tests.oracle.walking import columns
from tests.oracle.worked_cases import Place, Profile

SHIPPED = shipped_profiles()


def name(place: Place) -> str:
    return f"{place.edition}-{place.case}-{place.as_of}-{place.jurisdiction or 'by-row'}"


def demand(place: Place, firms: int, seed: int) -> None:
    tally = examine(place, SHIPPED[place], firms=firms, seed=seed)
    shown = "\n\n".join(str(finding) for finding in tally.findings)
    assert (tally.count("idle"), tally.count("unasked")) == (0, 0), shown


@pytest.mark.parametrize("place", SHIPPED, ids=name)
def test_every_fact_asked_for_can_turn_the_outcome_and_every_other_cannot(place: Place) -> None:
    demand(place, 15, 5)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [7, 8])
@pytest.mark.parametrize("place", SHIPPED, ids=name)
def test_missing_is_exact_among_many_firms(place: Place, seed: int) -> None:
    demand(place, 50, seed)


# -- single firms, to read


def firm_of(edition: str, profile: str) -> tuple[Place, Profile]:
    return next(
        (place, found)
        for place, all_found in SHIPPED.items()
        for found in all_found
        if place.edition == edition and found.name == profile
    )


def missing(place: Place, firm: Firm) -> tuple[str, ...]:
    rulebook = place.rulebook()
    return run_engine(rulebook, [firm], columns(rulebook))[0].missing


def test_a_fact_whose_points_another_unknown_fact_makes_worthless_is_not_asked_for() -> None:
    # Liabilities are next to nothing: only assets next to nothing would cost points, and those never the pass mark.
    place, found = firm_of("cn/innovative-sme@2022", "pass")
    firm: Firm = {
        **found.facts,
        "revenue_2025": None,
        "total_assets_2025": None,
        "total_liabilities_2025": Decimal(1),
    }
    assert missing(place, firm) == ("revenue_2025",)


def test_where_the_rule_defines_no_value_nothing_is_asked_for() -> None:
    place, found = firm_of("cn/little-giant@2026", "pass")
    firm: Firm = {**found.facts, "revenue_2023": Decimal(0), "key_field_2h": None}
    assert missing(place, firm) == ()


def test_without_an_award_a_rank_turns_nothing_yet_the_award_does() -> None:
    place, found = firm_of("cn/little-giant@2026", "pass")
    firm: Firm = {
        **found.facts,
        "class1_ip_own": Decimal(3),
        "national_award_3y": None,
        "national_award_rank_3y": None,
    }
    assert set(missing(place, firm)) == {"national_award_3y", "national_award_rank_3y"}


def test_the_judge_wants_two_fillings_that_differ_in_one_fact_alone() -> None:
    place, found = firm_of("cn/little-giant@2026", "pass")
    filler = Filler(place.rulebook(), random.Random(1))
    firm: Firm = {**found.facts, "revenue_2023": Decimal(0), "key_field_2h": None}
    assert not filler.can_change(firm, "key_field_2h", found.facts, Effort())
    firm = {**found.facts, "key_field_2h": None, "main_revenue_2025": None}
    assert filler.can_change(firm, "key_field_2h", found.facts, Effort())
