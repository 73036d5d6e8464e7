"""The same table in every format gives the same facts."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from table_helpers import FEW, csv_text, read_back, shared, write_csv

from littlegiant.errors import LittleGiantError
from littlegiant.tables import FactTable, Mapping, read_table, table_from_frame

Table = dict[str, list[Any]]

# Letters of many scripts, and what CSV trips on; no control characters, which no office writes.
TEXT = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"], exclude_characters="_")
    | st.sampled_from(",;\t\n\"'="),
    min_size=1,
    max_size=12,
).filter(lambda text: text == text.strip(" \t\r\n\u3000\u00a0\ufeff"))
COLUMNS: dict[str, st.SearchStrategy[Any]] = {
    "name": TEXT,
    "uscc": st.from_regex(r"[0-9A-Z]{18}", fullmatch=True),
    "province": st.sampled_from(["11", "44", "65"]),
    "industry": st.sampled_from(["01", "3491", "C", "347"]),
    "founded": st.dates(dt.date(1900, 3, 1), dt.date(2100, 1, 1)),
    "revenue_2025": st.decimals(0, 10**12, places=2),
    "net_profit_2025": st.decimals(-(10**9), 10**9, places=4),
    "employees_2025": st.integers(0, 10**6).map(Decimal),
    "class1_ip": st.integers(0, 50).map(Decimal),
    "market_share": st.decimals(0, 1, places=6),
    "abnormal_list": st.booleans(),
    "rnd_institution": st.sampled_from(["none", "enterprise", "national"]),
}


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw a table of canonical values by column, with gaps."""
    rows = draw(st.integers(1, 6))
    chosen = draw(st.lists(st.sampled_from(list(COLUMNS)), min_size=1, max_size=6, unique=True))
    ids = draw(st.lists(TEXT, min_size=rows, max_size=rows, unique=True))
    gaps = {name: st.lists(st.none() | COLUMNS[name], min_size=rows, max_size=rows) for name in chosen}
    return {"id": ids, **{name: draw(cells) for name, cells in gaps.items()}}


def as_rows(table: Table) -> list[list[Any]]:
    return [list(table), *(list(row) for row in zip(*table.values(), strict=True))]


def check(table: Table, read: FactTable) -> None:
    names = list(table)
    assert read.faults.total == 0, read.faults.as_text("en")
    assert read_back(shared(), read) == [
        dict(zip(names, row, strict=True)) for row in zip(*table.values(), strict=True)
    ]
    read.release(shared())


def read(path: Path, **options: Any) -> FactTable:
    return read_table(path, connection=shared(), **options)


@FEW
@given(
    tables(),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_a_csv_reads_back(
    tmp_path_factory: pytest.TempPathFactory, table: Table, encoding: str, delimiter: str, line_end: str
) -> None:
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    path.write_bytes(csv_text(as_rows(table), delimiter=delimiter, line_end=line_end).encode(encoding))
    # A handful of Chinese letters in GB18030 may happen to be UTF-8 as well; then a mapping has to say which.
    check(table, read(path, mapping=Mapping(encoding=encoding)))
    shutil.rmtree(path.parent)


@FEW
@given(tables())
def test_an_xlsx_reads_back(tmp_path_factory: pytest.TempPathFactory, table: Table) -> None:
    path = tmp_path_factory.mktemp("xlsx") / "t.xlsx"
    write_sheet(path, as_rows(table))
    check(table, read(path))
    shutil.rmtree(path.parent)


def write_sheet(path: Path, rows: Sequence[Sequence[Any]], sheet: str = "Sheet1") -> None:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, dt.date):
                    page.write_datetime(number, column, value, day)
                elif value is not None:
                    page.write(number, column, value)


@FEW
@given(tables(), st.booleans())
def test_parquet_reads_back_typed_or_as_text(
    tmp_path_factory: pytest.TempPathFactory, table: Table, typed: bool
) -> None:
    path = tmp_path_factory.mktemp("parquet") / "t.parquet"
    texts = {name: [None if cell is None else str(cell) for cell in cells] for name, cells in table.items()}
    pq.write_table(
        pa.table(table if typed else {name: pa.array(cells, pa.string()) for name, cells in texts.items()}),
        path,
    )
    check(table, read(path))
    shutil.rmtree(path.parent)


