"""A made-up country of enterprises, written to Parquet piece by piece: no row describes a real firm.

`python -m benchmarks.population FIRMS OUT.parquet [SEED]`. The first rows of a larger population are the rows of
a smaller one with the same seed. Every cell that holds a fact is left empty with a chance of 5 %, independently.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.industries import INDUSTRY_CODES, draw_industries, size_rows

YEARS = (2023, 2024, 2025)
CHUNK = 122_880
EMPTY = 0.05
YUAN = 1_000.0
PROVINCES = tuple(
    f"{code}0000"
    for code in (
        *range(11, 16),
        *range(21, 24),
        *range(31, 38),
        *range(41, 47),
        *range(50, 55),
        *range(61, 66),
    )
)
PROVINCE_WEIGHTS = (
    3,
    2,
    4,
    2,
    1,
    3,
    1,
    1,
    5,
    12,
    11,
    4,
    5,
    3,
    9,
    6,
    4,
    4,
    15,
    2,
    1,
    2,
    5,
    1,
    2,
    1,
    2,
    1,
    1,
    1,
    1,
)
INSTITUTIONS = ("none", "enterprise", "municipal", "provincial", "national")
METADATA = {
    "synthetic": "true",
    "description": "Synthetic enterprises for measuring speed; no row describes a real firm.",
}
IDENTITY = ("id", "name", "synthetic")

Columns = dict[str, npt.NDArray[np.generic]]
Floats = npt.NDArray[np.float64]


def chunks(firms: int, seed: int) -> Iterator[pa.Table]:
    """Yield the population in tables of up to CHUNK rows."""
    for index in range((firms + CHUNK - 1) // CHUNK):
        table = _chunk(index, seed)
        yield table.slice(0, min(CHUNK, firms - index * CHUNK))


def write_population(firms: int, path: Path, seed: int = 1) -> None:
    """Write a population, one row group per chunk."""
    writer: pq.ParquetWriter | None = None
    for table in chunks(firms, seed):
        writer = writer or pq.ParquetWriter(path, table.schema, compression="zstd", compression_level=1)
        writer.write_table(table, row_group_size=CHUNK)
    if writer is not None:
        writer.close()


def _chunk(index: int, seed: int) -> pa.Table:
    rng = np.random.default_rng([seed, index])
    quality = rng.normal(size=CHUNK)
    columns = {
        **_places(rng),
        **_accounts(rng, quality),
        **_market(rng, quality),
        **_property(rng, quality),
        **_awards(rng, quality),
        **_states(rng, quality),
    }
    arrays = {name: _with_gaps(rng, column) for name, column in columns.items()}
    return pa.table({**_identity(index), **arrays}).replace_schema_metadata(METADATA)


def _identity(index: int) -> dict[str, pa.Array]:
    numbers = range(index * CHUNK + 1, (index + 1) * CHUNK + 1)
    return {
        "id": pa.array([f"S{number:08d}" for number in numbers]),
        "name": pa.array([f"合成企业 {number} (synthetic)" for number in numbers]),
        "synthetic": pa.array(np.ones(CHUNK, dtype=bool)),
    }


def _with_gaps(rng: np.random.Generator, column: npt.NDArray[np.generic]) -> pa.Array:
    empty = rng.random(CHUNK, dtype=np.float32) < EMPTY
    if column.dtype == float:
        empty |= np.isnan(column)
    return pa.array(column, mask=empty)


def _places(rng: np.random.Generator) -> Columns:
    """Draw province and industry code; the row of the size table is known directly for one firm in thirty."""
    weights = np.array(PROVINCE_WEIGHTS) / sum(PROVINCE_WEIGHTS)
    codes, spellings = draw_industries(rng, CHUNK)
    rows = size_rows(codes)
    given = (rng.random(CHUNK) < 1 / 30) & (rows > 0)
    return {
        "province": np.array(PROVINCES)[rng.choice(len(PROVINCES), CHUNK, p=weights)],
        "industry": np.array(INDUSTRY_CODES)[spellings],
        "size_industry": np.where(given, rows, np.nan),
    }


def _accounts(rng: np.random.Generator, quality: Floats) -> Columns:
    """Draw three fiscal years of money and heads, amounts in thousands of yuan, one in fifty on a border."""
    columns: Columns = {}
    revenue = np.exp(rng.normal(16.0 + 0.9 * quality, 1.6))
    revenue[rng.random(CHUNK) < 0.01] = 0.0
    share = np.clip(rng.normal(0.86 + 0.05 * quality, 0.16), 0, 1)
    rnd = np.clip(np.exp(rng.normal(-3.6 + 0.4 * quality, 0.8)), 0, 0.6)
    debt = np.clip(rng.normal(0.58 - 0.06 * quality, 0.25), 0, 2)
    for year in YEARS:
        if year > YEARS[0]:
            revenue = revenue * np.exp(rng.normal(0.05 + 0.03 * quality, 0.18))
        assets = revenue * np.exp(rng.normal(0.1, 0.5)) + (revenue == 0) * rng.choice([0.0, 2e6], CHUNK)
        staff = np.floor(revenue / np.exp(rng.normal(13.4, 0.6)) + rng.exponential(4, CHUNK))
        columns |= _year(
            year,
            rng,
            {"revenue": revenue, "assets": assets, "staff": staff, "share": share, "rnd": rnd, "debt": debt},
        )
    return _on_borders(rng, columns)


def _year(year: int, rng: np.random.Generator, drawn: dict[str, Floats]) -> Columns:
    revenue = _thousands(drawn["revenue"])
    assets = _thousands(drawn["assets"])
    raised = np.where(rng.random(CHUNK) < 0.04, _thousands(np.exp(rng.normal(15, 1.2, CHUNK))), 0.0)
    return {
        f"employees_{year}": drawn["staff"],
        f"revenue_{year}": revenue,
        f"main_revenue_{year}": _thousands(
            revenue * np.clip(drawn["share"] + rng.normal(0, 0.02, CHUNK), 0, 1)
        ),
        f"rnd_expense_{year}": _thousands(revenue * drawn["rnd"] * np.exp(rng.normal(0, 0.2, CHUNK))),
        f"total_assets_{year}": assets,
        f"total_liabilities_{year}": _thousands(
            assets * np.clip(drawn["debt"] + rng.normal(0, 0.03, CHUNK), 0, 3)
        ),
        f"equity_raised_{year}": raised,
    }


def _on_borders(rng: np.random.Generator, columns: Columns) -> Columns:
    """Put one firm in fifty exactly on the borders of the ratios, where careless arithmetic goes wrong."""
    chosen = rng.random(CHUNK) < 0.02
    hundred = np.maximum(np.round(np.asarray(columns["revenue_2023"], dtype=float) / 4e5), 1.0) * 1e3
    base, last = hundred * 400, hundred * 441
    assets = np.maximum(np.round(last / 4e5), 1.0) * 4e5
    exact = {
        "revenue_2023": base,
        "revenue_2024": hundred * 420,
        "revenue_2025": last,
        "main_revenue_2024": _thousands(last * 0.6 / 1.15),
        "main_revenue_2025": last * rng.choice([0.5, 0.6, 0.7, 0.9], CHUNK),
        "rnd_expense_2024": hundred * 420 * 0.03,
        "rnd_expense_2025": last * rng.choice([0.01, 0.02, 0.03, 0.05], CHUNK),
        "total_assets_2025": assets,
        "total_liabilities_2025": assets * rng.choice([0.55, 0.75], CHUNK),
    }
    for name, column in exact.items():
        columns[name] = np.where(chosen, np.round(column), columns[name])
    total = sum(np.asarray(columns[f"equity_raised_{year}"], dtype=float) for year in YEARS)
    columns["equity_raised_3y"] = np.asarray(total, dtype=float)
    return columns


def _market(rng: np.random.Generator, quality: Floats) -> Columns:
    national = np.round(np.clip(rng.beta(0.8, 9, CHUNK) * np.exp(0.4 * quality), 0, 1), 3)
    return {
        "niche_years": np.round(rng.gamma(2.2, 3.0, CHUNK), 1),
        "market_share": national,
        "market_share_global": np.round(national * rng.random(CHUNK), 3),
        "domestic_rank": 1.0 + np.floor(rng.exponential(9, CHUNK) * np.exp(-0.4 * quality)),
        "development_score_2025": np.round(np.clip(rng.normal(52 + 9 * quality, 12), 0, 110), 1),
        "development_score_2026": np.round(np.clip(rng.normal(54 + 9 * quality, 12), 0, 110), 1),
    }


def _property(rng: np.random.Generator, quality: Floats) -> Columns:
    """Draw rights so that the parts of a number never exceed it."""
    rights = rng.poisson(np.exp(0.2 + 0.7 * quality)).astype(float)
    own = rng.binomial(rights.astype(np.int64), 0.7).astype(float)
    return {
        "class1_ip": rights,
        "class1_ip_self": rng.binomial(rights.astype(np.int64), 0.6).astype(float),
        "class1_ip_high_value": rng.binomial(rights.astype(np.int64), 0.25).astype(float),
        "class1_ip_own": own,
        "class2_ip": rng.poisson(3, CHUNK).astype(float),
        "ip_in_use": rng.random(CHUNK) < 0.8,
        "rnd_institution": np.array(INSTITUTIONS)[rng.choice(5, CHUNK, p=[0.55, 0.28, 0.1, 0.06, 0.01])],
    }


def _awards(rng: np.random.Generator, quality: Floats) -> Columns:
    """Draw awards and ranks that agree with each other: what happened in three years happened in five."""
    three = rng.random(CHUNK) < 0.03 + 0.03 * (quality > 1)
    five = three | (rng.random(CHUNK) < 0.03)
    provincial = rng.random(CHUNK) < 0.06
    best = 1.0 + np.floor(rng.exponential(4, CHUNK))
    earlier = np.minimum(best, 1.0 + np.floor(rng.exponential(6, CHUNK)))
    return {
        "national_award_3y": three,
        "national_award_rank_3y": np.where(three, best, np.nan),
        "national_award_5y": five,
        "national_award_rank_5y": np.where(five, earlier, np.nan),
        "provincial_award_3y": provincial,
        "provincial_award_rank_3y": np.where(provincial, best, np.nan),
    }


def _states(rng: np.random.Generator, quality: Floats) -> Columns:
    """Draw what is simply so or not so, with the chance of yes."""
    recent = rng.random(CHUNK) < 0.015
    chances = {
        "independent_legal_person": 0.97,
        "abnormal_list": 0.03,
        "dishonesty_list": 0.01,
        "restricted_product": 0.01,
        "single_champion": 0.005,
        "related_little_giant": 0.01,
        "innovation_demo_enterprise": 0.01,
        "ip_advantage_enterprise": 0.03,
        "strategic_industry": 0.35,
        "high_reputation": 0.4,
        "key_field_2h": 0.45,
    }
    columns: Columns = {name: rng.random(CHUNK) < chance for name, chance in chances.items()}
    columns["major_incident_2y"] = recent
    columns["major_incident_3y"] = recent | (rng.random(CHUNK) < 0.01)
    columns["high_tech_enterprise"] = rng.random(CHUNK) < 1 / (1 + np.exp(1.5 - quality))
    columns["holds_srdi_sme"] = rng.random(CHUNK) < 1 / (1 + np.exp(1.2 - 1.2 * quality))
    return columns


def _thousands(amount: Floats) -> Floats:
    return np.round(amount / YUAN) * YUAN


if __name__ == "__main__":
    write_population(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
