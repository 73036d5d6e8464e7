"""Turns the cells of one column into what its fact holds, NULL for a cell that is empty or at fault.

The rules are those for files (`littlegiant.tables.cells`), written as expressions that PostgreSQL and Spark share.
A cell passes several steps: `x` as it came, `v` read, `y` permitted. A cell is at fault when something stands there
and `y` is NULL.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlglot import exp

from littlegiant.engines import sql
from littlegiant.engines.sql import Expr
from littlegiant.facts.model import Fact, ValueType
from littlegiant.tables.cells import FALSE_WORDS, TRUE_WORDS
from littlegiant.tables.kinds import is_textual
from littlegiant.tables.numbers import BEYOND, Storage
from littlegiant.tables.targets import Target
from littlegiant.warehouses.incoming import FLOATS, ColumnType, is_native
from littlegiant.warehouses.number_texts import NumberText, is_number
from littlegiant.warehouses.vocabulary import Vocabulary

FIRST_DAY, LAST_DAY = "1000-01-01", "9999-12-31"
DATE = "^[0-9]{4}(?:[-/.]|年)[0-9]{1,2}(?:[-/.]|月)[0-9]{1,2}日?(?:[ T][0-9]{1,2}:.*)?$"
EIGHT_DIGITS = "^[0-9]{8}$"
ONE_YEAR = "^([0-9]{4})年?$"
PARTS = (
    ("^([0-9]{4})", "^[0-9]{4}(?:[-/.]|年)([0-9]{1,2})", "^[0-9]{4}[^0-9][0-9]{1,2}[^0-9]([0-9]{1,2})"),
    ("^([0-9]{4})", "^[0-9]{4}([0-9]{2})", "^[0-9]{6}([0-9]{2})"),
)
SHORT_MONTHS = (4, 6, 9, 11)
FEBRUARY, LAST_MONTH = 2, 12


@dataclass(frozen=True)
class Reading:
    """How one column is read: its place among the columns, what it stands for, its type, and how it is kept.

    `meanings` are what the spellings of a code stand for, None of a column without codes.
    """

    words: Vocabulary
    index: int
    target: Target
    type: ColumnType
    storage: Storage
    meanings: Mapping[str, str] | None = None

    @property
    def number(self) -> NumberText | None:
        """Return how numbers are read from text; None where nothing is read so."""
        fact = self.target.fact
        if not fact.type.is_number or is_native(self.type, self.target):
            return None
        return NumberText(self.words, self.index, fact.type, self.target.exponent)

    @property
    def x(self) -> Expr:
        """Return the cell as it came: of the type of its fact, or as text."""
        return sql.col(f"x{self.index}")

    def fetched(self, cell: Expr) -> Expr:
        """Return the column `x` of a cell of the table."""
        if is_native(self.type, self.target):
            return cell
        return _translated(self.words, cell_text(self.words, cell, self.type), self.target)

    @property
    def is_spelt(self) -> bool:
        """Say whether the cell is read from its text in plain signs, the column `h`."""
        spelt = self.target.fact.type.is_number or self.target.fact.type in (
            ValueType.BOOLEAN,
            ValueType.DATE,
        )
        return spelt and not is_native(self.type, self.target)

    @property
    def h(self) -> Expr:
        """Return the cell's text in plain signs."""
        return sql.col(f"h{self.index}")

    def read(self) -> Expr:
        """Return the column `v`."""
        fact = self.target.fact
        if self.meanings is not None:
            return self.words.meaning(self.x, self.meanings)
        if is_native(self.type, self.target):
            return self._native()
        if self.number is not None:
            return self.number.stored(self.storage)
        if fact.type is ValueType.BOOLEAN:
            return _boolean(self.h)
        if fact.type is ValueType.DATE:
            return _date(self.words, self.h, year_only=self.target.year_only)
        trimmed = self.words.trimmed(self.x)
        return self.words.same_signs(exp.Nullif(this=trimmed, expression=sql.text("")))

    def permitted(self) -> Expr:
        """Return the column `y`: what the dictionary permits, neither infinity nor what has too many digits."""
        v, fact = sql.col(f"v{self.index}"), self.target.fact
        if self.storage.kind == "date":
            days = (
                exp.Cast(this=sql.text(day), to=exp.DataType.build("DATE")) for day in (FIRST_DAY, LAST_DAY)
            )
            return sql.case([(exp.Between(this=v, low=next(days), high=next(days)), v)])
        tests = self._tests(v, fact) if fact.type.is_number else []
        return sql.case([(sql.all_of(tests), v)]) if tests else v

    def present(self) -> Expr:
        """Return whether the cell is not empty; NaN is how frames write an empty cell."""
        if not is_native(self.type, self.target):
            return sql.compare(self.h if self.is_spelt else self.words.trimmed(self.x), "!=", sql.text(""))
        free = self.type.kind in FLOATS or (self.type.kind == "decimal" and self.type.precision is None)
        return is_number(self.x) if free else sql.known(self.x)

    def at_fault(self) -> Expr:
        """Return whether something stands in the cell that it cannot hold."""
        return sql.all_of([sql.is_null(sql.col(f"y{self.index}")), self.present()])

    @property
    def never_at_fault(self) -> bool:
        """Say whether no cell of the column can be at fault."""
        textual = is_textual(self.target.fact) and self.meanings is None
        return textual or (is_native(self.type, self.target) and self.type.kind == "boolean")

    def _native(self) -> Expr:
        if not self.target.fact.type.is_number:
            return sql.cast(self.x, "DATE") if self.type.kind == "timestamp" else self.x
        if self.type.kind == "real":
            return sql.cast(self.words.as_text(self.x), "DOUBLE")
        if self.storage.kind == "double":
            return self.x if self.type.kind == "double" else sql.cast(self.x, "DOUBLE")
        return sql.cast(self.x, "DECIMAL(38, 0)") if self.type.kind == "bigint" else self.x

    def _bounds(self, fact: Fact) -> Iterator[tuple[str, Expr]]:
        """Yield what the dictionary permits; what has no bound is at least no infinity, and no NaN, which is greatest.

        A decimal of so many digits at most has neither.
        """
        free = self.type.kind == "decimal" and self.type.precision is None
        for sign, bound in ((">=", fact.minimum), ("<=", fact.maximum)):
            if bound is not None:
                yield sign, sql.number(float(bound))
        if self.storage.kind == "double":
            yield ">", sql.number(-float(BEYOND))
            yield "<", sql.number(float(BEYOND))
        elif free:
            yield ">", _beyond("-")
            yield "<", _beyond("")

    def _tests(self, v: Expr, fact: Fact) -> list[Expr]:
        tests = [sql.compare(v, sign, bound) for sign, bound in self._bounds(fact)]
        if self.storage.kind == "double" and self.words.tiniest:
            large = sql.compare(sql.absolute(v), ">=", sql.number(self.words.tiniest))
            tests.append(sql.any_of([sql.compare(v, "==", sql.number(0)), large]))
        return [*tests, sql.is_whole(v)] if fact.whole else tests


