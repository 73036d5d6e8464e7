"""What a reform would do in a few sentences, as one would tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from littlegiant.api.curving import Curve
from littlegiant.cli.showing.kind_words import value_words
from littlegiant.engines.moving import Deciding, Moves, Pair, deciding_side
from littlegiant.errors import Text
from littlegiant.standards.model import Rulebook
from littlegiant.verdicts.explanation_numbers import exact_amount, short_amount

TOTAL = Text(
    "表中 {total} 家企业，现行规则下 {before} 家满足 {name}，修改后 {after} 家满足。",
    "Of {total} {enterprises} {before} {meet} {name} now, and {after} would.",
)
MOVED: dict[Pair, tuple[Text, Text]] = {
    ("met", "unmet"): (Text("{0} 家退出", "{0} fall out"), Text("1 家退出", "1 falls out")),
    ("unmet", "met"): (Text("{0} 家新满足", "{0} come in"), Text("1 家新满足", "1 comes in")),
    ("met", "unknown"): (
        Text("{0} 家由满足变为无法判定", "{0} that meet it now could no longer be told"),
        Text("1 家由满足变为无法判定", "1 that meets it now could no longer be told"),
    ),
    ("unknown", "met"): (
        Text("{0} 家由无法判定变为满足", "{0} that cannot be told now would meet it"),
        Text("1 家由无法判定变为满足", "1 that cannot be told now would meet it"),
    ),
    ("unknown", "unmet"): (
        Text("{0} 家由无法判定变为不满足", "{0} that cannot be told now would fail"),
        Text("1 家由无法判定变为不满足", "1 that cannot be told now would fail"),
    ),
    ("unmet", "unknown"): (
        Text("{0} 家由不满足变为无法判定", "{0} that fail now could no longer be told"),
        Text("1 家由不满足变为无法判定", "1 that fails now could no longer be told"),
    ),
}
ORDER = tuple(MOVED)
IN_PLACE = Text("其中 {0} 家在{1}", "{0} of them in {1}")
ALL_IN_PLACE = Text("都在{1}", "all of them in {1}")
ONE_IN_PLACE = Text("在{1}", "in {1}")
BY_ALL = Text("都因条款 {0}", "all by clause {0}")
BY_ONE = Text("因条款 {0}", "by clause {0}")
BY_MOST = Text("{1} 家因条款 {0}", "{1} of them by clause {0}")
HELD_ALL = Text("原先都卡在条款 {0}", "all held back by clause {0} so far")
HELD_ONE = Text("原先卡在条款 {0}", "held back by clause {0} so far")
HELD_MOST = Text("其中 {1} 家原先卡在条款 {0}", "{1} of them held back by clause {0} so far")
NOBODY = Text("没有企业的结果改变。", "No enterprise's outcome changes.")
UNKNOWN = Text(
    "另有 {0} 家修改前后都无法判定，不计入其他任何一类。",
    "{0} stay unknown and are counted nowhere else.",
)
ONE_UNKNOWN = Text(
    "另有 1 家修改前后都无法判定，不计入其他任何一类。", "1 stays unknown and is counted nowhere else."
)
CURVE = Text(
    "{name} 由 {first} 到 {last}，满足的企业由 {low} 家变为 {high} 家",
    "As {name} goes from {first} to {last}, the number that meet the standard goes from {low} to {high}",
)
FALL = Text("；由 {0} 到 {1} 减少最多，少 {2} 家", "; it falls most between {0} and {1}, by {2}")
HEAP = Text(
    "有 {0} 家正好在 {1}，越过这一值即一同退出。",
    "{0} enterprises stand at just {1} and drop out together beyond it.",
)
LEVEL = Text("；始终不变", "; it does not change on the way")


class Told:
    """The sentences on one simulation in one language."""

    def __init__(self, books: tuple[Rulebook, Rulebook], moves: Moves, language: str) -> None:
        self.books = books
        self.moves = moves
        self.language = language

    def text(self, curve: Curve | None = None) -> str:
        """Return all sentences as one paragraph."""
        return self._joined(self.paragraphs(curve))

    def paragraphs(self, curve: Curve | None = None) -> list[str]:
        """Return what is to be said of the moves, then of the curve."""
        found = [self._joined(self._moves()), "" if curve is None else self._joined(self._curve(curve))]
        return [text for text in found if text]

    def _joined(self, sentences: Iterable[str]) -> str:
        return ("" if self.language == "zh" else " ").join(sentences)

    def pick(self, text: Text) -> str:
        """Return a text in the language of the sentences."""
        return text.in_language(self.language)

    def amount(self, value: float | Fraction, unit: str) -> str:
        """Return a value of a threshold as it is written."""
        exact = value if isinstance(value, Fraction) else Fraction(f"{value:.12g}")
        return self.pick(short_amount(exact, unit) if unit == "CNY" else exact_amount(exact, unit))

    def _moves(self) -> Iterator[str]:
        before, after = (self.moves.side(place)["met"] for place in (0, 1))
        total = sum(self.moves.firms.values())
        yield self.pick(TOTAL).format(
            total=f"{total:,}",
            enterprises="enterprise" if total == 1 else "enterprises",
            before=f"{before:,}",
            meet="meets" if before == 1 else "meet",
            name=self.books[0].name,
            after=f"{after:,}",
        )
        told = [self._moved(pair) for pair in ORDER if self.moves.firms.get(pair)]
        mark = "；" if self.language == "zh" else "; "
        yield f"{mark.join(told)}{'。' if self.language == 'zh' else '.'}" if told else self.pick(NOBODY)
        unknown = self.moves.firms.get(("unknown", "unknown"), 0)
        if unknown:
            yield self.pick(ONE_UNKNOWN if unknown == 1 else UNKNOWN).format(f"{unknown:,}")

    def _moved(self, pair: Pair) -> str:
        firms = self.moves.firms[pair]
        parts = [self.pick(MOVED[pair][firms == 1]).format(f"{firms:,}")]
        parts += self._place(pair, firms)
        decided = self.moves.decided.get(pair, ())
        parts += [self._clause(decided[0], firms, deciding_side(pair)[0])] if decided else []
        return ("，" if self.language == "zh" else ", ").join(parts)

    def _place(self, pair: Pair, firms: int) -> list[str]:
        """Name the province that most of them are in."""
        places = {
            value: count
            for value, count in self.moves.by.get("province", {}).get(pair, {}).items()
            if value != "unknown"
        }
        if not places:
            return []
        value, count = max(sorted(places.items()), key=lambda item: item[1])
        text = ONE_IN_PLACE if firms == 1 else ALL_IN_PLACE if count == firms else IN_PLACE
        return [self.pick(text).format(f"{count:,}", self.pick(value_words("province", value)))]

    def _clause(self, item: Deciding, firms: int, side: int) -> str:
        most, one, every = (BY_MOST, BY_ONE, BY_ALL) if side else (HELD_MOST, HELD_ONE, HELD_ALL)
        text = most if item.firms < firms else one if firms == 1 else every
        return self.pick(text).format(item.criterion, f"{item.firms:,}")

    def _curve(self, curve: Curve) -> Iterator[str]:
        if len(curve.points) < 2:
            return
        first, last = curve.points[0], curve.points[-1]
        told = self.pick(CURVE).format(
            name=curve.threshold,
            first=self.amount(first.value, curve.unit),
            last=self.amount(last.value, curve.unit),
            low=f"{first.met:,}",
            high=f"{last.met:,}",
        )
        if curve.fall is None:
            told += self.pick(LEVEL)
        else:
            ends = (self.amount(end, curve.unit) for end in (curve.fall.start, curve.fall.end))
            told += self.pick(FALL).format(*ends, f"{curve.fall.lost:,}")
        yield f"{told}{'。' if self.language == 'zh' else '.'}"
        if curve.heap is not None:
            value, firms = curve.heap
            yield self.pick(HEAP).format(f"{firms:,}", self.amount(value, curve.unit))
