"""What is imagined is judged as the engine judges it: the same outcomes on whole facts, nothing final too early."""

from __future__ import annotations

import random
from decimal import Decimal

import numpy as np
import pytest
from tests.engines.running import run_engine
from tests.finality.shipped_firms import shipped_profiles
from tests.oracle.implied import Cell
from tests.oracle.walking import columns
from tests.oracle.worked_cases import Place

from littlegiant.asking.hearing import Hearing
from littlegiant.asking.session import NOBODY, imagined_cells
from littlegiant.verdicts.decisive.ties import gates
from littlegiant.verdicts.row import Row

SHIPPED = shipped_profiles()
BY_EDITION = {place.edition: place for place in SHIPPED}
COUNT = 48
PARTS = 3


def name(place: Place) -> str:
    return f"{place.edition}-{place.case}-{place.as_of}-{place.jurisdiction or 'by-row'}"


def plain(cell: np.generic) -> Cell:
    """Return a cell as a table would hold it; no rank is no cell."""
    found = cell.item()
    if not isinstance(found, float):
        return found
    return None if found == float("inf") else Decimal(repr(found))


@pytest.mark.parametrize("place", BY_EDITION.values(), ids=name)
def test_imagined_enterprises_are_judged_as_by_the_engine(place: Place) -> None:
    """With every question answered the outcome is the engine's; with some, what is settled is so by the engine too."""
    rulebook = place.rulebook()
    table = columns(rulebook)
    empty = run_engine(rulebook, [{}], table)[0]
    row = Row(rulebook, empty.compiled.registry, empty.cells)
    drawn = imagined_cells([row], NOBODY, COUNT)
    cells = {column: np.round(found, 4) if found.dtype == float else found for column, found in drawn.items()}
    bits = {column: 1 << place for place, column in enumerate(cells)}
    hearing = Hearing(row, cells, bits, COUNT)
    firms = [{column: plain(found[place]) for column, found in cells.items()} for place in range(COUNT)]
    sets = [(1 << len(bits)) - 1, *random_sets(bits, random.Random(name(place)))]
    known = [{c: cell for c, cell in firm.items() if bits[c] & asked} for asked in sets for firm in firms]
    judged = [answer.cells["outcome"] for answer in run_engine(rulebook, known, table)]
    for turn, asked in enumerate(sets):
        found = judged[turn * COUNT : (turn + 1) * COUNT]
        said = outcomes(hearing, asked)
        assert turn or said == found
        assert all(one in (None, other) for one, other in zip(said, found, strict=True))


def random_sets(bits: dict[str, int], rng: random.Random) -> list[int]:
    """Return a few sets of questions, each rank with the awards it needs."""
    found = []
    for _ in range(PARTS):
        asked = rng.getrandbits(len(bits)) | rng.getrandbits(len(bits))
        for rank, awards in gates().items():
            if bits.get(rank, 0) & asked:
                asked |= sum(bits[award] for award in awards if award in bits and not bits[award] & asked)
        found.append(asked)
    return found


def outcomes(hearing: Hearing, asked: int) -> list[bool | None]:
    met, unmet = np.ones(COUNT, bool), np.zeros(COUNT, bool)
    for condition in hearing.conditions:
        one, other = hearing.state(condition, asked)
        met, unmet = met & one, unmet | other
    return [True if yes else False if no else None for yes, no in zip(met, unmet, strict=True)]
