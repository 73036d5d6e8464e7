"""A cell means the same in a file, in a column of text of a database, and in a file that Spark reads."""

from __future__ import annotations

import csv
import math
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.warehouses.conftest import Loader

from littlegiant.tables import FactTable, read_table
from littlegiant.warehouses.opening import Opened, Wish, open_in_store
from littlegiant.warehouses.postgres import Postgres
from littlegiant.warehouses.store import Store

SPELLINGS = {
    "revenue_2025": [
        "0", "-5", "61000000", "6.1e7", "1,234,567.89", "1,23", "12,345,6", "￥5,000", "- ¥ 5", "１２３４５", " 7 ", "",
        "abc", "NaN", "Infinity", "1e400", "1e39", ".5", "5.", "+3", "1e5", "1E+05", "0.1", "123456789012345678",
        "0.123456789012345678", "12%", "－4", "--4", "1e", "\u30004\u3000", "99999999999999999999999999999999999999",
        "999999999999999999999999999999999999999", "1e-300", "5 yuan", "0x10", "1_000", "000123.4500",
    ],
    "market_share": ["5%", "0.05", "１００％", "50", "100 %", "-1%", "1.5", "0", "1", "1e-2", "0.5%%", "%", ".5 %", ""],
    "niche_years": ["3", "2.99", "-1", "2,5", "3年", "", "12.5"],
    "class1_ip": ["3", "3.0", "2.5", "1e1", "-1", "", "三"],
    "abnormal_list": ["是", "否", "TRUE", "False", "1", "0", "yes", "NO", "1.0", "y", "", " 是 ", "ＹＥＳ", "2", "none"],
    "founded": [
        "2019-03-05", "2019/3/5", "2019.03.05", "2019年3月5日", "20190305", "2019-02-29", "2020-02-29", "1900-02-29",
        "2000-02-29", "2019-13-01", "2019-04-31", "0999-01-01", "9999-12-31", "2019", "2019-03-05 10:00:00", "5.3.2019",
        "２０１９－０３－０５", "", "2019-3-5T1:2", "0000-01-01", "2019-00-10", "20191301",
    ],
    "province": ["44", "广东", "Guangdong", "广东省", "440000", "99", "", " 44 ", "44.0", "CN-GD"],
    "industry": ["3491", "C34", "I6513", "c3491", "3491.0", "ZZ", "", "34", "C", "９９９"],
    "rnd_institution": ["none", "市级", "National", "PROVINCIAL", "", "x"],
    "name": ["甲", " 乙 ", "", "a'b", 'say "x"', "back\\slash", "two\nlines"],
}  # fmt: skip
DECIMALS = {"total_assets_2025": ["123456789012345678.25", "1.5", "", "1e30", "x"]}
ALL = {**SPELLINGS, **DECIMALS}


def rows() -> tuple[list[str], list[list[str]]]:
    """Return a table in which every spelling stands once in its column."""
    most = max(map(len, ALL.values()))
    body = [
        [f"f{place:02d}", *(cells[place] if place < len(cells) else "" for cells in ALL.values())]
        for place in range(most)
    ]
    return ["id", *ALL], body


def wish() -> Wish:
    return Wish(frozenset(ALL))


def from_file(path: Path) -> tuple[dict[str, dict[str, Any]], FactTable]:
    connection = duckdb.connect()
    table = read_table(path, connection=connection, wanted=frozenset(ALL))
    names = list(table.columns)
    cells = connection.execute(f"SELECT * FROM {table.relation}").fetchall()
    found = [table.facts(dict(zip(names, row, strict=True))) for row in cells]
    return {row["id"]: row for row in found}, table


def from_store(store: Store, opened: Opened) -> dict[str, dict[str, Any]]:
    names = opened.query.named_selects
    found = [dict(zip(names, row, strict=True)) for row in store.fetch(opened.query.copy())]
    return {row["id"]: row for row in found}


def demand_alike(path: Path, store: Store, opened: Opened) -> None:
    here, table = from_file(path)
    there = from_store(store, opened)
    assert opened.table.row_count == table.row_count
    wrong = [
        (
            firm,
            ALL[name][int(firm[1:])] if int(firm[1:]) < len(ALL[name]) else "",
            row[name],
            there[firm][name],
        )
        for firm, row in here.items()
        for name in ALL
        if not _same(row[name], there[firm][name])
    ]
    assert not wrong
    assert _told(opened.table) == _told(table)
    kinds = {name: kind for name, kind in table.columns.items() if isinstance(kind, str)}
    assert kinds == {name: opened.table.columns[name] for name in kinds}


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, Decimal | float) and isinstance(other, Decimal | float):
        return one == other or (isinstance(one, float) and math.isclose(one, other, rel_tol=0))
    return bool(one == other) and (one is None) == (other is None)


def _told(table: FactTable) -> list[tuple[str, str]]:
    return sorted((fault.column, fault.value.strip()) for fault in table.faults)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "firms.csv"
    headers, body = rows()
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([headers, *body])
    return path


@pytest.mark.needs("postgresql")
def test_text_in_postgresql_means_what_it_means_in_a_file(file: Path, load: Loader, address: str) -> None:
    store = Postgres(address)
    demand_alike(file, store, open_in_store(store, load(*rows()), wish()))
    store.close()


@pytest.mark.needs("java")
def test_text_in_spark_means_what_it_means_in_a_file(file: Path, session: Any) -> None:
    from littlegiant.warehouses.spark import Spark

    store = Spark("local[2]")
    demand_alike(file, store, open_in_store(store, str(file), wish()))


@pytest.mark.needs("postgresql")
def test_typed_columns_of_postgresql_keep_what_they_hold(load: Loader, address: str) -> None:
    """Numbers of every type; NaN is empty, infinity and what is too small for PostgreSQL's products are faults."""
    types = {
        "revenue_2025": "double precision",
        "revenue_2024": "real",
        "revenue_2023": "numeric",
        "total_assets_2025": "numeric(12,2)",
        "net_profit_2025": "bigint",
        "employees_2025": "smallint",
        "abnormal_list": "boolean",
        "founded": "timestamp",
        "name": "char(6)",
    }
    body = [
        ["a", "NaN", "0.1", "NaN", "1.25", 2**60 + 1, 7, True, "2019-03-05 23:59:59", "甲"],
        ["b", "Infinity", "3e38", "123456789012345678.5", "0", -4, 0, False, "infinity", "x"],
        ["c", "1e-300", "-Infinity", "Infinity", None, None, None, None, None, None],
    ]
    store = Postgres(address)
    opened = open_in_store(store, load(["id", *types], body, types), Wish(frozenset(types)))
    found = from_store(store, opened)
    store.close()
    assert found["a"]["revenue_2025"] is None
    assert found["a"]["revenue_2024"] == 0.1
    assert found["a"]["net_profit_2025"] == 2**60 + 1
    assert (found["a"]["abnormal_list"], str(found["a"]["founded"]), found["a"]["name"]) == (
        True,
        "2019-03-05",
        "甲",
    )
    assert found["b"]["revenue_2023"] == Decimal("123456789012345678.5")
    assert found["b"]["total_assets_2025"] == 0.0
    assert opened.table.columns["total_assets_2025"] == "double"
    assert opened.table.columns["net_profit_2025"] == "decimal"
    wrong = {(fault.firm, fault.column) for fault in opened.table.faults}
    assert wrong == {("b", "revenue_2025"), ("b", "revenue_2024"), ("b", "founded"), ("c", "revenue_2025"),
                     ("c", "revenue_2024"), ("c", "revenue_2023")}  # fmt: skip
