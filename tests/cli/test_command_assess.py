"""`littlegiant assess` keeps the formats and names of the contract."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import duckdb
import openpyxl
import pytest
from cli_helpers import GIANT, SIZE, SRDI, Cli

KEYS = [
    "id",
    "standard",
    "edition",
    "case",
    "as_of",
    "outcome",
    "score",
    "class",
    "criteria",
    "unmet",
    "unknown",
    "missing",
]
CRITERION = ["id", "outcome", "value", "threshold", "margin", "unit"]


def test_one_json_line_is_the_object_of_the_contract(cli: Cli, firms: Path) -> None:
    result = cli("assess", firms, *GIANT, "--format", "json")
    assert result.status == 0
    first = result.lines[0]
    assert list(first)[: len(KEYS)] == KEYS
    assert (first["standard"], first["edition"], first["case"], first["as_of"]) == (
        "cn/little-giant",
        "2026",
        "new",
        "2026-05-01",
    )
    revenue = next(item for item in first["criteria"] if item["id"] == "revenue")
    assert list(revenue) == CRITERION
    assert revenue == {
        "id": "revenue",
        "outcome": "met",
        "value": 61_000_000,
        "threshold": 50_000_000,
        "margin": 11_000_000,
        "unit": "CNY",
    }


def test_json_is_the_default_and_one_line_is_one_enterprise_in_order(cli: Cli, firms: Path) -> None:
    assert [line["id"] for line in cli("assess", firms, *GIANT).lines] == ["f1", "f2", "f3"]


def test_an_unknown_criterion_carries_its_reason_and_a_decided_verdict_misses_nothing(
    cli: Cli, firms: Path
) -> None:
    lines = cli("assess", firms, *GIANT).lines
    assert {item["reason"] for item in lines[1]["criteria"] if item["outcome"] == "unknown"} == {"missing"}
    assert lines[1]["outcome"] == "unknown" and lines[1]["missing"]
    assert lines[2]["outcome"] == "unmet" and lines[2]["missing"] == []


def test_a_classification_says_the_class(cli: Cli, examples: Path) -> None:
    lines = {line["id"]: line for line in cli("assess", examples / "enterprises.csv", *SIZE).lines}
    assert (lines["s01"]["class"], lines["s01"]["outcome"]) == ("small", "met")
    assert (lines["s05"]["class"], lines["s05"]["outcome"]) == ("large", "unmet")
    assert lines["s11"]["criteria"][0]["reason"] == "not_applicable"


def test_a_score_is_an_interval_with_its_mark(cli: Cli, examples: Path) -> None:
    lines = {line["id"]: line for line in cli("assess", examples / "enterprises.csv", *SRDI).lines}
    assert lines["s01"]["score"]["low"] == lines["s01"]["score"]["high"]
    assert lines["s01"]["score"]["pass"] == 60
    assert lines["s09"]["score"]["low"] < lines["s09"]["score"]["high"]


def test_the_overlay_of_a_province_follows_the_row(cli: Cli, examples: Path) -> None:
    lines = {line["id"]: line for line in cli("assess", examples / "enterprises.csv", *SRDI).lines}
    assert lines["s02"]["score"] == {"low": 60, "high": 60, "pass": 70}
    assert lines["s02"]["outcome"] == "unmet"
    nation = {
        line["id"]: line
        for line in cli("assess", examples / "enterprises.csv", *SRDI, "--jurisdiction", "CN").lines
    }
    assert nation["s02"]["outcome"] == "met"


@pytest.mark.parametrize("place", ["CN-GD", "44", "广东", "guangdong"])
def test_a_place_may_be_written_in_several_ways(cli: Cli, examples: Path, place: str) -> None:
    lines = cli("assess", examples / "enterprises.csv", *SRDI, "--jurisdiction", place).lines
    assert {line["score"]["pass"] for line in lines} == {70}


def test_without_a_province_column_the_rules_of_the_country_apply_and_a_note_says_so(
    cli: Cli, tmp_path: Path
) -> None:
    table = tmp_path / "t.csv"
    table.write_text("id,revenue_2025\na,1\n", encoding="utf-8")
    result = cli("assess", table, *SRDI)
    assert "no column `province`" in result.err and "cn/guangdong-srdi-2022" in result.err
    assert result.lines[0]["score"]["pass"] == 60 and "province" not in result.lines[0]["missing"]
    assert "province" not in cli("assess", table, *GIANT).err


def test_an_empty_province_is_unknown(cli: Cli, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("id,province,revenue_2025\na,,20000000\nb,44,20000000\n", encoding="utf-8")
    result = cli("assess", table, *SRDI)
    assert "no column `province`" not in result.err
    assert "province" in result.lines[0]["missing"] and "province" not in result.lines[1]["missing"]


def test_csv_and_xlsx_have_words_and_joined_lists(cli: Cli, firms: Path, tmp_path: Path) -> None:
    shown = cli("assess", firms, *GIANT, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(shown)))
    assert not shown.startswith("\ufeff")
    assert list(rows[0])[-3:] == ["unmet", "unknown", "missing"]
    assert (rows[0]["revenue"], rows[0]["revenue_value"], rows[1]["revenue"]) == (
        "met",
        "61000000",
        "unknown",
    )
    assert "revenue" in rows[2]["unmet"].split(";") and rows[2]["missing"] == ""
    assert "revenue_2025" in rows[1]["missing"].split(";")
    path = tmp_path / "v.xlsx"
    assert cli("assess", firms, *GIANT, "--out", path).status == 0
    sheet = list(openpyxl.load_workbook(path).active.values)
    assert list(sheet[0]) == list(rows[0]) and sheet[1][0] == "f1"


def test_every_format_tells_the_same_outcomes(cli: Cli, examples: Path, tmp_path: Path) -> None:
    table = examples / "enterprises.csv"
    expected = {line["id"]: (line["outcome"], line["missing"]) for line in cli("assess", table, *GIANT).lines}
    cli("assess", table, *GIANT, "--out", tmp_path / "v.csv")
    with (tmp_path / "v.csv").open(encoding="utf-8-sig", newline="") as file:
        flat = {
            row["id"]: (row["outcome"], [name for name in row["missing"].split(";") if name])
            for row in csv.DictReader(file)
        }
    assert flat == expected
    cli("assess", table, *GIANT, "--out", tmp_path / "v.parquet")
    with duckdb.connect() as connection:
        found = dict(
            connection.execute(
                "SELECT id, outcome FROM read_parquet(?)", [str(tmp_path / "v.parquet")]
            ).fetchall()
        )
    assert found == {key: outcome for key, (outcome, _) in expected.items()}


def test_parquet_has_nullable_booleans(cli: Cli, firms: Path, tmp_path: Path) -> None:
    path = tmp_path / "v.parquet"
    assert cli("assess", firms, *GIANT, "--out", path).status == 0
    with duckdb.connect() as connection:
        found = connection.execute("SELECT revenue FROM read_parquet(?) ORDER BY id", [str(path)]).fetchall()
    assert [row[0] for row in found] == [True, None, False]


def test_the_summary_and_the_faults_go_to_standard_error(cli: Cli, firms: Path) -> None:
    result = cli("assess", firms, *GIANT)
    assert "3 enterprises: 0 met, 1 unmet, 2 unknown" in result.err
    quiet = cli("assess", firms, *GIANT, "--quiet")
    assert "enterprises:" not in quiet.err and quiet.out == result.out


def test_a_cell_at_fault_is_unknown_and_reported_or_refused(cli: Cli, firms: Path, tmp_path: Path) -> None:
    result = cli("assess", firms, *SIZE)
    assert result.status == 0 and "row 4, employees_2025: 'abc'" in result.err
    out = tmp_path / "v.csv"
    strict = cli("assess", firms, *SIZE, "--strict", "--out", out)
    assert strict.status == 2 and "row 4, employees_2025: 'abc'" in strict.err and not out.exists()


def test_a_forced_edition_is_told_even_when_quiet(cli: Cli, firms: Path) -> None:
    call = ("assess", firms, "--standard", "cn/little-giant@2022", "--as-of", "2026-05-01", "--quiet")
    assert "was not in force" in cli(*call).err
    assert "was not in force" not in cli("assess", firms, *GIANT, "--quiet").err


def test_a_renewal_of_2026_is_judged_by_the_edition_of_2022(cli: Cli, firms: Path) -> None:
    lines = cli("assess", firms, *GIANT, "--case", "renewal").lines
    assert (lines[0]["edition"], lines[0]["case"]) == ("2022", "renewal")


def test_overlays_waivers_and_unconfirmed_clauses_are_noted(cli: Cli, firms: Path) -> None:
    notes = cli(
        "assess", firms, "--standard", "cn/little-giant", "--as-of", "2025-06-01", "--case", "renewal"
    ).err
    assert "cn/little-giant-notice-2025" in notes
    assert "growth is not examined" in notes
    assert "unconfirmed; see littlegiant standards show cn/little-giant@2022" in notes


def test_chinese_headers_and_units_through_a_mapping_give_the_same_verdicts(cli: Cli, examples: Path) -> None:
    plain = cli("assess", examples / "enterprises.csv", *GIANT)
    mapped = cli(
        "assess", examples / "enterprises_zh.csv", "--map", examples / "enterprises_zh.mapping.yaml", *GIANT
    )
    assert mapped.status == 0 and mapped.out == plain.out


def test_an_existing_file_survives_a_call_that_fails(cli: Cli, firms: Path, tmp_path: Path) -> None:
    out = tmp_path / "v.csv"
    out.write_text("before", encoding="utf-8")
    assert cli("assess", firms, "--standard", "cn/nothing", "--as-of", "2026-05-01", "--out", out).status == 2
    assert out.read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["firms.csv", "v.csv"]


def test_a_provincial_mark_and_its_notice_follow_the_province_of_the_row(cli: Cli, tmp_path: Path) -> None:
    table = tmp_path / "firms.csv"
    table.write_text("id,province,industry\na,44,C34\nb,11,C34\nc,,C34\n", encoding="utf-8")
    lines = cli("assess", str(table), "--standard", "cn/srdi-sme", "--as-of", "2025-06-01", "--quiet").lines
    marks = [
        (
            line["score"]["pass"],
            *(item["threshold"] for item in line["criteria"] if item["id"] == "evaluation"),
        )
        for line in lines
    ]
    assert [line.get("overlays") for line in lines] == [["cn/guangdong-srdi-2022"], None, None]
    assert marks == [(70, 70), (60, 60), (60, 60)]
