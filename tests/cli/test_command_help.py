"""Every command explains itself in both languages, with an example that works."""

from __future__ import annotations

import importlib.metadata
import shlex
import subprocess
import sys

import pytest
from cli_helpers import Cli

from littlegiant.cli.command import Call, Command
from littlegiant.cli.parsing import parse
from littlegiant.cli.registry import BUILT_IN, every_command, find_command
from littlegiant.errors import Text

COMMANDS = {" ".join(words): words for words in BUILT_IN}
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])


@LANGUAGES
@pytest.mark.parametrize("name", COMMANDS)
def test_help_shows_usage_every_option_and_an_example(cli: Cli, name: str, language: str) -> None:
    result = cli(*COMMANDS[name], "--help", "--lang", language)
    command, _ = find_command(COMMANDS[name])
    assert result.status == 0 and result.err == ""
    assert result.out.startswith("Usage: " if language == "en" else "用法：")
    assert all(option.name in result.out for option in command.options)
    assert "littlegiant " + name in result.out and ("Examples" if language == "en" else "例子") in result.out
    assert all(len(line) <= 130 for line in result.out.splitlines())


@LANGUAGES
def test_help_of_the_program_lists_every_command(cli: Cli, language: str) -> None:
    result = cli("--help", "--lang", language)
    assert result.status == 0 and all(name in result.out for name in COMMANDS)
    assert cli("--lang", language).out == result.out


@pytest.mark.parametrize("command", every_command(), ids=lambda command: command.name)
def test_the_examples_are_calls_the_program_understands(command: Command) -> None:
    assert command.examples
    for example in command.examples:
        words = shlex.split(example.partition(" > ")[0])
        found, rest = find_command(words[1:])
        parse(found, rest, "en")
        assert words[0] == "littlegiant" and found is command


def test_every_text_of_a_command_is_in_both_languages() -> None:
    for command in every_command():
        texts = [command.summary, *(option.help for option in command.options)]
        assert all(text.zh.strip() and text.en.strip() for text in texts)
        assert bool(command.details.zh) == bool(command.details.en)


def test_help_of_a_group_lists_its_commands(cli: Cli) -> None:
    result = cli("standards", "--help")
    assert result.status == 0 and all(f"standards {name}" in result.out for name in ("list", "show", "check"))
    assert "  assess" not in result.out.partition("Examples")[0]


class Entry:
    """Stands for an entry point of another package."""

    def __init__(self, name: str, found: object) -> None:
        self.name, self.value, self.found = name, f"other:{name}", found

    def load(self) -> object:
        if isinstance(self.found, Exception):
            raise self.found
        return self.found


def test_another_package_adds_commands_and_cannot_take_or_break_ours(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hello(call: Call) -> int:
        call.say(Text("你好", "hello"))
        return 0

    greet = Command(("greet",), Text("问候", "say hello"), hello, examples=("littlegiant greet",))
    stolen = Command(("assess",), Text("x", "x"), hello)
    entries = [
        Entry("broken", ImportError("no such module")),
        Entry("greet", [greet]),
        Entry("assess", stolen),
    ]
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda group: entries)
    assert cli("greet", "--lang", "zh").out == "你好\n"
    assert "Say hello." in cli("greet", "--help").out
    page = cli("--help")
    assert "greet" in page.out and "'broken' (other:broken) cannot be loaded" in page.err
    assert cli("assess").status == 2


def test_the_version_is_told(cli: Cli) -> None:
    assert cli("--version").out.startswith("littlegiant ")


def test_python_dash_m_is_the_same_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "littlegiant", "--version"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0 and done.stdout.startswith("littlegiant ")


def test_help_and_import_need_none_of_the_heavy_libraries() -> None:
    heavy = "{'duckdb', 'sqlglot', 'pyarrow', 'polars', 'pandas', 'numpy'}"
    code = f"import sys, littlegiant, littlegiant.cli.main as m; m.run(['assess', '--help']); assert not {heavy} & set(sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
