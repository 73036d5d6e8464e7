"""What is said of a call that cannot be understood: the option, what was expected, the next step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from littlegiant.cli.command import Command, Option
from littlegiant.errors import LittleGiantError, Text

PROGRAM = "littlegiant"


def unknown_command(written: str, known: Sequence[str]) -> LittleGiantError:
    """Say that there is no such command."""
    listed = ", ".join(known)
    return LittleGiantError(
        "call.unknown-command",
        Text(f"没有命令“{written}”；有：{listed}。", f"There is no command {written!r}; there are {listed}."),
        _perhaps(written, known, "--help"),
    )


def unknown_option(written: str, command: Command) -> LittleGiantError:
    """Say that a command has no such option."""
    known = [option.name for option in command.options if not option.is_positional]
    return LittleGiantError(
        "call.unknown-option",
        Text(
            f"{PROGRAM} {command.name} 没有选项“{written}”。",
            f"{PROGRAM} {command.name} has no option {written!r}.",
        ),
        _perhaps(written.partition("=")[0], known, f"{command.name} --help"),
    )


def superfluous(written: str, command: Command) -> LittleGiantError:
    """Say that an argument has no place in a command."""
    return LittleGiantError(
        "call.superfluous",
        Text(
            f"{PROGRAM} {command.name} 不需要参数“{written}”。",
            f"{PROGRAM} {command.name} has no use for the argument {written!r}.",
        ),
        see(command),
    )


def missing(options: Iterable[Option], command: Command) -> LittleGiantError:
    """Say which arguments a command cannot do without."""
    lacking = list(options)
    listed, samples = ", ".join(option.name for option in lacking), " ".join(map(_sample, lacking))
    return LittleGiantError(
        "call.missing",
        Text(f"{PROGRAM} {command.name} 缺少 {listed}。", f"{PROGRAM} {command.name} needs {listed}."),
        Text(
            f"请补上，例如：{samples}；用法见 {PROGRAM} {command.name} --help。",
            f"Add for example: {samples}. See {PROGRAM} {command.name} --help.",
        ),
    )


def lacks_value(option: Option, command: Command) -> LittleGiantError:
    """Say that an option needs a value."""
    return LittleGiantError(
        "call.lacks-value",
        Text(
            f"{option.name} 后面应有一个值（{option.metavar}）。",
            f"{option.name} needs a value ({option.metavar}).",
        ),
        Text(
            f"例如：{_sample(option)}；用法见 {PROGRAM} {command.name} --help。",
            f"Write for example: {_sample(option)}. See {PROGRAM} {command.name} --help.",
        ),
    )


def given_twice(option: Option, command: Command) -> LittleGiantError:
    """Say that an option takes one value only."""
    return LittleGiantError(
        "call.given-twice",
        Text(f"{option.name} 只能写一次。", f"{option.name} can be given only once."),
        see(command),
    )


def needless_value(option: Option, value: str) -> LittleGiantError:
    """Say that a flag takes no value."""
    return LittleGiantError(
        "call.needless-value",
        Text(
            f"{option.name} 不带值，却写了“{value}”。",
            f"{option.name} takes no value, but was given {value!r}.",
        ),
        Text(f"只写 {option.name}。", f"Write {option.name} alone."),
    )


def wrong_value(option: Option, value: str) -> LittleGiantError:
    """Say which values an option takes."""
    listed = ", ".join(option.allowed)
    return LittleGiantError(
        "call.wrong-value",
        Text(
            f"{option.name} 不能是“{value}”；可用：{listed}。",
            f"{option.name} cannot be {value!r}; expected one of {listed}.",
        ),
        _perhaps(value, option.allowed, None, option.name),
    )


def see(command: Command) -> Text:
    """Point at the help of a command."""
    return Text(f"用法见 {PROGRAM} {command.name} --help。", f"See {PROGRAM} {command.name} --help.")


def _perhaps(written: str, known: Sequence[str], page: str | None, before: str = "") -> Text:
    near = get_close_matches(written, known, n=1)
    if near:
        wish = f"{before} {near[0]}".strip()
        return Text(f"是否指 {wish}？", f"Did you mean {wish}?")
    if page is None:
        return Text(f"例如 {before} {known[0]}。", f"Write for example {before} {known[0]}.")
    return Text(f"用法见 {PROGRAM} {page}。", f"See {PROGRAM} {page}.")


def _sample(option: Option) -> str:
    value = option.sample or (option.allowed[0] if option.allowed else option.metavar or option.name)
    return value if option.is_positional else f"{option.name} {value}"
