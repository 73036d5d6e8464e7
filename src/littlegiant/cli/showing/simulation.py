"""What a reform would do, as one object and as a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from littlegiant.cli.layout import listed, pad, terminal_width, width, wrap
from littlegiant.cli.showing.words import SIZES
from littlegiant.engines.curves import Count
from littlegiant.engines.moving import Deciding, Moves, Pair
from littlegiant.errors import Text
from littlegiant.facts.places import PROVINCES
from littlegiant.standards.model import Rulebook
from littlegiant.verdicts.explanation_numbers import exact_amount, short_amount
from littlegiant.verdicts.measure import plain

OUTCOMES = {
    "met": Text("满足", "met"),
    "unmet": Text("不满足", "unmet"),
    "unknown": Text("无法判定", "unknown"),
}
HEAD = Text(
    "{0}，{1}：设想的修改对表中企业的影响",
    "{0} on {1}: what a change of rules would do to the enterprises of the table",
)
CHANGES = Text("修改", "Changes")
SET = Text("{0}：{1} → {2}", "{0}: {1} → {2}")
DROP = Text("不再考查 {0}", "{0} is no longer examined")
ADD = Text("新增 {0}：{1}", "{0} is added: {1}")
TOTALS = Text("总数", "Totals")
BEFORE, AFTER = Text("现行", "now"), Text("修改后", "after")
MOVED = Text("由{0}变为{1}：{2} 家", "from {0} to {1}: {2}")
STAY = Text("没有企业的结果改变。", "No enterprise's outcome changes.")
KIND = {
    "province": Text("按省份", "by province"),
    "industry": Text("按行业门类", "by section of industry"),
    "size": Text("按规模", "by size class"),
    "age": Text("按成立年限", "by age in years"),
}
LOST = Text("不再满足的企业，因为：", "Who no longer meets it, for:")
GAINED = Text("新满足的企业，原先因为：", "Who newly meets it, failed before for:")
DECIDES = Text("{0}：{1} 家，其中 {2} 家只因这一条", "{0}: {1}, of which {2} for nothing else")
CURVE = Text("{0} 取不同值时", "As {0} moves")
NOT_KNOWN = Text("未知", "unknown")
OPEN = Text(
    "无法判定的企业单列，不算不满足。",
    "Enterprises that are unknown are kept apart and never counted as failing.",
)


@dataclass(frozen=True)
class Outcome:
    """A simulation and what it was about: the rules before and after, the moves, a curve of one threshold."""

    before: Rulebook
    after: Rulebook
    moves: Moves
    threshold: str | None = None
    curve: Sequence[Count] = ()


def simulation_record(found: Outcome) -> dict[str, Any]:
    """Return the object of the contract, with what decides and the curve beside it."""
    moves = found.moves
    record: dict[str, Any] = {
        "standard": found.before.name,
        "case": found.before.case,
        "as_of": found.before.as_of.isoformat(),
        "base": moves.side(0),
        "reform": moves.side(1),
        "moves": [_move(pair, firms, moves) for pair, firms in _changes(moves)],
        "by": {kind: _sides(pairs) for kind, pairs in moves.by.items()},
        "lost_by": [_deciding(item) for item in moves.lost_by],
        "gained_by": [_deciding(item) for item in moves.gained_by],
    }
    if found.threshold is not None:
        record["curve"] = {"threshold": found.threshold, "points": [_point(item) for item in found.curve]}
    return record


def _changes(moves: Moves) -> list[tuple[Pair, int]]:
    return sorted(
        ((pair, firms) for pair, firms in moves.firms.items() if pair[0] != pair[1]),
        key=lambda it: (-it[1], it[0]),
    )


def _move(pair: Pair, firms: int, moves: Moves) -> dict[str, Any]:
    by = {kind: dict(sorted(pairs.get(pair, {}).items())) for kind, pairs in moves.by.items()}
    return {"from": pair[0], "to": pair[1], "firms": firms, "by": by}


def _sides(pairs: dict[Pair, dict[str, int]]) -> dict[str, dict[str, dict[str, int]]]:
    """Return for each value of a kind how many are met, unmet and unknown before and after."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for pair, values in pairs.items():
        for value, firms in values.items():
            sides = found.setdefault(value, {side: dict.fromkeys(OUTCOMES, 0) for side in ("base", "reform")})
            sides["base"][pair[0]] += firms
            sides["reform"][pair[1]] += firms
    return dict(sorted(found.items()))


def _deciding(item: Deciding) -> dict[str, Any]:
    return {"criterion": item.criterion, "firms": item.firms, "alone": item.alone}


def _point(item: Count) -> dict[str, Any]:
    return {"value": plain(item.value), "met": item.met, "unmet": item.unmet, "unknown": item.unknown}