def _beyond(sign: str) -> Expr:
    return exp.Cast(this=sql.text(f"{sign}{BEYOND}"), to=exp.DataType.build("DECIMAL"))


def cell_text(words: Vocabulary, cell: Expr, kind: ColumnType) -> Expr:
    """Return a cell as text: whole numbers of floating point as their digits, NaN as NULL."""
    text = words.same_signs(words.as_text(cell))
    if kind.kind not in FLOATS:
        return text
    whole = sql.all_of(
        [
            sql.is_whole(cell),
            sql.compare(sql.absolute(cell), "<", sql.number(1e18)),
        ]
    )
    digits = words.as_text(sql.cast(cell, "BIGINT"))
    return sql.case([(sql.negate(is_number(cell)), sql.null(sql.TEXT)), (whole, digits)], text)


def _translated(words: Vocabulary, text: Expr, target: Target) -> Expr:
    """Return a cell's text as the mapping translates it."""
    if not target.values:
        return text
    found = words.trimmed(text)
    branches = [(sql.compare(found, "==", sql.text(old)), sql.text(new)) for old, new in target.values]
    return sql.case(branches, text)


def _boolean(text: Expr) -> Expr:
    word = exp.Lower(this=text)
    return sql.case(
        [
            (sql.in_options(word, TRUE_WORDS), sql.TRUE()),
            (sql.in_options(word, FALSE_WORDS), sql.FALSE()),
        ]
    )


def _date(words: Vocabulary, text: Expr, *, year_only: bool) -> Expr:
    branches = []
    for pattern, parts in zip((DATE, EIGHT_DIGITS), PARTS, strict=True):
        numbers = [sql.cast(words.part(text, part), "INT") for part in parts]
        there = sql.case([(words.matches(text, pattern), _is_day(*numbers))], sql.FALSE())
        branches.append((there, words.day(*numbers)))
    if year_only:
        year = sql.cast(words.part(text, ONE_YEAR), "INT")
        there = sql.case(
            [(words.matches(text, ONE_YEAR), sql.compare(year, ">=", sql.whole(1)))], sql.FALSE()
        )
        branches.append((there, words.day(year, sql.whole(1), sql.whole(1))))
    return sql.case(branches)


def _is_day(year: Expr, month: Expr, day: Expr) -> Expr:
    """Return whether three whole numbers name a day of the calendar."""

    def divides(number: int) -> Expr:
        return sql.compare(exp.Mod(this=sql.own(year), expression=sql.whole(number)), "==", sql.whole(0))

    leap = sql.any_of([sql.all_of([divides(4), sql.negate(divides(100))]), divides(400)])
    february = sql.case([(leap, sql.whole(29))], sql.whole(28))
    short = sql.any_of([sql.compare(month, "==", sql.whole(number)) for number in SHORT_MONTHS])
    last = sql.case(
        [(sql.compare(month, "==", sql.whole(FEBRUARY)), february), (short, sql.whole(30))], sql.whole(31)
    )
    return sql.all_of(
        [
            sql.compare(year, ">=", sql.whole(1)),
            sql.compare(month, ">=", sql.whole(1)),
            sql.compare(month, "<=", sql.whole(LAST_MONTH)),
            sql.compare(day, ">=", sql.whole(1)),
            sql.compare(day, "<=", last),
        ]
    )
