"""From facts to columns: what is known, what one fact implies about another, what may still be filled in."""

from __future__ import annotations

import datetime
from fractions import Fraction

from littlegiant.engines import sql
from littlegiant.engines.columns import Coded, Columns
from littlegiant.engines.sql import Expr
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import Fact, ValueType

EXACT_SUFFIX = "__exact"
PLACE_SUFFIX = "__place"
NO_RANK = float("inf")
WHOLE_DIGITS = 15


class Leaves:
    """The columns of one query: canonical column names, one per fact and year.

    `columns` are the columns the table has (name → what it keeps); what it lacks is NULL. Everything asked for is recorded, so that the innermost SELECT reads just these.
    """

    def __init__(self, columns: Columns, as_of: datetime.date) -> None:
        self.columns = columns
        self.as_of = as_of
        self.dictionary = load_dictionary()
        self.asked: dict[str, Expr] = {}
        self.coded: dict[str, Coded] = {}

    def name(self, fact_id: str, shift: int = 0) -> str:
        """Return the column of a fact, `shift` years from its year of reference."""
        fact = self.dictionary[fact_id]
        return fact.column(self.as_of.year + fact.year_offset + shift) if fact.is_yearly else fact.id

    def read(self, fact_id: str, shift: int = 0) -> Expr:
        """Return the column of a fact, implications applied: NULL where it is not known."""
        column = self.name(fact_id, shift)
        if column not in self.asked:
            self.asked[column] = sql.null()
            self.asked[column] = self._known(self.dictionary[fact_id], column)
        return sql.col(column)

    def raw(self, column: str) -> Expr:
        """Return the table's own column as the type of its fact, NULL where the table has none."""
        found = self.dictionary.of_column(column)
        kind = found[0].type if found else ValueType.TEXT
        if column not in self.columns:
            return sql.null(
                sql.BOOLEAN if kind is ValueType.BOOLEAN else sql.DOUBLE if kind.is_number else sql.TEXT
            )
        kept = self.columns[column]
        if isinstance(kept, Coded):
            return sql.looked_up([sql.text(value) for value in kept.values], sql.col(column))
        if kept == "decimal":
            self.asked[column + EXACT_SUFFIX] = sql.col(column)
            return sql.cast(sql.col(column), "DOUBLE")
        return sql.col(column)

    def places(self, fact_id: str) -> tuple[Coded, Expr] | None:
        """Return a fact as places in a list, with the list; None where the table keeps it as text.

        Whoever explains a verdict reads the text from the list, not from the query.
        """
        column = self.name(fact_id)
        kept = self.columns.get(column)
        if not isinstance(kept, Coded):
            return None
        self.coded[column] = kept
        self.asked[column + PLACE_SUFFIX] = sql.col(column)
        return kept, sql.col(column + PLACE_SUFFIX)

    def exact(self, fact_id: str, shift: int, decimals: int) -> Expr:
        """Return a fact as a decimal with so many digits behind the point, exact on its decimal notation."""
        column = self.name(fact_id, shift)
        self.read(fact_id, shift)
        if not self.is_decimal(fact_id, shift):
            return sql.try_cast(sql.cast(sql.col(column), "TEXT"), f"DECIMAL(38, {decimals})")
        kept = sql.col(column + EXACT_SUFFIX)
        return kept if decimals >= WHOLE_DIGITS else sql.try_cast(kept, f"DECIMAL(38, {decimals})")

    def is_decimal(self, fact_id: str, shift: int) -> bool:
        """Say whether the table keeps this fact in more digits than a double holds."""
        return self.columns.get(self.name(fact_id, shift)) == "decimal"

    def lower(self, fact_id: str) -> Expr | Fraction | None:
        """Return the least value the fact can have where it is unknown; None without a bound."""
        least = self.dictionary[fact_id].minimum
        parts = [self.read(part) for whole, part in self.dictionary.implications.at_least if whole == fact_id]
        parts += [
            self.read(wider)
            for wider, narrower in self.dictionary.implications.at_most_rank
            if narrower == fact_id
        ]
        if not parts:
            return None if least is None else Fraction(least)
        return sql.greatest(*parts, *([] if least is None else [sql.number(Fraction(least))]))

    def upper(self, fact_id: str) -> Expr | Fraction | None:
        """Return the greatest value the fact can have where it is unknown; None without a bound."""
        wholes = [
            self.read(whole) for whole, part in self.dictionary.implications.at_least if part == fact_id
        ]
        if wholes:
            return sql.least(*wholes)
        for wider, narrower in self.dictionary.implications.at_most_rank:
            if wider == fact_id:
                rank = self.read(narrower)
                return sql.case([(sql.compare(rank, "<", sql.number(NO_RANK)), rank)])
        most = self.dictionary[fact_id].maximum
        return None if most is None else Fraction(most)

    def total_of(self, fact_id: str) -> tuple[str, int] | None:
        """Return the fact that holds the sum of a yearly fact's last years, and how many years, if there is one."""
        for total, yearly, years in self.dictionary.implications.totals:
            if yearly == fact_id:
                return total, years
        return None

    def _known(self, fact: Fact, column: str) -> Expr:
        value = self.raw(column)
        implied = self._implied_truth(fact) if fact.type is ValueType.BOOLEAN else self._implied_rank(fact)
        return sql.coalesce(value, implied) if implied is not None else value

    def _implied_rank(self, fact: Fact) -> Expr | None:
        """Return "no rank" where the award is known not to exist."""
        for rank, award in self.dictionary.implications.ranks:
            if rank == fact.id:
                return sql.case([(sql.negate(self._deduced(award)), sql.number(NO_RANK))])
        return None

    def _implied_truth(self, fact: Fact) -> Expr | None:
        """Return what other facts say about a boolean: true proves it, false refutes it."""
        branches = [
            (self._deduced(stronger), sql.TRUE()) for stronger, weaker in self._truths() if weaker == fact.id
        ]
        branches += [
            (self._rank_given(rank), sql.TRUE()) for rank, award in self._ranks() if award == fact.id
        ]
        branches += [
            (sql.negate(self._deduced(weaker)), sql.FALSE())
            for stronger, weaker in self._truths()
            if stronger == fact.id
        ]
        return sql.case(branches) if branches else None

    def _deduced(self, fact_id: str) -> Expr:
        """Return a boolean with what proves or refutes it one step away, without going round in circles."""
        proofs = [(self._rank_given(rank), sql.TRUE()) for rank, award in self._ranks() if award == fact_id]
        for stronger, weaker in self._truths():
            if weaker == fact_id:
                proofs.append((self.raw(stronger), sql.TRUE()))
                proofs += [
                    (self._rank_given(rank), sql.TRUE()) for rank, award in self._ranks() if award == stronger
                ]
            if stronger == fact_id:
                proofs.append((sql.negate(self.raw(weaker)), sql.FALSE()))
        value = self.raw(fact_id)
        return sql.coalesce(value, sql.case(proofs)) if proofs else value

    def _rank_given(self, rank: str) -> Expr:
        return sql.known(self.raw(rank))

    def _truths(self) -> tuple[tuple[str, str], ...]:
        return self.dictionary.implications.truths

    def _ranks(self) -> tuple[tuple[str, str], ...]:
        return self.dictionary.implications.ranks
