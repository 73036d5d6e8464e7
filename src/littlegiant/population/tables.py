"""The small tables a firm is looked up in: classes of industries by section, bounds of size classes by row."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

import duckdb

from littlegiant.facts.industries import SECTION_OF_DIVISION
from littlegiant.rules.classes import Classification
from littlegiant.rules.values import Number
from littlegiant.standards.catalogue import shipped
from littlegiant.standards.linking import Setting, demand_clean, link

SLOTS = 1024
"""Every section has so many places, taken by its classes in equal parts."""
TITLED_DIVISIONS = {"C": (26, 27, *range(29, 41))}
"""In which divisions of a section enterprises with a title are put; without an entry in all of them (an assumption)."""
SIZES = 4
STANDARD = "cn/sme-size@2011"
INDICATORS = ("employees", "revenue", "total_assets")
# What is drawn of an indicator that a row of the size table does not look at: bounds of the four classes, and beyond.
UNBOUND = {
    "employees": (1.0, 8.0, 40.0, 300.0, 2000.0),
    "revenue": (1e4, 2e6, 2e7, 2e8, 2e9),
}
BEYOND = 8
BELOW = {"employees": 1.0, "revenue": 1e4, "total_assets": 1e4}


def make_tables(connection: duckdb.DuckDBPyConnection, sections: list[str]) -> None:
    """Create the temporary tables `pools` and `bounds`, and the macros of the draws."""
    table = _size_table()
    slots, codes, rows = [], [], []
    for number, section in enumerate(sections):
        for titled in (False, True):
            classes = [(code, _row(table, int(code))) for code in _classes(section, titled=titled)]
            for slot in range(SLOTS):
                code, row = classes[slot * len(classes) // SLOTS]
                slots.append((number * 2 + titled) * SLOTS + slot)
                codes.append(code)
                rows.append(row)
    connection.execute(
        "CREATE TEMP TABLE pools AS SELECT unnest(?::INT[]) AS slot, unnest(?::VARCHAR[]) AS industry, unnest(?::INT[]) AS size_row",
        [slots, codes, rows],
    )
    _make_bounds(connection, table)


def cities(province: str) -> list[str]:
    """Return the four-digit codes of the cities of a province, its capital first."""
    return next(line for line in _lines("cities.txt") if line[0].startswith(province))


def _classes(section: str, *, titled: bool) -> list[str]:
    divisions = TITLED_DIVISIONS.get(section) if titled else None
    return [
        code
        for line in _lines("classes.txt")
        for code in line
        if SECTION_OF_DIVISION[int(code[:2])] == section and (divisions is None or int(code[:2]) in divisions)
    ]


@lru_cache(maxsize=2)
def _lines(name: str) -> list[list[str]]:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [line.split() for line in text.splitlines() if not line.startswith("#")]


def _size_table() -> Classification:
    edition = shipped().edition(STANDARD)
    rulebook = demand_clean(link(edition, shipped(), Setting("new", datetime.date(2025, 12, 31), "CN")))
    return rulebook.classifications[edition.id]


def _row(table: Classification, code: int) -> int:
    """Return the number of the row that covers a class, 0 where there is none."""
    return next((row.number for row in table.rows if any(low <= code <= high for low, high in row.ranges)), 0)


def _make_bounds(connection: duckdb.DuckDBPyConnection, table: Classification) -> None:
    """Write, for each row of the size table and each class, between which figures its firms lie."""
    rows = {row.number: {bound.value.fact: bound.numbers for bound in row.bounds} for row in table.rows}
    connection.execute(
        "CREATE TEMP TABLE bounds (place INT, staff_low DOUBLE, staff_high DOUBLE, revenue_low DOUBLE, "
        "revenue_high DOUBLE, assets_low DOUBLE, assets_high DOUBLE)"
    )
    for number in (0, *rows):
        limits = {name: _limits(name, rows.get(number, {}).get(name)) for name in INDICATORS}
        for size in range(SIZES):
            cells = [limit for name in INDICATORS for limit in limits[name][size : size + 2]]
            connection.execute(
                f"INSERT INTO bounds VALUES ({', '.join('?' * 7)})", [number * SIZES + size, *cells]
            )


def _limits(name: str, numbers: Sequence[Number] | None) -> tuple[float | None, ...]:
    if numbers is None:
        return UNBOUND.get(name, (None,) * (SIZES + 1))
    least = tuple(float(number.value) for number in numbers)
    return (BELOW[name], *least, least[-1] * BEYOND)
