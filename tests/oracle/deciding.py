"""What one enterprise's facts say about a condition: True, False, or None where they do not settle it."""

from __future__ import annotations

from collections.abc import Callable

from tests.oracle.exact_numbers import UNDEFINED, Between, order
from tests.oracle.reading_values import Enterprise, read_value

from littlegiant.rules.conditions import (
    All,
    Any,
    AtLeast,
    ByPlace,
    Choose,
    ClassAmong,
    Compare,
    Condition,
    Named,
    Not,
    OneOf,
    Truth,
)
from littlegiant.rules.values import ScorePart, Value

Verdict = bool | None
PROVINCE = "province"


class Sources:
    """Where a condition looks: the facts, and the points and classes when it tests those."""

    def __init__(
        self,
        firm: Enterprise,
        points: Callable[[str], Between] | None = None,
        classes: Callable[[str], frozenset[str] | None] | None = None,
    ) -> None:
        self.firm = firm
        self._points = points
        self._classes = classes

    def read(self, value: Value) -> Between:
        """Return what is known about a value or about points."""
        if isinstance(value, ScorePart):
            assert self._points is not None, "no points inside points"
            return self._points(value.part)
        return read_value(value, self.firm)

    def classes(self, classification: str) -> frozenset[str] | None:
        """Return the classes still possible; None where no row applies."""
        assert self._classes is not None, "no classes inside points"
        return self._classes(classification)


def decide(condition: Condition, sources: Sources) -> Verdict:
    """Return whether a condition is met."""
    match condition:
        case Truth():
            cell = sources.firm.cell(condition.fact, condition.shift)
            return None if cell is None else cell is True
        case OneOf():
            cell = sources.firm.cell(condition.fact, condition.shift)
            return None if cell is None else cell in condition.options
        case Compare():
            return compare(sources.read(condition.value), condition)
        case ClassAmong():
            return among(sources.classes(condition.classification), condition.classes)
        case Named():
            return decide(condition.item, sources)
        case Not():
            return opposite(decide(condition.item, sources))
        case All():
            return all_of([decide(item, sources) for item in condition.items])
        case Any():
            return any_of([decide(item, sources) for item in condition.items])
        case AtLeast():
            return at_least(condition.number, [decide(item, sources) for item in condition.items])
        case Choose():
            return _choose(condition, sources)
        case ByPlace():
            return _by_place(condition, sources)
    raise TypeError(f"{condition!r} is not a condition")


def opposite(verdict: Verdict) -> Verdict:
    """Return the other verdict; unknown stays unknown."""
    return None if verdict is None else not verdict


def all_of(verdicts: list[Verdict]) -> Verdict:
    """Return unmet as soon as one is unmet, met when all are met."""
    if False in verdicts:
        return False
    return None if None in verdicts else True


def any_of(verdicts: list[Verdict]) -> Verdict:
    """Return met as soon as one is met, unmet when all are unmet."""
    if True in verdicts:
        return True
    return None if None in verdicts else False


def at_least(number: int, verdicts: list[Verdict]) -> Verdict:
    """Return met when enough are met, unmet when even the unknown ones would not be enough."""
    if verdicts.count(True) >= number:
        return True
    return False if verdicts.count(True) + verdicts.count(None) < number else None


def agreed(verdicts: list[Verdict]) -> Verdict:
    """Return the verdict all share, unknown if they do not."""
    return verdicts[0] if len(set(verdicts)) == 1 else None


def among(possible: frozenset[str] | None, wanted: frozenset[str]) -> Verdict:
    """Return met when every possible class is wanted, unmet when none is."""
    if possible is None:
        return None
    if possible <= wanted:
        return True
    return None if possible & wanted else False


def compare(reading: Between, test: Compare) -> Verdict:
    """Return the comparison if it comes out the same for every number between the bounds."""
    if reading is UNDEFINED:
        return None
    constant = test.number.value
    # The order of the least and of the greatest number against the constant; without a bound, beyond it.
    least = -1 if reading.low is None else order(reading.low, constant)
    most = 1 if reading.high is None else order(reading.high, constant)
    possible = {sign for sign in (-1, 0, 1) if least <= sign <= most}
    holds = {">=": {0, 1}, ">": {1}, "<=": {-1, 0}, "<": {-1}, "==": {0}, "!=": {-1, 1}}[test.operator]
    if possible <= holds:
        return True
    return None if possible & holds else False


def _choose(condition: Choose, sources: Sources) -> Verdict:
    when = decide(condition.when, sources)
    then, otherwise = decide(condition.then, sources), decide(condition.otherwise, sources)
    if when is None:
        return agreed([then, otherwise])
    return then if when else otherwise


def _by_place(condition: ByPlace, sources: Sources) -> Verdict:
    place = sources.firm.cell(PROVINCE)
    branches = {code: decide(branch, sources) for code, branch in condition.branches}
    default = decide(condition.default, sources)
    if place is None:
        return agreed([*branches.values(), default])
    return branches.get(str(place), default)
