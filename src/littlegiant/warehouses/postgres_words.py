"""What PostgreSQL calls the functions that reading cells takes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlglot import exp

from littlegiant.engines import sql
from littlegiant.engines.dialects.rewriting import plain_call
from littlegiant.engines.sql import Expr
from littlegiant.warehouses.vocabulary import Vocabulary

# Six factors of this size are still a double above zero.
TINIEST = 1e-50


@dataclass(frozen=True)
class PostgresWords(Vocabulary):
    """The vocabulary of PostgreSQL."""

    tiniest: float = TINIEST

    def same_signs(self, item: Expr) -> Expr:
        """Compare sign by sign: a column may have a collation that takes capital letters for small ones."""
        return exp.Collate(this=sql.paren(item), expression=exp.to_identifier("C", quoted=True))

    def part(self, item: Expr, pattern: str) -> Expr:
        """Return what the one group of a pattern holds, NULL where the pattern is not found."""
        return plain_call("SUBSTRING", sql.own(item), sql.text(pattern))

    def meaning(self, item: Expr, meanings: Mapping[str, str]) -> Expr:
        """Look a spelling up in an object, which is searched by halves however many there are."""
        listed = sql.cast(sql.text(json.dumps(meanings, ensure_ascii=False)), "JSON")
        listed.set("to", exp.DataType.build("JSONB", dialect="postgres"))
        return plain_call("JSONB_EXTRACT_PATH_TEXT", listed, sql.own(item))

    def latest(self, item: Expr, year: Expr) -> Expr:
        """Return the value of the last year that has one, over the rows of a group."""
        ordered = exp.Order(this=sql.own(item), expressions=[exp.Ordered(this=sql.own(year), desc=True)])
        known = exp.Where(this=sql.known(item))
        found = exp.Filter(this=exp.ArrayAgg(this=ordered), expression=known)
        return exp.Bracket(this=exp.Paren(this=found), expressions=[sql.whole(1)], offset=1, safe=True)
