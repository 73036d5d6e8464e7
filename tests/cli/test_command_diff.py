"""`littlegiant standards diff` tells what changed between two editions, and whom it moves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import Cli

from littlegiant.cli.layout import width

EDITIONS = ("cn/little-giant@2022", "cn/little-giant@2026")


def record(cli: Cli, *words: str) -> dict[str, Any]:
    result = cli("standards", "diff", *EDITIONS, *words, "--format", "json")
    assert result.status == 0, result.err
    found: dict[str, Any] = json.loads(result.out)
    return found


def test_the_object_lists_changes_by_kind_with_thresholds_then_and_now(cli: Cli) -> None:
    found = record(cli)
    assert [(item["criterion"], item["from"], item["to"]) for item in found["tightened"]] == [
        ("main_share", 0.7, 0.9)
    ]
    assert ("debt", 0.7, 0.75) in [
        (item["criterion"], item["from"], item["to"]) for item in found["loosened"]
    ]
    assert {"threshold": "debt_ceiling", "from": 0.7, "to": 0.75, "unit": "ratio"} in found["thresholds"]
    dropped = {item["criterion"]: item for item in found["dropped"]}
    assert dropped["certification"]["old"][0]["confidence"] == "two-sources"
    assert set(dropped["certification"]["old"][0]["text"]) == {"zh", "en"}
    assert "legal_person" in found["unchanged"]


@pytest.mark.parametrize("columns", ["40", "80", "120"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_names_every_changed_clause_and_keeps_to_the_terminal(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, columns: str, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    page = cli("standards", "diff", *EDITIONS, "--lang", language).out
    assert all(name in page for name in ("debt_ceiling", "certification", "rnd_total", "major_incident"))
    assert [line for line in page.splitlines() if width(line) > int(columns)] == []


def firms(folder: Path) -> Path:
    """Write three enterprises of which everything both editions ask is known: who passes old, new, both."""
    base = {
        "independent_legal_person": 1, "size_industry": 2, "abnormal_list": 0, "dishonesty_list": 0, "restricted_product": 0,
        "major_incident_3y": 0, "holds_srdi_sme": 1, "niche_years": 5, "employees_2025": 100, "revenue_2025": 100000000,
        "revenue_2024": 90000000, "revenue_2023": 80000000, "main_revenue_2025": 95000000, "main_revenue_2024": 85000000,
        "main_revenue_2023": 75000000, "total_assets_2025": 100000000, "total_liabilities_2025": 50000000,
        "rnd_expense_2025": 9000000, "rnd_expense_2024": 9000000, "core_system_supported": 1, "qms_certified": 1,
        "product_certified_abroad": 0, "market_share": 0.2, "market_share_global": 0.01, "domestic_rank": 9, "high_reputation": 1,
        "own_brand": 1, "rnd_institution": "enterprise", "class1_ip": 9, "class1_ip_own": 9, "ip_in_use": 1, "key_link": "six_bases",
        "key_field_63": 1, "key_field_2h": 1, "development_score_2026": 80, "single_champion": 0, "related_little_giant": 0,
        "national_award_3y": 0,
    }  # fmt: skip
    rows = [
        {"id": "both", **base},
        {"id": "only_old", **base, "main_revenue_2025": 85000000, "main_revenue_2024": 76000000, "main_revenue_2023": 68000000},
        {"id": "only_new", **base, "total_liabilities_2025": 72000000, "own_brand": 0},
        {"id": "neither", **base, "independent_legal_person": 0},
        {"id": "unknown", **base, "own_brand": ""},
    ]  # fmt: skip
    path = folder / "firms.csv"
    lines = [",".join(rows[0]), *(",".join(str(row[name]) for name in rows[0]) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_with_a_table_it_counts_who_passes_which_edition_and_why(cli: Cli, tmp_path: Path) -> None:
    found = record(cli, "--table", str(firms(tmp_path)), "--as-of", "2026-05-01")["population"]
    assert {name: found[name] for name in ("both", "only_old", "only_new", "neither", "unknown")} == {
        "both": 1, "only_old": 1, "only_new": 1, "neither": 1, "unknown": 1,
    }  # fmt: skip
    assert found["lost_by"] == [{"criterion": "main_share", "firms": 1, "alone": 1}]
    assert found["gained_by"] == [
        {"criterion": "debt", "firms": 1, "alone": 0},
        {"criterion": "own_brand", "firms": 1, "alone": 0},
    ]


def test_the_counts_are_those_of_assess(cli: Cli, tmp_path: Path) -> None:
    table = str(Path("examples/enterprises.csv").resolve())
    outcomes = []
    for name in EDITIONS:
        lines = cli("assess", table, "--standard", name, "--as-of", "2026-05-01", "--quiet").lines
        outcomes.append([line["outcome"] for line in lines])
    pairs = list(zip(*outcomes, strict=True))
    found = record(cli, "--table", table, "--as-of", "2026-05-01")["population"]
    assert found["both"] == pairs.count(("met", "met"))
    assert found["only_new"] == pairs.count(("unmet", "met"))
    assert found["neither"] == pairs.count(("unmet", "unmet"))
    assert found["unknown"] == sum("unknown" in pair for pair in pairs)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("cn/little-giant", EDITIONS[1]), "cn/little-giant@2022, cn/little-giant@2026"),
        (("cn/nothing@2022", EDITIONS[1]), "cn/nothing"),
        ((*EDITIONS, "--table", "examples/enterprises.csv"), "--as-of"),
        ((*EDITIONS, "--table", "nowhere.csv", "--as-of", "2026-05-01"), "nowhere.csv"),
        ((*EDITIONS, "--as-of", "yesterday"), "yesterday"),
        ((EDITIONS[0],), "ID@NEW"),
    ],
)
def test_a_wrong_call_ends_with_2_and_says_what_to_write(cli: Cli, words: tuple[str, ...], told: str) -> None:
    result = cli("standards", "diff", *words)
    assert result.status == 2 and result.out == ""
    assert told in result.err and "Traceback" not in result.err
