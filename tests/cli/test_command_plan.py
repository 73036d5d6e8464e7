"""`littlegiant plan` tells one enterprise what to change, by when; what it plans is met when it is fed back."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import Cli
from tests.plans.firms import FIRM

from littlegiant.cli.layout import width

GOAL = ("--goal", "cn/little-giant@2026", "--as-of", "2026-05-01")


def table(folder: Path, facts: dict[str, Any], name: str = "firm.csv") -> str:
    """Write one enterprise as a CSV file."""
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", *facts])
        writer.writerow(["f1", *facts.values()])
    return str(path)


def test_the_facts_after_the_plan_are_met_when_they_are_fed_back(cli: Cli, tmp_path: Path) -> None:
    firm = table(tmp_path, {**FIRM, "founded": "2009-03-01"})
    result = cli("plan", firm, "--id", "f1", *GOAL, "--format", "json", "--quiet")
    assert result.status == 0, result.err
    found = json.loads(result.out)
    assert found["feasible"] is True and found["earliest"] == "2027-04-25"
    assert found["goal"] == "cn/little-giant@2026" and found["verdict"]["outcome"] == "met"
    assert {"criterion", "fact", "from", "to", "by", "why"} <= set(found["steps"][0])
    after = {key: value for key, value in found["facts"].items() if key != "id"}
    back = cli(
        "assess",
        table(tmp_path, after, "after.csv"),
        "--standard",
        found["goal"],
        "--as-of",
        found["earliest"],
        "--quiet",
    )
    assert [line["outcome"] for line in back.lines] == ["met"]


def test_an_impossible_plan_names_its_obstacle(cli: Cli, tmp_path: Path) -> None:
    facts = {**FIRM, "employees_2025": 5000, "revenue_2025": 900_000_000, "main_revenue_2025": 890_000_000}
    firm = table(tmp_path, facts)
    told = cli("plan", firm, "--id", "f1", *GOAL, "--format", "json", "--quiet")
    found = json.loads(told.out)
    assert found["feasible"] is False and found["obstacle"] == "sme" and found["earliest"] is None
    assert told.status == 2 and "sme" in told.err and "--by" in told.err
    for language, word in (("en", "medium, small or micro"), ("zh", "中型、小型或微型")):
        assert word in cli("plan", firm, "--id", "f1", *GOAL, "--quiet", "--lang", language).out.replace(
            "\n    ", " " if language == "en" else ""
        )


@pytest.mark.parametrize("columns", ["40", "100"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_tells_every_step_and_keeps_to_the_terminal(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: str, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    facts = {**FIRM, "holds_srdi_sme": False, "niche_years": 1}
    result = cli("plan", table(tmp_path, facts), "--id", "f1", *GOAL, "--lang", language, "--quiet")
    assert result.status == 0
    assert "2029-04-25" in result.out and "2028-11-01" in result.out
    assert [line for line in result.out.splitlines() if width(line) > int(columns)] == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--as-of", "2026-05-01"), "--goal"),
        ((*GOAL, "--standard", "cn/sme-size"), "--standard"),
        (("--goal", "cn/nothing", "--as-of", "2026-05-01"), "cn/nothing"),
        ((*GOAL, "--growth", "much"), "--growth"),
        ((*GOAL, "--most-hiring", "-5%"), "--most-hiring"),
        ((*GOAL, "--by", "2020-01-01"), "--by"),
        ((*GOAL, "--by", "soon"), "soon"),
        ((*GOAL, "--months-to-title", "x"), "--months-to-title"),
        ((*GOAL, "--out", "/nowhere/plan.txt"), "/nowhere"),
        ((*GOAL, "--window", "soon"), "--window"),
        ((*GOAL, "--window", "04-31..05-25"), "04-31..05-25"),
        ((*GOAL, "--window", "cn/nothing=04-01..05-25"), "cn/nothing"),
        ((*GOAL, "--window", "cn/sme-size=04-01..05-25"), "cn/sme-size"),
        ((*GOAL, "--window", "04-01..05-25", "--window", "05-01..06-25"), "05-01..06-25"),
        (("--goal", "cn/sme-size", "--as-of", "2026-05-01"), "No ladder leads to cn/sme-size"),
    ],
)
def test_a_wrong_call_ends_with_2_and_names_what_is_wrong(
    cli: Cli, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    result = cli("plan", table(tmp_path, FIRM), "--id", "f1", *words)
    assert result.status == 2 and result.out == ""
    assert told in result.err and "Traceback" not in result.err


def test_an_enterprise_that_is_not_there_is_named(cli: Cli, tmp_path: Path) -> None:
    result = cli("plan", table(tmp_path, FIRM), "--id", "f9", *GOAL)
    assert result.status == 2 and "'f9'" in result.err


def test_the_object_tells_gaps_alternatives_and_the_window(cli: Cli, tmp_path: Path) -> None:
    found = json.loads(
        cli("plan", table(tmp_path, FIRM), "--id", "f1", *GOAL, "--format", "json", "--quiet").out
    )
    assert found["window"] == {"opens": "2027-04-25", "closes": "2027-05-25"}
    assert found["windows"][0]["stated_for"] == 2026 and found["windows"][0]["confidence"] == "two-sources"
    gap = next(gap for gap in found["gaps"] if gap["criterion"] == "rnd_total")
    assert (gap["today"]["value"], gap["today"]["threshold"]) == (4_200_000, 12_000_000)
    assert gap["steps"][0]["why"]["en"].startswith("R&D expense in 2026: at least CNY 9.69 million")
    ways = {(way["criterion"], way["route"]): way for way in found["alternatives"]}
    assert ways["class1_ip", "award"]["obstacle"] == "national_award_3y"
    assert ways["market", "way-3"]["effort"] > found["effort"] > 0
    assert ways[None, "wait"]["earliest"] == "2028-04-25"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("each criterion by itself", "Other ways", "waiting until 2028-04-25", "times the effort")),
        ("zh", ("逐项看", "其他途径", "等到 2028-04-25 再申报", "走不通")),
    ],
)
def test_the_page_tells_other_ways_and_gaps(
    cli: Cli, tmp_path: Path, language: str, words: tuple[str, ...]
) -> None:
    result = cli("plan", table(tmp_path, FIRM), "--id", "f1", *GOAL, "--quiet", "--lang", language)
    assert [word for word in words if word not in result.out] == []


def test_a_window_of_ones_own_moves_the_day(cli: Cli, tmp_path: Path) -> None:
    result = cli(
        "plan", table(tmp_path, FIRM), "--id", "f1", *GOAL, "--format", "json", "--quiet", "--window",
        "cn/little-giant=09-01..09-30", "--window", "any",
    )  # fmt: skip
    assert json.loads(result.out)["earliest"] == "2027-09-01"
