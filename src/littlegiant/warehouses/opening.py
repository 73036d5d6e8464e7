"""Opens a table where it lies: settles its columns, looks for cells at fault, and names what is to be judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlglot import exp

from littlegiant.engines import sql
from littlegiant.engines.columns import Column
from littlegiant.errors import LittleGiantError, Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.tables import FactTable, Mapping
from littlegiant.tables.columns import resolve_columns
from littlegiant.tables.echo import quoted, shortened
from littlegiant.tables.faults import strict_error
from littlegiant.tables.targets import Target
from littlegiant.warehouses.cells import Reading
from littlegiant.warehouses.door import Arriving, door, readings
from littlegiant.warehouses.faulty import faults_of
from littlegiant.warehouses.incoming import Incoming
from littlegiant.warehouses.store import Store
from littlegiant.warehouses.yearly import Yearly

RELATION = "enterprises"


@dataclass(frozen=True)
class Wish:
    """How a table is to be read: the columns that matter, the mapping, whether a cell at fault is an error.

    `faults` names a file that every cell at fault is written to.
    """

    wanted: frozenset[str]
    mapping: Mapping | None = None
    strict: bool = False
    faults: Path | None = None


@dataclass(frozen=True)
class Opened:
    """A table of clean facts: what the compiler is told of it, and the query that stands behind its relation."""

    table: FactTable
    query: exp.Select


def open_in_store(store: Store, name: str, wish: Wish) -> Opened:
    """Read a table of a store as canonical facts; raises LittleGiantError for whatever is wrong with it."""
    incoming = store.describe(name)
    targets, notes = resolve_columns(incoming.name, incoming.headers, wish.mapping)
    arriving = _arriving(incoming, targets, wish.mapping)
    read = readings(store, arriving)
    is_long = wish.mapping is not None and wish.mapping.is_long
    rows = _counted(store, arriving, read[0], repeated=is_long)
    query = _picked(arriving, [item for item in read if item.target.is_wanted(wish.wanted)])
    if wish.mapping is not None and is_long:
        query = Yearly.of(store, arriving, read, wish.mapping).query(wish.wanted)
    report = faults_of(store, arriving, read, wish.faults)
    if wish.strict and report.total:
        raise strict_error(incoming.name, report, wish.faults)
    kinds = {str(column): _kind(read, str(column)) for column in query.named_selects}
    return Opened(FactTable(RELATION, kinds, rows, report, tuple(notes)), query)


def _kind(read: Sequence[Reading], column: str) -> Column:
    own = next((item for item in read if item.target.column == column), None)
    if own is None:
        stem = column.rpartition("_")[0]
        own = next(item for item in read if item.target.by_row_year and item.target.fact.id == stem)
    return own.storage.kind


def _picked(arriving: Arriving, read: Sequence[Reading]) -> exp.Select:
    named = [(item.target.column, sql.col(f"y{item.index}")) for item in read]
    return sql.select(named, sql.nested(door(arriving, read), "arrived"))


def _arriving(incoming: Incoming, targets: Sequence[Target], mapping: Mapping | None) -> Arriving:
    """Put the identifier first and the mapping's constants last."""
    ordered = sorted(targets, key=lambda target: target.column != "id")
    present = {target.column for target in targets}
    constants: dict[int, str] = {}
    for place, (name, value) in enumerate(mapping.constants.items() if mapping else ()):
        found = load_dictionary().of_column(name)
        assert found is not None
        if name in present:
            raise _constant_and_column(incoming.name, name)
        position = len(incoming.headers) + place
        constants[position] = value
        ordered.append(Target(position, name, *found))
    return Arriving(incoming, tuple(ordered), constants)


def _counted(store: Store, arriving: Arriving, identifier: Reading, *, repeated: bool) -> int:
    """Return the number of enterprises; refuses an empty identifier, and one that occurs twice unless it may."""
    y = sql.col(f"y{identifier.index}")
    distinct = exp.Count(this=exp.Distinct(expressions=[y.copy()]))
    surely = identifier.target.header in arriving.incoming.unique and not repeated
    counts = [
        ("rows", exp.Count(this=exp.Star())),
        ("identified", exp.Count(this=y.copy())),
        ("different", exp.Count(this=exp.Star()) if surely else distinct),
    ]
    inner = sql.nested(door(arriving, [identifier]), "identified")
    rows, identified, different = store.fetch(sql.select(counts, inner))[0]
    if identified < rows:
        raise _empty_id(arriving.incoming.name, identifier.target.header, rows - identified)
    if different < rows and not repeated:
        raise _duplicate_id(store, arriving, identifier)
    return int(different)


def _empty_id(source: str, header: str, count: int) -> LittleGiantError:
    return LittleGiantError(
        "table.empty-id",
        Text(
            zh=f"{source} 有 {count} 行没有编号（{shortened(header)} 列为空）。",
            en=f"{source}: the identifier (column {quoted(header)}) is empty in {count} "
            f"{'row' if count == 1 else 'rows'}.",
        ),
        Text(
            zh="请填写编号；或建立一个不含这些行的视图。",
            en="Fill in the identifiers, or judge a view that leaves these rows out.",
        ),
    )


def _duplicate_id(store: Store, arriving: Arriving, identifier: Reading) -> LittleGiantError:
    y = sql.col(f"y{identifier.index}")
    counts = [("y", y), ("firms", exp.Count(this=exp.Star()))]
    query = sql.select(counts, sql.nested(door(arriving, [identifier]), "identified")).group_by(y.copy())
    query = query.having(sql.compare(exp.Count(this=exp.Star()), ">", sql.whole(1)))
    value, count = store.fetch(query.order_by(sql.col("y")).limit(1))[0]
    source, header = arriving.incoming.name, identifier.target.header
    return LittleGiantError(
        "table.duplicate-id",
        Text(
            zh=f"{source} 有 {count} 行的编号都是“{shortened(value)}”（{shortened(header)} 列）。",
            en=f"{source} has {count} rows with the same identifier {quoted(value)} (column {quoted(header)}).",
        ),
        Text(
            zh="一行一企，编号不得重复；若一企多年各占一行，请在映射文件写明 layout: long。",
            en="One row per enterprise; if each year has a row of its own, write `layout: long` in a mapping file.",
        ),
    )


def _constant_and_column(source: str, name: str) -> LittleGiantError:
    return LittleGiantError(
        "mapping.constant-and-column",
        Text(
            zh=f"映射文件把 {name} 写为常量，{source} 也有这一列。",
            en=f"The mapping gives `{name}` as a constant, but {source} has a column for it.",
        ),
        Text(zh="请删去其中之一。", en="Remove one of the two."),
    )
