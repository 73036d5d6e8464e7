"""Which language to answer in: asked for with --lang, else that of the environment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from littlegiant.errors import LittleGiantError, Text

LANGUAGES = ("en", "zh")
OPTION = "--lang"


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return `zh` or `en`; a wrong --lang is refused later, in the language of the environment."""
    asked = _asked(arguments)
    if asked in LANGUAGES:
        return asked
    written = next(
        (environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), ""
    )
    return "zh" if written.lower().startswith("zh") else "en"


def demand_language(arguments: Sequence[str]) -> None:
    """Raise call.value for a --lang that is none of the languages, or has no value."""
    plain = list(arguments[: arguments.index("--")] if "--" in arguments else arguments)
    asked = _asked(arguments)
    if asked in LANGUAGES or not any(word.partition("=")[0] == OPTION for word in plain):
        return
    raise LittleGiantError(
        "call.value",
        Text(
            f"{OPTION} “{asked}”不是可选的值；可选：{'、'.join(LANGUAGES)}。"
            if asked
            else f"{OPTION} 没有写明值。",
            f"{OPTION} {asked!r} is none of: {', '.join(LANGUAGES)}." if asked else f"{OPTION} has no value.",
        ),
        Text(f"例如 {OPTION} zh。", f"Write for example {OPTION} en."),
    )


def _asked(arguments: Sequence[str]) -> str:
    """Return the last value of --lang before a lone `--`."""
    found = ""
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == OPTION and place + 1 < len(arguments):
            found = arguments[place + 1]
        elif argument.startswith(f"{OPTION}="):
            found = argument.partition("=")[2]
    return found
