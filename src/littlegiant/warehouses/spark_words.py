"""What Spark calls the functions that reading cells takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlglot import exp

from littlegiant.engines import sql
from littlegiant.engines.dialects.rewriting import plain_call
from littlegiant.engines.sql import Expr
from littlegiant.warehouses.vocabulary import Vocabulary


@dataclass(frozen=True)
class SparkWords(Vocabulary):
    """The vocabulary of Spark."""

    def part(self, item: Expr, pattern: str) -> Expr:
        """Return what the one group of a pattern holds, NULL where the pattern is not found or the group is empty."""
        found = plain_call("REGEXP_EXTRACT", sql.own(item), sql.text(pattern), sql.whole(1))
        return exp.Nullif(this=found, expression=sql.text(""))

    def meaning(self, item: Expr, meanings: Mapping[str, str]) -> Expr:
        """Look a spelling up in a constant map."""
        if not meanings:
            return sql.null(sql.TEXT)
        pairs = [sql.text(word) for pair in meanings.items() for word in pair]
        return plain_call("TRY_ELEMENT_AT", plain_call("MAP", *pairs), sql.own(item))

    def latest(self, item: Expr, year: Expr) -> Expr:
        """Return the value of the last year that has one, over the rows of a group."""
        known = sql.case([(sql.known(item), year)])
        return plain_call("MAX_BY", sql.own(item), known)
