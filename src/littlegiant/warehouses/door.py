"""The query that turns a table as it arrives into clean facts with canonical names, as files are read into them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlglot import exp

from littlegiant.engines import sql
from littlegiant.facts.model import ValueType
from littlegiant.tables.lookups import reader_of
from littlegiant.tables.numbers import DOUBLE, MOST_DECIMALS, MOST_DIGITS, Storage
from littlegiant.tables.source import DECIMAL_DIGITS, DOUBLE_DIGITS
from littlegiant.tables.targets import Target
from littlegiant.warehouses.cells import Reading
from littlegiant.warehouses.incoming import FLOATS, ColumnType, Incoming, in_stages, is_native
from littlegiant.warehouses.store import Store

GREATEST_IN_DOUBLE = 2**53
TEXT_TYPE = ColumnType("text")
SPELLINGS = 100_000


@dataclass(frozen=True)
class Arriving:
    """Columns of a table that are facts: which cell of it each is, and of what type. The first is the identifier."""

    incoming: Incoming
    targets: tuple[Target, ...]
    constants: dict[int, str]

    def cell(self, target: Target) -> exp.Expr:
        """Return the cell of a column, or the mapping's constant."""
        if target.position in self.constants:
            return sql.cast(sql.text(self.constants[target.position]), "TEXT")
        return sql.col(self.incoming.headers[target.position])

    def type(self, target: Target) -> ColumnType:
        """Return the type of a column."""
        return TEXT_TYPE if target.position in self.constants else self.incoming.types[target.position]


def readings(store: Store, arriving: Arriving) -> list[Reading]:
    """Decide for every column how it is read: looks at the numbers that may need decimals and at the codes."""
    plain = [
        Reading(store.words, index, target, arriving.type(target), _storage(target))
        for index, target in enumerate(arriving.targets)
    ]
    measured = _measured(store, arriving, plain)
    return [
        replace(
            reading,
            storage=measured.get(reading.index, reading.storage),
            meanings=_meanings(store, arriving, reading),
        )
        for reading in plain
    ]


def door(
    arriving: Arriving, read: Sequence[Reading], also: Sequence[tuple[str, exp.Expr]] = ()
) -> exp.Select:
    """Return a query with `x0 …` as they came and `y0 …` permitted; `also` are further columns of the table."""
    return in_stages(arriving.incoming.relation, _stages(arriving, read, also))


def _stages(
    arriving: Arriving, read: Sequence[Reading], also: Sequence[tuple[str, exp.Expr]]
) -> list[list[tuple[str, exp.Expr]]]:
    numbers = [found for item in read if (found := item.number) is not None]
    return [
        [*also, *((f"x{item.index}", item.fetched(arriving.cell(item.target))) for item in read)],
        [(f"h{item.index}", item.words.half_width(item.x)) for item in read if item.is_spelt],
        [column for number in numbers for column in number.bare()],
        [column for number in numbers for column in number.parts()],
        [(f"v{item.index}", item.read()) for item in read],
        [(f"y{item.index}", item.permitted()) for item in read],
    ]


def _storage(target: Target) -> Storage:
    if target.fact.type.is_number:
        return DOUBLE
    return Storage({ValueType.BOOLEAN: "boolean", ValueType.DATE: "date"}.get(target.fact.type, "text"))


def _measured(store: Store, arriving: Arriving, read: Sequence[Reading]) -> dict[int, Storage]:
    """Return the columns whose numbers have more digits than a double keeps, with how they are kept instead."""
    found = {
        item.index: Storage("decimal", item.type.scale or 0)
        for item in read
        if item.target.fact.type.is_number and is_native(item.type, item.target) and not _may_be_double(item)
    }
    asked: list[tuple[Reading, str, exp.Expr]] = []
    for item in read:
        number = item.number
        if number is not None and item.type.kind not in ("integer",):
            asked.append((item, "digits", exp.Max(this=number.digits())))
        elif item.target.fact.type.is_number and item.type.kind == "bigint":
            asked.append((item, "size", exp.Max(this=sql.absolute(sql.cast(item.x, "DOUBLE")))))
    if not asked:
        return found
    extremes = _asked(store, arriving, [(item, column) for item, _, column in asked])
    long = []
    for (item, what, _), most in zip(asked, extremes, strict=True):
        limit = GREATEST_IN_DOUBLE if what == "size" else _digits_kept(item.type)
        if most is not None and most > limit:
            found[item.index] = Storage("decimal")
            long += [item] if what == "digits" else []
    return found | _scales(store, arriving, long)


def _may_be_double(item: Reading) -> bool:
    return item.type.short or item.type.kind == "bigint"


def _digits_kept(kind: ColumnType) -> int:
    return DOUBLE_DIGITS if kind.kind in FLOATS else DECIMAL_DIGITS


def _scales(store: Store, arriving: Arriving, long: Sequence[Reading]) -> dict[int, Storage]:
    """Return for long numbers in text the decimal that holds most of them."""
    if not long:
        return {}
    columns = []
    for item in long:
        number = item.number
        assert number is not None
        whole, fine = number.whole_digits(), number.decimals()
        fits = sql.all_of(
            [
                sql.compare(sql.add(whole, fine), "<=", sql.whole(MOST_DIGITS)),
                sql.compare(fine, "<=", sql.whole(MOST_DECIMALS)),
            ]
        )
        columns += [(item, exp.Max(this=sql.case([(fits, side)]))) for side in (whole, fine)]
    sizes = _asked(store, arriving, columns)
    found = {}
    for item, whole_digits, decimals in zip(long, sizes[::2], sizes[1::2], strict=True):
        room = MOST_DIGITS - max(whole_digits or 0, MOST_DIGITS - MOST_DECIMALS)
        found[item.index] = Storage("decimal", min(decimals or 0, room))
    return found


def _asked(
    store: Store, arriving: Arriving, columns: Sequence[tuple[Reading, exp.Expr]]
) -> tuple[int | None, ...]:
    """Return aggregates over the numbers of some columns, in one scan."""
    read = list({item.index: item for item, _ in columns}.values())
    inner = in_stages(arriving.incoming.relation, _stages(arriving, read, ())[:4])
    named = [(f"a{place}", column) for place, (_, column) in enumerate(columns)]
    return store.fetch(sql.select(named, sql.nested(inner, "numbers")))[0]


def _meanings(store: Store, arriving: Arriving, reading: Reading) -> dict[str, str] | None:
    """Return what the spellings of a code mean; None for any other column."""
    reader = reader_of(reading.target.fact)
    if reader is None:
        return None
    cells = sql.select([("x", reading.fetched(arriving.cell(reading.target)))], arriving.incoming.relation)
    query = sql.select([("x", sql.col("x"))], sql.nested(cells, "spelt")).where(sql.known(sql.col("x")))
    found = store.fetch(query.distinct().limit(SPELLINGS))
    meanings = {spelling: reader(spelling) for (spelling,) in found}
    return {spelling: meaning for spelling, meaning in sorted(meanings.items()) if meaning is not None}
