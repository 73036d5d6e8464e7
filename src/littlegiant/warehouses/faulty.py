"""Finds the cells at fault of a table where it lies; an enterprise is named by its identifier, not by a row."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sqlglot import exp

from littlegiant.engines import sql
from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables.atomic import replacing
from littlegiant.tables.echo import quoted, shortened
from littlegiant.tables.expected import expected
from littlegiant.tables.faults import KEPT, CellFault, FaultReport
from littlegiant.tables.values_out import csv_value, plain_number
from littlegiant.warehouses.cells import Reading
from littlegiant.warehouses.door import Arriving, door
from littlegiant.warehouses.store import Store

HEADER = ("id", "column", "value", "expected", "expected_zh")
FETCHED = 1000


def faults_of(
    store: Store, arriving: Arriving, read: Sequence[Reading], every: Path | None = None
) -> FaultReport:
    """Count the cells at fault, fetch the first of them, write all of them to the file `every`.

    Raises LittleGiantError for a constant of the mapping that is at fault.
    """
    suspects = [item for item in read if not item.never_at_fault]
    counts = _counts(store, arriving, suspects) if suspects else []
    faulty = [item for item, count in zip(suspects, counts, strict=True) if count]
    kept = tuple(_cells(store, arriving, read[0], faulty, KEPT))
    for item in faulty:
        if item.target.position in arriving.constants:
            raise _wrong_constant(next(fault for fault in kept if fault.column == item.target.header))
    if every is not None:
        with replacing(every) as file:
            _write(file, _cells(store, arriving, read[0], faulty, None))
    further = Counter(
        {item.target.header: count for item, count in zip(suspects, counts, strict=True) if count}
    )
    further.subtract(fault.column for fault in kept)
    left = {header: count for header, count in further.items() if count}
    return FaultReport(sum(counts), kept, left)


def _counts(store: Store, arriving: Arriving, suspects: Sequence[Reading]) -> list[int]:
    columns = [
        (f"n{item.index}", exp.Sum(this=sql.case([(item.at_fault(), sql.whole(1))], sql.whole(0))))
        for item in suspects
    ]
    found = store.fetch(sql.select(columns, sql.nested(door(arriving, suspects), "arrived")))[0]
    return [int(count or 0) for count in found]


def _cells(
    store: Store, arriving: Arriving, identifier: Reading, faulty: Sequence[Reading], most: int | None
) -> Iterator[CellFault]:
    """Yield cells at fault by enterprise and column; `most` limits how many, and then long cells are cut."""
    if not faulty:
        return
    parts = [_of_one(arriving, identifier, item, cut=most is not None) for item in faulty]
    union: exp.Query = parts[0]
    for part in parts[1:]:
        union = exp.Union(this=union, expression=part, distinct=False)
    names = ("r", "c", "x")
    query = sql.select([(name, sql.col(name)) for name in names], union.subquery(exp.to_identifier("faulty")))
    query = query.order_by(sql.col("r"), sql.col("c"))
    rows = store.fetch(query.limit(most)) if most is not None else store.run(query).rows
    yield from _told(rows, {item.index: item for item in faulty})


def _told(rows: Iterable[tuple[str, int, str]], faulty: dict[int, Reading]) -> Iterator[CellFault]:
    for firm, index, value in rows:
        target = faulty[index].target
        yield CellFault(0, target.header, value, expected(target.fact, value, target.exponent), firm)


def _of_one(arriving: Arriving, identifier: Reading, item: Reading, *, cut: bool) -> exp.Select:
    # Where one column is both, it is read twice.
    known = replace(identifier, index=-1 - identifier.index) if identifier.index == item.index else identifier
    text: exp.Expr = item.words.as_text(item.x)
    columns = [
        ("r", sql.col(f"y{known.index}")),
        ("c", sql.whole(item.index)),
        ("x", sql.left(text, FETCHED) if cut else text),
    ]
    return sql.select(columns, sql.nested(door(arriving, [known, item]), "arrived")).where(item.at_fault())


def _write(path: Path, faults: Iterator[CellFault]) -> None:
    # Excel takes a CSV without a byte order mark for one in the old local encoding.
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(HEADER)
        for fault in faults:
            value = fault.value if plain_number(fault.value) else csv_value(fault.value)
            may_be = fault.expected
            writer.writerow([csv_value(fault.firm), csv_value(fault.column), value, may_be.en, may_be.zh])


def _wrong_constant(fault: CellFault) -> LittleGiantError:
    name, zh, en = fault.column, fault.expected.zh, fault.expected.en
    return LittleGiantError(
        "mapping.wrong-constant",
        Text(
            zh=f"映射文件中的常量 {name}：“{shortened(fault.value)}”，应为{zh}。",
            en=f"The mapping's constant `{name}` is {quoted(fault.value)}; expected {en}.",
        ),
        Text(zh="请改正映射文件。", en="Correct the mapping file."),
    )
