"""The files of a call: what is read is never written over, what is written is named, and nothing is half told."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from cli_helpers import GIANT, SIZE, Cli

from littlegiant.tables import writers

ZH = ("--lang", "zh")


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Return a table with thirty cells at fault in a column that no criterion of the little giants uses."""
    path = tmp_path / "faulty.csv"
    lines = ["id,revenue_2025,total_profit_2025", *(f"f{n},61000000,abc{n}" for n in range(30))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("way", ["itself", "another spelling", "symlink", "hard link"])
@pytest.mark.parametrize("option", ["--out", "--faults"])
def test_no_command_writes_over_the_table_it_reads(
    cli: Cli, firms: Path, tmp_path: Path, way: str, option: str
) -> None:
    out = tmp_path / "link.csv"
    match way:
        case "itself":
            out = firms
        case "another spelling":
            out = tmp_path / ".." / tmp_path.name / firms.name
        case "symlink":
            out.symlink_to(firms)
        case "hard link":
            out.hardlink_to(firms)
    before = firms.read_bytes()
    for language in ("en", "zh"):
        result = cli("assess", firms, *GIANT, option, out, "--lang", language)
        assert result.status == 2 and result.out == "" and firms.read_bytes() == before
        assert option in result.err and str(firms) in result.err and len(result.err.splitlines()) == 2


def test_a_letter_is_not_written_over_the_table_or_the_mapping(cli: Cli, firms: Path, tmp_path: Path) -> None:
    table, mapping = tmp_path / "firms.txt", tmp_path / "map.txt"
    table.write_bytes(firms.read_bytes())
    mapping.write_text("id: id\n", encoding="utf-8")
    for out in (table, mapping):
        before = out.read_bytes()
        result = cli("explain", table, "--id", "f1", *GIANT, "--map", mapping, "--out", out)
        assert result.status == 2 and out.read_bytes() == before and "is read" in result.err


COMMANDS = {
    "explain": ("--id", "f1", *GIANT),
    "plan": ("--id", "f1", *GIANT),
    "simulate": (*GIANT, "--drop", "legal_person"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_that_reads_a_table_keeps_its_hands_off_it(
    cli: Cli, firms: Path, tmp_path: Path, command: str
) -> None:
    table = tmp_path / "firms.txt"
    table.write_bytes(firms.read_bytes())
    result = cli(command, table, *COMMANDS[command], "--out", table)
    assert result.status == 2 and "is the file" in result.err and table.read_bytes() == firms.read_bytes()


def test_verdicts_are_not_written_over_the_mapping_or_a_part_of_the_table(
    cli: Cli, firms: Path, tmp_path: Path
) -> None:
    mapping, folder = tmp_path / "map.csv", tmp_path / "parts"
    mapping.write_text("id: id\n", encoding="utf-8")
    assert cli("assess", firms, *GIANT, "--map", mapping, "--out", mapping).status == 2
    assert mapping.read_text(encoding="utf-8") == "id: id\n"
    folder.mkdir()
    part = folder / "one.parquet"
    assert cli("assess", firms, *SIZE, "--out", part).status == 0
    before = part.read_bytes()
    for table in (folder, folder / "*.parquet"):
        result = cli("assess", table, *GIANT, "--out", part)
        assert result.status == 2 and "one.parquet is the file" in result.err and part.read_bytes() == before


def test_every_fault_goes_to_the_file_asked_for_and_the_message_names_it(
    cli: Cli, faulty: Path, tmp_path: Path
) -> None:
    report = tmp_path / "faults.csv"
    told = cli("assess", faulty, *GIANT)
    assert told.status == 0 and "and 10 more" in told.err and "--faults FILE" in told.err
    written = cli("assess", faulty, *GIANT, "--faults", report, *ZH)
    assert written.status == 0 and f"全部写在 {report}" in written.err and len(written.lines) == 30
    with report.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["value"] for row in rows] == [f"abc{n}" for n in range(30)]
    assert {row["column"] for row in rows} == {"total_profit_2025"}


def test_under_strict_the_report_is_all_that_is_written(cli: Cli, faulty: Path, tmp_path: Path) -> None:
    report, out = tmp_path / "faults.csv", tmp_path / "v.csv"
    hinted = cli("assess", faulty, *GIANT, "--strict", "--out", out)
    assert hinted.status == 2 and "--faults FILE" in hinted.err and not out.exists()
    result = cli("assess", faulty, *GIANT, "--strict", "--faults", report, "--out", out)
    assert (result.status, result.out) == (2, "") and str(report) in result.err
    assert len(report.read_text(encoding="utf-8-sig").splitlines()) == 31 and not out.exists()


@pytest.mark.parametrize(
    ("name", "told"),
    [("none/f.csv", "does not exist"), (".", "is a folder"), ("f.xlsx", ".csv"), ("v.csv", "--out")],
)
def test_a_report_needs_a_place_of_its_own(
    cli: Cli, firms: Path, tmp_path: Path, name: str, told: str
) -> None:
    result = cli("assess", firms, *GIANT, "--out", tmp_path / "v.csv", "--faults", tmp_path / name)
    assert result.status == 2 and "--faults" in result.err and told in result.err
    assert [path.name for path in tmp_path.iterdir()] == ["firms.csv"]


def test_a_full_disk_is_told_with_the_file_and_the_next_step(cli: Cli, firms: Path) -> None:
    result = cli("assess", firms, *GIANT, "--out", "/dev/full", "--format", "csv", *ZH, "--quiet")
    assert result.status == 2
    assert "写不了 /dev/full：磁盘已满。\n请检查" in result.err and "space" not in result.err


def test_the_demo_needs_a_folder(cli: Cli, firms: Path) -> None:
    english, chinese = (cli("demo", "--out", firms, *words) for words in ((), ZH))
    assert english.status == chinese.status == 2 and english.out == chinese.out == ""
    assert "--out" in english.err and "Name a new folder" in english.err
    assert "已有同名的文件" in chinese.err and "exists" not in chinese.err


def test_more_rows_than_a_sheet_has_are_refused_before_they_are_judged(
    cli: Cli, firms: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "SHEET_ROWS", 3)
    monkeypatch.setattr("littlegiant.api.writing.write_verdicts", lambda *_: 1 / 0)
    result = cli("assess", firms, *GIANT, "--out", tmp_path / "v.xlsx")
    assert result.status == 2 and "3 rows, the limit is 2" in result.err and "CSV or Parquet" in result.err


def test_one_enterprise_is_not_counted_as_several(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    path.write_text("id,revenue_2025\nf1,1\n", encoding="utf-8")
    assert "\n1 enterprise: " in cli("assess", path, *GIANT).err
    assert "\n1 enterprise; " in cli("assess", path, *GIANT, *SIZE[:2]).err


def test_a_pattern_of_csv_files_is_told_to_be_for_parquet_only(cli: Cli, firms: Path, tmp_path: Path) -> None:
    result = cli("assess", tmp_path / "*.csv", *GIANT)
    assert result.status == 2 and "for Parquet only" in result.err and "firms.csv" in result.err


def test_a_mapping_leaves_chinese_headers_to_be_recognised(cli: Cli, tmp_path: Path) -> None:
    table, mapping = tmp_path / "zw.csv", tmp_path / "m.yaml"
    table.write_text("编号,2025年营业收入（万元）\nA1,6100\n", encoding="utf-8")
    mapping.write_text("id: 编号\n", encoding="utf-8")
    (found,) = cli("assess", table, "--map", mapping, *GIANT).lines
    assert next(item["value"] for item in found["criteria"] if item["id"] == "revenue") == 61_000_000
