"""`littlegiant standards` lists, shows and checks what the rules are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_helpers import Cli

from littlegiant.cli.layout import width
from littlegiant.standards.catalogue import shipped, shipped_folder

NAMES = shipped().names


def test_the_list_names_every_edition_and_is_what_standards_alone_prints(cli: Cli) -> None:
    result = cli("standards", "list")
    assert result.status == 0 and all(name in result.out for name in NAMES)
    assert cli("standards").out == result.out
    assert "专精特新“小巨人”企业" in cli("standards", "--lang", "zh").out


def test_the_list_as_json_gives_periods_and_cases(cli: Cli) -> None:
    found = {
        f"{line['id']}@{line['edition']}": line for line in cli("standards", "list", "--format", "json").lines
    }
    assert set(found) == set(NAMES)
    assert found["cn/little-giant@2026"]["cases"] == ["new"]
    assert found["cn/little-giant@2022"]["in_force"][-1] == {
        "case": "renewal", "from": "2026-04-01", "to": "2026-12-31", "confidence": "two-sources",
    }  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", NAMES)
def test_every_edition_can_be_shown_in_both_languages(cli: Cli, name: str, language: str) -> None:
    result = cli("standards", "show", name, "--lang", language)
    edition = shipped().edition(name)
    assert result.status == 0 and result.out.startswith(name)
    assert edition.title.in_language(language) in result.out and edition.number in result.out
    assert ("closed here" if language == "en" else "不再扩充") in result.out
    for criterion in edition.document.root["criteria"]:
        assert criterion["id"] in result.out


@pytest.mark.parametrize("columns", ["60", "80", "120"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_list_and_every_page_keep_to_the_terminal(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, columns: str, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    pages = [cli("standards", "list", "--lang", language).out]
    pages += [cli("standards", "show", name, "--lang", language).out for name in NAMES]
    assert [line for page in pages for line in page.splitlines() if width(line) > int(columns)] == []


def test_how_sure_dates_validity_overlays_and_the_mapping_of_industries_are_is_shown(cli: Cli) -> None:
    giant = cli("standards", "show", "cn/little-giant", "--as-of", "2026-05-01").out
    assert "the title is valid for 3 years [one source]" in giant
    assert "2026-03-23 … 2026-12-31 [one source] · applies on this day" in giant
    assert (
        "which row an industry code belongs to [⚠ unconfirmed" in cli("standards", "show", "cn/sme-size").out
    )


def test_what_a_notice_says_on_proof_and_filing_is_shown_with_its_confidence(cli: Cli) -> None:
    page = " ".join(cli("standards", "show", "cn/little-giant", "--as-of", "2026-05-01").out.split())
    assert "online filing is open from 25 April to 25 May 2026 [two or more sources" in page
    assert "key_field_2h: the leading product is named by its ten-digit code" in page
    assert "How and when to file" not in cli("standards", "show", "cn/little-giant@2022").out


def test_what_is_unconfirmed_is_marked(cli: Cli) -> None:
    result = cli("standards", "show", "cn/little-giant@2022", "--as-of", "2026-02-01")
    assert "class1_ip · annex 3 innovation [⚠ unconfirmed" in result.out
    assert "⚠ 未证实" in cli("standards", "show", "cn/little-giant@2022", "--lang", "zh").out


def test_thresholds_show_value_confidence_and_what_an_overlay_changed(cli: Cli) -> None:
    nation = cli("standards", "show", "cn/srdi-sme@2022", "--as-of", "2025-06-01", "--jurisdiction", "CN").out
    assert "pass_mark = 60 points [two or more sources" in nation
    province = cli(
        "standards", "show", "cn/srdi-sme@2022", "--as-of", "2025-06-01", "--jurisdiction", "CN-GD"
    ).out
    assert "pass_mark = 70 points [one source" in province
    assert "set by cn/guangdong-srdi-2022 · before 60 points" in province


def test_a_waived_criterion_is_shown_as_not_examined_and_an_added_one_with_its_overlay(cli: Cli) -> None:
    page = cli("standards", "show", "cn/little-giant", "--as-of", "2025-06-01", "--case", "renewal").out
    assert "not examined on this day, by cn/little-giant-notice-2025" in page
    assert "added by cn/little-giant-notice-2025" in page


def test_score_tables_show_bands_with_their_borders(cli: Cli) -> None:
    page = cli("standards", "show", "cn/tech-sme").out
    assert "each band includes its lower border" in page and "≥ 6 %: 50 points" in page
    assert "a value on a border takes the better band" in cli("standards", "show", "cn/innovative-sme").out


def test_the_size_table_shows_its_rows(cli: Cli) -> None:
    page = cli("standards", "show", "cn/sme-size", "--lang", "zh").out
    assert "第2行 · 工业" in page and "中型 ≥ 300人" in page


def test_json_holds_clauses_thresholds_sources_and_confidence(cli: Cli) -> None:
    found = json.loads(
        cli("standards", "show", "cn/little-giant", "--as-of", "2026-05-01", "--format", "json").out
    )
    assert (found["id"], found["edition"], found["as_of"]) == ("cn/little-giant", "2026", "2026-05-01")
    revenue = next(item for item in found["criteria"] if item["id"] == "revenue")
    assert revenue["test"] == "revenue >= revenue_floor" and revenue["thresholds"] == ["revenue_floor"]
    assert found["thresholds"]["revenue_floor"] | {"source": None} == {
        "value": 5000, "unit": "万元", "canonical": 50_000_000, "canonical_unit": "CNY", "source": None,
        "confidence": "two-sources", "set_by": None, "before": [],
    }  # fmt: skip
    assert {item["overlay"]: item["applies"] for item in found["overlays"]} == {
        "cn/little-giant-notice-2026": True
    }


def test_a_date_no_edition_governs_names_those_there_are(cli: Cli) -> None:
    result = cli("standards", "show", "cn/little-giant", "--as-of", "2010-01-01")
    assert result.status == 2 and "cn/little-giant@2022" in result.err
    forced = cli("standards", "show", "cn/little-giant@2026", "--as-of", "2010-01-01")
    assert forced.status == 0 and "was not in force" in forced.err


def test_a_shipped_file_passes_the_check(cli: Cli) -> None:
    result = cli("standards", "check", shipped_folder() / "cn" / "overlays" / "guangdong-srdi-2022.yaml")
    assert result.status == 0 and "1 file, " in result.out and "nothing found" in result.out


def test_a_draft_with_a_mistake_ends_with_status_1_and_names_line_and_column(
    cli: Cli, tmp_path: Path
) -> None:
    draft = tmp_path / "little-giant@2026.yaml"
    original = (shipped_folder() / "cn" / draft.name).read_text(encoding="utf-8")
    draft.write_text(original.replace("revenue >= revenue_floor", "revenue >= employees"), encoding="utf-8")
    result = cli("standards", "check", draft)
    assert result.status == 1 and f"{draft}:" in result.out and "[expression]" in result.out
    as_json = cli("standards", "check", tmp_path, "--format", "json")
    assert as_json.status == 1 and as_json.lines[0]["line"] > 1 and as_json.lines[0]["message"]["zh"]


def test_a_changed_number_contradicts_a_worked_case(cli: Cli, tmp_path: Path) -> None:
    draft = tmp_path / "sme-size@2011.yaml"
    original = (shipped_folder() / "cn" / draft.name).read_text(encoding="utf-8")
    draft.write_text(original.replace("large: 40000 万元", "large: 39999 万元", 1), encoding="utf-8")
    assert cli("standards", "check", draft).status == 1


def test_a_draft_that_is_no_yaml_is_a_finding(cli: Cli, tmp_path: Path) -> None:
    draft = tmp_path / "x@1.yaml"
    draft.write_bytes(b"\xff\x00: [")
    assert cli("standards", "check", draft).status == 1


def test_several_files_are_checked_in_one_call(cli: Cli) -> None:
    overlays = shipped_folder() / "cn" / "overlays"
    result = cli(
        "standards",
        "check",
        overlays / "guangdong-srdi-2022.yaml",
        overlays / "little-giant-notice-2026.yaml",
    )
    assert result.status == 0 and "2 files" in result.out
