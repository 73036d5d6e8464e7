"""The report of cells at fault."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from table_helpers import write_csv

from littlegiant.errors import LittleGiantError
from littlegiant.tables import FactTable, read_table, table_from_rows

ROWS = [
    ["id", "revenue_2025", "market_share", "name"],
    ["a", "-5", "5", "x"],
    ["b", "1", "0.5", "y"],
    ["c", "abc", "", "z"],
]


@pytest.fixture
def table(tmp_path: Path, connection: duckdb.DuckDBPyConnection) -> FactTable:
    return read_table(write_csv(tmp_path / "t.csv", ROWS), connection=connection)


def test_faults_come_in_the_order_of_the_file_with_rows_as_a_sheet_counts_them(table: FactTable) -> None:
    found = [(fault.row, fault.column, fault.value) for fault in table.faults]
    assert found == [(2, "revenue_2025", "-5"), (2, "market_share", "5"), (4, "revenue_2025", "abc")]
    assert table.faults.total == 3
    assert table.faults.further == {}


def test_a_fault_becomes_unknown_and_the_rest_stays(
    table: FactTable, connection: duckdb.DuckDBPyConnection
) -> None:
    found = connection.execute(f"SELECT revenue_2025, market_share FROM {table.relation}").fetchall()
    assert found == [(None, None), (1.0, 0.5), (None, None)]


def test_the_report_speaks_both_languages(table: FactTable) -> None:
    assert (
        table.faults.as_text("en").splitlines()[0]
        == "row 2, revenue_2025: '-5', expected a number, 0 or more"
    )
    assert table.faults.as_text("zh").splitlines()[0] == "第 2 行 revenue_2025：“-5”，应为不小于 0 的数字"
    assert table.faults.as_text("en", shown=1).splitlines()[1] == "and 2 more: market_share 1, revenue_2025 1"


def test_strict_reading_refuses_any_fault(tmp_path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(LittleGiantError) as error:
        read_table(write_csv(tmp_path / "t.csv", ROWS), connection=connection, strict=True)
    assert error.value.code == "table.bad-cells"
    assert "3 cells at fault" in error.value.message.en
    assert "row 2, revenue_2025: '-5'" in error.value.message.en
    assert connection.execute("SHOW ALL TABLES").fetchall() == []


def test_strict_reading_lets_a_clean_table_pass(connection: duckdb.DuckDBPyConnection) -> None:
    assert table_from_rows([{"id": "a", "revenue_2025": ""}], connection, strict=True).faults.total == 0


def test_the_first_thousand_faults_are_kept_and_the_rest_counted(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    rows = [{"id": i, "revenue_2025": -1, "class1_ip": "x" if i < 10 else 1} for i in range(3000)]
    faults = table_from_rows(rows, connection).faults
    assert faults.total == 3010
    assert len(faults.kept) == 1000
    assert faults.further == {"revenue_2025": 2010}
    assert faults.as_text("en").splitlines()[-1] == "and 2010 more: revenue_2025 2010"
