"""What is wrong with a file is said with its name, what was expected and the next step."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from table_helpers import write_csv

from littlegiant.errors import LittleGiantError
from littlegiant.tables import ColumnRule, Mapping, read_table, table_from_frame, table_from_rows


def refuse(
    connection: duckdb.DuckDBPyConnection, path: Path, mapping: Mapping | None = None
) -> LittleGiantError:
    with pytest.raises(LittleGiantError) as caught:
        read_table(path, connection=connection, mapping=mapping)
    error = caught.value
    assert error.next_step is not None
    assert error.message.zh != error.message.en
    assert connection.execute("SHOW ALL TABLES").fetchall() == []
    return error


def file(tmp_path: Path, name: str, content: bytes | str) -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_missing_file_is_named_with_the_nearest_one(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    file(tmp_path, "firms.csv", "id\na\n")
    error = refuse(connection, tmp_path / "frims.csv")
    assert error.code == "table.missing-file"
    assert "firms.csv" in error.in_language("en")
    assert refuse(connection, tmp_path / "none" / "x.csv").code == "table.missing-file"


@pytest.mark.parametrize(
    ("name", "content", "code", "says"),
    [
        ("t.csv", b"", "table.empty", "is an empty file"),
        ("t.csv", b"\n\n \n", "table.empty", "it has no header"),
        ("t.xlsx", b"id,name\na,b\n", "table.wrong-content", "is not XLSX"),
        ("t.parquet", b"id,name\na,b\n", "table.wrong-content", "is not Parquet"),
        ("t.csv", b"PK\x03\x04abc", "table.wrong-content", "its content is XLSX"),
        ("t.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "table.wrong-content", "old Excel workbook"),
        ("t.csv.gz", b"\x1f\x8b\x08\x00", "table.wrong-content", "is gzip"),
        ("t.xlsx", b"PK\x03\x04abc", "table.unreadable", "cannot be read"),
        ("t.parquet", b"PAR1abcPAR1", "table.unreadable", "cannot be read"),
        ("t.csv", b"id,name\na,\xff\xff\xff", "table.wrong-encoding", "UTF-8 / GB18030"),
        ("t.csv", b"id,name\x00\na,b", "table.wrong-encoding", "UTF-8 / GB18030"),
        ("t.csv", b"name,revenue_2025\na,1\n", "table.no-id", "neither a column `id` nor `uscc`"),
        ("t.csv", b"1,2\n3,4\n", "table.no-id", "its headers are 1, 2"),
        ("t.csv", b"id,id\na,b\n", "table.repeated-header", "header 'id' twice"),
        ("t.csv", b"id,colour\na,b\n", "table.no-known-column", "Not one column"),
        (
            "t.csv",
            b"id,name\na,x\nb,y\na,z\n",
            "table.duplicate-id",
            "rows 2 and 4 have the same identifier 'a'",
        ),
        (
            "t.csv",
            b"id,name\na,x\n a ,y\n",
            "table.duplicate-id",
            "rows 2 and 3 have the same identifier 'a'",
        ),
        ("t.csv", b"id,name\na,x\n ,y\n", "table.empty-id", "row 3: the identifier (column 'id') is empty"),
        ("t.csv", b"id,name\na,x\nb\n", "table.ragged-row", "row 3 has 1 cell, the header has 2"),
        ("t.csv", b"id,name\na,x,y\n", "table.ragged-row", "row 2 has 3 cells, the header has 2"),
        ("t.csv", b'id,name\na,"x\nb,y\n', "table.misquoted-row", "row 2: a quote is out of place"),
        ("t.csv", b'id,name\na,"x"y\n', "table.misquoted-row", "row 2: a quote is out of place"),
    ],
)
def test_a_wrong_file_is_refused(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection, name: str, content: bytes, code: str, says: str
) -> None:
    error = refuse(connection, file(tmp_path, name, content))
    assert error.code == code
    assert says in error.message.en
    assert name in error.message.en


LONG = 200_000


@pytest.mark.parametrize(
    ("content", "row"),
    [
        (b"id,name\na,x\nb," + b"y" * 3_000_000 + b"\n", 3),
        (b"id," + b"y" * LONG + b"\nb,1\n", 1),
        (b"\n \nid," + b"y" * LONG + b"\nb,1\n", 3),
        (b'id,name\na,"x\n' + b"b,y\n" * LONG, 2),
    ],
)
def test_a_cell_of_no_sensible_length_is_told_as_that(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection, content: bytes, row: int
) -> None:
    error = refuse(connection, file(tmp_path, "t.csv", content))
    assert error.code == "table.long-cell"
    assert f"row {row} has a cell of more than 131,072 characters" in error.message.en


@pytest.mark.parametrize(
    ("content", "utf8", "gb18030"),
    [
        (b"id,name\na,\xff\xff\xff", "line 2 (byte 11)", "line 2 (byte 11)"),
        (
            b"id,name\na,x\n" + "b,中文\n".encode("gbk") + b"c,\xff\n",
            "line 3 (byte 15)",
            "line 4 (byte 22)",
        ),
        (b"id,name\na,b\x00\n", "line 2 (byte 12)", "line 2 (byte 12)"),
        (
            b"id\n" + b"a\n" * 600_000 + b"\xff\n",
            "line 600002 (byte 1,200,004)",
            "line 600002 (byte 1,200,004)",
        ),
    ],
)
def test_the_first_byte_that_is_no_text_is_told_with_its_line(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection, content: bytes, utf8: str, gb18030: str
) -> None:
    error = refuse(connection, file(tmp_path, "t.csv", content))
    assert f"UTF-8 up to {utf8}, GB18030 up to {gb18030}" in error.message.en


def test_a_long_cell_or_header_is_cut_in_messages(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    long = "x" * 5000
    path = write_csv(
        tmp_path / "t.csv", [["id", "revenue_2025", "city"], ["a", long, "b"], [long, 1, "b"], [long, 1, "b"]]
    )
    duplicate = refuse(connection, path)
    assert duplicate.code == "table.duplicate-id" and len(duplicate.in_language("zh")) < 1000
    path = write_csv(tmp_path / "t.csv", [["id", "revenue_2025", long], ["a", f"line\n{long}", "b"]])
    table = read_table(path, connection=connection)
    told = table.faults.as_text("zh")
    assert len(told) < 200 and "\n" not in told and "…" in told and "line\\n" in told
    assert all(len(note.en) < 200 for note in table.notes)


def test_a_directory_without_parquet_is_refused(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    file(tmp_path, "t.csv", "id\na\n")
    assert refuse(connection, tmp_path).code == "table.no-parquet"
    assert refuse(connection, tmp_path / "*.parquet").code == "table.no-parquet"


def test_a_pattern_that_finds_other_files_names_the_first_of_them(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    pq.write_table(pa.table({"id": ["a"], "name": ["x"]}), tmp_path / "a.parquet")
    file(tmp_path, "b.csv", "id,name\nb,x\n")
    error = refuse(connection, tmp_path / "*")
    assert error.code == "table.no-parquet" and "b.csv is no Parquet file" in error.message.en
    assert "for Parquet only" in error.in_language("en")


def test_duplicate_and_empty_identifiers_in_parquet_name_their_records(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"id": ["a", "b", "a"], "name": ["x", "y", "z"]}), path)
    assert "rows 1 and 3" in refuse(connection, path).message.en
    pq.write_table(pa.table({"id": ["a", None, "c"], "name": ["x", "y", "z"]}), path)
    assert "row 2" in refuse(connection, path).message.en


def test_two_parquet_columns_of_one_name_are_refused(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    path = tmp_path / "t.parquet"
    nested = pa.array([{"a": 1, "b": [1]}])
    pq.write_table(
        pa.Table.from_arrays([nested, *map(pa.array, (["a"], [1.0], [2.0]))], ["x", "id", "name", "name"]),
        path,
    )
    assert refuse(connection, path).code == "table.repeated-header"
    pq.write_table(pa.table({"x": nested, "id": ["a"], "revenue_2025": [1.0], "Revenue_2025": [2.0]}), path)
    assert refuse(connection, path).code == "table.repeated-fact"


def test_bytes_that_turn_wrong_late_in_a_file_are_refused(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    text = "id,name\n" + "".join(f"{i},x\n" for i in range(200_000))
    path = file(tmp_path, "t.csv", b"\xef\xbb\xbf" + text.encode() + b"z,\xff\n")
    assert refuse(connection, path).code == "table.wrong-encoding"
    assert refuse(connection, path, Mapping(encoding="utf-8")).code == "table.wrong-encoding"


@pytest.mark.parametrize(
    ("mapping", "code", "says"),
    [
        (
            Mapping(columns={"营业收人": ColumnRule("revenue", 2025)}),
            "table.unknown-header",
            "Did you mean '营业收入'?",
        ),
        (Mapping(id="code"), "table.unknown-header", "names the header 'code'"),
        (Mapping(constants={"name": "x"}), "mapping.constant-and-column", "has a column for it"),
        (
            Mapping(constants={"province": "Atlantis"}),
            "mapping.wrong-constant",
            "'Atlantis'; expected a province",
        ),
    ],
)
def test_a_mapping_that_does_not_fit_the_table_is_refused(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection, mapping: Mapping, code: str, says: str
) -> None:
    path = write_csv(tmp_path / "t.csv", [["id", "name", "营业收入"], ["a", "x", 1]])
    error = refuse(connection, path, mapping)
    assert error.code == code
    assert says in error.in_language("en")


def test_a_sheet_that_does_not_exist_is_named_with_those_that_do(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as book:
        book.add_worksheet("财务")
        book.add_worksheet("人员")
    error = refuse(connection, tmp_path / "t.xlsx", Mapping(sheet="报表"))
    assert error.code == "table.unknown-sheet"
    assert "财务, 人员" in error.message.en
    assert refuse(connection, tmp_path / "t.xlsx").code == "table.empty"


def test_something_that_is_no_table_is_refused(connection: duckdb.DuckDBPyConnection) -> None:
    for thing in (3, "text", pa.array([1]), object()):
        with pytest.raises(LittleGiantError):
            table_from_frame(thing, connection)


@pytest.mark.parametrize("content", ["id\na\nb\n", "id,foo\na,1\nb,2\n"])
def test_a_table_of_identifiers_alone_is_refused_like_one_of_unknown_columns(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection, content: str
) -> None:
    error = refuse(connection, file(tmp_path, "t.csv", content))
    assert error.code == "table.no-known-column" and "besides the identifier" in error.message.en


def test_an_enterprise_typed_in_may_be_an_identifier_alone(connection: duckdb.DuckDBPyConnection) -> None:
    assert table_from_rows([{"id": "a"}], connection).row_count == 1


def test_a_header_without_rows_is_an_empty_table(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    table = read_table(file(tmp_path, "t.csv", "id,revenue_2025"), connection=connection)
    assert (table.row_count, table.faults.total) == (0, 0)
