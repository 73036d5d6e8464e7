"""Every row has an identifier, and no identifier occurs twice."""

from __future__ import annotations

import duckdb

from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables.cells import Cell
from littlegiant.tables.checking import Count
from littlegiant.tables.conversion import conversion
from littlegiant.tables.echo import ERROR_MARK, quoted, shortened
from littlegiant.tables.expected import expected
from littlegiant.tables.faults import CellFault
from littlegiant.tables.source import RawTable
from littlegiant.tables.sql import run


def check_filled(connection: duckdb.DuckDBPyConnection, raw: RawTable, cell: Cell, found: Count) -> None:
    """Refuse a table in which a row has no identifier."""
    if found.identified == found.rows:
        return
    query = (
        f"SELECT r, CAST(x{cell.index} AS VARCHAR) FROM ({conversion(raw, [cell], rows=True)}) "
        f"WHERE y{cell.index} IS NULL ORDER BY r LIMIT 1"
    )
    row, value = run(connection, query, source=raw.source)[0]
    header = shortened(cell.target.header)
    if value is not None and value.startswith(ERROR_MARK):
        raise _no_value(raw.source, CellFault(row, header, value, expected(cell.target.fact, value)))
    raise LittleGiantError(
        "table.empty-id",
        Text(
            zh=f"{raw.source} 第 {row} 行没有编号（{header} 列为空）。",
            en=f"{raw.source}, row {row}: the identifier (column '{header}') is empty.",
        ),
        Text(zh="请填写编号，或删除该行。", en="Fill in the identifier, or remove the row."),
    )


def _no_value(source: str, fault: CellFault) -> LittleGiantError:
    return LittleGiantError(
        "table.wrong-id",
        Text(
            zh=f"{source} 的编号不是一个值：{fault.as_text('zh')}。",
            en=f"{source}: the identifier is no value: {fault.as_text('en')}.",
        ),
        Text(zh="请把编号写成值，或删除该行。", en="Write the identifier as a value, or remove the row."),
    )


def check_unique(connection: duckdb.DuckDBPyConnection, raw: RawTable, cell: Cell, found: Count) -> None:
    """Refuse a table in which two rows share an identifier."""
    if found.distinct < found.rows:
        _refuse_duplicate(connection, raw, cell)


def _refuse_duplicate(connection: duckdb.DuckDBPyConnection, raw: RawTable, cell: Cell) -> None:
    y = f"y{cell.index}"
    query = (
        f"SELECT {y}, min(r, 2) AS firsts FROM ({conversion(raw, [cell], rows=True)}) "
        f"GROUP BY {y} HAVING count(*) > 1 ORDER BY firsts[2] LIMIT 1"
    )
    for value, (first, second) in run(connection, query, source=raw.source):
        raise LittleGiantError(
            "table.duplicate-id",
            Text(
                zh=f"{raw.source} 第 {first} 行和第 {second} 行的编号都是“{shortened(value)}”（{shortened(cell.target.header)} 列）。",
                en=f"{raw.source}, rows {first} and {second} have the same identifier {quoted(value)} (column {quoted(cell.target.header)}).",
            ),
            Text(
                zh="一行一企，编号不得重复；若一企多年各占一行，请在映射文件写明 layout: long。",
                en="One row per enterprise; if each year has a row of its own, write `layout: long` in a mapping file.",
            ),
        )
