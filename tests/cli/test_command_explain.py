"""`littlegiant explain` answers about one enterprise, as a letter, a page or a tree."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_helpers import GIANT, SRDI, Cli


def test_a_letter_names_the_enterprise_the_rule_and_the_shortfall(cli: Cli, examples: Path) -> None:
    result = cli("explain", examples / "enterprises.csv", "--id", "s02", *GIANT)
    assert result.status == 0
    assert "Synthetic Valves" in result.out and "工信部企业" in result.out
    assert "49,999,999" in result.out


def test_the_letter_is_written_in_chinese_too(cli: Cli, examples: Path) -> None:
    result = cli("explain", examples / "enterprises.csv", "--id", "s03", *GIANT, "--lang", "zh")
    assert result.status == 0 and "小巨人" in result.out


def test_the_tree_is_one_json_object(cli: Cli, examples: Path) -> None:
    found = json.loads(
        cli("explain", examples / "enterprises.csv", "--id", "s03", *GIANT, "--format", "json").out
    )
    assert (found["id"], found["standard"], found["outcome"]) == ("s03", "cn/little-giant", "unknown")


@pytest.mark.parametrize("name", ["f.html", "f.txt", "f.json"])
def test_the_format_follows_the_suffix(cli: Cli, examples: Path, tmp_path: Path, name: str) -> None:
    result = cli("explain", examples / "enterprises.csv", "--id", "s02", *GIANT, "--out", tmp_path / name)
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert result.status == 0 and result.out == "" and "Synthetic Valves" in text
    assert text.lstrip().lower().startswith({"f.html": "<!doctype html", "f.txt": "to:", "f.json": "{"}[name])


def test_an_unknown_suffix_is_refused(cli: Cli, examples: Path, tmp_path: Path) -> None:
    result = cli("explain", examples / "enterprises.csv", "--id", "s02", *GIANT, "--out", tmp_path / "f.docx")
    assert result.status == 2 and ".html" in result.err and ".pdf" in result.err


def test_one_enterprise_is_explained_as_the_table_is_judged(cli: Cli, examples: Path) -> None:
    lines = {line["id"]: line for line in cli("assess", examples / "enterprises.csv", *SRDI).lines}
    for identifier in ("s02", "s07", "s09", "s10"):
        found = json.loads(
            cli("explain", examples / "enterprises.csv", "--id", identifier, *SRDI, "--format", "json").out
        )
        assert found["outcome"] == lines[identifier]["outcome"]
        assert [item["column"] for item in found["missing"]] == lines[identifier]["missing"]
