"""What changed between two editions as a page to read."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from littlegiant.cli.layout import listed, terminal_width, wrap
from littlegiant.cli.showing.words import CASE, CONFIDENCE
from littlegiant.engines.moving import Deciding, Moves
from littlegiant.errors import Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.standards.differences import KINDS, Change, Difference, Kind
from littlegiant.standards.model import Criterion
from littlegiant.standards.score_differences import BoundChange, PartChange, bound_changes, score_changes
from littlegiant.verdicts.explanation_clauses import clause_words
from littlegiant.verdicts.explanation_numbers import exact_amount, short_amount

HEADS: dict[Kind, Text] = {
    "dropped": Text("取消（{0}条）", "Dropped ({0})"),
    "loosened": Text("放宽（{0}条）", "Loosened ({0})"),
    "tightened": Text("收紧（{0}条）", "Tightened ({0})"),
    "changed": Text(
        "改变，未能证明是收紧还是放宽（{0}条）",
        "Changed, neither tightened nor loosened as far as can be proved ({0})",
    ),
    "added": Text("新增（{0}条）", "Added ({0})"),
    "reworded": Text("措辞不同，要求相同（{0}条）", "Worded otherwise, asks the same ({0})"),
    "unchanged": Text("未变（{0}条）", "Unchanged ({0})"),
}
AS_ISSUED = Text(
    "按各版本发布时的条文，不含年度通知和省级细则", "both as issued, without notices and provincial rules"
)
ON = Text("含 {0} 适用的年度通知", "with the notices in force on {0}")
OLD, NEW = Text("原", "old"), Text("新", "new")
RELATED = Text("对方版本中涉及相同数据的条件", "clauses of the other edition on the same facts")
MOVED = Text("{0}：{1} → {2}", "{0}: {1} → {2}")
SCORE = Text("评分的变化", "In the score")
CLASSES = Text("划型标准的变化", "In the classes")
PARTS = {
    "added": Text("新增，最高{1}分", "added, at most {1} points"),
    "dropped": Text("取消，原最高{0}分", "dropped, was at most {0} points"),
    "changed": Text("计分办法改变，最高{0}分 → {1}分", "earned otherwise, at most {0} → {1} points"),
}
PEOPLE = Text("表中企业", "The enterprises of the table")
COUNTS = {
    "both": Text("两版都满足", "pass both"),
    "only_old": Text("只满足原版", "pass only the old one"),
    "only_new": Text("只满足新版", "pass only the new one"),
    "neither": Text("两版都不满足", "pass neither"),
    "unknown": Text("至少一版无法判定", "left open by one of them or both"),
}
LOST = Text("只满足原版的，不满足新版的：", "Who passes only the old one fails of the new one:")
GAINED = Text("只满足新版的，不满足原版的：", "Who passes only the new one fails of the old one:")
DECIDES = Text("{0}：{1} 家，其中 {2} 家只因这一条", "{0}: {1}, of which {2} fail nothing else")
NOTHING = Text("两个版本没有不同。", "The two editions do not differ.")


class DiffPage:
    """The lines of one page in one language."""

    def __init__(
        self, found: Difference, language: str, *, as_of: str | None = None, moves: Moves | None = None
    ) -> None:
        self.found = found
        self.language = language
        self.as_of = as_of
        self.moves = moves
        self.columns = terminal_width()

    def text(self) -> str:
        """Return the whole page."""
        sections = [
            self._head(),
            *(self._kind(kind) for kind in KINDS),
            self._score(),
            self._classes(),
            self._people(),
        ]
        return "\n\n".join(body for body in ("\n".join(section) for section in sections) if body)

    def pick(self, text: Text) -> str:
        """Return a text in the language of the page."""
        return text.in_language(self.language)

    @property
    def colon(self) -> str:
        """Return the colon of the language, with the blank that follows it."""
        return "：" if self.language == "zh" else ": "

    def _head(self) -> Iterator[str]:
        old, new = self.found.old, self.found.new
        yield self._line(f"{old.name} → {new.name} · {self.pick(CASE[new.case])}")
        for mark, book in ((OLD, old), (NEW, new)):
            edition = book.edition
            yield self._line(
                f"{self.pick(mark)}{self.colon}{edition.number} · {self.pick(edition.title)}", "  "
            )
        yield self._line(
            self.pick(AS_ISSUED) if self.as_of is None else self.pick(ON).format(self.as_of), "  "
        )
        if all(change.kind == "unchanged" for change in self.found.changes) and not self._beside():
            yield self._line(self.pick(NOTHING))

    def _beside(self) -> bool:
        old, new = self.found.old, self.found.new
        return any(score_changes(old, new)) or any(bound_changes(old, new))

    def _kind(self, kind: Kind) -> Iterator[str]:
        changes = self.found.of(kind)
        if not changes:
            return
        yield self._line(self.pick(HEADS[kind]).format(len(changes)))
        if kind == "unchanged":
            comma = "、" if self.language == "zh" else ", "
            yield self._line(comma.join(change.criterion for change in changes), "  ")
            return
        for change in changes:
            yield from self._change(change)

    def _change(self, change: Change) -> Iterator[str]:
        yield self._line(change.criterion, "  ")
        marks = len(change.old) > 0 and len(change.new) > 0
        for mark, side in ((OLD, change.old), (NEW, change.new)):
            for item in side:
                yield self._clause(item, f"{self.pick(mark)}{self.colon}" if marks else "", change.criterion)
        for moved in change.numbers:
            yield self._line(self._moved(moved.name, (moved.old, moved.new), moved.unit), "      ")
        if change.related:
            comma = "、" if self.language == "zh" else ", "
            yield self._line(f"{self.pick(RELATED)}{self.colon}{comma.join(change.related)}", "      ")

    def _clause(self, item: Criterion, mark: str, shown: str) -> str:
        clause = self.pick(clause_words(item.entry.clause)) if item.entry.clause else ""
        name = "" if item.id == shown else item.id
        by = item.added_by or ""
        trust = self.pick(CONFIDENCE[item.entry.confidence])
        about = " · ".join(part for part in (name, clause, by, trust) if part)
        return listed(f"{mark}{self.pick(item.entry.text)} [{about}]", self.columns, "    ", "      ")

    def _moved(self, name: str, ends: tuple[Fraction | None, Fraction | None], unit: str) -> str:
        old, new = (self._amount(end, unit) for end in ends)
        return self.pick(MOVED).format(name, old, new)

    def _amount(self, value: Fraction | None, unit: str) -> str:
        if value is None:
            return "–"
        words = short_amount(value, unit) if unit == "CNY" else exact_amount(value, unit)
        return self.pick(words)

    def _score(self) -> Iterator[str]:
        changes = list(score_changes(self.found.old, self.found.new))
        if changes:
            yield self.pick(SCORE)
        for item in changes:
            yield self._line(self._part(item), "  ")

    def _part(self, item: PartChange) -> str:
        book = self.found.old if item.kind == "dropped" else self.found.new
        label = self.pick(book.labels[f"score/{item.id}"].text)
        ends = ["" if end is None else f"{float(end):g}" for end in (item.old, item.new)]
        return f"{item.id} · {label}{self.colon}{self.pick(PARTS[item.kind]).format(*ends)}"

    def _classes(self) -> Iterator[str]:
        changes = list(bound_changes(self.found.old, self.found.new))
        if changes:
            yield self.pick(CLASSES)
        for item in changes:
            yield self._line(self._bound(item), "  ")

    def _bound(self, item: BoundChange) -> str:
        fact = self.pick(load_dictionary()[item.fact].label)
        return self._moved(f"{item.row} · {fact} · {item.class_name}", (item.old, item.new), item.unit)

    def _people(self) -> Iterator[str]:
        if self.moves is None:
            return
        yield self.pick(PEOPLE)
        for name, count in self.moves.counts.items():
            yield self._line(f"{self.pick(COUNTS[name])}{self.colon}{count:,}", "  ")
        for title, found in ((LOST, self.moves.lost_by), (GAINED, self.moves.gained_by)):
            if found:
                yield self._line(self.pick(title), "  ")
            for item in found:
                yield self._line(self._deciding(item), "    ")

    def _deciding(self, item: Deciding) -> str:
        return self.pick(DECIDES).format(item.criterion, f"{item.firms:,}", f"{item.alone:,}")

    def _line(self, text: str, indent: str = "") -> str:
        return wrap(text, self.columns, indent)
