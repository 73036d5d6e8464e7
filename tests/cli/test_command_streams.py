"""The command behaves in pipes, on closed streams and in poor locales."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from cli_helpers import GIANT

COMMAND = [sys.executable, "-m", "littlegiant"]


def run(*words: str | Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    words = tuple(map(str, words))
    return subprocess.run([*COMMAND, *words], env=environment, timeout=100, check=False, **options)  # type: ignore[call-overload,no-any-return]


def test_chinese_reaches_a_pipe_whatever_the_locale() -> None:
    done = run("facts", "revenue", "--lang", "zh", capture_output=True)
    assert done.returncode == 0 and "营业收入" in done.stdout.decode("utf-8")


def test_a_reader_that_goes_away_is_no_reason_to_complain() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = run("facts", stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert done.stderr == b"" and done.returncode == 141


def test_closed_streams_are_no_reason_to_complain(firms: Path) -> None:
    words = " ".join(["assess", str(firms), *GIANT])
    done = subprocess.run(
        f"exec {sys.executable} -m littlegiant {words} >&- 2>&-", shell=True, timeout=100, check=False
    )
    assert done.returncode == 0


def test_binary_formats_go_to_a_pipe(firms: Path) -> None:
    parquet = run("assess", firms, *GIANT, "--format", "parquet", "--quiet", capture_output=True)
    assert parquet.stdout[:4] == b"PAR1" and parquet.stdout[-4:] == b"PAR1"
    sheet = run("assess", firms, *GIANT, "--format", "xlsx", "--quiet", capture_output=True)
    assert sheet.stdout[:2] == b"PK"


def test_a_full_device_is_told(firms: Path) -> None:
    if not Path("/dev/full").exists():
        return
    with Path("/dev/full").open("wb") as full:
        done = run("assess", firms, *GIANT, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2 and b"No space left" in done.stderr and b"Traceback" not in done.stderr


def test_a_pipe_can_be_named_as_the_file(firms: Path) -> None:
    named = run(
        "assess", firms, *GIANT, "--format", "json", "--out", "/dev/stdout", "--quiet", capture_output=True
    )
    plain = run("assess", firms, *GIANT, "--format", "json", "--quiet", capture_output=True)
    assert named.returncode == 0 and named.stdout == plain.stdout != b""
