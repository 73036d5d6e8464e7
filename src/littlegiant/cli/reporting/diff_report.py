"""Two editions compared, as a report: clause by clause on paper, one row a number in a sheet."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import zip_longest

from littlegiant.cli.reporting.rendering import CAVEAT, rule_fields
from littlegiant.cli.reporting.values import amount
from littlegiant.cli.showing import diff_page as words
from littlegiant.engines.moving import Deciding, Moves
from littlegiant.errors import Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.reports import (
    Answer,
    Block,
    Cell,
    Column,
    Fields,
    Paragraph,
    Report,
    Row,
    Section,
    Table,
    sources_of,
)
from littlegiant.reports.cells import cell_text
from littlegiant.reports.words import CONFIDENCE
from littlegiant.standards.differences import KINDS, Change, Difference, Kind, NumberMoved
from littlegiant.standards.model import Criterion, Rulebook
from littlegiant.standards.score_differences import bound_changes, score_changes
from littlegiant.verdicts.explanation_clauses import clause_words

KIND = Text("版本比较", "Comparison of editions")
TITLE = Text("{0}：{1} 与 {2}", "{0}: {1} and {2}")
OLD, NEW = Text("原版", "Old edition"), Text("新版", "New edition")
DAY = Text("适用日期", "As of")
RULES = Text("比较什么", "What is compared")
SHEET, CHANGE = Text("逐条比较", "Clause by clause"), Text("变化", "Change")
CRITERION, NUMBERS = Text("条件", "Criterion"), Text("数值：原 → 新", "Numbers: old → new")
OLD_CLAUSE, NEW_CLAUSE = Text("原条款", "Old clause"), Text("新条款", "New clause")
OLD_TEXT, NEW_TEXT = Text("原要求", "Old requirement"), Text("新要求", "New requirement")
OLD_SURE, NEW_SURE = Text("原版可信程度", "Old: how sure"), Text("新版可信程度", "New: how sure")
THRESHOLD, OLD_VALUE, NEW_VALUE = Text("阈值", "Threshold"), Text("原值", "From"), Text("新值", "To")
ADDED_BY, RELATED = Text("由谁增加", "Added by"), Text("涉及相同数据的条件", "Clauses on the same facts")
WORDS: dict[Kind, Text] = {
    "dropped": Text("取消", "dropped"),
    "loosened": Text("放宽", "loosened"),
    "tightened": Text("收紧", "tightened"),
    "changed": Text("改变", "changed"),
    "added": Text("新增", "added"),
    "reworded": Text("措辞不同", "reworded"),
    "unchanged": Text("未变", "unchanged"),
}
ITEM, POINTS = Text("评分项", "Item"), Text("变化", "Change")
BOUND, ROW, FACT, CLASS = (
    Text("划型标准", "Classes"),
    Text("行", "Row"),
    Text("指标", "Indicator"),
    Text("类型", "Class"),
)
WHO, FIRMS = Text("企业", "Enterprises"), Text("企业数", "Enterprises")
ALONE = Text("其中只因这条", "Of them only this")
LOST_SHEET, GAINED_SHEET = Text("只满足原版的原因", "Only the old"), Text("只满足新版的原因", "Only the new")


@dataclass(frozen=True)
class Compared:
    """Two editions compared, the day whose notices count (None: as issued), and what it does to a table."""

    found: Difference
    as_of: str | None = None
    moves: Moves | None = None


def diff_report(compared: Compared, language: str) -> Report:
    """Return the report on two editions."""
    return _Writer(compared, language).report()


class _Writer:
    """Writes the report in one language."""

    def __init__(self, compared: Compared, language: str) -> None:
        self.compared, self.language = compared, language
        self.old, self.new = compared.found.old, compared.found.new

    def report(self) -> Report:
        """Return the whole report."""
        title = self.pick(self.new.edition.title)
        return Report(
            language=self.language,
            kind=self.pick(KIND),
            title=self.pick(TITLE).format(title, self.old.edition.edition, self.new.edition.edition),
            day=self._day(),
            about=f"{self.old.name} → {self.new.name}",
            answer=Answer(self._answer(), None, (self._scope(),)),
            sections=tuple(self._sections()),
            sources=sources_of([self.old, self.new], self.language),
            caveats=(self.pick(CAVEAT),),
        )

    def _day(self) -> datetime.date:
        """Return the day of the report: the one asked for, else the first on which the new edition judges."""
        if self.compared.as_of is not None:
            return datetime.date.fromisoformat(self.compared.as_of)
        return self.new.as_of

    def _answer(self) -> str:
        counts = [(kind, len(self.compared.found.of(kind))) for kind in KINDS]
        comma = "，" if self.language == "zh" else ", "
        said = comma.join(f"{self.pick(WORDS[kind])} {count}" for kind, count in counts if count)
        return said or self.pick(words.NOTHING)

    def _scope(self) -> str:
        if self.compared.as_of is None:
            return self.pick(words.AS_ISSUED)
        return self.pick(words.ON).format(self.compared.as_of)

    def _sections(self) -> Iterator[Section]:
        yield Section(self.pick(RULES), (Fields(tuple(self._about())),))
        if self.compared.found.changes:
            yield Section(self.pick(SHEET), (self._sheet(),))
        for kind in KINDS:
            changes = self.compared.found.of(kind)
            if changes and kind != "unchanged":
                title = self.pick(words.HEADS[kind]).format(len(changes))
                yield Section(title, tuple(self._paper(changes)))
        yield from self._rest()
        if self.compared.moves is not None:
            yield Section(self.pick(words.PEOPLE), tuple(self._people(self.compared.moves)))

    def _rest(self) -> Iterator[Section]:
        unchanged = self.compared.found.of("unchanged")
        if unchanged:
            comma = "、" if self.language == "zh" else ", "
            named = comma.join(change.criterion for change in unchanged)
            title = self.pick(words.HEADS["unchanged"]).format(len(unchanged))
            yield Section(title, (Paragraph(named),))
        score = tuple(self._score())
        if score:
            yield Section(self.pick(words.SCORE), (self._table(words.SCORE, (ITEM, POINTS), score),))
        bounds = tuple(self._bounds())
        if bounds:
            heads = (ROW, FACT, CLASS, OLD_VALUE, NEW_VALUE)
            yield Section(self.pick(words.CLASSES), (self._table(BOUND, heads, bounds),))

    def _about(self) -> Iterator[tuple[str, Cell]]:
        for mark, book in ((OLD, self.old), (NEW, self.new)):
            yield self.pick(mark), book.name
            yield from rule_fields(book, self.language)

    def _paper(self, changes: Sequence[Change]) -> Iterator[Block]:
        """Yield changes as a table of four columns."""
        rows = []
        for change in changes:
            numbers = "\n".join(self._moved(item) for item in change.numbers)
            old, new = (
                "\n".join(self._clause(item, change) for item in side) for side in (change.old, change.new)
            )
            rows.append(Row((change.criterion, old, new, numbers)))
        keep = [True, any(row.cells[1] for row in rows), any(row.cells[2] for row in rows)]
        keep.append(any(row.cells[3] for row in rows))
        columns = (
            Column(self.pick(CRITERION), 17),
            Column(self.pick(OLD_TEXT), 34),
            Column(self.pick(NEW_TEXT), 34),
            Column(self.pick(NUMBERS), 22),
        )
        yield Table(
            "",
            tuple(column for column, kept in zip(columns, keep, strict=True) if kept),
            tuple(
                Row(tuple(cell for cell, kept in zip(row.cells, keep, strict=True) if kept)) for row in rows
            ),
            only="pdf",
        )

    def _clause(self, item: Criterion, change: Change) -> str:
        name = "" if item.id == change.criterion else item.id
        about = (name, self._where(item), item.added_by or "", self._sure(item))
        return f"{self.pick(item.entry.text)} [{' · '.join(part for part in about if part)}]"

    def _where(self, item: Criterion) -> str:
        return self.pick(clause_words(item.entry.clause)) if item.entry.clause else ""

    def _sure(self, item: Criterion) -> str:
        return self.pick(CONFIDENCE[item.entry.confidence])

    def _moved(self, item: NumberMoved) -> str:
        old, new = (self._end(end, item.unit) or "–" for end in (item.old, item.new))
        return f"{old} → {new}"

    def _end(self, value: Fraction | None, unit: str) -> str:
        return cell_text(amount(value, unit), self.language)

    def _sheet(self) -> Table:
        """Return every change, a row for each pair of clauses and each number that moved."""
        heads = (
            CHANGE, CRITERION, OLD_CLAUSE, OLD_TEXT, NEW_CLAUSE, NEW_TEXT, THRESHOLD, OLD_VALUE, NEW_VALUE,
            OLD_SURE, NEW_SURE, ADDED_BY, RELATED,
        )  # fmt: skip
        rows = tuple(
            row
            for kind in KINDS
            for change in self.compared.found.of(kind)
            for row in self._rows(kind, change)
        )
        return self._table(SHEET, heads, rows, only="xlsx")

    def _rows(self, kind: Kind, change: Change) -> Iterator[Row]:
        for old, new, number in zip_longest(change.old, change.new, change.numbers):
            sides = [self._side(item) for item in (old, new)]
            moved: tuple[Cell, ...] = (None, None, None)
            if number is not None:
                ends = (amount(end, number.unit) for end in (number.old, number.new))
                moved = (number.name, *ends)
            added = new.added_by if new is not None else None
            related = ", ".join(change.related)
            cells = (*sides[0][:2], *sides[1][:2], *moved, sides[0][2], sides[1][2], added, related)
            yield Row((self.pick(WORDS[kind]), change.criterion, *cells))

    def _side(self, item: Criterion | None) -> tuple[Cell, Cell, Cell]:
        if item is None:
            return None, None, None
        return self._where(item), self.pick(item.entry.text), self._sure(item)

    def _score(self) -> Iterator[Row]:
        for item in score_changes(self.old, self.new):
            book: Rulebook = self.old if item.kind == "dropped" else self.new
            ends = ["" if end is None else f"{float(end):g}" for end in (item.old, item.new)]
            said = self.pick(words.PARTS[item.kind]).format(*ends)
            yield Row((f"{self.pick(book.labels[f'score/{item.id}'].text)} [{item.id}]", said))

    def _bounds(self) -> Iterator[Row]:
        for item in bound_changes(self.old, self.new):
            fact = self.pick(load_dictionary()[item.fact].label)
            ends = (amount(end, item.unit) for end in (item.old, item.new))
            yield Row((item.row, fact, item.class_name, *ends))

    def _people(self, moves: Moves) -> Iterator[Block]:
        rows = tuple(Row((self.pick(words.COUNTS[name]), count)) for name, count in moves.counts.items())
        yield self._table(words.PEOPLE, (WHO, FIRMS), rows)
        for title, sheet, found in (
            (words.LOST, LOST_SHEET, moves.lost_by),
            (words.GAINED, GAINED_SHEET, moves.gained_by),
        ):
            if found:
                deciding = self._table(sheet, (CRITERION, FIRMS, ALONE), tuple(map(self._deciding, found)))
                yield replace(deciding, title=self.pick(title))

    def _deciding(self, item: Deciding) -> Row:
        entry = next(
            (found for book in (self.new, self.old) if (found := book.criterion(item.criterion)) is not None),
            None,
        )
        wording = "" if entry is None else f" · {self.pick(entry.entry.text)}"
        return Row((f"{item.criterion}{wording}", item.firms, item.alone))

    def _table(self, sheet: Text, heads: Sequence[Text], rows: tuple[Row, ...], only: str = "") -> Table:
        return Table(
            "", tuple(Column(self.pick(head)) for head in heads), rows, sheet=self.pick(sheet), only=only
        )

    def pick(self, text: Text) -> str:
        """Return a text in the language of the report."""
        return text.in_language(self.language)
