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
from littlegiant.tables.fact_table import FactTable
from littlegiant.tables.faults import strict_error
from littlegiant.tables.formats.frames import open_frame
from littlegiant.tables.formats.opening import open_source
from littlegiant.tables.formats.rows import rows_source
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
) -> FactTable:
    """Read a CSV, XLSX or Parquet table (Parquet also by directory or pattern) into `connection`.

    `wanted` limits conversion and checks to these canonical columns, besides identity; with `strict` a cell at
    fault is an error instead of an unknown. Raises LittleGiantError for whatever is wrong with the input.
    """
    source = open_source(connection, Path(path), mapping)
    return _facts(connection, source, mapping, wanted=wanted, strict=strict)


def table_from_frame(
    frame: Any,
    connection: duckdb.DuckDBPyConnection,
    *,
    mapping: Mapping | None = None,
    wanted: frozenset[str] | None = None,
    strict: bool = False,
) -> FactTable:
    """Read an Arrow, pandas or Polars table as `read_table` reads a file; rows are counted from 1."""
    source = open_frame(connection, frame)
    try:
        return _facts(connection, source, mapping, wanted=wanted, strict=strict)
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
) -> FactTable:
    """Read dictionaries as `read_table` reads a file; rows that name no identifier are numbered from 1."""
    source = rows_source(rows, identified=mapping is not None and mapping.id is not None)
    return _facts(connection, source, mapping, wanted=wanted, strict=strict)


def _facts(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    mapping: Mapping | None,
    *,
    wanted: frozenset[str] | None,
    strict: bool,
) -> FactTable:
    targets, notes = resolve_columns(source.name, source.headers, mapping)
    targets = [target for target in targets if target.is_wanted(wanted)]
    targets.sort(key=lambda target: target.column != "id")
    used = [target.position for target in targets]
    year = year_position(source.name, source.headers, mapping) if mapping and mapping.is_long else None
    raw = source.load(connection, used if year is None else [*used, year])
    try:
        raw, targets = _with_constants(raw, targets, mapping, wanted)
        if year is None:
            table = wide_table(connection, raw, targets)
        else:
            table = long_table(connection, raw, targets, year=year, wanted=wanted)
    except BaseException:
        drop(connection, raw.owned)
        raise
    keeps_raw = raw.lazy and year is None
    if not keeps_raw:
        drop(connection, raw.owned)
    table = replace(table, notes=tuple(notes), owned=table.owned + (raw.owned if keeps_raw else ()))
    error = _wrong_constant(table, mapping)
    if error is None and strict and table.faults.total:
        error = strict_error(source.name, table.faults)
    if error is not None:
        table.release(connection)
        raise error
    return table


def _with_constants(
    raw: RawTable, targets: Sequence[Target], mapping: Mapping | None, wanted: frozenset[str] | None
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
        target = Target(position, name, *found)
        if target.is_wanted(wanted):
            columns[position] = RawColumn(name, literal(value), constant=True)
            extended.append(target)
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


def _wrong_constant(table: FactTable, mapping: Mapping | None) -> LittleGiantError | None:
    constants = mapping.constants if mapping else {}
    for fault in table.faults:
        if fault.column in constants:
            zh, en = fault.expected.zh, fault.expected.en
            return LittleGiantError(
                "mapping.wrong-constant",
                Text(
                    zh=f"映射文件中的常量 {fault.column}：“{fault.value}”，应为{zh}。",
                    en=f"The mapping's constant `{fault.column}` is {fault.value!r}; expected {en}.",
                ),
                Text(zh="请改正映射文件。", en="Correct the mapping file."),
            )
    return None
