"""Whatever bytes a file holds, reading it ends in a table or in an error a person can act on."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import example, given
from hypothesis import strategies as st
from table_helpers import MANY, csv_text, shared

from littlegiant.errors import LittleGiantError
from littlegiant.tables import read_table, table_from_rows

ROWS = [
    ["id", "name", "营业收入_2025（万元）", "market_share", "abnormal_list", "founded", "province"],
    ["a", "甲,“一”", "1,234.5", "5%", "是", "2019-03-05", "广东"],
    ["b", "two\nlines", "0.07", "0.5", "no", "20190305", "CN-GD"],
    ["c", 'say "hi"', "", "", "", "", ""],
]


def sample_xlsx() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def sample_parquet() -> bytes:
    out = io.BytesIO()
    columns: dict[str, list[Any]] = {str(header): list(cells) for header, *cells in zip(*ROWS, strict=True)}
    pq.write_table(pa.table({**columns, "revenue_2024": [1.0, float("nan"), -1.0]}), out)
    return out.getvalue()


SAMPLES = {
    ".csv": csv_text(ROWS).encode("utf-8"),
    ".txt": csv_text(ROWS, line_end="\r\n").encode("gb18030"),
    ".xlsx": sample_xlsx(),
    ".parquet": sample_parquet(),
}
NASTY = st.sampled_from(
    [b"\0", b'"', b"\r", b"\n", b",", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"1e999", b"'"]
)


def read(folder: Path, suffix: str, content: bytes) -> None:
    path = folder / f"fuzz{suffix}"
    path.write_bytes(content)
    try:
        table = read_table(path, connection=shared())
        shared().execute(f"SELECT * FROM {table.relation}").fetchall()
        table.release(shared())
    except LittleGiantError as error:
        assert error.in_language("zh")
        assert error.in_language("en")


@MANY
@given(st.binary(max_size=300), st.sampled_from([*SAMPLES, ""]))
@example(b"PK\x03\x04", ".xlsx")
@example(b"PAR1PAR1", ".parquet")
@example(b'id,"', ".csv")
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, suffix: str
) -> None:
    read(tmp_path_factory.getbasetemp(), suffix, content)


@MANY
@given(
    st.sampled_from(list(SAMPLES)),
    st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=4) | NASTY, st.integers(0, 8)),
        max_size=4,
    ),
)
def test_a_damaged_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, damages: list[tuple[float, bytes, int]]
) -> None:
    content = SAMPLES[suffix]
    for share, inserted, dropped in damages:
        place = int(share * len(content))
        content = content[:place] + inserted + content[place + dropped :]
    read(tmp_path_factory.getbasetemp(), suffix, content)


@MANY
@given(st.lists(st.lists(st.text(max_size=6), max_size=5), max_size=5))
def test_any_text_as_csv_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    text = csv_text([["id", "name", "revenue_2025", "founded"], *rows])
    read(tmp_path_factory.getbasetemp(), ".csv", text.encode("utf-8", "surrogatepass"))


VALUES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.dates()
    | st.decimals()
    | st.binary()
)
FACTS = st.sampled_from(
    ["id", "revenue_2025", "market_share", "abnormal_list", "founded", "province", "class1_ip", "x"]
)


@MANY
@given(st.lists(st.dictionaries(FACTS | st.text(max_size=5), VALUES, max_size=5), max_size=4))
def test_any_values_in_memory_are_read_or_refused(rows: list[dict[str, Any]]) -> None:
    try:
        table_from_rows(rows, shared()).release(shared())
    except LittleGiantError as error:
        assert error.in_language("en")
