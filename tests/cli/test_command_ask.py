"""`littlegiant ask` prints what to ask next, or asks it, and takes nothing for an answer that is none."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from cli_helpers import Cli

from littlegiant.cli.samples import examples_folder

GIANT = ("--standard", "cn/little-giant", "--as-of", "2026-05-01")
TABLE = str(examples_folder() / "enterprises.csv")


def test_it_says_what_to_ask_why_and_how_many_are_to_be_expected(cli: Cli) -> None:
    result = cli("ask", *GIANT, "--limit", "2")
    assert result.status == 0
    assert "not settled yet" in result.out and "are to be expected" in result.out
    assert (
        "1. Revenue in 2025, 2024 and 2023" in result.out
        and "below CNY 50 million: unmet at once" in result.out
    )
    assert "2. " in result.out and "3. " not in result.out and "more may matter" in result.out
    chinese = cli("ask", *GIANT, "--limit", "2", "--lang", "zh")
    assert "尚未决定" in chinese.out and "低于5000万元：即为不满足" in chinese.out


def test_a_settled_enterprise_is_asked_nothing(cli: Cli) -> None:
    result = cli("ask", TABLE, "--id", "s01", *GIANT)
    assert result.status == 0 and "cn/little-giant@2026: met" in result.out
    assert "Nothing more needs to be asked" in result.out


def test_json_holds_the_questions_as_data(cli: Cli, tmp_path: Path) -> None:
    firm = tmp_path / "firm.json"
    firm.write_text(json.dumps({"revenue_2025": 61_000_000}), encoding="utf-8")
    two = (*GIANT, "--standard", "cn/srdi-sme", "--format", "json", "--limit", "3")
    found = json.loads(cli("ask", str(firm), *two).out)
    assert (
        found["settled"] is None
        and len(found["questions"]) == 3
        and set(found["outcomes"].values()) == {None}
    )
    assert all(question["text"]["zh"] and question["clauses"] for question in found["questions"])
    assert not any("revenue_2025" in question["columns"] for question in found["questions"])


def ask(cli: Cli, monkeypatch: pytest.MonkeyPatch, lines: str, *arguments: str) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    result = cli("ask", *GIANT, "--interactive", *arguments)
    assert result.status == 0, result.err
    return result.out


def test_the_dialog_stops_as_soon_as_the_outcome_is_settled(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = tmp_path / "facts.json"
    text = ask(cli, monkeypatch, "four\n4000万元\nnever read\n", "--out", str(out))
    assert "'four' is no answer for revenue_2025" in text
    assert "This settles it" in text and "cn/little-giant@2026: unmet" in text and "Asked: 1." in text
    assert json.loads(out.read_text(encoding="utf-8")) == {"revenue_2025": 40_000_000.0}


def test_the_dialog_goes_on_where_nobody_knows_and_says_what_stays_open(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = ask(cli, monkeypatch, "?\n不知道\n\n-\n是\n", "--lang", "zh")
    assert "附件2（二）：上年度营业收入不低于5000万元" in text
    assert "尚未决定" in text and "仍然未知且可能改变结果的数据" in text and "revenue_2025" in text
    assert "共问" in text


def test_the_dialog_ends_on_q(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Asked: 1." in ask(cli, monkeypatch, "q\nyes\n")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("nosuch.json", *GIANT), "nosuch.json"),
        ((TABLE, *GIANT), "--id"),
        (("--id", "s01", *GIANT), "--id"),
        ((TABLE, "--id", "s999", *GIANT), "s999"),
        ((*GIANT, "--limit", "0"), "--limit"),
        ((*GIANT, "--limit", "many"), "many"),
        ((*GIANT, "--weigh", "gold"), "gold"),
        ((*GIANT, "--like", "nosuch.csv"), "nosuch.csv"),
        ((*GIANT, "--interactive", "--format", "json"), "--interactive"),
        ((*GIANT, "--standard", "cn/nothing"), "cn/nothing"),
    ],
)
def test_what_is_wrong_with_a_call_is_named(
    cli: Cli, arguments: tuple[str, ...], named: str, language: str
) -> None:
    result = cli("ask", *arguments, "--lang", language)
    assert result.status == 2 and result.out == "" and named in result.err and "Traceback" not in result.err


@pytest.mark.parametrize("content", ["[1]", "{", '{"revenue_2025": [1]}', '"x"', ""])
def test_a_json_file_that_is_no_object_of_facts_is_refused(cli: Cli, tmp_path: Path, content: str) -> None:
    firm = tmp_path / "firm.json"
    firm.write_text(content, encoding="utf-8")
    result = cli("ask", str(firm), *GIANT)
    assert result.status == 2 and "firm.json" in result.err


def test_a_bad_cell_counts_as_unknown_and_with_strict_ends(cli: Cli, tmp_path: Path) -> None:
    firm = tmp_path / "firm.json"
    firm.write_text('{"revenue_2025": "much", "holds_srdi_sme": true}', encoding="utf-8")
    result = cli("ask", str(firm), *GIANT)
    assert result.status == 0 and "'much'" in result.err and "revenue_2025" in result.out
    assert cli("ask", str(firm), *GIANT, "--strict").status == 2
