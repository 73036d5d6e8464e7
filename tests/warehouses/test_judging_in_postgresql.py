"""`assess --engine postgresql://…`: the same files as from a file, results that stay there, and clear refusals."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.engines.elsewhere import postgres
from tests.warehouses.conftest import Loader

import littlegiant as lg
from littlegiant.engines.dialects.postgres import LONGEST_NAME

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
GIANT = ("--standard", "cn/little-giant", "--as-of", "2026-05-01")
LADDER = (*GIANT, "--standard", "cn/sme-size", "--standard", "cn/srdi-sme")
pytestmark = pytest.mark.needs("postgresql")


def example(name: str) -> tuple[list[str], list[list[str]]]:
    with (EXAMPLES / name).open(encoding="utf-8-sig", newline="") as file:
        headers, *rows = csv.reader(file)
    return headers, rows


@pytest.fixture
def table(load: Loader) -> str:
    return load(*example("enterprises.csv"))


@pytest.mark.parametrize("kind", ["json", "csv"])
@pytest.mark.parametrize("standards", [GIANT, LADDER], ids=["one", "several"])
def test_files_are_those_that_duckdb_writes(
    cli: Any, table: str, address: str, tmp_path: Path, kind: str, standards: tuple[str, ...]
) -> None:
    here, there = tmp_path / f"here.{kind}", tmp_path / f"there.{kind}"
    assert cli("assess", EXAMPLES / "enterprises.csv", *standards, "--out", here).status == 0
    said = cli("assess", table, "--engine", address, *standards, "--out", there)
    assert said.status == 0, said.err
    assert there.read_bytes() == here.read_bytes()
    assert "12 enterprises" in said.err


@pytest.mark.parametrize("standards", [GIANT, LADDER], ids=["one", "several"])
def test_parquet_has_the_same_columns_and_rows(
    cli: Any, table: str, address: str, tmp_path: Path, standards: tuple[str, ...]
) -> None:
    here, there = tmp_path / "here.parquet", tmp_path / "there.parquet"
    cli("assess", EXAMPLES / "enterprises.csv", *standards, "--out", here)
    assert cli("assess", table, "--engine", address, *standards, "--out", there).status == 0
    read = [duckdb.sql(f"FROM '{path}' ORDER BY id") for path in (here, there)]
    assert read[0].columns == read[1].columns
    assert read[0].types == read[1].types
    assert read[0].fetchall() == read[1].fetchall()


def test_a_mapping_file_works_on_a_view(cli: Any, load: Loader, address: str, tmp_path: Path) -> None:
    mapping = EXAMPLES / "enterprises_zh.mapping.yaml"
    view = load(*example("enterprises_zh.csv")) + "_view"
    postgres().execute(f"CREATE VIEW {view} AS SELECT * FROM {view.removesuffix('_view')}")
    here = cli("assess", EXAMPLES / "enterprises_zh.csv", "--map", mapping, *GIANT)
    there = cli("assess", view, "--engine", address, "--map", mapping, *GIANT)
    assert there.status == 0, there.err
    assert there.lines == here.lines


def test_a_table_of_years_becomes_one_row_per_enterprise(
    cli: Any, load: Loader, address: str, tmp_path: Path
) -> None:
    headers = ["code", "年份", "营业收入", "省份", "abnormal_list"]
    rows = [
        ["a", "2024", "1000", "广东", "否"], ["a", "2025年", "1500", "江苏", ""], ["b", "2025-12-31", "x", "", "是"],
        ["b", "2023", "7", "北京", "否"],
    ]  # fmt: skip
    path, mapping = tmp_path / "long.csv", tmp_path / "long.yaml"
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([headers, *rows])
    mapping.write_text(
        "layout: long\nid: code\nyear: 年份\nunits: {money: 万元}\n"
        "columns: {营业收入: revenue, 省份: province}\nconstants: {employees_2025: '100'}\n",
        encoding="utf-8",
    )
    here = cli("assess", path, "--map", mapping, *GIANT)
    there = cli("assess", load(headers, rows), "--engine", address, "--map", mapping, *GIANT)
    assert (here.status, there.status) == (0, 0), there.err
    assert sorted(there.lines, key=str) == sorted(here.lines, key=str)
    conflict = load(headers, [*rows, ["b", "2023", "8", "北京", "否"]])
    said = cli("assess", conflict, "--engine", address, "--map", mapping, *GIANT)
    assert (said.status, "two values of '营业收入' for b in 2023" in said.err) == (2, True)


def test_faults_name_the_enterprise_and_strict_refuses(
    cli: Any, load: Loader, address: str, tmp_path: Path
) -> None:
    bad = load(
        ["id", "revenue_2025", "province"], [["f1", "much", "44"], ["f2", "5", "Atlantis"], ["f3", "", ""]]
    )
    listed = tmp_path / "faults.csv"
    said = cli("assess", bad, "--engine", address, *GIANT, "--faults", listed)
    assert said.status == 0
    assert "id 'f1', revenue_2025: 'much', expected a number" in said.err
    with listed.open(encoding="utf-8-sig", newline="") as file:
        assert [row[:3] for row in csv.reader(file)][1:] == [
            ["f1", "revenue_2025", "much"],
            ["f2", "province", "Atlantis"],
        ]
    strict = cli("assess", bad, "--engine", address, *GIANT, "--strict", "--lang", "zh")
    assert (strict.status, strict.out) == (2, "")
    assert "编号 f1 revenue_2025：“much”" in strict.err


@pytest.mark.parametrize(
    ("rows", "told"),
    [([["f1"], ["f1 "]], "2 rows with the same identifier 'f1'"), ([["f1"], [""]], "is empty in 1 row")],
)
def test_identifiers_must_be_there_and_differ(
    cli: Any, load: Loader, address: str, rows: list[list[str]], told: str
) -> None:
    table = load(["id", "revenue_2025"], [[*row, "5"] for row in rows])
    said = cli("assess", table, "--engine", address, *GIANT)
    assert (said.status, told in said.err) == (2, True), said.err


def test_a_result_that_stays_is_whole_and_never_over_another(
    cli: Any, table: str, address: str, schema: str
) -> None:
    place = f"{schema}.kept"
    said = cli("assess", table, "--engine", address, *LADDER, "--into", place)
    assert said.status == 0, said.err
    assert "cn/little-giant@2026: 1 met, 10 unmet, 1 unknown" in said.err
    names = [item.name for item in postgres().execute(f"SELECT * FROM {place}").description]
    assert all(len(name.encode()) <= LONGEST_NAME for name in names)
    met = f"SELECT count(*) FROM {place} WHERE \"cn/little-giant@2026:outcome\" = 'met'"
    assert postgres().execute(met).fetchone() == (1,)
    again = cli("assess", table, "--engine", address, *GIANT, "--into", place)
    assert (again.status, "never written over" in again.err) == (2, True)
    assert postgres().execute(f"SELECT count(*) FROM {place}").fetchone() == (12,)


def test_a_failing_query_leaves_nothing_behind(cli: Any, address: str, schema: str, load: Loader) -> None:
    """The view fails on its last row only, when the table of the result is half made."""
    load(["id", "n"], [[str(number), "1"] for number in range(500)])
    view, place = f"{schema}.failing", f"{schema}.half"
    postgres().execute(
        f"CREATE VIEW {view} AS SELECT g::text AS id, (1000 / (400 - g))::float8 AS revenue_2025 "
        "FROM generate_series(1, 400) AS g"
    )
    said = cli("assess", view, "--engine", address, *GIANT, "--into", place)
    assert (said.status, "division by zero" in said.err) == (2, True)
    assert postgres().execute("SELECT to_regclass(%s)", (place,)).fetchone() == (None,)


def test_what_cannot_be_reached_is_told(
    cli: Any, table: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = address.rpartition("/")[0]
    stranger = f"postgresql://no_such_user:secret@{server.rpartition('/')[2].rpartition('@')[2]}/test"
    refusals = {
        ("nosuch.table", address): "has no table or view nosuch.table",
        (table, "postgresql://127.0.0.1:9/test"): "cannot be reached",
        (table, stranger): "refuses the login",
        (table, f"{server}/no_such_database"): "no such database",
        (table, "oracle://127.0.0.1/x"): "There is no engine",
    }
    for (name, engine), told in refusals.items():
        said = cli("assess", name, "--engine", engine, *GIANT)
        assert (said.status, said.out, told in said.err) == (2, "", True), said.err
        assert "secret" not in said.err
    monkeypatch.setitem(sys.modules, "psycopg", None)
    said = cli("assess", table, "--engine", address, *GIANT, "--lang", "zh")
    assert (said.status, "pip install 'littlegiant[postgresql]'" in said.err) == (2, True)


def test_python_judges_there_too(table: str, address: str) -> None:
    standard = lg.standard("cn/little-giant", "2026-05-01")
    here = lg.assess(EXAMPLES / "enterprises.csv", standard)
    there = lg.assess(table, standard, engine=address)
    assert list(there) == list(here)
    assert there.to_arrow().sort_by("id").equals(here.to_arrow().sort_by("id"))
