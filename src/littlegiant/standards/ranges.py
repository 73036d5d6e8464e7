"""Between which ends a value lies, whatever permitted facts are filled in."""

from __future__ import annotations

from fractions import Fraction

from littlegiant.facts.dictionary import load_dictionary
from littlegiant.rules.linear import combined
from littlegiant.rules.scores import level_range
from littlegiant.rules.values import (
    CompoundGrowth,
    Divide,
    FactValue,
    Mean,
    MeanGrowth,
    Multiply,
    Number,
    ScorePart,
    Total,
    Value,
)
from littlegiant.standards.model import Rulebook


def value_range(value: Value, rulebook: Rulebook) -> tuple[Fraction | None, Fraction | None]:
    """Return the least and the greatest value that permitted facts can give; None is unbounded."""
    match value:
        case FactValue() | Total() | Mean():
            fact = load_dictionary()[value.fact]
            least = None if fact.minimum is None else Fraction(fact.minimum)
            most = None if fact.maximum is None else Fraction(fact.maximum)
            times = value.years if isinstance(value, Total) else 1
            return (None if least is None else least * times), (None if most is None else most * times)
        case MeanGrowth() | CompoundGrowth():
            return Fraction(-1), None
        case Number():
            return value.value, value.value
        case ScorePart():
            return _points_range(value.part, rulebook)
        case Divide():
            return _quotient_range(value, rulebook)
        case _:
            return _sum_range(value, rulebook)


def _sum_range(value: Value, rulebook: Rulebook) -> tuple[Fraction | None, Fraction | None]:
    """Return the range of a sum of multiples; terms that cancel add nothing, products of two values are unbounded."""
    low: Fraction | None = Fraction(0)
    high: Fraction | None = Fraction(0)
    for term, factor in combined(value).items():
        ends = (None, None) if isinstance(term, Multiply) else value_range(term, rulebook)
        scaled = [None if end is None else factor * end for end in (ends if factor > 0 else reversed(ends))]
        low = None if low is None or scaled[0] is None else low + scaled[0]
        high = None if high is None or scaled[1] is None else high + scaled[1]
    return low, high


def _quotient_range(value: Divide, rulebook: Rulebook) -> tuple[Fraction | None, Fraction | None]:
    """Return that a value over itself is 1, and that nothing negative comes of what is not negative."""
    if value.left == value.right:
        return Fraction(1), Fraction(1)
    low, _ = value_range(value.left, rulebook)
    return (Fraction(0) if low is not None and low >= 0 else None), None


def _points_range(part: str, rulebook: Rulebook) -> tuple[Fraction, Fraction]:
    score = rulebook.score
    spans: dict[str, tuple[Fraction, Fraction]] = {}
    for group in score.groups if score else ():
        inner = [level_range(indicator.points) for indicator in group.indicators]
        spans |= {indicator.id: span for indicator, span in zip(group.indicators, inner, strict=True)}
        spans[group.id] = (
            sum((low for low, _ in inner), Fraction(0)),
            sum((high for _, high in inner), Fraction(0)),
        )
    groups = [spans[group.id] for group in score.groups] if score else []
    spans[""] = (sum((low for low, _ in groups), Fraction(0)), sum((high for _, high in groups), Fraction(0)))
    return spans[part]
