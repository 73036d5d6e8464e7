"""What is imagined is judged as the engine judges it: the same outcomes on whole facts, nothing final too early."""

from __future__ import annotations

import random

import numpy as np
import pytest
from tests.engines.running import run_engine
from tests.finality.shipped_firms import shipped_profiles
from tests.oracle.walking import columns
from tests.oracle.worked_cases import Place

from littlegiant.asking.hearing import Hearing
from littlegiant.asking.session import NOBODY, imagined_cells
from littlegiant.verdicts.row import Row

SHIPPED = shipped_profiles()
COUNT = 48
PARTS = 3


def name(place: Place) -> str:
    return f"{place.edition}-{place.case}-{place.as_of}-{place.jurisdiction or 'by-row'}"


def plain(cell: object) -> object:
    found = cell.item() if isinstance(cell, np.generic) else cell
    return None if found == float("inf") else found


@pytest.mark.parametrize("place", SHIPPED, ids=name)
def test_imagined_enterprises_are_judged_as_by_the_engine(place: Place) -> None:
    """With every question answered the outcome is the engine's; with some, what is settled is so by the engine too."""
    rulebook = place.rulebook()
    table = columns(rulebook)
    empty = run_engine(rulebook, [{}], table)[0]
    row = Row(rulebook, empty.compiled.registry, empty.cells)
    cells = imagined_cells([row], NOBODY, COUNT)
    bits = {column: 1 << place for place, column in enumerate(cells)}
    hearing = Hearing(row, cells, bits, COUNT)
    firms = [{column: plain(found[place]) for column, found in cells.items()} for place in range(COUNT)]
    rng, every = random.Random(name(place)), (1 << len(bits)) - 1
    for asked in (every, *(rng.getrandbits(len(bits)) for _ in range(PARTS))):
        known = [{c: cell for c, cell in firm.items() if bits[c] & asked} for firm in firms]
        judged = [answer.cells["outcome"] for answer in run_engine(rulebook, known, table)]
        met, unmet = np.ones(COUNT, bool), np.zeros(COUNT, bool)
        for condition in hearing.conditions:
            one, other = hearing.state(condition, asked)
            met, unmet = met & one, unmet | other
        said = [True if yes else False if no else None for yes, no in zip(met, unmet, strict=True)]
        if asked == every:
            assert said == judged
        assert all(found in (None, outcome) for found, outcome in zip(said, judged, strict=True))
