"""The engine on the panel of listed machinery makers, held against plain arithmetic."""

from __future__ import annotations

import pytest
from tests.data import plain
from tests.data.judged import Judged
from tests.data.panel import Firm

pytestmark = pytest.mark.data

# The panel has head count, revenue, assets and liabilities; every other criterion asks for something it lacks.
WITH_FACTS = {"sme", "debt"}
WORDS = {True: "met", False: "unmet", None: "unknown"}


def test_the_panel_reads_without_a_fault_in_any_cell(sized: Judged, giants: Judged) -> None:
    assert (sized.faults, giants.faults) == (0, 0)


def test_the_5457_firm_years_of_the_panel_become_496_firms(
    firms: dict[str, Firm], sized: Judged, giants: Judged
) -> None:
    assert sum(len(firm.revenue) for firm in firms.values()) == 5457
    assert len(firms) == 496
    assert list(sized.verdicts) == list(giants.verdicts) == list(firms)


def test_every_firm_has_a_row_for_each_year_from_2014_to_2017(firms: dict[str, Firm]) -> None:
    assert all({2014, 2015, 2016, 2017} <= set(firm.revenue) for firm in firms.values())


def test_177_of_the_496_firms_are_smes_by_the_engine_and_by_plain_arithmetic(
    firms: dict[str, Firm], sized: Judged
) -> None:
    assert sized.outcomes() == {"met": 177, "unmet": 319}
    assert sum(plain.is_sme(firm) is True for firm in firms.values()) == 177


def test_every_firm_has_the_size_class_of_plain_arithmetic(firms: dict[str, Firm], sized: Judged) -> None:
    classes = {code: found["class"] for code, found in sized.verdicts.items()}
    assert classes == {code: plain.size_class(firm) for code, firm in firms.items()}


def test_the_sme_criterion_of_the_little_giant_edition_repeats_the_size_standard(
    sized: Judged, giants: Judged
) -> None:
    for code, found in sized.verdicts.items():
        assert giants.outcome(code, "sme") == found["outcome"], code


def test_every_criterion_without_facts_is_unknown_for_every_firm_because_a_fact_is_missing(
    giants: Judged,
) -> None:
    assert {item.id for item in giants.rulebook.criteria} > WITH_FACTS
    for code, found in giants.verdicts.items():
        for item in found["criteria"]:
            if item["id"] not in WITH_FACTS:
                assert (item["outcome"], item["reason"]) == ("unknown", "missing"), (code, item["id"])


def test_the_debt_criterion_agrees_with_plain_arithmetic_for_every_firm(
    firms: dict[str, Firm], giants: Judged
) -> None:
    for code, firm in firms.items():
        ratio = plain.debt_ratio(firm)
        holds = None if ratio is None else ratio <= plain.DEBT_MARK
        assert giants.outcome(code, "debt") == WORDS[holds], code


def test_the_reported_debt_ratio_is_the_exact_one_to_twelve_digits(
    firms: dict[str, Firm], giants: Judged
) -> None:
    for code, firm in firms.items():
        found = next(item for item in giants.verdicts[code]["criteria"] if item["id"] == "debt")
        exact = plain.debt_ratio(firm)
        assert exact is not None
        assert found["value"] == pytest.approx(float(exact), rel=1e-12), code
        assert found["margin"] == pytest.approx(float(plain.DEBT_MARK - exact), rel=1e-9), code


def test_the_overall_outcome_is_unmet_exactly_where_some_criterion_is_unmet(giants: Judged) -> None:
    for code, found in giants.verdicts.items():
        some = any(item["outcome"] == "unmet" for item in found["criteria"])
        assert (found["outcome"] == "unmet") is some, code


def test_no_firm_is_a_little_giant_on_these_facts_alone(giants: Judged) -> None:
    assert set(giants.outcomes()) == {"unmet", "unknown"}


def test_only_a_firm_not_yet_decided_is_asked_for_more_facts(giants: Judged) -> None:
    for code, found in giants.verdicts.items():
        assert bool(found["missing"]) is (found["outcome"] == "unknown"), code


def test_a_fact_the_panel_holds_is_never_called_missing(giants: Judged) -> None:
    held = {
        "employees_2017",
        "revenue_2016",
        "revenue_2017",
        "total_assets_2017",
        "total_liabilities_2017",
        "industry",
    }
    assert not held & set(giants.missing())


def test_judging_by_an_edition_that_was_not_in_force_is_said(sized: Judged, giants: Judged) -> None:
    assert any("not in force" in note for note in giants.notes)
    assert not any("not in force" in note for note in sized.notes)
