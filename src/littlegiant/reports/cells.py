"""How a cell reads on paper, and how wide its column should be."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from littlegiant.errors import Text
from littlegiant.reports.document import Amount, Cell, Number, State, Table
from littlegiant.reports.words import NO, STATES, YES
from littlegiant.verdicts.explanation_numbers import amount, short_amount

SHORT, LONG, NARROWEST, WORD = 19, 50, 4, 12
LEAST_TEXT = 14
PAGE_LETTERS = 96


@dataclass(frozen=True)
class Room:
    """How much room a column asks for, in Latin letters; `fixed` takes no less, the others share what is left."""

    letters: float
    fixed: bool


def cell_text(cell: Cell, language: str) -> str:
    """Return a cell as its reader is used to: 61,000,000 yuan as 6100万元 or CNY 61 million, 0.05 as 5%."""
    match cell:
        case None:
            return ""
        case bool():
            return (YES if cell else NO).in_language(language)
        case int():
            return f"{cell:,}"
        case float():
            return f"{cell:,.12g}"
        case Amount():
            return _amount(cell).in_language(language)
        case State():
            return state_text(cell, language)
        case datetime.date():
            return cell.isoformat()
        case str():
            return cell


def state_text(state: State, language: str) -> str:
    """Return an outcome in words."""
    return state.text or STATES.get(state.outcome, Text(state.outcome, state.outcome)).in_language(language)


def exact(value: Number) -> Fraction:
    """Return a number without the noise of a double: 0.05 is a twentieth."""
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def _amount(cell: Amount) -> Text:
    if cell.beside is None:
        return short_amount(exact(cell.value), cell.unit)
    return amount(exact(cell.value), cell.unit, exact(cell.beside))


def is_number(cell: Cell) -> bool:
    """Say whether a cell is a number, which is set to the right."""
    return isinstance(cell, int | float | Amount) and not isinstance(cell, bool)


def number_columns(table: Table) -> list[bool]:
    """Say of each column whether its cells are numbers."""
    return [
        all(is_number(cell) for cell in cells) and bool(cells)
        for cells in (
            [row.cells[place] for row in table.rows if not row.group and row.cells[place] is not None]
            for place in range(len(table.columns))
        )
    ]


def column_rooms(table: Table, language: str) -> list[Room]:
    """Return how much room each column asks for; where the fixed ones would leave too little, all share.

    A table of short cells alone stays as narrow as they are.
    """
    numbers = number_columns(table)
    rooms = []
    for place, column in enumerate(table.columns):
        if column.wide is not None:
            rooms.append(Room(column.wide, fixed=False))
            continue
        cells = [row.cells[place] for row in table.rows if not row.group]
        rooms.append(_room([cell_text(cell, language) for cell in cells], column.title, numbers[place]))
        if any(isinstance(cell, State) for cell in cells):
            rooms[-1] = Room(rooms[-1].letters + 1.5, rooms[-1].fixed)
    taken = sum(room.letters + 1.6 for room in rooms if room.fixed)
    shared = [room for room in rooms if not room.fixed]
    if taken + len(shared) * LEAST_TEXT > PAGE_LETTERS:
        return [Room(room.letters, fixed=False) for room in rooms]
    return rooms


def columns_of(text: str) -> int:
    """Return how many Latin letters wide a text is; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _room(texts: Sequence[str], title: str, is_number: bool) -> Room:
    head = _head(title)
    longest = max((columns_of(text) for text in texts), default=0)
    if is_number or longest <= SHORT:
        return Room(max(longest, head, NARROWEST) + 0.5, fixed=True)
    # Between the longest and the mean: one long name must not starve the other columns.
    mean = sum(columns_of(text) for text in texts) / len(texts)
    return Room(max(min((longest + mean) / 2, LONG), head, NARROWEST), fixed=False)


def _head(title: str) -> int:
    """Return the room a head needs where it may break between words, or in two lines of Chinese."""
    half = min((columns_of(title) + 1) // 2, WORD)
    return max(half, *(_word(word) for word in title.split() or [""]))


def _word(word: str) -> int:
    longest = columns_of(word)
    return longest if longest <= WORD else (longest + 1) // 2
