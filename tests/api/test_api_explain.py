"""`lg.explain` draws the tree of one enterprise from facts typed in."""

from __future__ import annotations

import threading
import warnings

import pytest

import littlegiant as lg
from littlegiant.api import judge_row
from littlegiant.verdicts.verdict import verdict_of

GIANT = lg.standard("cn/little-giant", as_of="2026-05-01", case="new")
SRDI = lg.standard("cn/srdi-sme@2022", as_of="2026-03-31")


def test_the_tree_names_outcome_and_what_is_missing() -> None:
    tree = lg.explain({"revenue_2025": 61_000_000}, GIANT)
    assert (tree.standard, tree.edition, tree.outcome) == ("cn/little-giant", "2026", "unknown")
    assert "class1_ip_own" in {proof.column for proof in tree.missing}
    assert lg.explain({"revenue_2025": 49_999_999}, GIANT).outcome == "unmet"


def test_facts_are_written_as_in_a_table() -> None:
    typed = lg.explain({"independent_legal_person": "是", "province": "广东", "revenue_2025": "6,100"}, SRDI)
    assert next(item for item in typed.criteria if item.id == "legal_person").outcome == "met"


def test_the_verdict_is_that_of_the_table() -> None:
    facts = {
        "id": "x",
        "revenue_2025": 61_000_000,
        "province": "44",
        "industry": "C34",
        "employees_2025": 70,
        "market_share": 0.2,
    }
    for standard in (GIANT, SRDI):
        (judged,) = lg.assess([facts], standard)
        assert verdict_of(judge_row(facts, standard)).as_dict() == judged


def test_without_a_province_the_rules_of_the_country_apply() -> None:
    assert verdict_of(judge_row({"revenue_2025": 1}, SRDI)).score["pass"] == 60
    assert verdict_of(judge_row({"revenue_2025": 1, "province": "广东"}, SRDI)).score["pass"] == 70


def test_a_name_that_is_no_fact_and_a_value_that_cannot_be_are_warned_about() -> None:
    with pytest.warns(UserWarning, match="revenue_2025"):
        lg.explain({"revnue_2025": 1, "employees_2025": 2}, GIANT)
    with pytest.warns(UserWarning, match="employees_2025"):
        lg.explain({"revenue_2025": 1, "employees_2025": -2}, GIANT)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        lg.explain({"revenue_2025": 1, "employees_2025": 2}, GIANT)


def test_several_threads_may_ask_at_once() -> None:
    found: list[str] = []

    def ask(revenue: int) -> None:
        found.append(verdict_of(judge_row({"revenue_2025": revenue}, GIANT)).outcome)

    threads = [threading.Thread(target=ask, args=(revenue,)) for revenue in [1, 90_000_000] * 8]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == ["unknown"] * 8 + ["unmet"] * 8
