"""The panel of listed machinery makers, read with the shipped mapping."""

from __future__ import annotations

import csv
import os
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from table_helpers import read_back

from littlegiant.tables import load_mapping, read_table

pytestmark = pytest.mark.data

MAPPING = Path(__file__).parents[2] / "mappings" / "listed-machinery.yaml"
AMOUNTS = {
    "营业收入": "revenue",
    "净利润": "net_profit",
    "总资产": "total_assets",
    "总负债": "total_liabilities",
    "所有者权益": "net_assets",
}


@pytest.fixture
def panel() -> Path:
    return Path(os.environ["LITTLEGIANT_DATA"]) / "listed_machinery" / "panel_2000_2017.csv"


def test_every_amount_of_the_panel_arrives_as_it_stands_there(
    panel: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    table = read_table(panel, connection=connection, mapping=load_mapping(MAPPING), strict=True)
    assert (table.row_count, table.faults.total) == (496, 0)
    firms = {row["id"]: row for row in read_back(connection, table)}
    checked = 0
    with panel.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for header, fact in AMOUNTS.items():
                found = firms[row["股票"]][f"{fact}_{row['年份']}"]
                assert found == (Decimal(row[header]) if row[header] else None)
                checked += 1
    assert checked == 5457 * len(AMOUNTS)


def test_no_main_revenue_and_no_rnd_expense_is_read_out_of_the_panel(
    panel: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    table = read_table(panel, connection=connection, mapping=load_mapping(MAPPING))
    stems = {name.rsplit("_", 1)[0] for name in table.columns}
    assert stems.isdisjoint({"main_revenue", "rnd_expense"})
    assert [name for name in table.columns if name.startswith("employees")] == ["employees_2017"]


def test_the_sheet_of_plain_arithmetic_is_reproduced(
    panel: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    """By the industry row of the size table, revenue, growth and debt: 177, 174, 122, 121 of 496 firms."""
    wanted = frozenset(
        {
            "revenue_2015",
            "revenue_2016",
            "revenue_2017",
            "employees_2017",
            "total_assets_2017",
            "total_liabilities_2017",
        }
    )
    table = read_table(panel, connection=connection, mapping=load_mapping(MAPPING), wanted=wanted)
    sme = "(employees_2017 < 1000 OR revenue_2017 < 4e8)"
    revenue = f"{sme} AND revenue_2017 >= 1e8"
    growth = (
        f"{revenue} AND ((revenue_2017 / revenue_2016 - 1) + (revenue_2016 / revenue_2015 - 1)) / 2 >= 0.05"
    )
    debt = f"{growth} AND total_liabilities_2017 / total_assets_2017 <= 0.7"
    counts = ", ".join(f"count(*) FILTER ({test})" for test in (sme, revenue, growth, debt))
    assert connection.execute(f"SELECT {counts} FROM {table.relation}").fetchall() == [(177, 174, 122, 121)]
