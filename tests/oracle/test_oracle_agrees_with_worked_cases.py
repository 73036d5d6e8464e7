"""The oracle says what the official texts say, by every case worked out by hand in the shipped standards."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

import pytest
from tests.oracle.exact_numbers import Between
from tests.oracle.judging import Examination
from tests.oracle.worked_cases import Place, WorkedCase, documents, worked_cases

from littlegiant.standards.documents import Document
from littlegiant.standards.model import Rulebook

WORDS = {True: "met", False: "unmet", None: "unknown"}


@lru_cache(maxsize=200)
def rulebook_of(place: Place) -> Rulebook:
    return place.rulebook()


def said(case: WorkedCase) -> Any:
    """Return what the oracle says about the part a case looks at, in the words of the case."""
    found = Examination(rulebook_of(case.place), case.facts)
    if case.of == "outcome":
        return WORDS[found.outcome]
    if case.of == "class":
        name = case.place.edition.partition("@")[0]
        span = found.classes[name]
        single = span is not None and span[0] == span[1]
        return found.rulebook.classifications[name].classes[span[0]] if single else "unknown"
    if case.of in found.points or case.of == "score":
        return points_said(found.points["" if case.of == "score" else case.of], case.expect)
    return WORDS[found.criterion(case.of)]


def points_said(points: Between, expect: Any) -> Any:
    if points.low == points.high:
        return points.low
    return [points.low, points.high] if isinstance(expect, list) else "unknown"


def expected(case: WorkedCase) -> Any:
    if isinstance(case.expect, list):
        return [Fraction(end) for end in case.expect]
    return case.expect if isinstance(case.expect, str) else Fraction(case.expect)


@pytest.mark.parametrize("document", documents(), ids=lambda document: document.path.stem)
def test_the_oracle_agrees_with_every_worked_case(document: Document) -> None:
    wrong = []
    count = 0
    for case in worked_cases(document):
        count += 1
        if said(case) != expected(case):
            wrong.append(f"{case}: {case.of} is {said(case)}, expected {case.expect}")
        verdict = WORDS[Examination(rulebook_of(case.place), case.facts).outcome]
        if case.outcome is not None and verdict != case.outcome:
            wrong.append(f"{case}: the outcome is {verdict}, expected {case.outcome}")
    assert count > 0
    assert not wrong, "\n".join(wrong)
