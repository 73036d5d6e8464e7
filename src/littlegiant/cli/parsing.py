"""From the words of a call to the values of a command's options, by argparse; mistakes become complaints."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import NoReturn

from littlegiant.cli import complaints
from littlegiant.cli.command import Call, Command, Option
from littlegiant.cli.language import LANGUAGES
from littlegiant.errors import LittleGiantError, Text

LANG = Option(
    "--lang",
    Text("语言：en 或 zh（默认随环境变量 LC_ALL、LANG）", "language, en or zh (default: by LC_ALL or LANG)"),
    metavar="en|zh",
    allowed=LANGUAGES,
    sample="zh",
)
HELP = Option("--help", Text("显示本说明", "show this help"))
COMMON = (LANG, HELP)


class _MisuseError(Exception):
    """Something argparse objects to that no option is to blame for."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _MisuseError(message)


def parse(command: Command, arguments: Sequence[str], language: str) -> Call:
    """Return the call; raises LittleGiantError naming the option that is wrong."""
    options = (*command.options, *COMMON)
    parser = _parser(options)
    try:
        found, rest = parser.parse_known_intermixed_args(list(arguments))
    except argparse.ArgumentError as error:
        raise _blamed(command, options, error) from error
    except _MisuseError as error:
        raise _unclear(command, str(error)) from error
    for word in rest:
        if word != "--":
            raise (complaints.unknown_option if word.startswith("-") else complaints.superfluous)(
                word, command
            )
    values = {option.key: _value(option, getattr(found, option.key), command) for option in options}
    call = Call(values, language)
    if not call.flag("help"):
        _check(command, options, call)
    return call


def _parser(options: Sequence[Option]) -> _Parser:
    parser = _Parser(prog="", usage="", add_help=False, allow_abbrev=False, exit_on_error=False)
    for option in options:
        if option.is_positional:
            parser.add_argument(option.key, nargs="*" if option.many else "?")
        elif option.is_flag:
            names = ("-h", "--help") if option is HELP else (option.name,)
            parser.add_argument(*names, dest=option.key, action="store_true")
        else:
            parser.add_argument(option.name, dest=option.key, metavar=option.metavar, action="append")
    return parser


def _value(option: Option, found: object, command: Command) -> str | bool | tuple[str, ...] | None:
    if option.many:
        return tuple(found) if isinstance(found, list) else ()
    if isinstance(found, list):
        if len(found) > 1:
            raise complaints.given_twice(option, command)
        found = found[0]
    return found if isinstance(found, str | bool) else option.default


def _check(command: Command, options: Sequence[Option], call: Call) -> None:
    lacking = [
        option
        for option in options
        if option.required and not (call.text(option.key) or call.many(option.key))
    ]
    if lacking:
        raise complaints.missing(lacking, command)
    for option in options:
        for written in (call.text(option.key), *call.many(option.key)):
            if written is not None and option.allowed and written not in option.allowed:
                raise complaints.wrong_value(option, written)
            if written is not None and (not written.strip() or "\0" in written):
                raise complaints.lacks_value(option, command)


def _blamed(command: Command, options: Sequence[Option], error: argparse.ArgumentError) -> LittleGiantError:
    """Turn an objection to one option into a complaint."""
    names = (error.argument_name or "").split("/")
    option = next((option for option in options if option.name in names or option.key in names), None)
    if option is None:
        return _unclear(command, str(error))
    if option.is_flag:
        return complaints.needless_value(option, error.message.rpartition(" ")[2].strip("'"))
    return complaints.lacks_value(option, command)


def _unclear(command: Command, detail: str) -> LittleGiantError:
    return LittleGiantError(
        "call.unclear",
        Text(f"无法理解这一调用：{detail}", f"This call cannot be understood: {detail}"),
        complaints.see(command),
    )
