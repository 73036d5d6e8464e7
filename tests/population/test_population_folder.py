"""A country is written whole or not at all, and what cannot be written is refused before anything is drawn."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import namedtuple
from pathlib import Path

import pytest

from littlegiant.cli.main import run
from littlegiant.population import folder as writing
from littlegiant.population.country import Country

Disk = namedtuple("Disk", "total used free")


def call(*words: object) -> int:
    return run(["population", *map(str, words)])


@pytest.mark.parametrize("firms", [1, 10, 1000])
def test_small_countries_work(firms: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--firms", firms, "--out", tmp_path / "c", "--lang", "zh") == 0
    assert "家合成企业" in capsys.readouterr().err
    assert run(["assess", str(tmp_path / "c"), "--standard", "cn/sme-size", "--as-of", "2026-05-01"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == firms


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--firms", "0"), "--firms '0'"),
        (("--firms", "-5"), "--firms '-5'"),
        (("--firms=-5",), "--firms '-5'"),
        (("--firms", "1e6"), "--firms '1e6'"),
        (("--firms", "1000000000"), "999999999"),
        (("--firms", "9" * 40), "999999999"),
        (("--firms", "10", "--seed", "x"), "--seed 'x'"),
        (("--firms", "10", "--seed", "1.5"), "--seed '1.5'"),
        (("--firms", "10", "--seed", "-1"), "--seed"),
        (("--seed", "1"), "--firms"),
    ],
)
def test_wrong_numbers_are_refused(
    words: tuple[str, ...], named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for language in ("en", "zh"):
        assert call(*words, "--out", tmp_path / "c", "--lang", language) == 2
        said = capsys.readouterr().err
        assert "Traceback" not in said and (language == "zh" or named in said)
    assert not any(tmp_path.iterdir())


def test_a_folder_with_something_in_it_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for name in ("c", "file"):
        assert call("--firms", 10, "--out", tmp_path / name) == 2
        assert "is there already" in capsys.readouterr().err
    assert (tmp_path / "c" / "mine.txt").read_text() == "mine" and (tmp_path / "file").read_text() == "mine"
    assert len(list(tmp_path.iterdir())) == 2


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "c").mkdir()
    assert call("--firms", 10, "--out", tmp_path / "c", "--quiet") == 0
    assert list((tmp_path / "c").rglob("*.parquet"))


def test_nowhere_and_the_unwritable_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(**_: object) -> str:
        raise PermissionError(13, "Permission denied")

    assert call("--firms", 10, "--out", tmp_path / "no" / "c") == 2
    assert "does not exist" in capsys.readouterr().err
    monkeypatch.setattr(writing.tempfile, "mkdtemp", refuse)
    assert call("--firms", 10, "--out", tmp_path / "c") == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_full_disk_is_told_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(writing.shutil, "disk_usage", lambda _: Disk(10**9, 0, 10**9))
    assert call("--firms", 52_000_000, "--out", tmp_path / "c") == 2
    said = capsys.readouterr().err
    assert "1.00 GB left" in said and not any(tmp_path.iterdir())


def test_an_error_underway_leaves_nothing(tmp_path: Path) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Country(1_000, 1).write(tmp_path / "c", advance=stop)
    assert not any(tmp_path.iterdir())


def test_a_stopped_command_leaves_no_folder(tmp_path: Path) -> None:
    words = [
        sys.executable,
        "-m",
        "littlegiant",
        "population",
        "--firms",
        "3000000",
        "--out",
        str(tmp_path / "c"),
    ]
    process = subprocess.Popen(words, stderr=subprocess.PIPE, start_new_session=True)
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob(".c.*.part/province=*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not (tmp_path / "c").exists()
    os.kill(process.pid, signal.SIGTERM)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGTERM and b"Traceback" not in said
    assert not any(tmp_path.iterdir())
