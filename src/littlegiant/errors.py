"""What a person is told when the input or the call is wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """One message in both languages of the product."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the wording for `zh` or `en`."""
        return self.zh if language == "zh" else self.en


class LittleGiantError(Exception):
    """A mistake in the input or the call: names the thing, what was expected, what exists, the next step.

    `code` is stable and machine-readable (`table.missing-file`), `message` says what is wrong and what was
    expected, `next_step` what to do now. The command line ends with status 2 on it, without a traceback.
    """

    def __init__(self, code: str, message: Text, next_step: Text | None = None) -> None:
        super().__init__(message.en if next_step is None else f"{message.en} {next_step.en}")
        self.code = code
        self.message = message
        self.next_step = next_step

    def in_language(self, language: str) -> str:
        """Return the message and the next step as one text in `zh` or `en`."""
        parts = [self.message.in_language(language)]
        if self.next_step is not None:
            parts.append(self.next_step.in_language(language))
        return "\n".join(parts)
