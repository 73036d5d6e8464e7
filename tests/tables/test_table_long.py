"""Tables with one row per enterprise and year."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_helpers import MANY, read_back, shared, write_csv

from littlegiant.errors import LittleGiantError
from littlegiant.facts.model import ValueType
from littlegiant.tables import ColumnRule, Mapping, read_table, table_from_rows

PANEL = Mapping(
    layout="long",
    id="code",
    year="年份",
    columns={
        "收入": ColumnRule("revenue"),
        "员工2017": ColumnRule("employees", 2017),
        "名称": ColumnRule("name"),
        "省": ColumnRule("province"),
    },
)
HEADER = ["年份", "code", "收入", "员工2017", "名称", "省"]


def panel(tmp_path: Path, *rows: list[Any], **options: Any) -> Any:
    path = write_csv(tmp_path / "p.csv", [HEADER, *rows])
    return read_table(path, mapping=PANEL, **options)


def test_years_become_columns_and_firms_rows(tmp_path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    table = panel(
        tmp_path,
        [2017, "b", 3, 10, "乙新", "广东"],
        [2016, "b", 2, 10, "乙旧", "北京"],
        ["2017年", "a", "1,000", "", "甲", ""],
        [2015.0, "a", "", "", "", "上海"],
        connection=connection,
    )
    assert table.row_count == 2
    assert read_back(connection, table) == [
        {
            "id": "b",
            "revenue_2015": None,
            "revenue_2016": 2,
            "revenue_2017": 3,
            "employees_2017": 10,
            "name": "乙新",
            "province": "44",
        },
        {
            "id": "a",
            "revenue_2015": None,
            "revenue_2016": None,
            "revenue_2017": 1000,
            "employees_2017": None,
            "name": "甲",
            "province": "31",
        },
    ]


def test_only_wanted_years_are_kept_and_faults_reported_of_all(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    rows = [[2016, "a", "bad", 1, "n", "44"], [2017, "a", "worse", 1, "n", "44"]]
    table = panel(tmp_path, *rows, connection=connection, wanted=frozenset({"revenue_2017", "revenue_2030"}))
    assert list(table.columns) == ["id", "revenue_2017", "name", "province"]
    assert [(fault.row, fault.value) for fault in table.faults] == [(2, "bad"), (3, "worse")]


def test_a_unit_and_a_constant_work_in_the_long_layout(connection: duckdb.DuckDBPyConnection) -> None:
    mapping = Mapping(layout="long", units={ValueType.MONEY: "万元"}, constants={"country": "CN"})
    rows = [{"id": "a", "year": 2024, "revenue": 0.07}, {"id": "a", "year": 2025, "revenue": 8.13}]
    table = table_from_rows(rows, connection, mapping=mapping)
    expected = {"id": "a", "revenue_2024": Decimal(700), "revenue_2025": Decimal(81300), "country": "CN"}
    assert read_back(connection, table) == [expected]


def test_the_same_row_twice_is_no_conflict(tmp_path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    assert panel(tmp_path, *[[2017, "a", 1, 2, "n", "44"]] * 2, connection=connection).row_count == 1


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (
            [[2017, "a", 1, 2, "n", "44"], [2017, "a", 5, 2, "n", "44"]],
            "two values of '收入' for a in 2017: 1.0 in row 2, 5.0 in row 3",
        ),
        (
            [[2017, "a", 1, 2, "n", "44"], [2017, "a", 1, 2, "m", "44"]],
            "two values of '名称' for a in 2017: n in row 2, m in row 3",
        ),
        (
            [[2016, "a", 1, 2, "n", "44"], [2017, "a", 1, 3, "n", "44"]],
            "two values of '员工2017' for a in 2017",
        ),
        (
            [[2016, "a", 1, 2, "n", "44"], [2017, "", 1, 3, "n", "44"]],
            "row 3: the identifier (column 'code') is empty",
        ),
        (
            [[2016, "a", 1, 2, "n", "44"], ["", "b", 1, 3, "n", "44"]],
            "row 3, column '年份': '' is not a year",
        ),
        ([["FY16", "a", 1, 2, "n", "44"]], "row 2, column '年份': 'FY16' is not a year"),
    ],
)
def test_a_long_table_that_contradicts_itself_is_an_error(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection, rows: list[list[Any]], says: str
) -> None:
    with pytest.raises(LittleGiantError) as error:
        panel(tmp_path, *rows, connection=connection)
    assert says in error.value.message.en
    assert connection.execute("SHOW ALL TABLES").fetchall() == []


def test_the_year_column_must_exist(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(LittleGiantError) as error:
        table_from_rows([{"id": "a", "revenue": 1}], connection, mapping=Mapping(layout="long"))
    assert error.value.code == "table.no-year"


def test_a_long_parquet_table_is_turned_as_well(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    path = tmp_path / "p.parquet"
    pq.write_table(pa.table({"id": ["a", "a"], "year": [2024, 2025], "revenue": [1.5, -1.0]}), path)
    table = read_table(path, connection=connection, mapping=Mapping(layout="long"))
    assert read_back(connection, table) == [{"id": "a", "revenue_2024": Decimal("1.5"), "revenue_2025": None}]
    assert [fault.row for fault in table.faults] == [2]


@MANY
@given(
    st.dictionaries(
        st.tuples(st.sampled_from("abcd"), st.integers(2015, 2019)), st.integers(0, 99), min_size=1
    ),
    st.randoms(),
)
def test_turning_a_table_is_looking_up_firm_and_year(cells: dict[tuple[str, int], int], random: Any) -> None:
    rows = [{"id": firm, "year": year, "revenue": value} for (firm, year), value in cells.items()]
    random.shuffle(rows)
    table = table_from_rows(rows, shared(), mapping=Mapping(layout="long"))
    found = {
        (row["id"], int(name[-4:])): int(value)
        for row in read_back(shared(), table)
        for name, value in row.items()
        if name != "id" and value is not None
    }
    assert found == cells
    table.release(shared())
