"""What a reform would do as a page to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from littlegiant.api.curving import Curve
from littlegiant.cli.layout import cut, listed, pad, terminal_width, width, wrap
from littlegiant.cli.showing import simulation_record as records
from littlegiant.cli.showing.kind_words import KIND, value_words
from littlegiant.cli.showing.simulation_words import Told
from littlegiant.engines.moving import Moves, Pair
from littlegiant.errors import Text
from littlegiant.standards.model import Rulebook

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
INSTEAD = Text("改用 {0}", "{0} instead")
SET = Text("{0}：{1} → {2}", "{0}: {1} → {2}")
DROP = Text("不再考查 {0}", "{0} is no longer examined")
ADD = Text("新增 {0}：{1}", "{0} is added: {1}")
TOTALS = Text("总数", "Totals")
BEFORE, AFTER = Text("现行", "now"), Text("修改后", "after")
MOVED = Text("由{0}变为{1}：{2} 家", "from {0} to {1}: {2}")
DECIDES = Text("{0}：{1} 家，其中 {2} 家只因这一条", "{0}: {1}, of which {2} for nothing else")
TOGETHER = Text("几条合在一起不可能同时满足：{0} 家", "several clauses that cannot be met together: {0}")
LOST = Text("不再满足的企业，因为：", "Who no longer meets it, for:")
GAINED = Text("新满足的企业，原先因为：", "Who newly meets it, failed before for:")
STAY = Text("没有企业的结果改变。", "No enterprise's outcome changes.")
OPEN = Text(
    "无法判定的企业单列，不算不满足。",
    "Enterprises that are unknown are kept apart and never counted as failing.",
)
CURVE = Text("{0} 取不同值时", "As {0} moves")
NOW, PLANNED = Text("← 现行", "← now"), Text("← 拟改为", "← planned")


@dataclass(frozen=True)
class Outcome:
    """A simulation and what it was about: the rules before and after, the moves, a curve of one threshold."""

    before: Rulebook
    after: Rulebook
    moves: Moves
    curve: Curve | None = None

    @property
    def books(self) -> tuple[Rulebook, Rulebook]:
        """Return the rules before and after."""
        return self.before, self.after


def simulation_record(found: Outcome) -> dict[str, Any]:
    """Return the object of the contract, with what decides and the curve beside it."""
    return records.simulation_record(found.books, found.moves, found.curve)


class SimulationPage:
    """The lines of one page in one language."""

    def __init__(self, found: Outcome, language: str) -> None:
        self.found = found
        self.language = language
        self.columns = terminal_width()
        self.told = Told(found.books, found.moves, language)

    def text(self) -> str:
        """Return the whole page."""
        sections = [
            self._head(),
            *([wrap(text, self.columns)] for text in self.told.paragraphs(self.found.curve)),
            self._totals(),
            *(self._move(pair, firms) for pair, firms in self.found.moves.changes()),
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
        changes = list(self.changes())
        if changes:
            yield self.pick(CHANGES)
        for text in changes:
            yield self._item(text)

    def changes(self) -> Iterator[str]:
        """Yield what the reform changes in the rules, a line each."""
        before, after = self.found.books
        if before.name != after.name:
            yield self.pick(INSTEAD).format(after.name)
        for name, old in before.thresholds.items():
            new = after.thresholds.get(name)
            if new is not None and new.value != old.value:
                ends = [self.told.amount(end, str(old.unit)) for end in (old.value, new.value)]
                yield self.pick(SET).format(name, *ends)
        for item in before.criteria:
            if after.criterion(item.id) is None:
                yield self.pick(DROP).format(f"{item.id} · {self.pick(item.entry.text)}")
        for item in after.criteria:
            if before.criterion(item.id) is None:
                yield self.pick(ADD).format(item.id, self.pick(item.entry.text))

    def value(self, kind: str, value: str) -> str:
        """Return a value of a kind as it is called: a province by name."""
        return self.pick(value_words(kind, value))

    def _totals(self) -> Iterator[str]:
        sides = [self.found.moves.side(place) for place in (0, 1)]
        yield self.pick(TOTALS)
        rows = [[self.pick(OUTCOMES[word]), *(f"{side[word]:,}" for side in sides)] for word in OUTCOMES]
        yield from self._rows([["", self.pick(BEFORE), self.pick(AFTER)], *rows])

    def _rows(self, rows: Sequence[Sequence[str]]) -> Iterator[str]:
        widths = [max(width(row[place]) for row in rows) for place in range(len(rows[0]))]
        widths[0] = min(widths[0], self.columns - 2 - sum(size + 2 for size in widths[1:]))
        for first, *others in rows:
            cells = [" " * (size - width(cell)) + cell for cell, size in zip(others, widths[1:], strict=True)]
            yield f"  {pad(cut(first, widths[0]), widths[0])}  {'  '.join(cells)}".rstrip()

    def _move(self, pair: Pair, firms: int) -> Iterator[str]:
        words = [self.pick(OUTCOMES[word]) for word in pair]
        yield wrap(self.pick(MOVED).format(*words, f"{firms:,}"), self.columns)
        for item in self.found.moves.decided.get(pair, ()):
            yield self._item(self.pick(DECIDES).format(item.criterion, f"{item.firms:,}", f"{item.alone:,}"))
        together = self.found.moves.together.get(pair, 0)
        if together:
            yield self._item(self.pick(TOGETHER).format(f"{together:,}"))

    def _kind(self, kind: str) -> Iterator[str]:
        """Set out, for each value of a kind that some outcome changes for, who is met and unknown before and after."""
        sides = records.sides(self.found.moves.by[kind])
        changed = [value for value, ends in sides.items() if ends["base"] != ends["reform"]]
        if not changed:
            return
        yield self.pick(KIND[kind])
        words = [
            word
            for word in ("met", "unknown")
            if any(ends["base"][word] != ends["reform"][word] for ends in sides.values())
        ]
        rows = [["", *(self.pick(OUTCOMES[word]) for word in words)]]
        for value in changed:
            ends = sides[value]
            counts = (f"{ends['base'][word]:,} → {ends['reform'][word]:,}" for word in words)
            rows.append([self.value(kind, value), *counts])
        yield from self._rows(rows)

    def _curve(self) -> Iterator[str]:
        curve = self.found.curve
        if curve is None:
            return
        yield self.pick(CURVE).format(curve.threshold)
        head = ["", *(self.pick(OUTCOMES[word]) for word in OUTCOMES), ""]
        yield from self._rows(
            [head]
            + [
                [
                    self.told.amount(item.value, curve.unit),
                    *(f"{count:,}" for count in (item.met, item.unmet, item.unknown)),
                    self._mark(curve, item.value),
                ]
                for item in curve.points
            ]
        )

    def _mark(self, curve: Curve, value: float) -> str:
        marks = ((curve.now, NOW), (curve.planned, PLANNED))
        return next((self.pick(text) for known, text in marks if known == value), "")

    def _item(self, text: str) -> str:
        return listed(text, self.columns, "  - ", "    ")
