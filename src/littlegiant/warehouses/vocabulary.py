"""What reading cells takes of an engine beyond the compiler's words: texts, patterns, dates."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass

from sqlglot import exp

from littlegiant.engines import sql
from littlegiant.engines.dialects.rewriting import plain_call
from littlegiant.engines.sql import Expr
from littlegiant.tables.numbers import BLANKS, FULL_WIDTH, HALF_WIDTH


@dataclass(frozen=True)
class Vocabulary(ABC):
    """The words that PostgreSQL and Spark share; what they lack in common is left to each.

    `tiniest` is the least amount above zero that is taken for a number: PostgreSQL ends a query in which a product
    becomes too small for a double, so there amounts are nowhere near it.
    """

    tiniest: float = 0.0

    def as_text(self, item: Expr) -> Expr:
        """Return a cell as text."""
        return sql.cast(item, "TEXT")

    def same_signs(self, item: Expr) -> Expr:
        """Return a text that is compared sign by sign, whatever collation its column has."""
        return item

    def trimmed(self, item: Expr, signs: str = BLANKS) -> Expr:
        """Strip signs, by default blanks of every kind, from both ends of a text."""
        return exp.Trim(this=sql.own(item), expression=sql.text(signs), position="BOTH")

    def half_width(self, item: Expr) -> Expr:
        """Turn full-width digits, letters and signs into ASCII, without surrounding blanks."""
        return self.translated(self.trimmed(item), FULL_WIDTH, HALF_WIDTH)

    def translated(self, item: Expr, old: str, new: str) -> Expr:
        """Replace signs one by one; those beyond the end of `new` are taken away."""
        return plain_call("TRANSLATE", sql.own(item), sql.text(old), sql.text(new))

    def matches(self, item: Expr, pattern: str) -> Expr:
        """Return whether a pattern is found in a text."""
        return exp.RegexpLike(this=sql.own(item), expression=sql.text(pattern))

    @abstractmethod
    def part(self, item: Expr, pattern: str) -> Expr:
        """Return what the one group of a pattern holds, NULL where the pattern is not found."""

    def joined(self, *items: Expr) -> Expr:
        """Return texts one after the other, NULL where one of them is."""
        result = sql.own(items[0])
        for item in items[1:]:
            result = exp.DPipe(this=result, expression=sql.own(item), safe=True)
        return exp.Paren(this=result)

    def day(self, year: Expr, month: Expr, day: Expr) -> Expr:
        """Return a date of whole numbers that are known to make one."""
        return plain_call("MAKE_DATE", *map(sql.own, (year, month, day)))

    @abstractmethod
    def meaning(self, item: Expr, meanings: Mapping[str, str]) -> Expr:
        """Return what a spelling stands for, NULL where it is not listed."""

    @abstractmethod
    def latest(self, item: Expr, year: Expr) -> Expr:
        """Return the value of the last year that has one, over the rows of a group."""
