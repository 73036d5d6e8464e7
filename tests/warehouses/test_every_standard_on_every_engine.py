"""Every shipped standard says the same of every enterprise on DuckDB, PostgreSQL and Spark, cell by cell."""

from __future__ import annotations

import random
from decimal import Decimal
from functools import lru_cache

import pytest
from tests.engines.elsewhere import (
    Table,
    compiled_for,
    differences,
    on_duckdb,
    on_postgres,
    on_spark,
)
from tests.finality.filling import Filler
from tests.finality.shipped_firms import emptied_firms, shipped_profiles
from tests.oracle.cells import fact_of, is_permitted
from tests.oracle.implied import Cell
from tests.oracle.walking import columns
from tests.oracle.worked_cases import Place

from littlegiant.standards.model import Rulebook
from littlegiant.verdicts.verdict import verdict_of

FIRMS = 30
PLACES = list(shipped_profiles())
Firm = dict[str, Cell]


def name_of(place: Place) -> str:
    return f"{place.edition}-{place.case}-{place.jurisdiction}-{place.as_of}"


@lru_cache(maxsize=4)
def drawn(place: Place) -> tuple[Rulebook, tuple[Firm, ...], tuple[str, ...]]:
    """Return firms around the borders of a standard, with cells emptied, one of zeros and one of nothing."""
    rulebook = place.rulebook()
    filler = Filler(rulebook, random.Random(7))
    firms = [item.facts for item in emptied_firms(filler, shipped_profiles()[place], FIRMS)]
    names = tuple(dict.fromkeys([*columns(rulebook), "province"]))
    zeros = {name: _zero(name, cell) for name, cell in firms[0].items()}
    return rulebook, (*firms, zeros, {}), names


def _zero(name: str, cell: Cell) -> Cell:
    is_number = isinstance(cell, Decimal | int) and not isinstance(cell, bool)
    return Decimal(0) if is_number and is_permitted(Decimal(0), fact_of(name)) else cell


@pytest.mark.needs("postgresql")
@pytest.mark.parametrize("decimal", [False, True], ids=["doubles", "decimals"])
@pytest.mark.parametrize("place", PLACES, ids=name_of)
def test_postgresql_says_what_duckdb_says(place: Place, decimal: bool) -> None:
    rulebook, firms, names = drawn(place)
    table = Table.of(firms, names, decimal=decimal)
    compiled = compiled_for(rulebook, table)
    here, there = on_duckdb(compiled, table), on_postgres(compiled, table)
    assert not differences(here, there)
    for one, other in zip(here, there, strict=True):
        verdicts = [verdict_of(compiled.row(list(row), list(row.values()))) for row in (one, other)]
        assert verdicts[0].as_dict() == verdicts[1].as_dict()


@pytest.mark.needs("java")
@pytest.mark.parametrize("place", PLACES, ids=name_of)
def test_spark_says_what_duckdb_says(place: Place) -> None:
    """Every other standard keeps its numbers in decimals; the next test has both under both kinds of arithmetic."""
    rulebook, firms, names = drawn(place)
    table = Table.of(firms, names, decimal=PLACES.index(place) % 2 == 1)
    compiled = compiled_for(rulebook, table)
    assert not differences(on_duckdb(compiled, table), on_spark(compiled, table))


@pytest.mark.needs("java")
@pytest.mark.parametrize("decimal", [False, True], ids=["doubles", "decimals"])
def test_spark_says_the_same_without_ansi_rules(decimal: bool) -> None:
    place = next(place for place in PLACES if place.edition == "cn/tech-sme@2017")
    rulebook, firms, names = drawn(place)
    table = Table.of(firms, names, decimal=decimal)
    compiled = compiled_for(rulebook, table)
    assert not differences(on_duckdb(compiled, table), on_spark(compiled, table, ansi=False))
