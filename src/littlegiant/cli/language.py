"""Which language to answer in: asked for with --lang, else that of the environment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
