"""Which commands there are: those of the engine, and what other packages add by entry points."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib import import_module

from littlegiant.cli.command import Command
from littlegiant.cli.complaints import unknown_command

GROUP = "littlegiant.commands"
# Modules are imported when their command is called, so that the others cost nothing.
BUILT_IN: dict[tuple[str, ...], str] = {
    ("standards", "list"): "littlegiant.cli.commands.standards_list",
    ("standards", "show"): "littlegiant.cli.commands.standards_show",
    ("standards", "check"): "littlegiant.cli.commands.standards_check",
    ("standards", "diff"): "littlegiant.cli.commands.standards_diff",
    ("facts",): "littlegiant.cli.commands.facts",
    ("assess",): "littlegiant.cli.commands.assess",
    ("explain",): "littlegiant.cli.commands.explain",
    ("plan",): "littlegiant.cli.commands.plan",
    ("ask",): "littlegiant.cli.commands.ask",
    ("simulate",): "littlegiant.cli.commands.simulate",
    ("population",): "littlegiant.cli.commands.population",
    ("demo",): "littlegiant.cli.commands.demo",
}
# What is meant when only the first word is given.
DEFAULTS = {"standards": "list"}


def every_command() -> list[Command]:
    """Return all commands, the engine's first."""
    return [*map(_built_in, BUILT_IN), *_added()]


def group_called(words: Sequence[str]) -> list[Command]:
    """Return the commands of a group when the words ask for help on the group alone, else none."""
    first, rest = words[0], words[1:]
    if first not in DEFAULTS or not {"-h", "--help"} & set(rest):
        return []
    members = [name for name in BUILT_IN if name[0] == first]
    return [] if {name[1] for name in members} & set(rest) else [_built_in(name) for name in members]


def find_command(words: Sequence[str]) -> tuple[Command, list[str]]:
    """Return the command that the first words call, and what is left; raises call.unknown-command."""
    first, rest = words[0], list(words[1:])
    seconds = [name[1] for name in BUILT_IN if name[0] == first and len(name) > 1]
    if not seconds:
        return _single(first), rest
    place = next((place for place, word in enumerate(rest) if not word.startswith("-")), None)
    if place is None or (place > 0 and rest[place - 1].startswith("--") and rest[place] not in seconds):
        return _built_in((first, DEFAULTS[first])), rest
    second = rest.pop(place)
    if second not in seconds:
        raise unknown_command(f"{first} {second}", [f"{first} {name}" for name in seconds])
    return _built_in((first, second)), rest


def _single(name: str) -> Command:
    if (name,) in BUILT_IN:
        return _built_in((name,))
    added = {command.words[0]: command for command in _added()}
    if name in added:
        return added[name]
    raise unknown_command(name, [*dict.fromkeys(words[0] for words in BUILT_IN), *added])


def _built_in(words: tuple[str, ...]) -> Command:
    command: Command = import_module(BUILT_IN[words]).COMMAND
    return command


def _added() -> Iterator[Command]:
    """Yield the commands that other packages add; a name of the engine's stays the engine's.

    A package whose command cannot be loaded is named on standard error and keeps no other command from working.
    """
    from importlib.metadata import entry_points

    for entry in entry_points(group=GROUP):
        try:
            found = entry.load()
        except Exception as error:
            sys.stderr.write(f"note: the command {entry.name!r} ({entry.value}) cannot be loaded: {error}\n")
            continue
        for command in [found] if isinstance(found, Command) else found:
            if all(command.words[0] != words[0] for words in BUILT_IN):
                yield command
