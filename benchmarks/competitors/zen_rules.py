"""The benchmark's task as a GoRules decision model (JDM), evaluated record by record by zen-engine.

The model has a decision table for the row of the size table, one for its bounds, and expressions for the rest. An
empty cell would be an error, so a first node takes it for zero, or no. Runs in an environment of its own.

`python -m benchmarks.competitors.zen_rules INPUT.parquet OUT_FOLDER` writes OUT_FOLDER/wide.parquet.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import zen

from benchmarks.size_table import BOUNDS, ROW_CODES, sample_code
from benchmarks.task import (
    BOOLEANS,
    GIANT_CRITERIA,
    GIANT_VALUES,
    INNOVATIVE_CRITERIA,
    NUMBERS,
    TWO_VALUED,
    YEARLY_COLUMNS,
)

BATCH = 1_000
BOUND_NAMES = tuple(f"{indicator}{level}" for indicator in "era" for level in (1, 2, 3))
Node = dict[str, Any]


def model() -> Node:
    """Return the decision model: nodes in one line, each handing everything on to the next."""
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode", "content": {}},
        _expressions("known", _known()),
        _table(
            "row",
            "code",
            ["row"],
            [(f"[{low}..{high}]", [row]) for row, low, high in ROW_CODES] + [("", [0])],
        ),
        _table("bounds", "row", BOUND_NAMES, _bounds()),
        _expressions("rules", {**_size(), **_points(), **_giant(), **_innovative()}),
        _expressions("verdict", {name: f"rules.{name}" for name in (*TWO_VALUED, *GIANT_VALUES)}, keep=False),
        {"id": "out", "name": "out", "type": "outputNode", "content": {}},
    ]
    edges = [
        {"id": f"e{left['id']}", "sourceId": left["id"], "targetId": right["id"], "type": "edge"}
        for left, right in pairwise(nodes)
    ]
    return {"nodes": nodes, "edges": edges}


def _expressions(name: str, values: dict[str, str], *, keep: bool = True) -> Node:
    listed = [
        {"id": key, "key": f"{name}.{key}" if name == "rules" else key, "value": value}
        for key, value in values.items()
    ]
    content = {
        "expressions": listed,
        "passThrough": keep,
        "inputField": None,
        "outputPath": None,
        "executionMode": "single",
    }
    return {"id": name, "name": name, "type": "expressionNode", "content": content}


def _table(
    name: str, field: str, outputs: tuple[str, ...] | list[str], lines: list[tuple[str, list[float]]]
) -> Node:
    rules = [
        {
            "_id": f"{name}{number}",
            "in": test,
            **{output: str(value) for output, value in zip(outputs, values, strict=True)},
        }
        for number, (test, values) in enumerate(lines)
    ]
    content = {
        "hitPolicy": "first",
        "inputs": [{"id": "in", "name": field, "field": field}],
        "outputs": [{"id": output, "name": output, "field": output} for output in outputs],
        "rules": rules,
        "passThrough": True,
        "inputField": None,
        "outputPath": None,
        "executionMode": "single",
    }
    return {"id": name, "name": name, "type": "decisionTableNode", "content": content}


def _bounds() -> list[tuple[str, list[float]]]:
    rows = [
        (str(row), [number for bounds in indicators for number in bounds])
        for row, indicators in BOUNDS.items()
    ]
    return [*rows, ("", [-1.0] * 9)]


# -- rules


def _known() -> dict[str, str]:
    zeros = {name: f"{name} ?? 0" for name in (*YEARLY_COLUMNS, *NUMBERS, "code")}
    return {
        **zeros,
        **{name: f"{name} ?? false" for name in BOOLEANS},
        "rnd_institution": "rnd_institution ?? 'none'",
    }


def _size() -> dict[str, str]:
    values = {"e": "employees_2025", "r": "revenue_2025", "a": "total_assets_2025"}
    reached = [
        " and ".join(f"{value} >= {name}{level}" for name, value in values.items()) for level in (1, 2, 3)
    ]
    return {
        "size_class": f"{reached[2]} ? 'large' : ({reached[1]} ? 'medium' : ({reached[0]} ? 'small' : 'micro'))",
        "size_outcome": "$.rules.size_class != 'large'",
    }


def _steps(top: str, base: str, borders: tuple[float, ...]) -> str:
    reached = " + ".join(f"({top} >= {border} * {base} ? 5 : 0)" for border in borders)
    return f"{base} > 0 ? {reached} : 0"


def _points() -> dict[str, str]:
    return {
        "ip": "class1_ip_high_value >= 1 ? 20 : (class1_ip_self >= 1 ? 15 : (class1_ip >= 1 ? 10 : (class2_ip >= 1 ? 5 : 0)))",
        "rnd": _steps("rnd_expense_2025", "revenue_2025", (0.01, 0.02, 0.03, 0.05)),
        "grown": _steps("main_revenue_2025", "main_revenue_2024", (1, 1.05, 1.1, 1.15)),
        "owed": "total_liabilities_2025 <= 0.55 * total_assets_2025 ? 10 : (total_liabilities_2025 <= 0.75 * total_assets_2025 ? 5 : 0)",
        "field": "strategic_industry ? 10 : 5",
        "share": _steps("main_revenue_2025", "revenue_2025", (0.5, 0.55, 0.6, 0.7)),
        "innovative_score": " + ".join(
            f"$.rules.{name}" for name in ("ip", "rnd", "grown", "owed", "field", "share")
        ),
    }


def _eligibility(prefix: str) -> dict[str, str]:
    listed = {
        f"{prefix}_{name}": f"not {name}"
        for name in ("abnormal_list", "dishonesty_list", "restricted_product")
    }
    plain = {f"{prefix}_legal_person": "independent_legal_person", f"{prefix}_sme": "$.rules.size_outcome"}
    return {**plain, **listed, f"{prefix}_major_incident": "not major_incident_3y"}


def _giant() -> dict[str, str]:
    rank = "national_award_rank_3y >= 1 and national_award_rank_3y <= 3"
    position = (
        "market_share >= 0.1 or market_share_global >= 0.1 or (domestic_rank >= 1 and domestic_rank <= 3)"
    )
    return {
        **_eligibility("giant"),
        **_measures(),
        "giant_srdi_title": "holds_srdi_sme",
        "giant_niche_years": "niche_years >= 3",
        "giant_revenue": "revenue_2025 >= 50000000",
        "giant_main_share": "revenue_2025 > 0 and main_revenue_2025 >= 0.9 * revenue_2025",
        "giant_growth": "revenue_2023 > 0 and revenue_2025 >= 1.1025 * revenue_2023",
        "giant_debt": "total_liabilities_2025 <= 0.75 * total_assets_2025",
        "giant_rnd_total": "rnd_expense_2025 + rnd_expense_2024 >= 12000000",
        "giant_rnd_share": " and ".join(
            f"revenue_{y} > 0 and rnd_expense_{y} >= 0.03 * revenue_{y}" for y in (2025, 2024)
        ),
        "giant_class1_ip": f"(class1_ip_own >= 4 and ip_in_use) or (national_award_3y and {rank})",
        "giant_market": f"({position}) and high_reputation",
        "giant_key_field": "key_field_2h",
        "giant_development_score": "development_score_2026 >= 60",
        "giant_single_champion": "not single_champion",
        "giant_related_little_giant": "not related_little_giant",
        "giant_outcome": " and ".join(f"$.rules.giant_{name}" for name in GIANT_CRITERIA),
    }


def _measures() -> dict[str, str]:
    shares = [f"(revenue_{year} > 0 ? rnd_expense_{year} / revenue_{year} : 0)" for year in (2025, 2024)]
    found = {
        "niche_years": "niche_years",
        "revenue": "revenue_2025",
        "main_share": "revenue_2025 > 0 ? main_revenue_2025 / revenue_2025 : 0",
        "growth": "revenue_2023 > 0 ? (revenue_2025 / revenue_2023) ^ 0.5 - 1 : 0",
        "debt": "total_assets_2025 > 0 ? total_liabilities_2025 / total_assets_2025 : 0",
        "rnd_total": "rnd_expense_2025 + rnd_expense_2024",
        "rnd_share": f"min([{', '.join(shares)}])",
        "class1_ip": "class1_ip_own",
        "market": "market_share",
        "development_score": "development_score_2026",
    }
    return {f"giant_{name}_value": value for name, value in found.items()}


def _innovative() -> dict[str, str]:
    points = {name: f"$.rules.{name}" for name in ("ip", "rnd", "grown", "owed", "field", "share")}
    groups = [("ip", "rnd", 20), ("grown", "owed", 15), ("field", "share", 15)]
    passed = " and ".join(f"{points[one]} + {points[other]} >= {floor}" for one, other, floor in groups)
    routes = (
        "national_award_3y",
        "provincial_award_3y",
        "high_tech_enterprise",
        "innovation_demo_enterprise",
        "ip_advantage_enterprise",
    )
    equity = " + ".join(f"equity_raised_{year}" for year in (2025, 2024, 2023))
    direct = [*routes, "rnd_institution in ['provincial', 'national']", f"{equity} >= 5000000"]
    return {
        **_eligibility("innovative"),
        "innovative_evaluation": f"($.rules.innovative_score >= 60 and {passed}) or {' or '.join(direct)}",
        "innovative_outcome": " and ".join(f"$.rules.innovative_{name}" for name in INNOVATIVE_CRITERIA),
    }


# -- in and out


def judge(source: Path, out: Path) -> None:
    """Judge a table record by record."""
    columns = ["id", "industry", "rnd_institution", *YEARLY_COLUMNS, *NUMBERS, *BOOLEANS]
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"model": model()}}})
    results: list[dict[str, Any]] = []
    for batch in pq.ParquetFile(source).iter_batches(BATCH, columns=columns):
        records = [_record(row) for row in batch.to_pylist()]
        found = engine.evaluate_batch([{"key": "model", "context": record} for record in records])
        for record, answer in zip(records, found, strict=True):
            if not answer["success"]:
                raise RuntimeError(json.dumps(answer["error"])[:500])
            results.append({"id": record["id"], **answer["data"]["result"]})
    pq.write_table(
        pa.Table.from_pylist(results), out / "wide.parquet", compression="zstd", compression_level=1
    )


def _record(row: dict[str, Any]) -> dict[str, Any]:
    industry = row.pop("industry")
    return {**row, "code": None if industry is None else sample_code(industry)}


if __name__ == "__main__":
    judge(Path(sys.argv[1]), Path(sys.argv[2]))
