"""Standards and tables drawn at random come out the same on PostgreSQL, and a handful of them on Spark."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from tests.engines.elsewhere import Table, compiled_for, differences, on_duckdb, on_postgres, on_spark
from tests.engines.test_engine_agrees_with_oracle import QUIET, situations


def demand_same(situation: Any, run: Any) -> None:
    drawn, rulebook, table, kept, decimal = situation
    firms = Table.of(table, kept, decimal=decimal)
    compiled = compiled_for(rulebook, firms)
    wrong = differences(on_duckdb(compiled, firms), run(compiled, firms))
    assert not wrong, "\n".join([*wrong, str(drawn)])


@pytest.mark.needs("postgresql")
@settings(max_examples=40, deadline=None, suppress_health_check=QUIET)
@given(situations())
def test_postgresql_says_what_duckdb_says_of_any_standard(situation: Any) -> None:
    demand_same(situation, on_postgres)


@pytest.mark.needs("java")
@settings(max_examples=4, deadline=None, suppress_health_check=QUIET)
@given(situations())
def test_spark_says_what_duckdb_says_of_any_standard(situation: Any) -> None:
    demand_same(situation, on_spark)
