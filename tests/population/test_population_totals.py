"""The totals of a synthetic country follow the published ones, at any number of firms."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from population_helpers import FIRMS, SHARES

from littlegiant.facts.industries import SECTION_OF_DIVISION
from littlegiant.population.quotas import cascade, largest_remainder, quotas
from littlegiant.population.shares import TIERS

WHOLE = 52_000_000


def counted(firms: duckdb.DuckDBPyConnection, what: str, where: str = "true") -> dict[str, int]:
    rows = firms.execute(f"SELECT {what}, count(*) FROM firms WHERE {where} GROUP BY 1").fetchall()
    return dict(rows)


def test_provinces_have_their_published_share_of_the_firms(firms: duckdb.DuckDBPyConnection) -> None:
    found = counted(firms, "province")
    for code, share in SHARES.provinces.items():
        assert found.get(code, 0) == pytest.approx(share * FIRMS, abs=3), code


def test_sections_have_their_share_of_the_firms(firms: duckdb.DuckDBPyConnection) -> None:
    found: dict[str, int] = {}
    for division, count in counted(firms, "industry[:2]").items():
        section = SECTION_OF_DIVISION[int(division)]
        found[section] = found.get(section, 0) + count
    assert set(found) <= set(SHARES.sections)
    for section, share in SHARES.sections.items():
        assert found.get(section, 0) == pytest.approx(share * FIRMS, rel=0.02, abs=8), section


def test_titles_are_as_many_as_published(firms: duckdb.DuckDBPyConnection) -> None:
    found = counted(firms, "tier")
    for number, tier in enumerate(TIERS, 1):
        held = sum(found.get(other, 0) for other in range(number, 4))
        assert held == pytest.approx(SHARES.tiers[tier] * FIRMS, abs=1), tier


def test_sizes_without_a_title_follow_the_census(firms: duckdb.DuckDBPyConnection) -> None:
    """In manufacturing, where heads and revenue decide together, of the firms of which both are known."""
    known = "tier = 0 AND industry[:2]::INT BETWEEN 13 AND 43 AND employees_2025 + revenue_2025 IS NOT NULL"
    small = "employees_2025 >= 20 AND revenue_2025 >= 3e6"
    found = counted(firms, small, known)
    share = found[True] / sum(found.values())
    # Larger firms are known more often: of micro firms 0.62 x 0.4, of the others 0.85 x 0.75.
    larger, micro = (1 - SHARES.sizes["micro"]) * 0.85 * 0.75, SHARES.sizes["micro"] * 0.62 * 0.4
    assert share == pytest.approx(larger / (larger + micro), abs=0.06)


def test_a_whole_country_has_the_published_titles_within_two_per_cent() -> None:
    cells = [(cell, count) for quota in quotas(SHARES, WHOLE) for cell, count in quota.cells.items()]
    assert sum(count for _, count in cells) == WHOLE
    for number, published in enumerate((600_000, 140_000, 17_600), 1):
        held = sum(count for (tier, _), count in cells if tier >= number)
        assert held == pytest.approx(published, rel=0.02)
    giants = _by_section(cells, 3)
    assert giants["C"] / sum(giants.values()) == pytest.approx(0.88, abs=0.001)


def _by_section(cells: list[tuple[tuple[int, str], int]], wanted: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for (tier, section), count in cells:
        if tier == wanted:
            found[section] = found.get(section, 0) + count
    return found


@given(st.integers(1, 10**9))
@settings(max_examples=15)
def test_any_number_of_firms_is_divided_without_rest(firms_wanted: int) -> None:
    found = quotas(SHARES, firms_wanted)
    assert sum(quota.count for quota in found) == firms_wanted
    assert all(count > 0 for quota in found for count in quota.cells.values())
    starts = [1]
    for quota in found:
        assert quota.start == starts[-1]
        starts.append(quota.start + quota.count)
    for quota in found:
        assert abs(quota.count - SHARES.provinces[quota.province] * firms_wanted) < 5


@given(st.lists(st.floats(0.001, 50), min_size=1, max_size=30), st.integers(0, 10**6))
def test_largest_remainders_add_up_and_are_off_by_less_than_one(weights: list[float], total: int) -> None:
    named = {str(place): weight for place, weight in enumerate(weights)}
    found = largest_remainder(named, total)
    assert sum(found.values()) == total
    for name, count in found.items():
        assert abs(count - named[name] / sum(weights) * total) < 1 + 1e-6


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=50))
def test_cascaded_rounding_keeps_every_run_of_numbers(values: list[float]) -> None:
    found = cascade({(str(place), ""): value for place, value in enumerate(values)})
    counts = list(found.values())
    for end in range(len(values) + 1):
        assert abs(sum(counts[:end]) - sum(values[:end])) <= 0.5 + 1e-6


def test_every_figure_has_a_source_and_a_confidence() -> None:
    """Each group of figures says where it comes from in both languages, and how far that is confirmed."""
    levels = {"two-sources", "one-source", "unconfirmed", "assumption"}

    def look(entry: object, path: str) -> int:
        if not isinstance(entry, dict):
            return 0
        if "source" in entry:
            assert entry["confidence"] in levels, path
            assert entry["source"]["zh"].strip() and entry["source"]["en"].strip(), path
            return 1
        return sum(look(value, f"{path}/{name}") for name, value in entry.items())

    for name, entry in SHARES.content.items():
        assert look(entry, name), name
