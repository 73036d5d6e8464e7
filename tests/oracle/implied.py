"""What the facts of one enterprise imply about each other, applied until nothing changes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal

from tests.oracle.exact_numbers import NO_RANK, exact

from littlegiant.facts.dictionary import load_dictionary

Cell = Decimal | int | bool | str | float | None
Facts = Mapping[str, Cell]


def with_implied(facts: Facts) -> dict[str, Cell]:
    """Return the facts with every empty cell that the others settle filled in.

    A rank that does not exist, because there was no award, becomes infinite. What is known is never changed.
    """
    known = {column: cell for column, cell in facts.items() if cell is not None}
    while True:
        found = {column: cell for column, cell in _one_step(known).items() if column not in known}
        if not found:
            return known
        known |= found


def _one_step(known: dict[str, Cell]) -> dict[str, Cell]:
    implications = load_dictionary().implications
    found: dict[str, Cell] = {}
    for stronger, weaker in implications.truths:
        if known.get(stronger) is True:
            found[weaker] = True
        if known.get(weaker) is False:
            found[stronger] = False
    for rank, award in implications.ranks:
        if known.get(award) is False:
            found[rank] = NO_RANK
        if known.get(rank) not in (None, NO_RANK):
            found[award] = True
    return found


def contradictions(facts: Facts, as_of: datetime.date) -> list[str]:
    """Return in words what cannot be true together: no enterprise has these facts."""
    known = with_implied(facts)
    return [*_of_truths(known), *_of_ranks(known), *_of_numbers(known), *_of_totals(known, as_of)]


def _of_truths(known: dict[str, Cell]) -> list[str]:
    pairs = load_dictionary().implications.truths
    return [f"{a} but not {b}" for a, b in pairs if known.get(a) is True and known.get(b) is False]


def _of_ranks(known: dict[str, Cell]) -> list[str]:
    pairs = load_dictionary().implications.ranks
    return [
        f"{rank} without {award}"
        for rank, award in pairs
        if known.get(award) is False and known.get(rank) not in (None, NO_RANK)
    ]


def _of_numbers(known: dict[str, Cell]) -> list[str]:
    implications = load_dictionary().implications
    not_below = [
        *implications.at_least,
        *((narrower, wider) for wider, narrower in implications.at_most_rank),
    ]
    return [
        f"{larger} below {smaller}"
        for larger, smaller in not_below
        if larger in known and smaller in known and known[larger] < known[smaller]
    ]


def _of_totals(known: dict[str, Cell], as_of: datetime.date) -> list[str]:
    found = []
    for total, yearly, years in load_dictionary().implications.totals:
        fact = load_dictionary()[yearly]
        columns = [fact.column(as_of.year + fact.year_offset - back) for back in range(years)]
        parts = [exact(known[column]) for column in columns if column in known]
        if total not in known:
            continue
        whole = exact(known[total])
        if sum(parts) > whole or (len(parts) == years and sum(parts) != whole):
            found.append(f"{total} is not the sum of {', '.join(columns)}")
    return found
