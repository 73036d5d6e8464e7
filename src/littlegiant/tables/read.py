"""Reads a table of enterprises, whatever it is, into canonical facts."""

from __future__ import annotations

from collections.abc import Mapping as Row
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from littlegiant.errors import LittleGiantError, Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.tables.columns import resolve_columns, year_position
from littlegiant.tables.echo import quoted, shortened
from littlegiant.tables.fact_table import FactTable
from littlegiant.tables.faults import strict_error
from littlegiant.tables.formats.frames import open_frame
from littlegiant.tables.formats.opening import open_source
from littlegiant.tables.formats.rows import Rows, rows_source
from littlegiant.tables.formats.values import DIGITS_KEPT
from littlegiant.tables.kinds import is_textual
from littlegiant.tables.long import long_table
from littlegiant.tables.mapping import Mapping
from littlegiant.tables.source import RawColumn, RawTable, Source
from littlegiant.tables.sql import drop, literal
from littlegiant.tables.targets import Target
from littlegiant.tables.wide import wide_table


def read_table(
    path: Path,
    *,
    connection: duckdb.DuckDBPyConnection,
    mapping: Mapping | None = None,
    wanted: frozenset[str] | None = None,
    strict: bool = False,
    faults: Path | None = None,
) -> FactTable:
    """Read a CSV, XLSX or Parquet table (Parquet also by directory or pattern) into `connection`.

    `wanted` limits what is kept to these canonical columns, besides identity; cells at fault are reported of every
    column that is a fact. With `strict` a cell at fault is an error instead of an unknown. `faults` names a file
    that every cell at fault is written to. Raises LittleGiantError for whatever is wrong with the input.
    """
    source = open_source(connection, Path(path), mapping)
    return _facts(connection, source, mapping, wanted=wanted, strict=strict, faults=faults)


def table_from_frame(
    frame: Any,
    connection: duckdb.DuckDBPyConnection,
    *,
    mapping: Mapping | None = None,
    wanted: frozenset[str] | None = None,
    strict: bool = False,
    faults: Path | None = None,
) -> FactTable:
    """Read an Arrow, pandas or Polars table as `read_table` reads a file; rows are counted from 1."""
    source = open_frame(connection, frame)
    try:
        return _facts(connection, source, mapping, wanted=wanted, strict=strict, faults=faults)
    except BaseException:
        drop(connection, source.owned)
        raise


def table_from_rows(
    rows: Sequence[Row[str, Any]],
    connection: duckdb.DuckDBPyConnection,
    *,
    mapping: Mapping | None = None,
    wanted: frozenset[str] | None = None,
    strict: bool = False,
    faults: Path | None = None,
) -> FactTable:
    """Read dictionaries as `read_table` reads a file; rows that name no identifier are numbered from 1."""
    source = rows_source(rows, identified=mapping is not None and mapping.id is not None)
    return _facts(connection, source, mapping, wanted=wanted, strict=strict, faults=faults)


def _facts(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    mapping: Mapping | None,
    *,
    wanted: frozenset[str] | None,
    strict: bool,
    faults: Path | None,
) -> FactTable:
    # Of an enterprise typed in by hand nothing may be known yet.
    targets, notes = resolve_columns(source.name, source.headers, mapping, alone=isinstance(source, Rows))
    year = year_position(source.name, source.headers, mapping) if mapping and mapping.is_long else None
    used = [target.position for target in targets]
    raw = source.load(connection, used if year is None else [*used, year])
    try:
        raw, targets = _with_constants(raw, targets, mapping)
        targets.sort(key=lambda target: target.column != "id")
        if year is None:
            kept, unused = _parted(targets, wanted)
            table = wide_table(connection, raw, kept, unused=unused, faults=faults)
        else:
            table = long_table(connection, raw, targets, year=year, wanted=wanted, faults=faults)
    except BaseException:
        drop(connection, raw.owned)
        raise
    keeps_raw = raw.lazy and year is None
    if not keeps_raw:
        drop(connection, raw.owned)
    notes += _rounding_notes(raw, targets)
    table = replace(table, notes=tuple(notes), owned=table.owned + (raw.owned if keeps_raw else ()))
    if strict and table.faults.total:
        table.release(connection)
        raise strict_error(source.name, table.faults, faults)
    return table


def _parted(targets: Sequence[Target], wanted: frozenset[str] | None) -> tuple[list[Target], list[Target]]:
    """Return the columns that are used, then those that are only looked through for faults."""
    kept = [target for target in targets if target.is_wanted(wanted)]
    return kept, [target for target in targets if not target.is_wanted(wanted)]


def _rounding_notes(raw: RawTable, targets: Sequence[Target]) -> list[Text]:
    """Tell of codes that a spreadsheet keeps as numbers of more digits than it can keep."""
    rounded = {target.position: raw.columns[target.position] for target in targets if is_textual(target.fact)}
    return [
        Text(
            zh=f"“{shortened(column.header)}”列第 {column.rounded} 行是超过 {DIGITS_KEPT} 位的数字，表格软件只保留前 "
            f"{DIGITS_KEPT} 位，其余已丢失；请把该列设为文本后重新填写。",
            en=f"column {quoted(column.header)}, row {column.rounded}: a number of more than {DIGITS_KEPT} digits, of "
            f"which a spreadsheet keeps only the first {DIGITS_KEPT}; format the column as text and enter it again.",
        )
        for column in rounded.values()
        if column.rounded is not None
    ]


def _with_constants(
    raw: RawTable, targets: Sequence[Target], mapping: Mapping | None
) -> tuple[RawTable, list[Target]]:
    """Add the mapping's constants as columns whose every cell is the same text."""
    columns, extended = dict(raw.columns), list(targets)
    present = {target.column for target in targets}
    for name, value in mapping.constants.items() if mapping else ():
        found = load_dictionary().of_column(name)
        assert found is not None
        if name in present:
            raise _constant_and_column(raw.source, name)
        position = max(columns) + 1
        columns[position] = RawColumn(name, literal(value), constant=True)
        extended.append(Target(position, name, *found))
    return replace(raw, columns=columns), extended


def _constant_and_column(source: str, name: str) -> LittleGiantError:
    return LittleGiantError(
        "mapping.constant-and-column",
        Text(
            zh=f"映射文件把 {name} 写为常量，{source} 也有这一列。",
            en=f"The mapping gives `{name}` as a constant, but {source} has a column for it.",
        ),
        Text(zh="请删去其中之一。", en="Remove one of the two."),
    )
