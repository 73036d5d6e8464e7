"""Enterprises near the borders of the shipped standards: a passing one, perturbed, with some cells emptied."""

from __future__ import annotations

import datetime
import itertools
from dataclasses import dataclass, field
from decimal import Decimal

from tests.finality.filling import Filler, Firm
from tests.oracle.cells import as_cell, fact_of, is_permitted, make_agree
from tests.oracle.implied import Cell, contradictions
from tests.oracle.reading_values import column_of
from tests.oracle.solving import solutions
from tests.oracle.worked_cases import Place, Profile, documents, profiles

from littlegiant.facts.model import ValueType
from littlegiant.rules.values import leaves

SCALES = ("0.5", "0.8", "0.9", "0.99", "1.01", "1.1", "1.5", "2", "4")
MOST_EMPTY = 6


@dataclass(frozen=True)
class Emptied:
    """A firm with empty cells, and what stood in them."""

    facts: Firm = field(hash=False)
    before: Firm = field(hash=False)


def shipped_profiles() -> dict[Place, list[Profile]]:
    """Return the profiles of all shipped standards by where they are judged, renewals and provinces included."""
    found: dict[Place, list[Profile]] = {}
    for profile in (profile for document in documents() for profile in profiles(document)):
        place = profile.place
        found.setdefault(place, []).append(profile)
        if place.edition.startswith("cn/srdi-sme@2022") and place.jurisdiction == "CN":
            found.setdefault(Place(place.edition, place.case, place.as_of, None), []).append(profile)
    renewal = Place("cn/little-giant@2022", "renewal", datetime.date(2026, 5, 1), "CN")
    new_2026 = next(place for place in found if place.edition == "cn/little-giant@2026")
    found[renewal] = [profile for profile in found[new_2026] if "own_brand" in profile.facts]
    again = next(place for place in found if place.edition == "cn/srdi-sme@2026")
    found[Place(again.edition, "renewal", again.as_of, "CN")] = found[again]
    return found


def emptied_firms(filler: Filler, bases: list[Profile], count: int) -> list[Emptied]:
    """Return firms that start from a profile, change in a few cells, and lose one to six cells."""
    return [_emptied(filler, filler.rng.choice(bases)) for _ in range(count)]


def _emptied(filler: Filler, base: Profile) -> Emptied:
    as_of = filler.rulebook.as_of
    while True:
        firm: Firm = dict(base.facts)
        for column in filler.unknown(firm):
            firm[column] = filler.critical.cells(column, firm)[0]
        emptying = _squeezed(filler, firm) if filler.rng.random() < 0.3 else []
        if not emptying:
            changing, emptying = _chosen(filler, firm)
            for column in changing:
                if firm.get(column) is not None:
                    firm[column] = _changed(filler, column, firm)
        make_agree(firm, as_of)
        if not contradictions(firm, as_of) and not filler.unknown(firm):
            break
    before = {**base.facts, **{column: cell for column, cell in firm.items() if cell is not None}}
    return Emptied({**firm, **dict.fromkeys(emptying)}, before)


def _squeezed(filler: Filler, firm: Firm) -> list[str]:
    """Leave hardly any room, or just none, for one cell between two borders; return the cells to empty."""
    rng, as_of = filler.rng, filler.rulebook.as_of
    column = rng.choice(list(filler.critical.borders))
    borders = filler.critical.borders[column]
    if len(borders) < 2 or firm.get(column) is None:
        return []
    one, other = rng.sample(borders, 2)
    for number in solutions(one.value, one.constant, column, firm, as_of):
        middle = as_cell(number, fact_of(column))
        columns = [column_of(leaf.fact, as_of, leaf.shift) for leaf in leaves(other.value)]
        movable = [name for name in columns if name != column]
        if middle is None or not movable:
            continue
        moved = rng.choice(movable)
        for beside in solutions(other.value, other.constant, moved, {**firm, column: middle}, as_of):
            cell = as_cell(beside, fact_of(moved), rng.choice((-1, 0, 0, 1, 2)))
            firm[moved] = cell if cell is not None else firm.get(moved)
    return [column, *rng.sample(list(filler.critical.read), rng.choice((0, 0, 0, 1)))]


def _chosen(filler: Filler, firm: Firm) -> tuple[list[str], list[str]]:
    """Choose which cells change and which are emptied: anywhere, within one criterion, or around a shared fact."""
    rng = filler.rng
    known = [column for column in filler.critical.read if firm.get(column) is not None]
    way = rng.random()
    if way < 0.4 and _meetings(filler):
        shared, around = rng.choice(_meetings(filler))
        emptying = [
            column
            for column in (*shared, *rng.sample(around, min(rng.randint(0, 1), len(around))))
            if column in known
        ]
        nearby = [column for column in around if column in known and column not in emptying]
        if emptying and nearby:
            return rng.sample(nearby, min(rng.randint(1, 3), len(nearby))), emptying[:MOST_EMPTY]
    changing = rng.sample(known, min(rng.choice((0, 1, 1, 2, 3)), len(known)))
    if way < 0.7 and filler.columns:
        own = filler.columns[rng.choice(list(filler.columns))]
        known = [column for column in known if column in own] or known
    return changing, rng.sample(known, min(rng.randint(1, MOST_EMPTY), len(known)))


def _meetings(filler: Filler) -> list[tuple[list[str], list[str]]]:
    """Return for every two criteria that share facts: the shared columns, and the others of both."""
    found = []
    for one, other in itertools.combinations(filler.columns.values(), 2):
        shared = [column for column in filler.critical.read if column in one and column in other]
        if shared:
            around = [column for column in filler.critical.read if (column in one) != (column in other)]
            found.append((shared[:2], around))
    return found


def _changed(filler: Filler, column: str, firm: Firm) -> Cell:
    """Return another cell: scaled, or one at which some rule changes its mind."""
    cell, fact = firm[column], fact_of(column)
    if isinstance(cell, Decimal | int) and fact.type is not ValueType.BOOLEAN and filler.rng.random() < 0.4:
        scaled = (Decimal(cell) * Decimal(filler.rng.choice(SCALES))).quantize(
            Decimal(1) if fact.whole else Decimal("0.01")
        )
        if is_permitted(scaled, fact):
            return scaled
    return filler.rng.choice(filler.critical.cells(column, firm))
