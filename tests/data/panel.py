"""The panel and the product lines in exact fractions, read with the csv module alone.

What is computed from this is held against the engine, so nothing here imports the engine.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from tests.data.sources import PANEL, PRODUCTS, data_file

LAST_YEAR = 2017
# 0.001 stands for "not stated" in the product lines; shares above 1 or below 0 are faults.
PLACEHOLDER, SMALLEST, WHOLE = Fraction("0.001"), Fraction("0.0011"), Fraction(1)
_CODE = re.compile(r"(\d{6})\.?(SH|SZ)")


@dataclass
class Firm:
    """One firm: its head count of 2017 and its money by year, in yuan; None where the cell is empty."""

    code: str
    name: str
    employees: Fraction | None
    revenue: dict[int, Fraction | None] = field(default_factory=dict)
    stated_main: dict[int, Fraction | None] = field(default_factory=dict)
    assets: dict[int, Fraction | None] = field(default_factory=dict)
    liabilities: dict[int, Fraction | None] = field(default_factory=dict)


def read_rows() -> list[dict[str, str]]:
    """Return the rows of the panel as text."""
    with data_file(PANEL).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def read_firms() -> dict[str, Firm]:
    """Return the firms of the panel by code, in the order of the file."""
    firms: dict[str, Firm] = {}
    for row in read_rows():
        code, year = row["股票"], int(row["年份"])
        firm = firms.setdefault(code, Firm(code, row["股票名"], number(row["员工2017"])))
        firm.revenue[year] = number(row["营业收入"])
        firm.stated_main[year] = number(row["主营业务收入"])
        firm.assets[year] = number(row["总资产"])
        firm.liabilities[year] = number(row["总负债"])
    return firms


def number(cell: str) -> Fraction | None:
    """Return the exact value of a cell, None when it is empty."""
    return Fraction(cell.strip()) if cell.strip() else None


def normal_code(written: str) -> str:
    """Return `688268.SH` for `688268SH` and `688268.SH`."""
    found = _CODE.fullmatch(written.strip())
    if found is None:
        raise ValueError(f"no stock code: {written!r}")
    return f"{found[1]}.{found[2]}"


def product_lines() -> Iterator[tuple[str, Fraction]]:
    """Yield code and share of revenue of every product line, faults and placeholders included."""
    with data_file(PRODUCTS).open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            yield normal_code(row["code"]), Fraction(row["revenue_weight"])


def stated_shares() -> dict[str, list[Fraction]]:
    """Return by code the shares that can be shares: above the placeholder with some room, and at most 1."""
    found: dict[str, list[Fraction]] = defaultdict(list)
    for code, share in product_lines():
        if SMALLEST < share <= WHOLE:
            found[code].append(share)
    return dict(found)
