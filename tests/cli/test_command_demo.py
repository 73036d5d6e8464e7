"""`littlegiant demo` judges the bundled synthetic table and leaves files to open."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from cli_helpers import Cli

from littlegiant.cli.layout import width


def test_the_demo_shows_outcomes_and_writes_what_it_names(cli: Cli, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    result = cli("demo", "--out", out)
    assert result.status == 0
    assert all(sign in result.out for sign in "✓✗?") and "Synthetic Bearings" in result.out
    assert "12 of 12 verdicts are the same" in result.out
    for name in ("ladder.csv", "ladder.xlsx", "s02.html"):
        assert str(out / name) in result.out and (out / name).stat().st_size > 500
    with (out / "ladder.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 84 and {row["outcome"] for row in rows} == {"met", "unmet", "unknown"}
    assert all("合成" in row["name"] for row in rows)


def test_the_demo_speaks_chinese(cli: Cli, tmp_path: Path) -> None:
    result = cli("demo", "--out", tmp_path, "--lang", "zh")
    assert result.status == 0 and "虚构" in result.out and "满足" in result.out


@pytest.mark.parametrize("columns", ["60", "80", "120"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_demo_keeps_to_the_terminal(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: str, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.chdir(tmp_path)
    lines = cli("demo", "--lang", language).out.splitlines()
    wide = [line for line in lines if width(line) > int(columns) and " explain " not in line]
    assert wide == []
    assert any("class1_ip_own" in line for line in lines)
