"""What a command is: its words, its options, an example, and what it does.

Another package adds commands by an entry point of the group `littlegiant.commands` that names a Command, or a
sequence of them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from littlegiant.errors import Text

Values = Mapping[str, str | bool | tuple[str, ...] | None]
NOTHING = Text("", "")


@dataclass(frozen=True)
class Option:
    """One argument of a command.

    `--name` with a `metavar` takes a value, without one it is a flag; a name without dashes is a positional.
    `allowed` are the only values, `sample` one that works, `many` says that it may be repeated.
    """

    name: str
    help: Text
    metavar: str = ""
    allowed: tuple[str, ...] = ()
    default: str | None = None
    sample: str = ""
    required: bool = False
    many: bool = False

    @property
    def is_positional(self) -> bool:
        """Say whether it is given by its place alone."""
        return not self.name.startswith("-")

    @property
    def is_flag(self) -> bool:
        """Say whether it takes no value."""
        return not self.is_positional and not self.metavar

    @property
    def key(self) -> str:
        """Return the name under which the call keeps it."""
        return self.name.strip("-").replace("-", "_").lower()

    @property
    def written(self) -> str:
        """Return it as a person writes it: `--as-of DATE`, `TABLE`, `--strict`."""
        return f"{self.name} {self.metavar}".strip()


@dataclass(frozen=True)
class Command:
    """One command: `words` are how it is called, such as `standards show`; `run` returns the exit status."""

    words: tuple[str, ...]
    summary: Text
    run: Callable[[Call], int]
    options: tuple[Option, ...] = ()
    examples: tuple[str, ...] = ()
    details: Text = NOTHING

    @property
    def name(self) -> str:
        """Return its words as they follow `littlegiant`."""
        return " ".join(self.words)


@dataclass(frozen=True)
class Call:
    """One use of a command: the values given, and the language to answer in."""

    values: Values
    language: str

    def text(self, key: str) -> str | None:
        """Return the value of an option, None where it was not given."""
        found = self.values.get(key)
        return found if isinstance(found, str) else None

    def required(self, key: str) -> str:
        """Return the value of an option that must be given."""
        found = self.text(key)
        assert found is not None, key
        return found

    def flag(self, key: str) -> bool:
        """Say whether a flag was given."""
        return self.values.get(key) is True

    def many(self, key: str) -> tuple[str, ...]:
        """Return every value of an argument that may be repeated."""
        found = self.values.get(key)
        return found if isinstance(found, tuple) else ()

    def path(self, key: str) -> Path | None:
        """Return an option as a path."""
        found = self.text(key)
        return None if found is None else Path(found)

    def pick(self, text: Text) -> str:
        """Return a text in the language of the call."""
        return text.in_language(self.language)

    def say(self, text: Text | str = "") -> None:
        """Write one paragraph of the result to standard output."""
        sys.stdout.write(f"{text if isinstance(text, str) else self.pick(text)}\n")

    def note(self, text: Text | str) -> None:
        """Write something to know beside the result to standard error."""
        sys.stderr.write(f"{text if isinstance(text, str) else self.pick(text)}\n")
