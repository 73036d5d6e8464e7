"""Turns a table with one row per enterprise and year, where it lies, into one row per enterprise.

As for files, each yearly fact is taken from the row of its year and every other fact from the latest row that has it;
two different values for the same enterprise, year and fact are an error, not a choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp

from littlegiant.engines import sql
from littlegiant.engines.sql import Expr
from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables.columns import year_position
from littlegiant.tables.echo import quoted, shortened
from littlegiant.tables.long import YEAR
from littlegiant.tables.mapping import Mapping
from littlegiant.warehouses.cells import Reading
from littlegiant.warehouses.door import Arriving, door
from littlegiant.warehouses.store import Store

YEAR_COLUMN, WRITTEN = "lg_year", "lg_written_year"


@dataclass(frozen=True)
class Yearly:
    """A table with one row per enterprise and year: how its columns are read, and which years there are."""

    store: Store
    arriving: Arriving
    read: Sequence[Reading]
    year: tuple[tuple[str, Expr], ...]
    years: tuple[int, ...]

    @classmethod
    def of(cls, store: Store, arriving: Arriving, read: Sequence[Reading], mapping: Mapping) -> Yearly:
        """Look the years up; raises where a row has no year or no identifier, or where two rows contradict."""
        headers = arriving.incoming.headers
        header = headers[year_position(arriving.incoming.name, headers, mapping)]
        written = store.words.as_text(sql.col(header))
        number = sql.cast(store.words.part(store.words.half_width(written), YEAR), "INT")
        columns = ((YEAR_COLUMN, number), (WRITTEN, written))
        found = cls(store, arriving, read, columns, _years(store, arriving, columns, header))
        found._refuse_conflicts([item for item in read[1:] if item.target.year is None], by_year=True)
        found._refuse_conflicts([item for item in read[1:] if item.target.year is not None], by_year=False)
        return found

    def query(self, wanted: frozenset[str]) -> exp.Select:
        """Return the query of one row per enterprise with the columns that are wanted."""
        identifier = self.read[0]
        y = sql.col(f"y{identifier.index}")
        columns: list[tuple[str, Expr]] = [("id", y)]
        for item in self.read[1:]:
            columns += self._columns(item, wanted)
        used = [item for item in self.read if item.target.is_wanted(wanted)]
        inner = door(self.arriving, used, self.year[:1])
        return sql.select(columns, sql.nested(inner, "arrived")).group_by(y.copy())

    def _columns(self, item: Reading, wanted: frozenset[str]) -> list[tuple[str, Expr]]:
        """Return the columns of a fact: one for each year that is wanted, or one for all."""
        if not item.target.is_wanted(wanted):
            return []
        y, year = sql.col(f"y{item.index}"), sql.col(YEAR_COLUMN)
        if not item.target.by_row_year:
            one = exp.Max(this=y) if item.target.fact.is_yearly else self.store.words.latest(y, year)
            return [(item.target.column, one)]
        names = [(item.target.fact.column(number), number) for number in self.years]
        return [
            (name, exp.Max(this=sql.case([(sql.compare(year, "==", sql.whole(number)), y)])))
            for name, number in names
            if name in wanted
        ]

    def _refuse_conflicts(self, read: Sequence[Reading], *, by_year: bool) -> None:
        """Refuse a table in which an enterprise has two values of a fact, of the same year or altogether."""
        if not read:
            return
        identifier = self.read[0]
        keys = [sql.col(f"y{identifier.index}"), *([sql.col(YEAR_COLUMN)] if by_year else [])]
        ends = [end for item in read for end in _ends(item)]
        columns = [(f"k{place}", key) for place, key in enumerate(keys)]
        columns += [(f"e{place}", end) for place, end in enumerate(ends)]
        differs = [
            sql.compare(low.copy(), "!=", high.copy())
            for low, high in zip(ends[::2], ends[1::2], strict=True)
        ]
        inner = door(self.arriving, [identifier, *read], self.year[:1])
        query = sql.select(columns, sql.nested(inner, "arrived")).group_by(*(key.copy() for key in keys))
        query = query.having(sql.any_of(differs)).order_by(sql.col("k0")).limit(1)
        for row in self.store.fetch(query):
            cells = row[len(keys) :]
            pairs = list(zip(read, cells[::2], cells[1::2], strict=True))
            item, low, high = next((item, low, high) for item, low, high in pairs if low != high)
            raise _conflict(
                self.arriving, item, str(row[0]), row[1] if by_year else item.target.year, low, high
            )


def _ends(item: Reading) -> tuple[Expr, Expr]:
    y = sql.col(f"y{item.index}")
    value = sql.cast(y, "INT") if item.storage.kind == "boolean" else y
    return exp.Min(this=value.copy()), exp.Max(this=value.copy())


def _years(
    store: Store, arriving: Arriving, columns: Sequence[tuple[str, Expr]], header: str
) -> tuple[int, ...]:
    """List the years of the table; a row without a readable year is an error."""
    dated = sql.select(columns, arriving.incoming.relation)
    query = sql.select(
        [("y", sql.col(YEAR_COLUMN)), ("w", exp.Min(this=sql.col(WRITTEN)))], sql.nested(dated, "dated")
    )
    found = store.fetch(query.group_by(sql.col(YEAR_COLUMN)))
    for year, written in found:
        if year is None:
            raise _wrong_year(arriving.incoming.name, header, written or "")
    return tuple(sorted(year for year, _ in found))


def _wrong_year(source: str, header: str, value: str) -> LittleGiantError:
    return LittleGiantError(
        "table.wrong-year",
        Text(
            zh=f"{source} 的 {shortened(header)} 列“{shortened(value)}”不是年份。",
            en=f"{source}, column {quoted(header)}: {quoted(value)} is not a year.",
        ),
        Text(zh="年份应为四位数字，如 2017。", en="A year has four digits, as in 2017."),
    )


def _conflict(
    arriving: Arriving, item: Reading, firm: str, year: int | None, low: object, high: object
) -> LittleGiantError:
    source, header = arriving.incoming.name, item.target.header
    return LittleGiantError(
        "table.conflict",
        Text(
            zh=f"{source} 中 {shortened(firm)} 在 {year} 年的 {shortened(header)} 有两个值：{low} 和 {high}。",
            en=f"{source} has two values of {quoted(header)} for {shortened(firm)} in {year}: {low} and {high}.",
        ),
        Text(zh="请保留正确的一行。", en="Keep the row that is right."),
    )
