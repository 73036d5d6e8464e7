"""What a Parquet file states of its columns spares reading them, and changes nothing of what is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_helpers import FEW, read_back, shared

from littlegiant.tables import FactTable, read_table

NAN = float("nan")
CELLS = st.one_of(
    st.none(),
    st.sampled_from([NAN, float("inf"), -1.0, 0.0, -0.0, 3.5, 1e16]),
    st.floats(0, 1e9),
    st.integers(0, 99).map(float),
)
COLUMNS = ("revenue_2025", "net_profit_2025", "employees_2025", "market_share", "class1_ip")


def written(path: Path, columns: dict[str, Any], *, statistics: bool) -> FactTable:
    table = pa.table({"id": [f"f{n}" for n in range(len(next(iter(columns.values()))))], **columns})
    pq.write_table(table, path, row_group_size=2, write_statistics=statistics)
    return read_table(path, connection=shared())


@FEW
@given(st.lists(st.tuples(*[CELLS] * len(COLUMNS)), min_size=1, max_size=7))
def test_cells_and_faults_are_the_same_with_statistics_and_without(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[float | None, ...]]
) -> None:
    folder = tmp_path_factory.mktemp("parquet")
    columns = {
        name: pa.array(cells, pa.float64())
        for name, cells in zip(COLUMNS, zip(*rows, strict=True), strict=True)
    }
    found = []
    for statistics in (True, False):
        table = written(folder / f"{statistics}.parquet", columns, statistics=statistics)
        found.append(
            (read_back(shared(), table), [(fault.row, fault.column, fault.value) for fault in table.faults])
        )
        table.release(shared())
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("column", "cells", "expected", "faults"),
    [
        ("revenue_2025", [1.0, NAN, None, 2.0], ["1.0", None, None, "2.0"], 0),
        ("revenue_2025", [1.0, -5.0], ["1.0", None], 1),
        ("class1_ip", [1.0, 2.5], ["1.0", None], 1),
        ("market_share", [0.5, 50.0], ["0.5", None], 1),
        ("revenue_2025", [None, None], [None, None], 0),
        ("revenue_2025", [NAN, NAN], [None, None], 0),
    ],
)
def test_a_cell_that_is_no_number_or_beyond_the_bounds_is_unknown(
    tmp_path: Path, column: str, cells: list[float | None], expected: list[str | None], faults: int
) -> None:
    table = written(tmp_path / "t.parquet", {column: pa.array(cells, pa.float64())}, statistics=True)
    found = [row[column] for row in read_back(shared(), table)]
    assert [None if cell is None else str(cell) for cell in found] == expected
    assert table.faults.total == faults
    table.release(shared())


@pytest.mark.parametrize(
    "kind", [pa.int8(), pa.int32(), pa.int64(), pa.uint16(), pa.float32(), pa.decimal128(20, 2)]
)
def test_every_type_of_number_reads_as_what_it_says(tmp_path: Path, kind: pa.DataType) -> None:
    table = written(
        tmp_path / "t.parquet", {"employees_2025": pa.array([7, None, 100], kind)}, statistics=True
    )
    assert [row["employees_2025"] and float(row["employees_2025"]) for row in read_back(shared(), table)] == [
        7,
        None,
        100,
    ]
    table.release(shared())


def test_files_that_state_different_things_are_read_as_one_table(tmp_path: Path) -> None:
    for number, cells in enumerate(([1.0, 2.0], [3.0, -4.0])):
        columns = {"id": [f"{number}{n}" for n in range(2)], "revenue_2025": cells}
        pq.write_table(pa.table(columns), tmp_path / f"{number}.parquet", write_statistics=number == 0)
    table = read_table(tmp_path, connection=shared())
    assert [row["revenue_2025"] for row in read_back(shared(), table)][:3] == [1, 2, 3]
    assert table.faults.total == 1
    table.release(shared())


def test_identifiers_keep_their_letters_and_lose_their_blanks(tmp_path: Path) -> None:
    names = ["ok", " before", "after\u3000", "企业", "in side"]
    table = pa.table({"id": names, "revenue_2025": [1.0] * len(names)})
    pq.write_table(table, tmp_path / "t.parquet")
    facts = read_table(tmp_path / "t.parquet", connection=shared())
    assert [row["id"] for row in read_back(shared(), facts)] == ["ok", "before", "after", "企业", "in side"]
    facts.release(shared())


@pytest.mark.slow
def test_a_large_table_is_written_in_its_own_order(tmp_path: Path) -> None:
    import littlegiant as lg

    query = (
        "SELECT 'f' || hash(i) AS id, CASE WHEN i % 3 = 0 THEN 'C3491' WHEN i % 3 = 1 THEN '制造业' ELSE '65' END AS industry, "
        "i % 3000 AS employees_2025, i * 1000.0 AS revenue_2025 FROM range(400000) AS t(i)"
    )
    database = duckdb.connect()
    for suffix in ("parquet", "csv"):
        source, out = tmp_path / f"firms.{suffix}", tmp_path / f"{suffix}.parquet"
        database.execute(f"COPY ({query}) TO '{source}'")
        lg.assess(source, lg.standard("cn/sme-size", as_of="2026-05-01")).write(out)
        moved = database.execute(
            f"SELECT count(*) FROM ({query}) AS f POSITIONAL JOIN read_parquet('{out}') AS v WHERE f.id IS DISTINCT FROM v.id"
        )
        assert moved.fetchone() == (0,)
