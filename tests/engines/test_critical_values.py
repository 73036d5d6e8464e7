"""A curve counted from the critical values of one scan is what judging anew at every point gives."""

from __future__ import annotations

import random
from fractions import Fraction
from functools import lru_cache
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.engines.running import _array, connection, kind_of
from tests.finality.filling import Filler
from tests.finality.shipped_firms import emptied_firms, shipped_profiles
from tests.oracle.worked_cases import Place

from littlegiant.api.grounds import Ground
from littlegiant.engines.columns import Columns
from littlegiant.engines.criticals import side_of
from littlegiant.engines.curves import Criticals, Question, counts_at
from littlegiant.plans.reform import Reform
from littlegiant.standards.catalogue import shipped
from littlegiant.standards.linking import Setting

FIRMS = 60
SEEDS = 3
SEVERAL = {"cn/little-giant@2022:large_revenue", "cn/little-giant@2022:medium_revenue"}
PLACES = list(shipped_profiles())
BOOKS = {place: place.rulebook() for place in PLACES}
CASES = [(place, name) for place, book in BOOKS.items() for name in book.thresholds if book.criteria]


def ground(place: Place) -> Ground:
    edition = shipped().edition(place.edition)
    return Ground(edition, shipped(), Setting(place.case, place.as_of, place.jurisdiction))


@lru_cache(maxsize=40)
def table(place: Place, seed: int) -> tuple[str, Columns]:
    """Put made-up enterprises near the marks of a standard, some cells empty, into a table of their own."""
    filler = Filler(BOOKS[place], random.Random(seed))
    drawn = emptied_firms(filler, shipped_profiles()[place], FIRMS)
    firms = [item.facts if number % 3 else item.before for number, item in enumerate(drawn)]
    names = sorted({column for firm in firms for column in firm})
    cells = {name: [firm.get(name) for firm in firms] for name in names}
    kinds = {name: kind_of(name, values) for name, values in cells.items()}
    arrays: dict[str, Any] = {"id": pa.array([str(index) for index in range(len(firms))])}
    arrays |= {name: _array(values, kinds[name]) for name, values in cells.items()}
    relation = f"curve_{PLACES.index(place)}_{seed}"
    database: duckdb.DuckDBPyConnection = connection()
    database.register("made", pa.table(arrays))
    database.execute(f"CREATE OR REPLACE TABLE {relation} AS SELECT * FROM made")
    return relation, {"id": "text", **kinds}


def agrees(place: Place, threshold: str, seed: int) -> None:
    """Count at the value in force, or at one that an enterprise has or just beside it, and judge anew there."""
    rules, database = ground(place), connection()
    side = side_of(rules.plain, threshold)
    if side is None:
        return
    relation, columns = table(place, seed % SEEDS)
    rng, base = random.Random(seed), rules.plain.thresholds[threshold].value
    rough = Criticals(database, Question(rules.plain, threshold, side), columns, relation)
    own = [Fraction(repr(value)) for value, _ in rough.steps()] or [base]
    points = [abs(rng.choice([base, rng.choice(own), rng.choice(own), rng.choice(own) + Fraction(1, 1000)]))]
    books = {point: rules.rulebook(Reform({threshold: point})) for point in points}
    asked = Question(rules.plain, threshold, side, tuple(points))
    counted = Criticals(database, asked, columns, relation).counts(points, books.__getitem__)
    judged = counts_at(database, [(float(point), book) for point, book in books.items()], columns, relation)
    assert counted == judged


@pytest.mark.parametrize("place", [place for place in PLACES if BOOKS[place].thresholds], ids=str)
@settings(max_examples=1, phases=(Phase.generate,))
@given(pick=st.integers(0, 10**6), seed=st.integers(0, 999))
def test_a_threshold_of_every_standard_is_counted_as_judged_anew(place: Place, pick: int, seed: int) -> None:
    """One threshold of each edition, case and place, and every one of them while `make search` draws."""
    names = list(BOOKS[place].thresholds)
    agrees(place, names[(pick + PLACES.index(place)) % len(names)], seed)


@pytest.mark.parametrize("edition", ["cn/little-giant@2026", "cn/srdi-sme@2022", "cn/innovative-sme@2022"])
@settings(max_examples=1, phases=(Phase.generate,))
@given(data=st.data())
def test_thresholds_drawn_are_counted_as_judged_anew(edition: str, data: st.DataObject) -> None:
    place, threshold = data.draw(st.sampled_from([case for case in CASES if case[0].edition == edition]))
    agrees(place, threshold, data.draw(st.integers(0, 999)))


def test_only_thresholds_used_in_several_ways_or_in_the_score_are_judged_point_by_point() -> None:
    several = {f"{place.edition}:{name}" for place, name in CASES if side_of(BOOKS[place], name) is None}
    assert several == SEVERAL


def test_a_curve_counts_every_enterprise_once() -> None:
    place = next(place for place in PLACES if place.edition == "cn/little-giant@2026")
    rules, rulebook = ground(place), BOOKS[place]
    relation, columns = table(place, 5)
    side = side_of(rulebook, "debt_ceiling")
    assert side is not None and not side.floor
    points = [Fraction(number, 20) for number in range(1, 30)]
    asked = Question(rulebook, "debt_ceiling", side, tuple(points))
    criticals = Criticals(connection(), asked, columns, relation)
    found = criticals.counts(points, lambda value: rules.rulebook(Reform({"debt_ceiling": value})))
    assert {item.met + item.unmet + item.unknown for item in found} == {FIRMS}
    met = [item.met for item in found]
    assert met == sorted(met) and met[0] < met[-1]
    dropping = [value for value, count in criticals.steps() for _ in range(count)]
    assert dropping == sorted(dropping, reverse=True)
    low, high = found[0], found[-1]
    between = [value for value in dropping if low.value < value <= high.value]
    assert high.met - low.met == len(between)
