"""The tokens of one expression, taken one after the other, with the limits on how deep and how many."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from littlegiant.errors import Text
from littlegiant.rules import limits
from littlegiant.rules.tokens import ExpressionError, Token, tokens


class TokenStream:
    """What a parser reads from: the next token, what must stand here, where a mistake is."""

    def __init__(self, text: str) -> None:
        self.tokens = tokens(text)
        self.index = 0
        self.depth = 0
        self.terms = 0

    def peek(self, ahead: int = 0) -> Token:
        """Return the token `ahead` places on, without taking it."""
        return self.tokens[min(self.index + ahead, len(self.tokens) - 1)]

    def take(self) -> Token:
        """Return the next token and move on."""
        token = self.peek()
        self.index += 1
        return token

    def take_if(self, *texts: str) -> Token | None:
        """Take the next token if it is one of these signs or words."""
        return self.take() if self.peek().kind != "end" and self.peek().text in texts else None

    def expect(self, text: str) -> Token:
        """Take the sign that must stand here."""
        token = self.take_if(text)
        if token is None:
            raise self.wrong(Text(f"此处应为“{text}”", f"expected '{text}' here"))
        return token

    def expect_end(self) -> None:
        """Demand that nothing follows."""
        if self.peek().kind != "end":
            raise self.wrong(Text("表达式应在此结束", "expected the expression to end here"))

    def wrong(self, message: Text, token: Token | None = None) -> ExpressionError:
        """Return the error at a token, by default the next one."""
        token = token or self.peek()
        found = token.text or "…"
        return ExpressionError(
            Text(f"{message.zh}（“{found}”）。", f"{message.en} (at '{found}')."), token.offset
        )

    @contextmanager
    def deeper(self, token: Token) -> Iterator[None]:
        """Read what stands inside a token; too many of them inside one another are a mistake at it."""
        self.depth += 1
        if self.depth > limits.MAX_DEPTH:
            raise self.wrong(limits.TOO_DEEP, token)
        yield
        self.depth -= 1

    def counted(self, token: Token, terms: int = 1) -> None:
        """Count terms of the expression; too many are a mistake at the token that exceeds them."""
        self.terms += terms
        if self.terms > limits.MAX_TERMS:
            raise self.wrong(limits.TOO_MANY, token)

    def reached(self, token: Token, shift: int) -> int:
        """Return a number of years back, which must not be too many."""
        if shift < -limits.MAX_YEARS:
            raise self.wrong(limits.TOO_FAR, token)
        return shift
