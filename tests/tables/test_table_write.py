"""Writing results: whole or not at all, numbers as numbers, text as text."""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import stat
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl  # type: ignore[import-untyped]
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_helpers import FEW, shared

from littlegiant.errors import LittleGiantError, Text
from littlegiant.tables import writers
from littlegiant.tables.write import FORMATS, format_for, write_query, write_rows

ROWS: list[dict[str, Any]] = [
    {
        "id": "=1+1",
        "name": "深圳",
        "margin": Decimal("1.50"),
        "met": True,
        "on": dt.date(2026, 5, 1),
        "missing": ["a", "b"],
    },
    {"id": "002", "name": None, "margin": 61000000.0, "met": False, "on": None, "missing": []},
]


@pytest.mark.parametrize(
    ("path", "explicit", "expected"),
    [
        (None, None, "json"),
        (None, "csv", "csv"),
        ("a.jsonl", None, "json"),
        ("a.CSV", None, "csv"),
        ("a.parquet", None, "parquet"),
        ("a.xlsx", None, "xlsx"),
        ("a.txt", "csv", "csv"),
        ("a.csv", "json", "json"),
    ],
)
def test_the_format_follows_the_option_then_the_ending(
    path: str | None, explicit: str | None, expected: str
) -> None:
    assert format_for(Path(path) if path else None, explicit) == expected


@pytest.mark.parametrize(
    ("path", "explicit"), [("a.txt", None), ("a", None), (None, "xlsx"), (None, "parquet"), ("a.csv", "xml")]
)
def test_a_format_that_cannot_be_written_is_refused(path: str | None, explicit: str | None) -> None:
    with pytest.raises(LittleGiantError) as error:
        format_for(Path(path) if path else None, explicit)
    assert error.value.next_step is not None


def test_json_lines_keep_chinese_and_nesting(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    assert write_rows(ROWS, path, "json") == 2
    lines = path.read_text(encoding="utf-8").splitlines()
    assert "深圳" in lines[0]
    assert [json.loads(line) for line in lines] == [
        {"id": "=1+1", "name": "深圳", "margin": 1.5, "met": True, "on": "2026-05-01", "missing": ["a", "b"]},
        {"id": "002", "name": None, "margin": 61000000, "met": False, "on": None, "missing": []},
    ]
    assert "61000000," in lines[1]


def test_csv_files_open_in_excel_and_run_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    write_rows(ROWS, path, "csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["id", "name", "margin", "met", "on", "missing"],
            ["'=1+1", "深圳", "1.5", "true", "2026-05-01", '["a", "b"]'],
            ["002", "", "61000000", "false", "", "[]"],
        ]


def test_standard_output_gets_no_byte_order_mark(capsys: pytest.CaptureFixture[str]) -> None:
    write_rows(ROWS, None, "csv", columns=["id", "met"])
    assert capsys.readouterr().out == "id,met\n'=1+1,true\n002,false\n"
    write_rows(ROWS, None, "json", columns=["id"])
    assert capsys.readouterr().out == '{"id": "=1+1"}\n{"id": "002"}\n'


def test_a_sheet_has_typed_cells_a_frozen_header_and_filters(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    assert write_rows(ROWS, path, "xlsx") == 2
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["id", "name", "margin", "met", "on", "missing"],
        ["=1+1", "深圳", 1.5, True, dt.datetime(2026, 5, 1), '["a", "b"]'],
        ["002", None, 61000000, False, None, "[]"],
    ]
    assert sheet["A2"].data_type == "s"
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet["A1"].font.b) == ("A2", "A1:F3", True)


