"""The benchmark's task as OpenFisca variables, vectorised, in the way its country packages are written.

OpenFisca-core is AGPL: this file is only run inside an environment of its own, and nothing here is imported by the
project. It knows no missing value: an empty cell is zero, or no. Its numbers are 32-bit floats.

`python -m benchmarks.competitors.openfisca_rules INPUT.parquet OUT_FOLDER` writes OUT_FOLDER/wide.parquet.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from openfisca_core.entities import Entity
from openfisca_core.periods import ETERNITY, YEAR, period
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from benchmarks.size_table import BOUNDS, NONE, possible_rows
from benchmarks.task import (
    BOOLEANS,
    GIANT_CRITERIA,
    GIANT_VALUES,
    INNOVATIVE_CRITERIA,
    NUMBERS,
    TWO_VALUED,
    YEARLY,
)

LAST = period("2025")
CLASSES = np.array(["micro", "small", "medium", "large"])
INSTITUTIONS = {"none": 0, "enterprise": 1, "municipal": 2, "provincial": 3, "national": 4}
firm_entity = Entity("firm", "firms", "A firm", "")


def system() -> TaxBenefitSystem:
    """Return the facts and rules as a tax and benefit system."""
    found = TaxBenefitSystem([firm_entity])
    for name in YEARLY:
        found.add_variable(_input(name, float, YEAR))
    for name in (*NUMBERS, "size_row", "rnd_institution"):
        found.add_variable(_input(name, float, ETERNITY))
    for name in BOOLEANS:
        found.add_variable(_input(name, bool, ETERNITY))
    for name, (kind, formula) in {**_size(), **_points(), **_giant(), **_innovative()}.items():
        found.add_variable(_rule(name, kind, formula))
    return found


def _input(name, kind, definition_period):
    fields = {
        "value_type": kind,
        "entity": firm_entity,
        "definition_period": definition_period,
        "label": name,
    }
    return type(name, (Variable,), fields)


def _rule(name, kind, formula):
    def computed(firm, asked):
        return formula(firm, asked)

    computed.__name__ = "formula"
    fields = {
        "value_type": kind,
        "entity": firm_entity,
        "definition_period": YEAR,
        "label": name,
        "formula": computed,
    }
    return type(name, (Variable,), fields)


def _ratio(top, base):
    return np.divide(top, base, out=np.zeros_like(top), where=base > 0)


# -- rules


def _class(firm, year):
    row = firm("size_row", year).astype(int)
    result = np.full(row.shape, 3)
    for indicator, name in enumerate(("employees", "revenue", "total_assets")):
        bounds = np.array([(NONE,) * 3, *(BOUNDS[number][indicator] for number in sorted(BOUNDS))])[row]
        result = np.minimum(result, (firm(name, year)[:, None] >= bounds).sum(axis=1))
    return result


def _size():
    return {
        "size_level": (int, _class),
        "size_outcome": (bool, lambda firm, year: firm("size_level", year) < 3),
    }


def _banded(value, borders):
    return 5 * (value[:, None] >= np.array(borders, dtype=np.float32)).sum(axis=1)


def _points():
    return {
        "points_ip": (int, _ip_points),
        "points_rnd": (
            int,
            lambda f, y: _banded(_ratio(f("rnd_expense", y), f("revenue", y)), (0.01, 0.02, 0.03, 0.05)),
        ),
        "points_growth": (int, _growth_points),
        "points_debt": (int, _debt_points),
        "points_field": (int, lambda f, y: np.where(f("strategic_industry", y), 10, 5)),
        "points_share": (
            int,
            lambda f, y: _banded(_ratio(f("main_revenue", y), f("revenue", y)), (0.5, 0.55, 0.6, 0.7)),
        ),
        "innovative_score": (int, _score),
    }


def _ip_points(firm, year):
    held = [
        firm(name, year) >= 1 for name in ("class1_ip_high_value", "class1_ip_self", "class1_ip", "class2_ip")
    ]
    return np.select(held, [20, 15, 10, 5], 0)


def _growth_points(firm, year):
    before = firm("main_revenue", year.last_year)
    growth = _ratio(firm("main_revenue", year), before) - 1
    return np.where(before > 0, _banded(growth, (0, 0.05, 0.10, 0.15)), 0)


def _debt_points(firm, year):
    debt = _ratio(firm("total_liabilities", year), firm("total_assets", year))
    return 5 * ((debt <= np.float32(0.55)).astype(int) + (debt <= np.float32(0.75)))


def _score(firm, year):
    return sum(firm(f"points_{name}", year) for name in ("ip", "rnd", "growth", "debt", "field", "share"))


def _plain(name):
    return bool, lambda firm, year: firm(name, year)


def _not(name):
    return bool, lambda firm, year: ~firm(name, year)


def _eligibility(prefix):
    return {
        f"{prefix}_legal_person": _plain("independent_legal_person"),
        f"{prefix}_sme": (bool, lambda firm, year: firm("size_outcome", year)),
        **{
            f"{prefix}_{name}": _not(name)
            for name in ("abnormal_list", "dishonesty_list", "restricted_product")
        },
        f"{prefix}_major_incident": _not("major_incident_3y"),
    }


def _giant():
    return {
        **_eligibility("giant"),
        **_measures(),
        "giant_srdi_title": _plain("holds_srdi_sme"),
        "giant_niche_years": _at_least("giant_niche_years_value", 3),
        "giant_revenue": _at_least("giant_revenue_value", 5e7),
        "giant_main_share": _at_least("giant_main_share_value", 0.9),
        "giant_growth": _at_least("giant_growth_value", 0.05),
        "giant_debt": (bool, lambda f, y: f("giant_debt_value", y) <= np.float32(0.75)),
        "giant_rnd_total": _at_least("giant_rnd_total_value", 12e6),
        "giant_rnd_share": _at_least("giant_rnd_share_value", 0.03),
        "giant_class1_ip": (bool, _class1_ip),
        "giant_market": (bool, _market),
        "giant_key_field": _plain("key_field_2h"),
        "giant_development_score": _at_least("giant_development_score_value", 60),
        "giant_single_champion": _not("single_champion"),
        "giant_related_little_giant": _not("related_little_giant"),
        "giant_outcome": (
            bool,
            lambda f, y: np.all([f(f"giant_{name}", y) for name in GIANT_CRITERIA], axis=0),
        ),
    }


def _measures():
    return {
        "giant_niche_years_value": (float, lambda f, y: f("niche_years", y)),
        "giant_revenue_value": (float, lambda f, y: f("revenue", y)),
        "giant_main_share_value": (float, lambda f, y: _ratio(f("main_revenue", y), f("revenue", y))),
        "giant_growth_value": (
            float,
            lambda f, y: np.sqrt(_ratio(f("revenue", y), f("revenue", y.offset(-2)))) - 1,
        ),
        "giant_debt_value": (float, lambda f, y: _ratio(f("total_liabilities", y), f("total_assets", y))),
        "giant_rnd_total_value": (float, lambda f, y: f("rnd_expense", y) + f("rnd_expense", y.last_year)),
        "giant_rnd_share_value": (
            float,
            lambda f, y: np.minimum(_rnd_share(f, y), _rnd_share(f, y.last_year)),
        ),
        "giant_class1_ip_value": (float, lambda f, y: f("class1_ip_own", y)),
        "giant_market_value": (float, lambda f, y: f("market_share", y)),
        "giant_development_score_value": (float, lambda f, y: f("development_score", y.offset(1))),
    }


def _at_least(name, number):
    return bool, lambda firm, year: firm(name, year) >= np.float32(number)


def _rnd_share(firm, year):
    return _ratio(firm("rnd_expense", year), firm("revenue", year))


def _class1_ip(firm, year):
    rank = firm("national_award_rank_3y", year)
    award = firm("national_award_3y", year) & (rank >= 1) & (rank <= 3)
    return (firm("class1_ip_own", year) >= 4) & firm("ip_in_use", year) | award


def _market(firm, year):
    rank = firm("domestic_rank", year)
    shares = [firm(name, year) >= np.float32(0.1) for name in ("market_share", "market_share_global")]
    return (shares[0] | shares[1] | (rank >= 1) & (rank <= 3)) & firm("high_reputation", year)


def _innovative():
    return {
        **_eligibility("innovative"),
        "innovative_evaluation": (bool, _evaluation),
        "innovative_outcome": (
            bool,
            lambda f, y: np.all([f(f"innovative_{n}", y) for n in INNOVATIVE_CRITERIA], axis=0),
        ),
    }


def _evaluation(firm, year):
    points = {
        name: firm(f"points_{name}", year) for name in ("ip", "rnd", "growth", "debt", "field", "share")
    }
    groups = (
        points["ip"] + points["rnd"] >= 20,
        points["growth"] + points["debt"] >= 15,
        points["field"] + points["share"] >= 15,
    )
    routes = [
        firm(name, year) for name in ("national_award_3y", "provincial_award_3y", "high_tech_enterprise")
    ]
    routes += [firm(name, year) for name in ("innovation_demo_enterprise", "ip_advantage_enterprise")]
    equity = sum(firm("equity_raised", year.offset(-back)) for back in range(3)) >= 5e6
    passed = (firm("innovative_score", year) >= 60) & groups[0] & groups[1] & groups[2]
    return passed | np.any(routes, axis=0) | (firm("rnd_institution", year) >= 3) | equity


# -- in and out


def judge(source: Path, out: Path) -> None:
    """Judge a table; every empty cell goes in as zero or no."""
    columns = [*(f"{name}_{year}" for name, years in YEARLY.items() for year in years), *NUMBERS, *BOOLEANS]
    table = pq.read_table(source, columns=["id", "industry", "rnd_institution", *columns])
    simulation = SimulationBuilder().build_default_simulation(system(), table.num_rows)
    for name, years in YEARLY.items():
        for year in years:
            simulation.set_input(name, str(year), _numbers(table, f"{name}_{year}"))
    for name in NUMBERS:
        simulation.set_input(name, ETERNITY, _numbers(table, name))
    for name in BOOLEANS:
        simulation.set_input(
            name, ETERNITY, table[name].combine_chunks().fill_null(False).to_numpy(zero_copy_only=False)
        )
    simulation.set_input("size_row", ETERNITY, _coded(table, "industry", _row))
    simulation.set_input("rnd_institution", ETERNITY, _coded(table, "rnd_institution", INSTITUTIONS.get))
    identifiers = table["id"]
    del table
    results = {
        name: simulation.calculate(name, LAST)
        for name in (*TWO_VALUED, *GIANT_VALUES)
        if name != "size_class"
    }
    results["size_class"] = CLASSES[simulation.calculate("size_level", LAST)]
    pq.write_table(
        pa.table({"id": identifiers, **results}),
        out / "wide.parquet",
        compression="zstd",
        compression_level=1,
    )


def _numbers(table: pa.Table, name: str) -> np.ndarray:
    return table[name].combine_chunks().fill_null(0.0).to_numpy(zero_copy_only=False).astype(np.float32)


def _coded(table: pa.Table, name: str, number) -> np.ndarray:
    """Look every distinct text up once; an empty cell is zero."""
    encoded = table[name].combine_chunks().dictionary_encode()
    numbers = np.array(
        [number(text) or 0 for text in encoded.dictionary.to_pylist()] or [0], dtype=np.float32
    )
    places = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return np.where(places >= 0, numbers[places], np.float32(0))


def _row(industry: str) -> int:
    rows = possible_rows(industry)
    return rows[0] if rows else 0


if __name__ == "__main__":
    judge(Path(sys.argv[1]), Path(sys.argv[2]))
