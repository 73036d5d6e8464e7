"""NaN is an empty cell, infinity is a fault, and counts of faults add up, in every kind of column."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_helpers import FEW, shared

import littlegiant as lg
from littlegiant.errors import LittleGiantError
from littlegiant.tables import FactTable, read_table, table_from_frame

NAN, INF = float("nan"), float("inf")
COLUMNS = ("revenue_2025", "net_profit_2025", "market_share", "class1_ip", "digital_level")


def parquet(path: Path, columns: dict[str, Any], connection: duckdb.DuckDBPyConnection) -> FactTable:
    pq.write_table(pa.table(columns), path)
    return read_table(path, connection=connection)


def cells(connection: duckdb.DuckDBPyConnection, table: FactTable, column: str) -> list[Any]:
    return [row[0] for row in connection.execute(f"SELECT {column} FROM {table.relation}").fetchall()]


@pytest.mark.parametrize("kind", [pa.float64(), pa.float32()])
@pytest.mark.parametrize("column", COLUMNS)
def test_nan_is_unknown_and_no_fault_where_every_other_cell_is_filled(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection, column: str, kind: pa.DataType
) -> None:
    for others, faults in (([1.0, 0.0], 0), ([1.0, INF], 1)):
        values = pa.array([NAN, *others], kind)
        table = parquet(tmp_path / "t.parquet", {"id": ["a", "b", "c"], column: values}, connection)
        assert cells(connection, table, column)[:2] == [None, 1.0]
        assert table.faults.total == len(table.faults.kept) == faults
        assert table.faults.further == {}


def test_nan_meets_no_threshold(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pq.write_table(
        pa.table({"id": ["a", "b"], "revenue_2025": [NAN, 6e7], "employees_2025": [NAN, 5.0]}), path
    )
    standard = lg.standard("cn/little-giant", as_of="2026-05-01", case="new")
    first, second = lg.assess(path, standard)
    outcomes = [
        next(item["outcome"] for item in found["criteria"] if item["id"] == "revenue")
        for found in (first, second)
    ]
    assert outcomes == ["unknown", "met"]


def test_nan_is_no_identifier(tmp_path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(LittleGiantError) as error:
        parquet(tmp_path / "t.parquet", {"id": [1.0, NAN], "revenue_2025": [1.0, 2.0]}, connection)
    assert error.value.code == "table.empty-id"
    with pytest.raises(LittleGiantError) as error:
        table_from_frame(pd.DataFrame({"id": [1.0, NAN], "revenue_2025": [1.0, NAN]}), connection)
    assert error.value.code == "table.empty-id"


def test_long_whole_identifiers_of_floating_point_are_written_as_digits(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    columns = {"id": [123456789012345678.0, 7.0, 1234567890123456.0], "revenue_2025": [1.0, 2.0, 3.0]}
    found = cells(connection, parquet(tmp_path / "t.parquet", columns, connection), "id")
    assert found[1:] == ["7", "1234567890123456"]
    assert found[0].isdecimal() and len(found[0]) == 18


@pytest.mark.parametrize("value", [1e300, -1e38, 1e38, INF, -INF])
def test_parquet_csv_and_frames_agree_on_what_is_too_large(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection, value: float
) -> None:
    columns = {"id": ["a", "b"], "net_profit_2025": [value, 5.0]}
    pq.write_table(pa.table(columns), tmp_path / "t.parquet")
    (tmp_path / "t.csv").write_text(f"id,net_profit_2025\na,{value!r}\nb,5.0\n", encoding="utf-8")
    tables = [read_table(tmp_path / name, connection=connection) for name in ("t.parquet", "t.csv")]
    tables.append(table_from_frame(pd.DataFrame(columns), connection))
    for table in tables:
        assert cells(connection, table, "net_profit_2025") == [None, 5.0]
        (fault,) = table.faults
        assert "too large, the limit is 38 digits" in fault.expected.en and "此数过大" in fault.expected.zh


CELL = st.none() | st.sampled_from([NAN, INF, -INF, -1.0, 0.5, 2.0, 1e300]) | st.floats(0, 1)


@FEW
@given(st.lists(st.tuples(*[CELL] * len(COLUMNS)), min_size=1, max_size=6), st.booleans(), st.booleans())
def test_the_count_of_faults_is_the_number_of_cells_listed(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Any, ...]], short: bool, unused: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / "counted.parquet"
    kind = pa.float32() if short else pa.float64()
    columns = {
        name: pa.array(values, kind) for name, values in zip(COLUMNS, zip(*rows, strict=True), strict=True)
    }
    pq.write_table(pa.table({"id": [f"f{n}" for n in range(len(rows))], **columns}), path)
    wanted = frozenset(COLUMNS[:2]) if unused else None
    table = read_table(path, connection=shared(), wanted=wanted)
    try:
        assert table.faults.total == len(table.faults.kept)
        assert all(fault.value != "nan" for fault in table.faults)
        for column in COLUMNS[: 2 if unused else None]:
            assert not any(cell is not None and cell != cell for cell in cells(shared(), table, column))
    finally:
        table.release(shared())