@FEW
@given(tables(), st.sampled_from(["arrow", "pandas", "polars"]))
def test_a_frame_reads_back(table: Table, library: str) -> None:
    makers: dict[str, Any] = {"arrow": pa.table, "pandas": pd.DataFrame, "polars": pl.DataFrame}
    check(table, table_from_frame(makers[library](table), shared()))


def test_encodings_are_told_apart_by_the_content(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    rows = [["编号", "企业名称", "营业收入_2025（万元）"], ["甲", "深圳市某某科技有限公司", "1,234.5"]]
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"):
        table = read_table(write_csv(tmp_path / f"{encoding}.csv", rows, encoding), connection=connection)
        assert read_back(connection, table) == [
            {"id": "甲", "name": "深圳市某某科技有限公司", "revenue_2025": Decimal(12345000)}
        ]


@pytest.mark.parametrize("chunk", [1, 2, 3, 7])
def test_a_chunk_may_end_within_a_letter_or_a_line_end(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr("littlegiant.tables.formats.encoding.CHUNK", chunk)
    rows = [["id", "name"], ["甲", "深圳"], ["乙", "𠀀"]]
    for encoding in ("utf-8-sig", "gb18030"):
        path = write_csv(tmp_path / "t.csv", rows, encoding, line_end="\r\n")
        table = read_table(path, connection=connection)
        assert read_back(connection, table) == [{"id": "甲", "name": "深圳"}, {"id": "乙", "name": "𠀀"}]


def test_blank_lines_and_blank_rows_are_skipped_but_counted(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("\nid,revenue_2025\n\na,1\n , \n,\n\nb,x\n\n\n")
    table = read_table(path, connection=connection)
    assert read_back(connection, table) == [{"id": "a", "revenue_2025": 1}, {"id": "b", "revenue_2025": None}]
    assert [(fault.row, fault.value) for fault in table.faults] == [(8, "x")]


def test_mixed_line_ends_and_quoted_line_ends_are_read(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b'id,name,revenue_2025\r\na,"two\r\nlines",1\nb,"one ""quoted""",2\r\n')
    table = read_table(path, connection=connection)
    assert [row["name"] for row in read_back(connection, table)] == ["two\nlines", 'one "quoted"']


def test_a_large_csv_with_quoted_line_ends_is_read_in_order(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    path = tmp_path / "t.csv"
    lines = [f'f{i},"line\nbreak, {i}",{i}' if i % 7 == 0 else f"f{i},plain,{i}" for i in range(200_000)]
    path.write_text("id,name,revenue_2025\n" + "\n".join(lines))
    table = read_table(path, connection=connection)
    found = connection.execute(
        f"SELECT count(*), count(*) FILTER (id = 'f' || revenue_2025::BIGINT) FROM {table.relation}"
    )
    assert found.fetchall() == [(200_000, 200_000)]
    assert connection.execute(f"SELECT id FROM {table.relation} LIMIT 1 OFFSET 150000").fetchall() == [
        ("f150000",)
    ]


def test_the_sheet_named_in_the_mapping_is_read(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("封面").write(0, 0, "说明")
        page = book.add_worksheet("财务")
        page.write_row(2, 1, ["id", "revenue_2025", "uscc"])
        page.write_row(4, 1, ["a", "x", 914403])
    table = read_table(path, connection=connection, mapping=Mapping(sheet="财务"))
    assert read_back(connection, table) == [{"id": "a", "revenue_2025": None, "uscc": "914403"}]
    assert [fault.row for fault in table.faults] == [5]


def test_numbers_of_a_sheet_are_doubles_however_many_digits_they_show(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    path = tmp_path / "t.xlsx"
    write_sheet(path, [["id", "revenue_2025"], ["a", 1 / 3], ["b", 1e-17], ["c", 5e12], ["d", "-"]])
    table = read_table(path, connection=connection)
    assert table.columns["revenue_2025"] == "double"
    assert [fault.value for fault in table.faults] == ["-"]


def parts(folder: Path) -> Path:
    for code, ids in (("01", ["a", "b"]), ("44", ["c"])):
        (folder / f"province={code}").mkdir(parents=True)
        pq.write_table(
            pa.table({"id": ids, "revenue_2025": [1.0] * len(ids)}), folder / f"province={code}" / "p.parquet"
        )
    return folder


def test_a_directory_of_parquet_files_keeps_the_zeros_of_its_partitions(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    table = read_table(parts(tmp_path / "firms"), connection=connection)
    assert sorted(row["id"] for row in read_back(connection, table)) == ["a", "b", "c"]
    assert {row["id"]: row["province"] for row in read_back(connection, table)} == {
        "a": None,
        "b": None,
        "c": "44",
    }
    assert table.faults.total == 2
    assert {fault.value for fault in table.faults} == {"01"}


def test_hidden_and_temporary_files_of_a_directory_are_left_out(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    folder = parts(tmp_path / "firms")
    (folder / "_temporary").mkdir()
    (folder / "_temporary" / "p.parquet").write_bytes(b"half")
    (folder / ".p.parquet").write_bytes(b"half")
    assert read_table(folder, connection=connection).row_count == 3


def test_a_pattern_names_many_parquet_files(tmp_path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    folder = parts(tmp_path / "firms")
    table = read_table(folder / "*" / "*.parquet", connection=connection)
    assert table.row_count == 3


@pytest.mark.parametrize(
    "name", ["a[1].parquet", "it's.parquet", "a*b.parquet", "企业.parquet", "a b;.csv", "q?.csv"]
)
def test_a_file_name_may_hold_any_sign(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection, name: str
) -> None:
    path = tmp_path / name
    if path.suffix == ".csv":
        path.write_text("id,revenue_2025\na,1\n")
    else:
        pq.write_table(pa.table({"id": ["a"], "revenue_2025": [1.0]}), path)
    assert read_back(connection, read_table(path, connection=connection)) == [{"id": "a", "revenue_2025": 1}]


def test_parquet_rows_are_numbered_across_row_groups(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    path = tmp_path / "t.parquet"
    frame = pa.table(
        {
            "id": [str(i) for i in range(50_000)],
            "class1_ip": [1.5 if i == 41_233 else 1.0 for i in range(50_000)],
        }
    )
    pq.write_table(frame, path, row_group_size=1000)
    table = read_table(path, connection=connection)
    assert [(fault.row, fault.value) for fault in table.faults] == [(41_234, "1.5")]


def test_a_file_without_a_known_ending_is_told_by_its_content(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    path = tmp_path / "firms"
    path.write_text("id\trevenue_2025\na\t1\n")
    assert read_table(path, connection=connection).row_count == 1


def test_mixed_columns_of_pandas_are_read_as_text(connection: duckdb.DuckDBPyConnection) -> None:
    frame = pd.DataFrame(
        {"id": [1, "b", 3.0], "revenue_2025": [1, "x", None], "abnormal_list": [True, "否", None]}
    )
    table = table_from_frame(frame, connection)
    assert read_back(connection, table) == [
        {"id": "1", "revenue_2025": 1, "abnormal_list": True},
        {"id": "b", "revenue_2025": None, "abnormal_list": False},
        {"id": "3", "revenue_2025": None, "abnormal_list": None},
    ]


def test_a_frame_that_is_refused_is_forgotten(connection: duckdb.DuckDBPyConnection) -> None:
    for frame in (pd.DataFrame({"name": ["a"]}), pd.DataFrame({"id": ["a", "a"], "name": ["x", "y"]})):
        with pytest.raises(LittleGiantError):
            table_from_frame(frame, connection)
    assert connection.execute("SHOW ALL TABLES").fetchall() == []


def test_releasing_a_table_leaves_nothing_behind(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    frame = pd.DataFrame({"id": ["a"], "province": ["广东"], "revenue_2025": [1.0]})
    path = write_csv(tmp_path / "t.csv", [["id", "province"], ["a", "广东"]])
    for table in (table_from_frame(frame, connection), read_table(path, connection=connection)):
        table.release(connection)
    assert connection.execute("SHOW ALL TABLES").fetchall() == []
