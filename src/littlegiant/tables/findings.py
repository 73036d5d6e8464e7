"""What is known of a column before it is converted, and how to find it out for cells in memory."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from littlegiant.facts.model import Fact, ValueType
from littlegiant.tables.kinds import is_native
from littlegiant.tables.numbers import BEYOND, BLANKS, PLAIN
from littlegiant.tables.source import DECIMAL_DIGITS, RawColumn, RawTable
from littlegiant.tables.targets import Target

GREATEST_IN_DOUBLE = 2**53


@dataclass(frozen=True)
class Finding:
    """What is known of a column: `filled` cells that are not NULL (None: not counted), and three certainties.

    `clean`: every cell may be taken as it is. `plain`: every number is written without separators, signs of
    currency or the like. `short`: no number has more digits than a double keeps.
    """

    filled: int | None
    clean: bool = False
    plain: bool = False
    short: bool = False


def look_through(raw: RawTable, targets: Sequence[Target]) -> tuple[int, dict[str, Finding]]:
    """Answer `survey` from the cells in memory."""
    rows = len(next(iter(raw.cells.values())))
    found = {}
    for target in targets:
        cells = raw.cells.get(target.position)
        column = raw.columns[target.position]
        # Of a constant or a translated column nothing is known, save that its cells are not NULL.
        known = cells is not None and not target.values
        found[target.column] = _finding(cells or [], column, target) if known else Finding(rows)
    return rows, found


def _finding(cells: Sequence[Any], column: RawColumn, target: Target) -> Finding:
    filled = [cell for cell in cells if cell is not None]
    fact = target.fact
    if is_native(column, target):
        clean = fact.type is not ValueType.DATE and all(_is_permitted(cell, fact) for cell in filled)
        return Finding(len(filled), clean=clean, short=True)
    if column.type != "VARCHAR":
        return Finding(len(filled))
    if fact.type.is_number:
        plain = all(re.fullmatch(PLAIN, cell, re.ASCII) for cell in filled)
        return Finding(len(filled), plain=plain, short=all(len(cell) <= DECIMAL_DIGITS for cell in filled))
    is_text = fact.type not in (ValueType.BOOLEAN, ValueType.DATE)
    return Finding(len(filled), clean=is_text and all(cell == cell.strip(BLANKS) for cell in filled))


def _is_permitted(cell: float, fact: Fact) -> bool:
    return (
        abs(cell) < float(BEYOND)
        and (fact.minimum is None or cell >= fact.minimum)
        and (fact.maximum is None or cell <= fact.maximum)
        and (not fact.whole or float(cell).is_integer())
    )
