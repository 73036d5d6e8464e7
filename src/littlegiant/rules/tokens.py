"""Split an expression into tokens that remember where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from littlegiant.errors import Text
from littlegiant.rules import limits


class ExpressionError(Exception):
    """A mistake in an expression, at `offset` characters from its start."""

    def __init__(self, message: Text, offset: int) -> None:
        super().__init__(message.en)
        self.message = message
        self.offset = offset


class KnownMistakeError(ExpressionError):
    """An expression that names what is wrong elsewhere: there is nothing to say here."""


@dataclass(frozen=True)
class Token:
    """One token: `kind` is number, name, operator or end."""

    kind: str
    text: str
    offset: int


_PATTERN = re.compile(
    r"\s*(?:(?P<number>\d[\d_]*(?:\.\d+)?)|(?P<name>[^\W\d]\w*)|(?P<operator>>=|<=|==|!=|[-+*/%()\[\].,<>]))"
)


def tokens(text: str) -> list[Token]:
    """Return the tokens of an expression, an end token last; raises ExpressionError at a foreign character."""
    if len(text) > limits.MAX_LENGTH:
        raise ExpressionError(limits.TOO_LONG, limits.MAX_LENGTH)
    found: list[Token] = []
    position = 0
    while text[position:].strip():
        match = _PATTERN.match(text, position)
        if match is None:
            offset = position + len(text[position:]) - len(text[position:].lstrip())
            sign = text[offset]
            raise ExpressionError(
                Text(f"“{sign}”不是本语言的符号。", f"'{sign}' is no sign of this language."), offset
            )
        kind = match.lastgroup or "operator"
        if kind == "number" and sum(map(str.isdigit, match.group(kind))) > limits.MAX_DIGITS:
            raise ExpressionError(limits.DIGITS, match.start(kind))
        found.append(Token(kind, match.group(kind), match.start(kind)))
        position = match.end()
    return [*found, Token("end", "", len(text))]
