"""Fetches the cells at fault of a table: the first of them for a person, all of them for a file."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables.atomic import replacing
from littlegiant.tables.cells import Cell
from littlegiant.tables.conversion import conversion
from littlegiant.tables.echo import ERROR_MARK, quoted, shortened
from littlegiant.tables.expected import expected
from littlegiant.tables.faults import KEPT, CellFault, FaultReport
from littlegiant.tables.source import RawTable
from littlegiant.tables.sql import run, unreadable
from littlegiant.tables.values_out import csv_value, plain_number

HEADER = ("row", "column", "value", "expected", "expected_zh")
BATCH = 10_000
# Of a cell that goes into a message this much is fetched.
FETCHED = 1000


def collect_faults(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, suspects: Sequence[Cell], every: Path | None = None
) -> FaultReport:
    """Count the cells at fault in these columns, fetch the first of them in row order, write all to `every`.

    Raises LittleGiantError for a constant of the mapping that is at fault.
    """
    report, faulty = _counted(connection, raw, suspects) if suspects else (FaultReport(), [])
    for cell in faulty:
        if raw.columns[cell.target.position].constant:
            raise _wrong_constant(next(iter(_faults(connection, raw, [cell], limit=1))))
    if every is not None:
        with replacing(every) as file:
            _write(file, _faults(connection, raw, faulty))
    return report


def _counted(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, suspects: Sequence[Cell]
) -> tuple[FaultReport, list[Cell]]:
    counts = [f"count(*) FILTER ({_at_fault(cell)})" for cell in suspects]
    query = f"SELECT {', '.join(counts)} FROM ({conversion(raw, suspects)})"
    found = run(connection, query, source=raw.source)[0]
    faulty = [cell for cell, count in zip(suspects, found, strict=True) if count]
    kept = tuple(_faults(connection, raw, faulty, limit=KEPT))
    further = Counter({cell.target.header: 0 for cell in faulty})
    for cell, count in zip(suspects, found, strict=True):
        further[cell.target.header] += count
    further.subtract(fault.column for fault in kept)
    return FaultReport(
        sum(found), kept, {header: count for header, count in further.items() if count}
    ), faulty


def _faults(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, faulty: Sequence[Cell], *, limit: int | None = None
) -> Iterator[CellFault]:
    """Yield cells at fault by row and, within a row, by column; with a limit the first so many, long ones cut."""
    if not faulty:
        return
    targets = {cell.index: cell.target for cell in faulty}
    parts = " UNION ALL ".join(f"({_of_one(raw, cell, limit)})" for cell in faulty)
    query = f"SELECT r, c, x FROM ({parts}) ORDER BY r, p, c" + (f" LIMIT {limit}" if limit else "")
    try:
        found = connection.execute(query)
        while batch := found.fetchmany(BATCH):
            for row, index, value in batch:
                target = targets[index]
                may_be = expected(target.fact, value, target.exponent)
                yield CellFault(row, target.header, value.removeprefix(ERROR_MARK), may_be)
    except duckdb.Error as error:
        raise unreadable(raw.source, error) from error


def _of_one(raw: RawTable, cell: Cell, limit: int | None) -> str:
    text = f"CAST(x{cell.index} AS VARCHAR)"
    shown = f"left({text}, {FETCHED})" if limit else text
    place = f"{cell.target.position} AS p, {cell.index} AS c"
    query = f"SELECT r, {place}, {shown} AS x FROM ({conversion(raw, [cell], rows=True)})"
    return f"{query} WHERE {_at_fault(cell)}" + (f" ORDER BY r LIMIT {limit}" if limit else "")


def _at_fault(cell: Cell) -> str:
    return f"y{cell.index} IS NULL AND {cell.present}"


def _write(path: Path, faults: Iterator[CellFault]) -> None:
    # Excel takes a CSV without a byte order mark for one in the old local encoding.
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(HEADER)
        for fault in faults:
            value = fault.value if plain_number(fault.value) else csv_value(fault.value)
            may_be = fault.expected
            writer.writerow([fault.row, csv_value(fault.column), value, may_be.en, may_be.zh])


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
