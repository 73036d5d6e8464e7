"""No digit is lost between the file and the judgement."""

from __future__ import annotations

from decimal import Decimal, localcontext
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_helpers import MANY, one_cell, read_back, shared

from littlegiant.facts.model import ValueType
from littlegiant.tables import Mapping, read_table, table_from_frame, table_from_rows
from littlegiant.tables.units import MONEY_UNITS

UNITS = st.sampled_from(sorted(MONEY_UNITS.items()))


@st.composite
def amounts(draw: st.DrawFn, digits: int = 15) -> str:
    """Draw an amount with at most so many digits, in one of the ways to write it."""
    whole = draw(st.integers(0, 10**digits - 1))
    places = draw(st.integers(0, 8))
    number = Decimal(whole).scaleb(-places)
    return draw(
        st.sampled_from([f"{number:f}", f"{number:,f}", f"{number:e}", f"￥{number:,f}", f" {number:f} "])
    )


def in_full(text: str, exponent: int) -> Decimal:
    with localcontext(prec=200):
        return Decimal(text.replace(",", "").strip(" ￥")).scaleb(exponent)


@MANY
@given(st.lists(amounts(), min_size=1, max_size=4), UNITS)
def test_a_unit_multiplies_exactly(cells: list[str], unit: tuple[str, int]) -> None:
    name, exponent = unit
    rows = [{"id": str(i), f"revenue_2025（{name}）": cell} for i, cell in enumerate(cells)]
    table = table_from_rows(rows, shared())
    found = [row["revenue_2025"] for row in read_back(shared(), table)]
    assert found == [in_full(cell, exponent) for cell in cells]
    assert table.columns["revenue_2025"] == "double"
    table.release(shared())


@MANY
@given(st.lists(amounts(digits=24), min_size=1, max_size=4), UNITS)
def test_long_numbers_stay_exact_as_decimals(cells: list[str], unit: tuple[str, int]) -> None:
    name, exponent = unit
    rows = [{"id": str(i), f"revenue_2025（{name}）": cell} for i, cell in enumerate(cells)]
    table = table_from_rows(rows, shared())
    found = [row["revenue_2025"] for row in read_back(shared(), table)]
    # A decimal column holds 38 digits; what does not fit beside the others is a fault, never rounded.
    assert all(
        value is None or value == in_full(cell, exponent) for value, cell in zip(found, cells, strict=True)
    )
    assert table.faults.total == found.count(None)
    table.release(shared())


@MANY
@given(st.lists(st.floats(0, 1e12, allow_subnormal=False), min_size=1, max_size=4))
def test_doubles_pass_unchanged(cells: list[float]) -> None:
    table = table_from_frame(
        pa.table({"id": [str(i) for i in range(len(cells))], "revenue_2025": cells}), shared()
    )
    found = shared().execute(f"SELECT revenue_2025 FROM {table.relation}").fetchall()
    assert [value for (value,) in found] == cells
    table.release(shared())


@pytest.mark.parametrize(
    ("cell", "header", "value"),
    [
        ("0.07", "revenue_2025（万元）", "700"),
        ("12.345678", "revenue_2025 (亿元)", "1234567800"),
        ("8.13", "营业收入_2025（万元）", "81300"),
        (0.07, "revenue_2025（万元）", "700"),
        (4.35, "revenue_2025（亿元）", "435000000"),
        (1.1, "revenue_2025（千元）", "1100"),
        (29, "revenue_2025（万元）", "290000"),
    ],
)
def test_units_that_floating_point_gets_wrong(cell: object, header: str, value: str) -> None:
    assert one_cell("revenue_2025", cell, header=header) == Decimal(value)


def test_percent_as_a_unit_divides_and_a_percent_sign_is_not_divided_twice() -> None:
    assert one_cell("market_share", "7", header="market_share（%）") == Decimal("0.07")
    assert one_cell("market_share", 29, header="market_share（%）") == Decimal("0.29")
    assert one_cell("market_share", "7%", header="market_share（%）") == Decimal("0.07")
    percent = Mapping(units={ValueType.FRACTION: "%"})
    assert one_cell("market_share", "7.5", mapping=percent) == Decimal("0.075")


def test_one_cell_with_many_digits_turns_its_column_into_a_decimal(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    rows = [{"id": "a", "revenue_2025": "0.12345678901234567"}, {"id": "b", "revenue_2025": "50000000"}]
    table = table_from_rows(rows, connection)
    assert table.columns["revenue_2025"] == "decimal"
    found = [row["revenue_2025"] for row in read_back(connection, table)]
    assert found == [Decimal("0.12345678901234567"), Decimal(50000000)]


def test_a_cell_too_long_for_any_column_is_a_fault_and_does_not_harm_the_others(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    rows = [{"id": "a", "revenue_2025": "1." + "3" * 45}, {"id": "b", "revenue_2025": "1.25"}]
    table = table_from_rows(rows, connection)
    assert [row["revenue_2025"] for row in read_back(connection, table)] == [None, Decimal("1.25")]
    assert table.faults.total == 1


@pytest.mark.parametrize(
    ("kind", "value", "storage"),
    [
        (pa.int32(), 2**31 - 1, "double"),
        (pa.int64(), 2**53, "double"),
        (pa.int64(), 2**53 + 1, "decimal"),
        (pa.uint64(), 2**64 - 1, "decimal"),
        (pa.decimal128(15, 2), Decimal("9999999999999.99"), "double"),
        (pa.decimal128(18, 2), Decimal("9999999999999999.99"), "decimal"),
        (pa.decimal128(38, 20), Decimal("123456789012345678.12345678901234567890"), "decimal"),
        (pa.float64(), 0.1, "double"),
    ],
)
def test_a_typed_column_keeps_every_digit(
    connection: duckdb.DuckDBPyConnection, kind: pa.DataType, value: object, storage: str
) -> None:
    frame = pa.table({"id": ["a"], "revenue_2025": pa.array([value], kind)})
    table = table_from_frame(frame, connection)
    assert table.columns["revenue_2025"] == storage
    assert read_back(connection, table)[0]["revenue_2025"] == Decimal(str(value))


def test_a_float32_column_means_its_shortest_decimal(connection: duckdb.DuckDBPyConnection) -> None:
    frame = pa.table({"id": ["a", "b"], "market_share": pa.array([0.1, 0.3], pa.float32())})
    table = table_from_frame(frame, connection)
    assert [row["market_share"] for row in read_back(connection, table)] == [Decimal("0.1"), Decimal("0.3")]


def test_missing_cells_of_pandas_are_unknown_and_infinities_are_faults(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    values = [1.0, float("nan"), float("inf"), float("-inf"), None]
    path = tmp_path / "t.parquet"
    connection.register("frame", pa.table({"id": list("abcde"), "net_profit_2025": values}))
    connection.execute(f"COPY frame TO '{path}'")
    table = read_table(path, connection=connection)
    assert [row["net_profit_2025"] for row in read_back(connection, table)] == [1, None, None, None, None]
    assert [(fault.row, fault.value) for fault in table.faults] == [(3, "inf"), (4, "-inf")]
