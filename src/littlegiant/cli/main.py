"""The command `littlegiant`: finds the command, runs it, and says what went wrong in words."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from littlegiant.cli.language import OPTION, demand_language, language_of
from littlegiant.cli.signals import noting_signals
from littlegiant.cli.streams import end_quietly, ready_streams
from littlegiant.errors import LittleGiantError, Text

WRONG_INPUT = 2
INTERNAL_ERROR = 70
SIGNALLED = 128
INTERRUPTED = 130
BROKEN_PIPE = 141
GARBAGE = 100_000
DEBUG = "LITTLEGIANT_DEBUG"


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit status; prints no traceback unless LITTLEGIANT_DEBUG is set."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    language = language_of(words, os.environ)
    # Verdicts are trees without cycles: collecting garbage often would only cost time.
    gc.set_threshold(GARBAGE)
    ready_streams()
    with noting_signals() as signals:
        try:
            status = _dispatch(words, language)
            sys.stdout.flush()
        except KeyboardInterrupt:
            status = end_quietly(INTERRUPTED if not signals else SIGNALLED + signals[0])
        except BrokenPipeError:
            status = end_quietly(BROKEN_PIPE)
        except Exception as error:
            status = end_quietly(SIGNALLED + signals[0]) if signals else _failed(error, language)
    return status


def _failed(error: Exception, language: str) -> int:
    """Say what went wrong: the input, the call, the system, or the program itself."""
    if isinstance(error, LittleGiantError):
        return _refused(error.in_language(language), language)
    if isinstance(error, OSError):
        return _refused(_of_system(error), language)
    return _internal(error, language)


def _dispatch(words: list[str], language: str) -> int:
    # Imported here, so that a failing import is told like any other failure.
    from littlegiant.cli.helping import command_page, program_page
    from littlegiant.cli.parsing import parse
    from littlegiant.cli.registry import every_command, find_command, group_called

    called = _without_leading_language(words)
    demand_language(words)
    if not called or called[0] in ("-h", "--help", "help"):
        print(program_page(every_command(), language))
        return 0
    if called[0] == "--version":
        from littlegiant import __version__

        print(f"littlegiant {__version__}")
        return 0
    if group := group_called(called):
        print(program_page(group, language))
        return 0
    command, rest = find_command(called)
    call = parse(command, [*words[: len(words) - len(called)], *rest], language)
    if call.flag("help"):
        print(command_page(command, language))
        return 0
    return command.run(call)


def _without_leading_language(words: list[str]) -> list[str]:
    """Skip --lang where it stands before the command."""
    place = 0
    while place < len(words) and words[place].partition("=")[0] == OPTION:
        place += 1 if "=" in words[place] else 2
    return words[place:]


def _refused(message: str, language: str) -> int:
    _tell(("错误：" if language == "zh" else "error: ") + message)
    return WRONG_INPUT


def _of_system(error: OSError) -> str:
    named = f"{error.filename}: " if error.filename else ""
    return f"{named}{error.strerror or error}"


def _internal(error: Exception, language: str) -> int:
    if os.environ.get(DEBUG):
        import traceback

        traceback.print_exc()
    detail = f"{type(error).__name__}: {error}".partition("\n")[0][:300]
    text = Text(
        f"内部错误（程序的问题，不是您的输入）：{detail}\n"
        f"请把命令和输入表的样子告诉维护者（见 README.md）；设 {DEBUG}=1 再运行可看到出错的位置。",
        f"internal error (a fault of the program, not of your input): {detail}\n"
        f"Please tell the maintainers (see README.md) the command and what the table looks like; "
        f"run again with {DEBUG}=1 to see where it happened.",
    )
    _tell(text.in_language(language))
    return INTERNAL_ERROR


def _tell(message: str) -> None:
    try:
        sys.stdout.flush()
        print(message, file=sys.stderr, flush=True)
    except OSError:
        end_quietly(WRONG_INPUT)


if __name__ == "__main__":
    sys.exit(run())
