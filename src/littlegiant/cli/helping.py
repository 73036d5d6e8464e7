"""The help page of the program and of each command, in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from littlegiant.cli.command import Command, Option
from littlegiant.cli.complaints import PROGRAM
from littlegiant.cli.layout import pad, terminal_width, width, wrap
from littlegiant.cli.parsing import COMMON
from littlegiant.errors import Text

TITLE = Text(
    "按官方标准判断中小企业：满足、不满足，或者还缺什么。",
    "Judges small and medium enterprises by official standards: met, unmet, or what is still missing.",
)
FIRST_STEPS = (
    f"{PROGRAM} demo",
    f"{PROGRAM} assess firms.csv --standard cn/little-giant --as-of 2026-05-01 --out verdicts.xlsx",
    f"{PROGRAM} explain firms.csv --id f1 --standard cn/little-giant --as-of 2026-05-01 --lang zh",
)
STATUS = Text(
    "退出状态：0 完成；1 检查发现问题；2 输入或调用有误。",
    "Exit status: 0 done; 1 the check found something; 2 the input or the call is wrong.",
)
USAGE = Text("用法：", "Usage: ")
COMMANDS = Text("命令", "Commands")
ARGUMENTS = Text("参数", "Arguments")
OPTIONS = Text("选项", "Options")
EXAMPLES = Text("例子", "Examples")
EACH = Text(f"每条命令的说明：{PROGRAM} 命令 --help", f"Help on one command: {PROGRAM} COMMAND --help")
COMMAND = Text("命令", "COMMAND")
MORE = Text("[选项]", "[OPTIONS]")
CHOICE = Text("可用", "one of")
DEFAULT = Text("默认", "default")


def program_page(commands: Iterable[Command], language: str) -> str:
    """Return the page of the whole program: every command with one line."""
    columns = terminal_width()
    parts = [
        wrap(TITLE.in_language(language), columns),
        f"{USAGE.in_language(language)}{PROGRAM} {COMMAND.in_language(language)} … [--lang en|zh]",
        _section(COMMANDS, [(item.name, item.summary.in_language(language)) for item in commands], language),
        _examples(FIRST_STEPS, language),
        wrap(EACH.in_language(language), columns),
        wrap(STATUS.in_language(language), columns),
    ]
    return "\n\n".join(parts)


def command_page(command: Command, language: str) -> str:
    """Return the page of one command: usage, what it does, its arguments, an example."""
    columns = terminal_width()
    options = (*command.options, *COMMON)
    places = [(option.name, _help(option, language)) for option in options if option.is_positional]
    named = [(_written(option), _help(option, language)) for option in options if not option.is_positional]
    parts = [
        _usage(command, language),
        wrap(_sentence(command.summary, language), columns),
        wrap(command.details.in_language(language), columns) if command.details.en else "",
        _section(ARGUMENTS, places, language) if places else "",
        _section(OPTIONS, named, language),
        _examples(command.examples, language),
    ]
    return "\n\n".join(part for part in parts if part)


def _usage(command: Command, language: str) -> str:
    """Return the usage line: what must be given, and that there is more."""
    places = [option for option in command.options if option.is_positional]
    needed = [option for option in command.options if option.required and not option.is_positional]
    words = [_placed(option) for option in places] + [option.written for option in needed]
    start = USAGE.in_language(language)
    text = " ".join([PROGRAM, *command.words, *words, MORE.in_language(language)])
    return start + wrap(text, terminal_width(), " " * width(start)).lstrip()


def _sentence(text: Text, language: str) -> str:
    """Return a summary as a sentence of its own."""
    words = text.in_language(language)
    return f"{words[:1].upper()}{words[1:]}{'。' if language == 'zh' else '.'}"


def _placed(option: Option) -> str:
    name = f"{option.name} …" if option.many else option.name
    return name if option.required else f"[{name}]"


def _written(option: Option) -> str:
    return "-h, --help" if option.name == "--help" else option.written


def _help(option: Option, language: str) -> str:
    text = option.help.in_language(language)
    colon, comma = ("：", "、") if language == "zh" else (": ", ", ")
    hints = []
    if option.allowed and not all(value in option.metavar for value in option.allowed):
        hints.append(f"{CHOICE.in_language(language)}{colon}{comma.join(option.allowed)}")
    if option.default is not None:
        hints.append(f"{DEFAULT.in_language(language)}{colon}{option.default}")
    if not hints:
        return text
    return f"{text}（{'；'.join(hints)}）" if language == "zh" else f"{text} ({'; '.join(hints)})"


def _section(title: Text, rows: list[tuple[str, str]], language: str) -> str:
    """Set names beside their texts, wrapped."""
    column = min(30, max((width(name) for name, _ in rows), default=0)) + 4
    lines = [title.in_language(language)]
    for name, text in rows:
        body = wrap(text, terminal_width(), " " * column)
        start = "  " + name
        fits = width(start) + 2 <= column
        lines.append(pad(start, column) + body.lstrip() if fits else f"{start}\n{body}")
    return "\n".join(lines)


def _examples(examples: Iterable[str], language: str) -> str:
    return "\n".join([EXAMPLES.in_language(language), *(f"  {example}" for example in examples)])
