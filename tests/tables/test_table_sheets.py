"""XLSX: cells without a value are told, bombs are refused, long codes keep their digits, hidden sheets are passed over."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from table_helpers import read_back

from littlegiant.errors import LittleGiantError
from littlegiant.tables import ColumnRule, FactTable, Mapping, read_table
from littlegiant.tables.formats import archive

SHEET = "xl/worksheets/sheet1.xml"
Change = Callable[[bytes], bytes]


def book(path: Path, *rows: Sequence[Any]) -> Path:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)
    return path


def rewritten(path: Path, part: str, change: Change) -> Path:
    """Write the workbook again beside it with one part changed."""
    target = path.with_name("rewritten.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return target


def faults(table: FactTable) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.value) for fault in table.faults]


def refused(path: Path, connection: duckdb.DuckDBPyConnection) -> LittleGiantError:
    with pytest.raises(LittleGiantError) as caught:
        read_table(path, connection=connection)
    assert caught.value.next_step is not None
    assert connection.execute("SHOW ALL TABLES").fetchall() == []
    return caught.value


HEADER = ["id", "name", "revenue_2025", "abnormal_list", "founded", "industry"]


def test_error_cells_are_faults_with_their_row_column_and_error(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    rows = [["a", "#NAME?", "#N/A", "#REF!", "#VALUE!", "#DIV/0!"], ["b", "x", 5, True, "2019-01-02", "C34"]]
    table = read_table(book(tmp_path / "t.xlsx", HEADER, *rows), connection=connection)
    errors = rows[0][1:]
    assert faults(table) == [(2, column, error) for column, error in zip(HEADER[1:], errors, strict=True)]
    assert all("this is an error of the spreadsheet" in fault.expected.en for fault in table.faults)
    assert [row["name"] for row in read_back(connection, table)] == [None, "x"]


def test_a_formula_without_a_saved_result_is_a_fault_that_shows_the_formula(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    table = read_table(
        book(tmp_path / "t.xlsx", ["id", "name", "revenue_2025"], ["a", "x", "=1+1"]), connection=connection
    )
    assert faults(table) == [(2, "revenue_2025", "=1+1")]
    assert "holds no result of this formula" in next(iter(table.faults)).expected.en


def test_a_formula_with_a_result_is_its_result_even_if_that_is_an_empty_text(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    path = book(tmp_path / "t.xlsx", ["id", "name", "revenue_2025", "city"], ["a", "=1", "=5", "=2"])

    def calculated(sheet: bytes) -> bytes:
        sheet = re.sub(rb'<c r="B2"><f>1</f><v ?/></c>', rb'<c r="B2" t="str"><f>""</f><v></v></c>', sheet)
        sheet = re.sub(rb'<c r="C2"><f>5</f><v ?/></c>', rb'<c r="C2"><f>5</f><v>5</v></c>', sheet)
        return re.sub(rb'<c r="D2"><f>2</f><v ?/></c>', rb'<c r="D2" t="e"><f>2</f><v>#N/A</v></c>', sheet)

    table = read_table(rewritten(path, SHEET, calculated), connection=connection)
    assert read_back(connection, table) == [{"id": "a", "name": None, "revenue_2025": 5, "city": None}]
    assert faults(table) == [(2, "city", "#N/A")]


def test_an_error_in_the_identifier_is_told_as_such(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    error = refused(book(tmp_path / "t.xlsx", ["id", "name"], ["a", "x"], ["#N/A", "y"]), connection)
    assert error.code == "table.wrong-id"
    assert "row 3, id: '#N/A'" in error.message.en and "第 3 行 id：“#N/A”" in error.message.zh


def test_error_cells_are_found_beside_blank_rows_and_columns(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    rows = [[], [], [None, None, "id", "revenue_2025"], [], [None, None, "a", "#N/A"], [None, None, "b", 1]]
    assert faults(read_table(book(tmp_path / "t.xlsx", *rows), connection=connection)) == [
        (5, "revenue_2025", "#N/A")
    ]


def test_error_cells_are_found_in_a_sheet_written_without_references_or_with_prefixes(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    path = book(tmp_path / "t.xlsx", ["id", "revenue_2025"], ["a", "#N/A"], ["b", 2])
    plain = rewritten(path, SHEET, lambda sheet: re.sub(rb'<(row|c) r="[^"]*"', rb"<\1", sheet))
    assert faults(read_table(plain, connection=connection)) == [(2, "revenue_2025", "#N/A")]


def test_a_mapping_may_say_what_an_error_means(tmp_path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    path = book(tmp_path / "t.xlsx", ["id", "收入", "city"], ["a", "#N/A", "#N/A"])
    rules = {
        "收入": ColumnRule("revenue", 2025, values=(("#N/A", "0"),)),
        "city": ColumnRule("city", values=(("#N/A", ""),)),
    }
    table = read_table(path, connection=connection, mapping=Mapping(columns=rules))
    assert read_back(connection, table) == [{"id": "a", "revenue_2025": 0, "city": None}]
    assert table.faults.total == 0


def test_rows_out_of_order_with_errors_in_them_are_refused_rather_than_guessed(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    path = book(tmp_path / "t.xlsx", ["id", "revenue_2025"], ["a", "#N/A"], ["b", "#REF!"])

    def swapped(sheet: bytes) -> bytes:
        first, second = re.findall(rb'<row r="[23]".*?</row>', sheet)
        return sheet.replace(first, b"").replace(second, second + first)

    assert "out of order" in refused(rewritten(path, SHEET, swapped), connection).message.en


def test_a_code_typed_as_a_number_keeps_its_digits_and_lost_ones_are_noted(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    path = book(
        tmp_path / "t.xlsx",
        ["id", "name", "revenue_2025"],
        [110000199001011234, "x", 12345678901234567],
        [123456789012345, "y", 1],
    )
    table = read_table(path, connection=connection)
    first, second = (row["id"] for row in read_back(connection, table))
    assert first.isdecimal() and len(first) == 18 and first.startswith("110000199001011")
    assert second == "123456789012345"
    (note,) = table.notes
    assert "'id', row 2" in note.en and "more than 15 digits" in note.en and "第 2 行" in note.zh


def test_the_first_sheet_that_excel_shows_is_read(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["说明"])
    workbook.active.sheet_state = "hidden"
    shown = workbook.create_sheet("数据")
    for row in (["id", "revenue_2025"], ["a", "#N/A"]):
        shown.append(row)
    workbook.active = 1
    workbook.save(tmp_path / "t.xlsx")
    assert faults(read_table(tmp_path / "t.xlsx", connection=connection)) == [(2, "revenue_2025", "#N/A")]
    with pytest.raises(LittleGiantError):
        read_table(tmp_path / "t.xlsx", connection=connection, mapping=Mapping(sheet="Sheet"))


def bomb(sheet: bytes) -> bytes:
    return sheet.replace(b"</sheetData>", b"<row>" + b"<c/>" * (20 << 20) + b"</row></sheetData>")


@pytest.mark.parametrize("part", [SHEET, "xl/styles.xml"])
def test_a_small_archive_that_unpacks_to_far_more_than_a_table_is_refused(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection, part: str
) -> None:
    path = book(tmp_path / "t.xlsx", ["id", "revenue_2025"], ["a", 1])
    made = rewritten(
        path, part, bomb if part == SHEET else lambda content: content + b"<!--x-->" * (10 << 20)
    )
    error = refused(made, connection)
    assert error.code == "table.too-large" and part in error.message.en and "200" in error.message.zh


def test_the_sizes_an_archive_states_are_not_believed(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    made = rewritten(book(tmp_path / "t.xlsx", ["id", "revenue_2025"], ["a", 1]), SHEET, bomb)
    with zipfile.ZipFile(made) as parts:
        stated = parts.getinfo(SHEET).file_size
    content = made.read_bytes()
    made.write_bytes(content.replace(stated.to_bytes(4, "little"), (900).to_bytes(4, "little")))
    assert refused(made, connection).code == "table.too-large"


def test_a_cell_of_megabytes_is_refused(tmp_path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    path = book(tmp_path / "t.xlsx", ["id", "name"], ["a", "LONG"])
    made = rewritten(path, SHEET, lambda sheet: sheet.replace(b"LONG", b"x" * (3 * archive.CHUNK)))
    assert refused(made, connection).code == "table.long-cell"


def test_an_ordinary_sheet_of_many_equal_rows_is_read(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "HARMLESS", 1)
    rows = [[f"f{n}", 1, 1, 1, 1] for n in range(5000)]
    header = ["id", "revenue_2025", "revenue_2024", "class1_ip", "employees_2025"]
    assert read_table(book(tmp_path / "t.xlsx", header, *rows), connection=connection).row_count == 5000
