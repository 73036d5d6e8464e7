"""Whatever is wrong with the input or the call: status 2, the thing named, the next step, nothing written."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
from cli_helpers import GIANT, Cli

from littlegiant.cli.commands import assess as assess_module
from littlegiant.cli.main import run

LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])
T = "TABLE"
WRONG_CALLS = {
    "no such command": (["asess"], ["asess", "assess"]),
    "no such subcommand": (["standards", "shwo"], ["standards shwo", "show"]),
    "no such option": (["assess", T, *GIANT, "--as-off", "x"], ["--as-off", "--as-of"]),
    "a needless argument": (["assess", T, "more.csv", *GIANT], ["more.csv"]),
    "everything missing": (["assess"], ["TABLE", "--standard", "--as-of", "2026-05-01"]),
    "no as-of date": (["assess", T, "--standard", "cn/sme-size"], ["--as-of", "2026-05-01"]),
    "an option without its value": (["assess", T, "--standard"], ["--standard", "ID[@EDITION]"]),
    "an empty value": (["assess", T, "--standard", "", "--as-of", "2026-05-01"], ["--standard"]),
    "a flag with a value": (["assess", T, *GIANT, "--strict=yes"], ["--strict", "yes"]),
    "no date": (["assess", T, "--standard", "cn/sme-size", "--as-of", "1.5.2026"], ["--as-of", "1.5.2026", "YYYY-MM-DD"]),
    "a day that is none": (["assess", T, "--standard", "cn/sme-size", "--as-of", "2026-02-30"], ["2026-02-30"]),
    "a year out of reach": (["assess", T, "--standard", "cn/sme-size", "--as-of", "0001-01-01"], ["0001-01-01"]),
    "no such case": (["assess", T, *GIANT, "--case", "second"], ["--case", "second", "renewal"]),
    "no such place": (["assess", T, *GIANT, "--jurisdiction", "Atlantis"], ["--jurisdiction", "Atlantis", "CN-GD"]),
    "no such engine": (["assess", T, *GIANT, "--engine", "oracle://localhost/x"], ["oracle://localhost/x", "postgresql://", "duckdb", "spark"]),
    "no database there": (["assess", T, *GIANT, "--engine", "postgresql://127.0.0.1:1/x"], ["postgresql://127.0.0.1:1/x", "postgresql://user:password@host:5432/database"]),
    "a report of a database": (["assess", T, *GIANT, "--engine", "postgresql://127.0.0.1:1/x", "--format", "pdf"], ["--format pdf", "--engine"]),
    "no such format": (["assess", T, *GIANT, "--format", "xml"], ["--format", "xml", "json"]),
    "no such language": (["assess", T, *GIANT, "--lang", "fr"], ["--lang", "fr"]),
    "no such standard": (["assess", T, "--standard", "cn/big-giant", "--as-of", "2026-05-01"], ["cn/big-giant", "cn/little-giant@2026"]),
    "no such edition": (["assess", T, "--standard", "cn/little-giant@2030", "--as-of", "2026-05-01"], ["@2030", "cn/little-giant@2026"]),
    "no edition that day": (["assess", T, "--standard", "cn/little-giant", "--as-of", "2020-01-01"], ["2020-01-01", "cn/little-giant@2022"]),
    "no renewal in 2027": (["assess", T, "--standard", "cn/little-giant", "--as-of", "2027-01-01", "--case", "renewal"], ["2027-01-01", "cn/little-giant@2022"]),
    "no table": (["assess", "nowhere.csv", *GIANT], ["nowhere.csv"]),
    "no mapping": (["assess", T, *GIANT, "--map", "nowhere.yaml"], ["nowhere.yaml"]),
    "no folder to write to": (["assess", T, *GIANT, "--out", "nowhere/v.csv"], ["nowhere"]),
    "a suffix that says nothing": (["assess", T, *GIANT, "--out", "v.docx"], ["v.docx", ".csv", ".pdf"]),
    "no enterprise": (["explain", T, "--id", "f9", *GIANT], ["f9", "f1"]),
    "no id": (["explain", T, *GIANT], ["--id"]),
    "no fact": (["facts", "revenu"], ["revenu", "revenue"]),
    "no file of a standard": (["standards", "check", "nowhere.yaml"], ["nowhere.yaml"]),
    "no standard to show": (["standards", "show", "cn/nothing"], ["cn/nothing"]),
}  # fmt: skip


@LANGUAGES
@pytest.mark.parametrize("name", WRONG_CALLS)
def test_a_wrong_call_is_refused_with_the_thing_named(
    cli: Cli, firms: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, language: str
) -> None:
    monkeypatch.chdir(tmp_path)
    words, told = WRONG_CALLS[name]
    given = [str(firms) if word is T else word for word in words]
    asked = [] if name == "no such language" else ["--lang", language]
    result = cli(*given, *asked)
    assert result.status == 2 and result.out == ""
    assert result.err.startswith("error: " if language == "en" or not asked else "错误：")
    assert all(word in result.err for word in told)
    assert len(result.err.strip().splitlines()) >= 2, "the next step is missing"
    assert [path.name for path in tmp_path.iterdir()] == ["firms.csv"], "something was written"


WRONG_TABLES = {
    "nothing in it": (b"", []),
    "no identifier": (b"name,revenue_2025\nx,1\n", ["id"]),
    "headers that map to nothing": (b"id,colour,size\n1,red,2\n", ["colour"]),
    "an identifier twice": (b"id,revenue_2025\na,1\na,2\n", ["2", "3", "'a'"]),
    "an empty identifier": (b"id,revenue_2025\n,1\n", ["2"]),
    "a header twice": (b"id,revenue_2025,revenue_2025\na,1,2\n", ["revenue_2025"]),
}


@pytest.mark.parametrize("name", WRONG_TABLES)
def test_a_table_that_cannot_be_judged_is_refused(cli: Cli, tmp_path: Path, name: str) -> None:
    content, told = WRONG_TABLES[name]
    path, out = tmp_path / "t.csv", tmp_path / "v.csv"
    path.write_bytes(content)
    result = cli("assess", path, *GIANT, "--out", out)
    assert result.status == 2 and result.out == "" and not out.exists()
    assert str(path) in result.err and all(word in result.err for word in told)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet", ".yaml", ""])
def test_garbage_is_refused_whatever_it_is_called(cli: Cli, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"garbage{suffix}"
    path.write_bytes(bytes(range(256)) * 7)
    assert cli("assess", path, *GIANT).status == 2


def test_a_directory_is_no_table(cli: Cli, tmp_path: Path) -> None:
    assert cli("assess", tmp_path, *GIANT).status == 2


@pytest.mark.parametrize(
    "words", [("--lang", "fr"), ("--lang",), ("--lang", "fr", "--help"), ("--lang=", "facts")]
)
def test_a_language_that_there_is_not_is_refused_without_a_command_too(
    cli: Cli, words: tuple[str, ...]
) -> None:
    result = cli(*words)
    assert result.status == 2 and result.out == "" and "--lang" in result.err


def test_a_standard_whose_edition_is_left_empty_is_none(cli: Cli, firms: Path) -> None:
    result = cli("assess", str(firms), "--standard", "cn/little-giant@", "--as-of", "2026-05-01")
    assert result.status == 2 and "cn/little-giant@" in result.err


def test_the_language_follows_the_environment_unless_it_is_asked_for(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert cli("asess").err.startswith("错误：")
    assert cli("--lang", "en", "asess").err.startswith("error:")
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert cli("asess").err.startswith("error:")


def test_a_fault_of_the_program_is_told_without_a_traceback(
    cli: Cli, firms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assess_module, "_chosen", lambda call: 1 / 0)
    result = cli("assess", firms, *GIANT)
    assert result.status == 70
    assert (
        "internal error" in result.err
        and "ZeroDivisionError" in result.err
        and "LITTLEGIANT_DEBUG=1" in result.err
    )


def test_the_place_of_a_fault_is_shown_on_request(
    firms: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(assess_module, "_chosen", lambda call: 1 / 0)
    monkeypatch.setenv("LITTLEGIANT_DEBUG", "1")
    assert run(["assess", str(firms), *GIANT]) == 70
    assert "Traceback" in capsys.readouterr().err


def test_an_interrupt_ends_quietly(cli: Cli, firms: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(call: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(assess_module, "_chosen", interrupted)
    monkeypatch.setattr("littlegiant.cli.main.end_quietly", lambda status: status)
    result = cli("assess", firms, *GIANT)
    assert (result.status, result.out, result.err) == (130, "", "")


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_that_the_engine_turns_into_an_error_still_ends_quietly(
    cli: Cli, firms: Path, monkeypatch: pytest.MonkeyPatch, number: int, status: int
) -> None:
    def interrupted(call: object) -> None:
        try:
            os.kill(os.getpid(), number)
            time.sleep(1)
        except KeyboardInterrupt:
            raise RuntimeError("Query interrupted") from None

    monkeypatch.setattr(assess_module, "_chosen", interrupted)
    monkeypatch.setattr("littlegiant.cli.main.end_quietly", lambda status: status)
    # A program started in the background may have been told to ignore the signal.
    at_rest = signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL
    found = signal.signal(number, at_rest)
    try:
        result = cli("assess", firms, *GIANT)
        assert (result.status, result.out, result.err) == (status, "", "")
        assert signal.getsignal(number) is at_rest
    finally:
        signal.signal(number, found)
