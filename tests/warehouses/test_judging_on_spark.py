"""`assess --engine spark`: Parquet, one file or a partitioned folder, and CSV; results that stay; clear refusals."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SIZE = ("--standard", "cn/sme-size", "--as-of", "2026-05-01")
pytestmark = pytest.mark.needs("java")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write the bundled enterprises to a folder with one part for each province."""
    path = tmp_path / "firms"
    source = f"read_csv('{EXAMPLES / 'enterprises.csv'}')"
    duckdb.sql(f"COPY (FROM {source}) TO '{path}' (FORMAT parquet, PARTITION_BY (province))")
    return path


def sorted_lines(text: str) -> list[dict[str, Any]]:
    return sorted((json.loads(line) for line in text.splitlines()), key=lambda line: str(line["id"]))


def test_a_partitioned_folder_is_judged_and_the_result_may_stay(
    cli: Any, session: Any, folder: Path, tmp_path: Path
) -> None:
    here = cli("assess", EXAMPLES / "enterprises.csv", *SIZE)
    there = cli("assess", folder, "--engine", "spark[2]", *SIZE)
    assert there.status == 0, there.err
    assert sorted_lines(there.out) == sorted_lines(here.out)
    kept, one = tmp_path / "kept", tmp_path / "one.parquet"
    said = cli("assess", folder, "--engine", "spark[2]", *SIZE, "--into", kept)
    assert (said.status, "10 met, 1 unmet, 1 unknown" in said.err) == (0, True), said.err
    assert cli("assess", folder, "--engine", "spark[2]", *SIZE, "--out", one).status == 0
    rows = [
        duckdb.sql(f"SELECT id, outcome, class FROM '{path}' ORDER BY id").fetchall()
        for path in (f"{kept}/*.parquet", one)
    ]
    assert rows[0] == rows[1]
    assert len(rows[0]) == 12
    again = cli("assess", folder, "--engine", "spark[2]", *SIZE, "--into", kept)
    assert (again.status, "never written over" in again.err) == (2, True)
    assert not list(tmp_path.glob("*.part"))


def test_what_spark_cannot_read_is_told(cli: Any, session: Any, tmp_path: Path) -> None:
    said = cli("assess", tmp_path / "nothing.parquet", "--engine", "spark[2]", *SIZE)
    assert (said.status, "Spark cannot read" in said.err) == (2, True)


def test_a_spark_without_java_or_without_pyspark_is_told(
    cli: Any, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    said = cli("assess", folder, "--engine", "spark", *SIZE)
    assert (said.status, said.out, f"JAVA_HOME={tmp_path} holds no bin/java" in said.err) == (2, "", True)
    monkeypatch.delenv("JAVA_HOME")
    monkeypatch.setenv("PATH", str(tmp_path))
    said = cli("assess", folder, "--engine", "spark", *SIZE, "--lang", "zh")
    assert (said.status, "PATH 上没有 java" in said.err, "openjdk-17" in said.err) == (2, True, True)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    said = cli("assess", folder, "--engine", "spark", *SIZE)
    assert (said.status, "pip install 'littlegiant[spark]'" in said.err) == (2, True)