def test_parquet_columns_have_the_types_of_their_values(tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    assert write_rows(ROWS, path, "parquet") == 2
    assert pq.read_table(path).to_pylist() == [
        {
            "id": "=1+1",
            "name": "深圳",
            "margin": 1.5,
            "met": True,
            "on": dt.date(2026, 5, 1),
            "missing": '["a", "b"]',
        },
        {"id": "002", "name": None, "margin": 61000000.0, "met": False, "on": None, "missing": "[]"},
    ]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_query_is_written_as_its_rows_are(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection, kind: str
) -> None:
    query = "SELECT 'f' || i AS id, i / 4 AS value, i % 2 = 0 AS even FROM range(25000) t(i)"
    assert write_query(connection, query, tmp_path / "query", kind) == 25000
    rows = [{"id": f"f{i}", "value": i / 4, "even": i % 2 == 0} for i in range(25000)]
    assert write_rows(rows, tmp_path / "rows", kind) == 25000
    if kind == "parquet":
        assert pq.read_table(tmp_path / "query") == pq.read_table(tmp_path / "rows")
    elif kind != "xlsx":
        assert (tmp_path / "query").read_bytes() == (tmp_path / "rows").read_bytes()


def test_a_query_that_fails_is_an_error_and_writes_nothing(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    for kind in FORMATS:
        with pytest.raises(LittleGiantError):
            write_query(connection, "SELECT error('no')", tmp_path / f"out.{kind}", kind)
    assert list(tmp_path.iterdir()) == []


def refused() -> LittleGiantError:
    return LittleGiantError("x", Text("x", "x"))


@pytest.mark.parametrize("trouble", [KeyboardInterrupt, ValueError, refused])
@pytest.mark.parametrize("kind", FORMATS)
def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, kind: str, trouble: Callable[[], BaseException]
) -> None:
    path = tmp_path / f"out.{kind}"
    path.write_bytes(b"old")

    def rows() -> Iterator[dict[str, Any]]:
        for number in range(5000):
            yield {"id": number}
        raise trouble()

    with pytest.raises(type(trouble())):
        write_rows(rows(), path, kind)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@FEW
@given(st.integers(0, 40), st.sampled_from(FORMATS))
def test_no_write_ever_leaves_half_a_file(
    tmp_path_factory: pytest.TempPathFactory, survives: int, kind: str
) -> None:
    folder = tmp_path_factory.mktemp("half")

    def rows() -> Iterator[dict[str, Any]]:
        for number in range(30):
            if number == survives:
                raise KeyboardInterrupt
            yield {"id": number, "text": "x" * 2000}

    try:
        write_rows(rows(), folder / "out", kind)
        assert survives >= 30
        assert [path.name for path in folder.iterdir()] == ["out"]
    except KeyboardInterrupt:
        assert list(folder.iterdir()) == []


def test_a_new_file_has_the_usual_mode_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    old = os.umask(0o027)
    try:
        write_rows(ROWS, path, "json")
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    path.chmod(0o604)
    write_rows(ROWS, path, "json")
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    write_rows(ROWS, tmp_path / "link.json", "json")
    assert (tmp_path / "link.json").is_symlink()
    assert "深圳" in (tmp_path / "real.json").read_text(encoding="utf-8")


def test_a_place_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    for path in (tmp_path / "none" / "out.json", tmp_path):
        with pytest.raises(LittleGiantError) as error:
            write_rows(ROWS, path, "json")
        assert error.value.code == "output.unwritable"


def test_too_many_rows_for_a_sheet_are_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writers, "SHEET_ROWS", 4)
    write_rows([{"id": i} for i in range(3)], tmp_path / "out.xlsx", "xlsx")
    with pytest.raises(LittleGiantError) as error:
        write_rows([{"id": i} for i in range(4)], tmp_path / "out.xlsx", "xlsx")
    assert error.value.code == "output.too-large-for-xlsx"
    assert error.value.next_step is not None
    with pytest.raises(LittleGiantError):
        write_rows([{"id": "x" * 40_000}], tmp_path / "long.xlsx", "xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]


@FEW
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), min_size=1, max_size=5))
def test_no_cell_of_a_csv_begins_like_a_formula(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path = tmp_path_factory.getbasetemp() / "formula.csv"
    write_rows([{"a": text, "b": -1} for text in texts], path, "csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    for (cell, number), text in zip(rows, texts, strict=True):
        line = text.replace("\r\n", "\n").replace("\r", "\n")
        assert number == "-1"
        assert cell in (line, f"'{line}")
        assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_numbers_beyond_a_double_keep_their_digits(tmp_path: Path) -> None:
    number = 2**53 + 1
    write_rows([{"n": number}], tmp_path / "n.xlsx", "xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "n.xlsx").active
    assert sheet is not None
    assert sheet["A2"].value == str(number)
    write_rows([{"n": 2**70}, {"n": 1}], tmp_path / "n.parquet", "parquet")
    assert pq.read_table(tmp_path / "n.parquet").to_pylist() == [{"n": str(2**70)}, {"n": "1"}]


def test_nothing_is_written_as_an_empty_table(tmp_path: Path) -> None:
    for kind in FORMATS:
        assert write_rows([], tmp_path / f"out.{kind}", kind, columns=["id"]) == 0
    assert (tmp_path / "out.json").read_bytes() == b""
    assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig") == "id\n"
    assert shared().execute(f"SELECT count(*) FROM '{tmp_path}/out.parquet'").fetchall() == [(0,)]
