"""Whatever is typed or lies in a file: an answer in words and one of the promised exit statuses."""

from __future__ import annotations

import contextlib
import io
from datetime import timedelta
from pathlib import Path

import pytest
from cli_helpers import GIANT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from littlegiant.cli.main import run
from littlegiant.cli.registry import BUILT_IN, every_command

PROMISED = {0, 1, 2}
NAMES = sorted({option.name for command in every_command() for option in command.options})
WORDS = sorted({word for words in BUILT_IN for word in words} - {"check", "demo"})
VALUES = [
    "cn/little-giant",
    "cn/sme-size@2011",
    "2026-05-01",
    "new",
    "json",
    "csv",
    "--",
    "-h",
    "--lang",
    "zh",
    "text",
    "CN-GD",
]
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ARGUMENTS = st.lists(
    st.one_of(st.sampled_from(WORDS), st.sampled_from(NAMES), st.sampled_from(VALUES), ANYTHING), max_size=9
)
QUICK = settings(
    max_examples=150,
    deadline=timedelta(seconds=20),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
FEW = settings(QUICK, max_examples=20)


def answered(words: list[str]) -> None:
    """Run a command line and see that it ends as promised, with something said when it is refused."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run(words)
    assert status in PROMISED, (words, err.getvalue())
    assert "Traceback" not in err.getvalue()
    assert status != 2 or err.getvalue().strip()


@QUICK
@given(ARGUMENTS)
def test_any_words_are_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    if "demo" not in words and "check" not in words:
        answered(words)


@FEW
@given(st.binary(max_size=400), st.sampled_from([".csv", ".xlsx", ".parquet", ".txt"]))
def test_any_bytes_as_a_table_are_answered(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / f"table{suffix}"
    path.write_bytes(content)
    answered(["assess", str(path), *GIANT, "--quiet"])


@FEW
@given(st.lists(st.lists(ANYTHING, min_size=3, max_size=3), max_size=4))
def test_any_cells_are_answered(tmp_path: Path, rows: list[list[str]]) -> None:
    path = tmp_path / "table.csv"
    lines = [",".join(f'"{cell}"' for cell in row) for row in rows]
    path.write_text("\n".join(["id,revenue_2025,province", *lines]), encoding="utf-8", errors="replace")
    answered(
        [
            "assess",
            str(path),
            "--standard",
            "cn/sme-size",
            "--as-of",
            "2026-05-01",
            "--quiet",
            "--format",
            "csv",
        ]
    )


@FEW
@given(st.binary(max_size=300))
def test_any_bytes_as_a_mapping_are_answered(tmp_path: Path, content: bytes) -> None:
    table, mapping = tmp_path / "table.csv", tmp_path / "mapping.yaml"
    table.write_text("id,revenue_2025\na,1\n", encoding="utf-8")
    mapping.write_bytes(content)
    answered(["assess", str(table), *GIANT, "--map", str(mapping), "--quiet"])


@FEW
@given(st.binary(max_size=300))
def test_any_bytes_as_a_standard_are_answered(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "draft@1.yaml"
    path.write_bytes(content)
    answered(["standards", "check", str(path)])
