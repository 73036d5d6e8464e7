"""Following the questions settles the outcome, the right one, and asks nothing in vain on the way."""

from __future__ import annotations

import random
import zlib
from decimal import Decimal
from functools import cache

import pytest
from tests.finality.filling import Effort, Filler, Firm
from tests.finality.shipped_firms import emptied_firms, shipped_profiles
from tests.oracle.worked_cases import Place

from littlegiant.asking.session import enquire, open_questions
from littlegiant.engines.duck import Desk
from littlegiant.verdicts.row import Row

SHIPPED = shipped_profiles()
EFFORTS = (Effort(), Effort(nodes=600, searches=12), Effort(nodes=2000, searches=60))


def name(place: Place) -> str:
    return f"{place.edition}-{place.case}-{place.as_of}-{place.jurisdiction or 'by-row'}"


@cache
def desk_of(place: Place) -> Desk:
    return Desk(place.rulebook())


def row_of(place: Place, firm: Firm) -> Row:
    return desk_of(place).row({name: float(c) if isinstance(c, Decimal) else c for name, c in firm.items()})


def filled(filler: Filler, firm: Firm, likely: Firm) -> Firm:
    """Return the firm with every empty cell filled somehow."""
    while True:
        whole = filler.random_filling(firm, likely)
        if whole is not None:
            return whole


def follow(place: Place, firms: int, seed: int, *, proved: bool) -> None:
    filler = Filler(place.rulebook(), random.Random(zlib.crc32(f"{name(place)} {seed}".encode())))
    for item in emptied_firms(filler, SHIPPED[place], firms):
        truth = filled(filler, item.facts, item.before)
        firm, steps, empty = dict(item.facts), 0, len(filler.unknown(item.facts))
        row = row_of(place, firm)
        while row.cells["outcome"] is None and (asked := open_questions([row])):
            chosen = asked[enquire([row], asked).first.bit_length() - 1]
            for column in chosen.columns:
                assert not proved or any(
                    filler.can_change(firm, column, item.before, effort) for effort in EFFORTS
                ), f"{column} cannot matter to {firm}"
            before = {column: firm.get(column) for column in chosen.columns}
            firm |= {column: truth.get(column) for column in chosen.columns}
            assert firm != {**firm, **before}, f"{chosen.columns} were asked, but are not known of {truth}"
            row, steps = row_of(place, firm), steps + 1
            assert steps <= empty
        whole = row_of(place, truth)
        if row.cells["outcome"] is None:
            # A rule without a value on what is known: it can no longer be met, and nothing more is asked.
            assert whole.cells["outcome"] is not True
        else:
            assert row.cells["outcome"] is whole.cells["outcome"]
        assert whole.cells["outcome"] is filler.outcome(truth)


@pytest.mark.parametrize("place", SHIPPED, ids=name)
def test_the_questions_lead_to_the_outcome_of_the_whole_facts(place: Place) -> None:
    follow(place, 3, 11, proved=False)


@pytest.mark.parametrize("place", list(SHIPPED)[::4], ids=name)
def test_every_question_can_turn_the_outcome(place: Place) -> None:
    follow(place, 3, 12, proved=True)


@pytest.mark.slow
@pytest.mark.parametrize("place", SHIPPED, ids=name)
def test_both_hold_of_many_firms(place: Place) -> None:
    follow(place, 30, 13, proved=True)
