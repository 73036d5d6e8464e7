"""Sums of many terms are decided as the oracle decides them, whatever is unknown, and compiled as fast as they are long."""

from __future__ import annotations

import time
from typing import Any

import pytest
from tests.engines.one_rule import both_say, rulebook_of

from littlegiant.engines.compiler import compile_rulebook

KNOWN = {"revenue_2025": "100", "total_cost_2025": "60", "rnd_expense_2025": "10", "net_profit_2025": "-5"}
SUMS = (
    "revenue + total_cost + rnd_expense >= 170 元",
    "revenue - total_cost - rnd_expense >= 30 元",
    "revenue - (total_cost - rnd_expense) >= 50 元",
    "2 * (revenue - 0.5 * (total_cost + rnd_expense)) >= 130 元",
    "revenue + total_cost + revenue * market_share >= 100 元",
    "revenue + total_cost + net_profit >= 155 元",
    "0 * revenue + total_cost >= 60 元",
)


@pytest.mark.parametrize("unknown", [(), ("total_cost_2025",), ("rnd_expense_2025", "net_profit_2025")])
@pytest.mark.parametrize("test", SUMS)
def test_a_sum_with_unknown_terms_is_decided_as_the_oracle_decides_it(
    test: str, unknown: tuple[str, ...]
) -> None:
    facts: dict[str, Any] = {name: cell for name, cell in KNOWN.items() if name not in unknown}
    engine, oracle = both_say(test, **facts)
    assert engine is oracle


def test_a_sum_of_ninety_terms_is_compiled_at_once() -> None:
    rulebook = rulebook_of(f"revenue {'+ revenue ' * 89}>= 50 元")
    start = time.perf_counter()
    query = compile_rulebook(rulebook, {"id": "text", "revenue_2025": "double"}).query.sql("duckdb")
    assert time.perf_counter() - start < 5 and len(query) < 50_000


def test_a_ratio_to_what_a_known_sum_leaves_as_nothing_has_no_value() -> None:
    engine, oracle = both_say(
        "revenue / total(equity_raised, 1) >= 0 %",
        revenue_2025="5",
        equity_raised_3y="100000000.1",
        equity_raised_2024="0.1",
        equity_raised_2023="100000000",
    )
    assert engine is None and oracle is None