class SimulationPage:
    """The lines of one page in one language."""

    def __init__(self, found: Outcome, language: str) -> None:
        self.found = found
        self.language = language
        self.columns = terminal_width()

    def text(self) -> str:
        """Return the whole page."""
        sections = [
            self._head(),
            self._totals(),
            self._moves(),
            self._deciding(),
            *map(self._kind, self.found.moves.by),
            self._curve(),
        ]
        return "\n\n".join(body for body in ("\n".join(section) for section in sections) if body)

    def pick(self, text: Text) -> str:
        """Return a text in the language of the page."""
        return text.in_language(self.language)

    def _head(self) -> Iterator[str]:
        before = self.found.before
        yield wrap(self.pick(HEAD).format(before.name, before.as_of), self.columns)
        yield self.pick(CHANGES)
        for text in self.changes():
            yield self._item(text)

    def changes(self) -> Iterator[str]:
        """Yield what is changed in the rules, a sentence each."""
        before, after = self.found.before, self.found.after
        for name, old in before.thresholds.items():
            new = after.thresholds.get(name)
            if new is not None and new.value != old.value:
                ends = [self._amount(end, str(old.unit)) for end in (old.value, new.value)]
                yield self.pick(SET).format(name, *ends)
        kept = {item.id for item in after.criteria}
        for item in before.criteria:
            if item.id not in kept:
                yield self.pick(DROP).format(f"{item.id} · {self.pick(item.entry.text)}")
        known = {item.id for item in before.criteria}
        for item in after.criteria:
            if item.id not in known:
                yield self.pick(ADD).format(item.id, self.pick(item.entry.text))

    def _amount(self, value: Fraction, unit: str) -> str:
        return self.pick(short_amount(value, unit) if unit == "CNY" else exact_amount(value, unit))

    def _totals(self) -> Iterator[str]:
        sides = [self.found.moves.side(place) for place in (0, 1)]
        yield self.pick(TOTALS)
        rows = [[self.pick(OUTCOMES[word]), *(f"{side[word]:,}" for side in sides)] for word in OUTCOMES]
        yield from self._rows([["", self.pick(BEFORE), self.pick(AFTER)], *rows])
        yield wrap(self.pick(OPEN), self.columns, "  ")

    def _rows(self, rows: Sequence[Sequence[str]]) -> Iterator[str]:
        widths = [max(width(row[place]) for row in rows) for place in range(len(rows[0]))]
        for first, *others in rows:
            cells = [" " * (size - width(cell)) + cell for cell, size in zip(others, widths[1:], strict=True)]
            yield f"  {pad(first, widths[0])}  {'  '.join(cells)}".rstrip()

    def _moves(self) -> Iterator[str]:
        changes = _changes(self.found.moves)
        if not changes:
            yield self.pick(STAY)
        for pair, firms in changes:
            words = [self.pick(OUTCOMES[word]) for word in pair]
            yield wrap(self.pick(MOVED).format(*words, f"{firms:,}"), self.columns, "  ")

    def _deciding(self) -> Iterator[str]:
        for title, items in ((LOST, self.found.moves.lost_by), (GAINED, self.found.moves.gained_by)):
            if items:
                yield self.pick(title)
            for item in items:
                yield self._item(
                    self.pick(DECIDES).format(item.criterion, f"{item.firms:,}", f"{item.alone:,}")
                )

    def _kind(self, kind: str) -> Iterator[str]:
        """Set out, for each value of a kind that some outcome changes for, who is met before and after."""
        sides = _sides(self.found.moves.by[kind])
        changed = [value for value, ends in sides.items() if ends["base"] != ends["reform"]]
        if not changed:
            return
        yield self.pick(KIND[kind])
        met = f" {self.pick(OUTCOMES['met'])}" if self.language == "en" else self.pick(OUTCOMES["met"])
        yield from self._rows(
            [["", f"{self.pick(BEFORE)}{met}", f"{self.pick(AFTER)}{met}"]]
            + [
                [self.value(kind, value), *(f"{sides[value][side]['met']:,}" for side in ("base", "reform"))]
                for value in changed
            ]
        )

    def value(self, kind: str, value: str) -> str:
        """Return a value of a kind as it is called: a province by name."""
        if value == "unknown":
            return self.pick(NOT_KNOWN)
        if kind == "province" and value in PROVINCES:
            place = PROVINCES[value]
            return place.short if self.language == "zh" else place.english
        if kind == "size" and value in SIZES:
            return self.pick(SIZES[value])
        return value

    def _curve(self) -> Iterator[str]:
        name = self.found.threshold
        if name is None:
            return
        unit = str(self.found.before.thresholds[name].unit)
        yield self.pick(CURVE).format(name)
        head = ["", *(self.pick(OUTCOMES[word]) for word in OUTCOMES)]
        yield from self._rows(
            [head]
            + [
                [
                    self._amount(Fraction(repr(item.value)), unit),
                    *(f"{count:,}" for count in (item.met, item.unmet, item.unknown)),
                ]
                for item in self.found.curve
            ]
        )

    def _item(self, text: str) -> str:
        return listed(text, self.columns, "  - ", "    ")
