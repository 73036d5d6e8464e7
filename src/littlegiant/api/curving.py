"""A curve of one threshold: which values are looked at, what is counted at them, and where the count falls off."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from littlegiant.engines.criticals import side_of
from littlegiant.engines.curves import AT_ONCE, Count, Criticals, Question, counts_at
from littlegiant.errors import LittleGiantError, Text
from littlegiant.plans.reform import quantity, threshold_of
from littlegiant.rules.scope import Threshold
from littlegiant.rules.units import CNY, RATIO, base
from littlegiant.standards.model import Rulebook
from littlegiant.tables import FactTable

MOST_POINTS = 100
STEPS = 20
LEFT_OUT = 0.02
RANGE, PER = "..", "/"
Rules = tuple[Rulebook, Rulebook, Callable[[Fraction], Rulebook]]
"""The rules as they are, the reformed ones, and the reformed ones with the threshold at a value."""
SEVERAL = Text(
    "该阈值在规则中用于几处或用于计分，没有单一的临界值，因此每个点各判断一遍。",
    "the threshold is used in several ways or in the score itself and has no single critical value; "
    "every point was judged by itself.",
)


@dataclass(frozen=True)
class CurveAsked:
    """A threshold, and its values as written: `50%,60%`, `50%..90%`, `50%..90%/5%`; None where it matters most."""

    threshold: str
    written: str | None = None


@dataclass(frozen=True)
class Fall:
    """The two neighbouring points between which the count falls most, from more met to fewer, and by how many."""

    start: float
    end: float
    lost: int


@dataclass(frozen=True)
class Curve:
    """How many enterprises are met, unmet and unknown as a threshold moves, the smallest value first.

    `now` is its value in the rules as they are, `planned` in the reformed ones where it is another. `floor` says whether it bounds from below (None: in several ways);
    `one_scan` whether all points were counted from the critical values of one scan. `fall` is the steepest step
    between two points, `heap` the one value at which most enterprises drop out together, with their number.
    """

    threshold: str
    unit: str
    now: float
    planned: float | None
    points: tuple[Count, ...]
    floor: bool | None = None
    fall: Fall | None = None
    heap: tuple[float, int] | None = None
    steps: Callable[[], Iterator[tuple[float, int]]] | None = field(default=None, compare=False, repr=False)

    @property
    def one_scan(self) -> bool:
        """Say whether every point was counted from one scan."""
        return self.floor is not None

    @property
    def notes(self) -> tuple[Text, ...]:
        """Return what a reader should know of how it was counted."""
        return () if self.one_scan else (SEVERAL,)


def curve_of(connection: Any, facts: FactTable, asked: CurveAsked, rules: Rules) -> Curve:
    """Count the enterprises of a table at the values asked for; raises call.reform and call.curve."""
    before, rulebook, book_of = rules
    known = threshold_of(asked.threshold, rulebook)
    listed = None if asked.written is None else points_of(asked.threshold, asked.written, known)
    side = side_of(rulebook, asked.threshold)
    place = (facts.columns, facts.relation)
    now = before.thresholds.get(asked.threshold, known).value
    planned = None if now == known.value else float(known.value)
    plain = Curve(asked.threshold, str(known.unit), float(now), planned, ())
    if side is None:
        found = listed or around(known)
        counted = [
            count
            for start in range(0, len(found), AT_ONCE)
            for count in counts_at(
                connection,
                [(float(point), book_of(point)) for point in found[start : start + AT_ONCE]],
                *place,
            )
        ]
        return _finished(plain, counted)
    if listed is None:
        rough = Criticals(connection, Question(rulebook, asked.threshold, side), *place)
        listed = _where_it_matters(rough.span(LEFT_OUT), known)
    question = Question(rulebook, asked.threshold, side, tuple(listed))
    criticals = Criticals(connection, question, *place)
    curve = _finished(plain, criticals.counts(listed, book_of), floor=side.floor)
    ends = (curve.points[0].value, curve.points[-1].value)
    return replace(curve, heap=criticals.heap(ends), steps=criticals.steps)


def _finished(curve: Curve, counted: Sequence[Count], floor: bool | None = None) -> Curve:
    return replace(curve, points=tuple(counted), floor=floor, fall=_steepest(counted))


def _steepest(points: Sequence[Count]) -> Fall | None:
    pairs = list(itertools.pairwise(points))
    if not pairs:
        return None
    one, other = max(pairs, key=lambda pair: abs(pair[0].met - pair[1].met))
    if one.met == other.met:
        return None
    more, fewer = (one, other) if one.met > other.met else (other, one)
    return Fall(more.value, fewer.value, more.met - fewer.met)


def demand_points(asked: CurveAsked, rulebook: Rulebook) -> None:
    """Raise call.reform for a threshold that does not exist, call.curve for values that make no curve."""
    known = threshold_of(asked.threshold, rulebook)
    if asked.written is not None:
        points_of(asked.threshold, asked.written, known)


def points_of(name: str, written: str, known: Threshold) -> list[Fraction]:
    """Return the values a curve is asked at, ascending, each once."""
    if RANGE in written:
        found = _range(name, written, known)
    else:
        found = [quantity(name, value, known) for value in written.split(",") if value.strip()]
    points = sorted(set(found))
    if not 1 <= len(points) <= MOST_POINTS:
        raise _wrong_number(len(points))
    return points


def _range(name: str, written: str, known: Threshold) -> list[Fraction]:
    ends, _, step = written.partition(PER)
    first, last = (quantity(name, end, known) for end in ends.split(RANGE, 1))
    if first >= last:
        raise _wrong_range(name, written)
    if not step:
        return _round_points(first, last, known)
    width = quantity(name, step, known)
    if width <= 0 or (last - first) / width > MOST_POINTS:
        raise _wrong_number(None if width <= 0 else int((last - first) / width) + 1)
    return [first + width * place for place in range(int((last - first) / width) + 1)]


def around(known: Threshold) -> list[Fraction]:
    """Return round values around a threshold, from half of it to half as much again."""
    return _round_points(known.value / 2, known.value * 3 / 2, known) if known.value else [known.value]


def _where_it_matters(span: tuple[float, float] | None, known: Threshold) -> list[Fraction]:
    if span is None:
        return around(known)
    low, high = (Fraction(end) for end in span)
    ends = min(low, known.value), max(high, known.value)
    return sorted({*_round_points(*ends, known), known.value}) if ends[0] < ends[1] else around(known)


def _round_points(first: Fraction, last: Fraction, known: Threshold) -> list[Fraction]:
    """Return about STEPS round values from one to another, the ends rounded outward to the step."""
    step = _round_step((last - first) / STEPS, known)
    start, end = math.floor(first / step), math.ceil(last / step)
    return [step * place for place in range(start, end + 1)]


def _round_step(least: Fraction, known: Threshold) -> Fraction:
    """Return the smallest of 1, 2 and 5 times a power of ten that is not below; whole for what is counted."""
    power = Fraction(10) ** math.floor(math.log10(least)) if least > 0 else Fraction(1)
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least)
    whole = known.unit not in (CNY, RATIO, base("years"), base("points"))
    return max(step, known.step or Fraction(1)) if whole else step


def _wrong_number(count: int | None) -> LittleGiantError:
    told = Text("", "") if count is None else Text(f"，这里有 {count} 个", f"; here are {count}")
    return LittleGiantError(
        "call.curve",
        Text(
            f"曲线应有 1 至 {MOST_POINTS} 个点{told.zh}。", f"A curve has 1 to {MOST_POINTS} points{told.en}."
        ),
        Text("请写大一些的步长，如 50%..90%/5%。", "Give a wider step, as in 50%..90%/5%."),
    )


def _wrong_range(name: str, written: str) -> LittleGiantError:
    return LittleGiantError(
        "call.curve",
        Text(f"{name}={written}：范围应由小到大。", f"{name}={written}: a range runs from less to more."),
        Text(f"例如 {name}=50%..90%。", f"Write for example {name}=50%..90%."),
    )
