"""The report of cells at fault."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_helpers import MANY, read_back, shared, write_csv

from littlegiant.errors import LittleGiantError
from littlegiant.tables import FactTable, Mapping, read_table, table_from_rows

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


def test_faults_of_columns_that_nobody_asks_for_are_reported_and_the_columns_not_kept(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    rows = [
        ["id", "revenue_2025", "total_profit_2025", "founded", "rnd_institution", "class1_ip", "city"],
        ["a", "1", "abc", "2020-13-45", "palace", "1.5", "x"],
        ["b", "1", "2", "2020-12-05", "none", "1", "y"],
    ]
    path = write_csv(tmp_path / "t.csv", rows)
    table = read_table(path, connection=connection, wanted=frozenset({"revenue_2025"}))
    assert set(table.columns) == {"id", "revenue_2025"}
    assert [(fault.row, fault.column) for fault in table.faults] == [(2, header) for header in rows[0][2:6]]
    with pytest.raises(LittleGiantError) as error:
        read_table(path, connection=connection, wanted=frozenset({"revenue_2025"}), strict=True)
    assert "4 cells at fault" in error.value.message.en


def test_every_fault_is_written_to_the_file_asked_for(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    rows = [["id", "revenue_2025", "city", "net_profit_2024"]]
    rows += [[f"f{n}", "-5" if n % 2 else "=1+1", "x", "bad"] for n in range(3000)]
    path, report = write_csv(tmp_path / "t.csv", rows), tmp_path / "faults.csv"
    table = read_table(path, connection=connection, wanted=frozenset({"revenue_2025"}), faults=report)
    assert table.faults.total == 6000
    with report.open(encoding="utf-8-sig", newline="") as file:
        header, *lines = csv.reader(file)
    assert header == ["row", "column", "value", "expected", "expected_zh"]
    assert len(lines) == 6000
    assert lines[0] == ["2", "revenue_2025", "'=1+1", "a number, 0 or more", "不小于 0 的数字"]
    assert lines[1] == ["2", "net_profit_2024", "bad", "a number", "数字"]
    assert lines[2][:3] == ["3", "revenue_2025", "-5"]


def test_a_report_is_written_under_strict_too_and_without_faults_has_its_header_alone(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    report = tmp_path / "faults.csv"
    with pytest.raises(LittleGiantError) as error:
        read_table(write_csv(tmp_path / "t.csv", ROWS), connection=connection, strict=True, faults=report)
    assert str(report) in error.value.in_language("en") and str(report) in error.value.in_language("zh")
    assert len(report.read_text(encoding="utf-8-sig").splitlines()) == 4
    read_table(
        write_csv(tmp_path / "t.csv", [["id", "name"], ["a", "x"]]), connection=connection, faults=report
    )
    assert report.read_text(encoding="utf-8-sig") == "row,column,value,expected,expected_zh\n"


def test_no_report_is_written_of_a_table_that_is_refused(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    report = tmp_path / "faults.csv"
    wrong = [
        (["a", "-1"], ["a", "2"], None),
        (["a", "-1"], ["b", "2"], Mapping(constants={"province": "Atlantis"})),
    ]
    for one, two, mapping in wrong:
        path = write_csv(tmp_path / "t.csv", [["id", "revenue_2025"], one, two])
        with pytest.raises(LittleGiantError):
            read_table(path, connection=connection, faults=report, mapping=mapping)
        assert not report.exists()


def test_faults_of_a_long_table_are_reported_of_every_year(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    rows = [["id", "year", "revenue", "net_profit"], ["a", 2015, "bad", "1"], ["a", 2025, "7", "worse"]]
    path, report = write_csv(tmp_path / "t.csv", rows), tmp_path / "faults.csv"
    mapping = Mapping(layout="long")
    wanted = frozenset({"revenue_2025"})
    table = read_table(path, connection=connection, mapping=mapping, wanted=wanted, faults=report)
    assert read_back(connection, table) == [{"id": "a", "revenue_2025": 7}]
    assert [(fault.row, fault.column, fault.value) for fault in table.faults] == [
        (2, "revenue", "bad"),
        (3, "net_profit", "worse"),
    ]
    assert len(report.read_text(encoding="utf-8-sig").splitlines()) == 3


NUMBERS = (
    "revenue_2025",
    "net_profit_2025（万元）",
    "class1_ip",
    "market_share（%）",
    "domestic_rank",
    "niche_years",
)
TEXTS = st.sampled_from(
    [
        "",
        " ",
        "0",
        "1",
        "-1",
        "+2",
        "1.5",
        "007",
        "1e3",
        "1e40",
        "9" * 15,
        "9" * 16,
        "9" * 42,
        "0." + "1" * 16,
        "1,234",
        "0,12",
        "50",
        "101",
        "5%",
        "abc",
        "¥5",
        "１２",
        "nan",
        "inf",
        "5 ",
        "--5",
        ".5",
        "5.",
    ]
)


@MANY
@given(st.lists(st.tuples(*[TEXTS] * len(NUMBERS)), min_size=1, max_size=5))
def test_a_column_that_nobody_asks_for_has_the_faults_it_would_have_if_it_were_asked_for(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "unasked.csv"
    write_csv(path, [["id", *NUMBERS], *([f"f{n}", *row] for n, row in enumerate(rows))])
    found = []
    for wanted in (None, frozenset({"city"})):
        table = read_table(path, connection=shared(), wanted=wanted)
        found.append(table.faults)
        table.release(shared())
    assert found[0] == found[1]
