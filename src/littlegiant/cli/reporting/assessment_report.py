"""The verdicts on a table as a report: by which rules, how many, on which criterion they fail, where, and who."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from littlegiant.api.counting import NOT_KNOWN, Counted, Firm
from littlegiant.cli.reporting.rendering import CAVEAT, rule_fields
from littlegiant.cli.showing.words import SIZES
from littlegiant.engines.projection import OUTCOMES
from littlegiant.errors import Text
from littlegiant.facts.places import PROVINCES
from littlegiant.reports import (
    Amount,
    Answer,
    Block,
    Bullets,
    Cell,
    Column,
    Fields,
    Line,
    Report,
    Row,
    Section,
    State,
    Table,
    sources_of,
)
from littlegiant.standards.model import Rulebook
from littlegiant.verdicts.explanation_facts import column_name

MOST_FIRMS = 200
MOST_REASONS = 8
SHOWN_MISSING = 4
KIND = Text("判断汇总报告", "Assessment report")
TITLE = Text("{0}：{1} 家企业的判断", "{0}: {1} enterprises judged")
ONE_TITLE = Text("{0}：1 家企业的判断", "{0}: one enterprise judged")
COUNTS = Text("满足 {0}，不满足 {1}，无法判定 {2}", "{0} met, {1} not met, {2} unknown")
OF_STANDARD = Text("{0}：{1}", "{0}: {1}")
LEAD = Text(
    "“无法判定”是现有数据还不能决定的，不算不满足；“满足”和“不满足”不因补充缺失的数据而改变。",
    "“Unknown” is what the data do not settle yet; it is not counted as failing. “Met” and “not met” stand whatever is "
    "filled in.",
)
RULES = Text("判断依据", "By which rules")
TABLE, DAY = Text("数据表", "Table"), Text("判断日期", "Judged as of")
FAULTS = Text("有误的单元格", "Cells at fault")
FAULTY = Text("{0} 处，按未知处理", "{0}, taken as unknown")
RESULT = Text("结果", "Outcomes")
OUTCOME, FIRMS, SHARE = Text("结果", "Outcome"), Text("企业数", "Enterprises"), Text("占比", "Share")
BY_CRITERION = Text("各项条件", "Criterion by criterion")
NUMBER = Text("序号", "No.")
CRITERION, ID = Text("条件", "Criterion"), Text("代号", "Id")
MET, UNMET, UNKNOWN = Text("满足", "Met"), Text("不满足", "Not met"), Text("无法判定", "Unknown")
ALONE = Text("只因这条", "Only this")
ALONE_NOTE = Text(
    "“只因这条”：不满足这一条、而其他条件都不是不满足的企业数。",
    "“Only this”: enterprises that fail this criterion and no other.",
)
REASONS = Text("不满足的主要原因", "The main reasons for failing")
REASON = Text(
    "第 {3} 条，{0}：{1} 家不满足，其中 {2} 家只因这一条",
    "No. {3}, {0}: {1} fail it, {2} of them nothing else",
)
BY_PROVINCE = Text("按省份", "By province")
PROVINCE, ALL = Text("省份", "Province"), Text("合计", "All")
NO_PLACE = Text("未知", "not known")
CLASSES = Text("按类型", "By class")
CLASS = Text("类型", "Class")
NOT_SETTLED = Text("未定", "not settled")
WHO = Text("企业名单", "The enterprises")
FIRM_ID, NAME = Text("编号", "Id"), Text("企业", "Enterprise")
WHY, MISSING = Text("不满足的条件", "Criteria not met"), Text("尚缺的数据", "Facts missing")
MORE = Text(
    "以表中次序列出前 {0} 家；其余 {1} 家未列出，全部结果见 xlsx、csv 或 parquet 格式的输出。",
    "The first {0} in the order of the table; {1} more are not listed: write xlsx, csv or parquet for all of them.",
)
WHOLE = Text("全部 {0} 家，以表中次序列出。", "All {0}, in the order of the table.")
NUMBERED = Text(
    "不满足的条件以“各项条件”中的序号表示。",
    "Criteria not met are given by their numbers in “Criterion by criterion”.",
)
ALSO = Text("等 {0} 项", "and {0} more")


@dataclass(frozen=True)
class Judged:
    """What the report tells of: counts by standard, the first enterprises, and the table they come from."""

    counts: Sequence[Counted]
    firms: Sequence[Firm]
    table: str
    faults: int = 0


def assessment_report(judged: Judged, language: str) -> Report:
    """Return the report on a table that was judged by one standard or several."""
    return _Writer(judged, language).report()


class _Writer:
    """Writes the report in one language."""

    def __init__(self, judged: Judged, language: str) -> None:
        self.judged, self.language = judged, language

    def report(self) -> Report:
        """Return the whole report."""
        books = [item.rulebook for item in self.judged.counts]
        comma = "、" if self.language == "zh" else ", "
        titles = comma.join(dict.fromkeys(self.pick(book.edition.title) for book in books))
        firms = self.judged.counts[0].firms
        return Report(
            language=self.language,
            kind=self.pick(KIND),
            title=self.pick(ONE_TITLE if firms == 1 else TITLE).format(titles, f"{firms:,}"),
            day=books[0].as_of,
            about=" · ".join(book.name for book in books),
            answer=self._answer(),
            sections=tuple(self._sections()),
            sources=sources_of(books, self.language),
            caveats=(self.pick(CAVEAT),),
        )

    def _answer(self) -> Answer:
        counts = [
            self.pick(COUNTS).format(*(f"{item.outcomes[word]:,}" for word in OUTCOMES))
            for item in self.judged.counts
        ]
        if len(counts) == 1:
            return Answer(counts[0], None, (self.pick(LEAD),))
        named = [
            self.pick(OF_STANDARD).format(item.rulebook.name, said)
            for item, said in zip(self.judged.counts, counts, strict=True)
        ]
        return Answer(self.pick(RESULT), None, (*named, self.pick(LEAD)))

    def _sections(self) -> Iterator[Section]:
        yield Section(self.pick(RULES), (Fields(tuple(self._about())),))
        several = len(self.judged.counts) > 1
        for item in self.judged.counts:
            tail = f" · {item.rulebook.name}" if several else ""
            yield Section(self.pick(RESULT) + tail, (self._outcomes(item, tail),))
            for title, blocks in (
                (CLASSES, self._classes(item, tail)),
                (BY_CRITERION, self._criteria(item, tail)),
                (REASONS, self._reasons(item)),
                (BY_PROVINCE, self._provinces(item, tail)),
            ):
                if blocks:
                    yield Section(self.pick(title) + tail, blocks)
        yield Section(self.pick(WHO), (self._firms(),))

    def _about(self) -> Iterator[tuple[str, Cell]]:
        yield self.pick(TABLE), self.judged.table
        yield self.pick(DAY), self.judged.counts[0].rulebook.as_of
        if self.judged.faults:
            yield self.pick(FAULTS), self.pick(FAULTY).format(f"{self.judged.faults:,}")
        for item in self.judged.counts:
            yield from rule_fields(item.rulebook, self.language)

    def _outcomes(self, item: Counted, tail: str) -> Table:
        rows = tuple(
            Row((State(word), item.outcomes[word], _share(item.outcomes[word], item.firms)))
            for word in OUTCOMES
        )
        total = Row((self.pick(ALL), item.firms, None), group=True)
        return self._table(RESULT, tail, (OUTCOME, FIRMS, SHARE), (*rows, total))

    def _classes(self, item: Counted, tail: str) -> tuple[Block, ...]:
        rows = tuple(
            Row((self._size(name), item.classes[name], _share(item.classes[name], item.firms)))
            for name in (*SIZES, *sorted(set(item.classes) - set(SIZES)))
            if item.classes[name]
        )
        return (self._table(CLASSES, tail, (CLASS, FIRMS, SHARE), rows),) if rows else ()

    def _size(self, name: str) -> str:
        return self.pick(NOT_SETTLED if name == NOT_KNOWN else SIZES.get(name, Text(name, name)))

    def _criteria(self, item: Counted, tail: str) -> tuple[Block, ...]:
        rows = tuple(
            Row(
                (
                    number,
                    self._wording(item.rulebook, found.criterion),
                    found.criterion,
                    found.met,
                    found.unmet,
                    found.unknown,
                    found.alone,
                )
            )
            for number, found in enumerate(item.criteria, start=1)
        )
        heads = (NUMBER, CRITERION, ID, MET, UNMET, UNKNOWN, ALONE)
        return (self._table(BY_CRITERION, tail, heads, rows, self.pick(ALONE_NOTE)),) if rows else ()

    def _reasons(self, item: Counted) -> tuple[Block, ...]:
        worst = sorted(
            (found for found in item.criteria if found.unmet), key=lambda it: (-it.unmet, -it.alone)
        )
        lines = tuple(
            Line(
                self.pick(REASON).format(
                    self._wording(item.rulebook, found.criterion),
                    f"{found.unmet:,}",
                    f"{found.alone:,}",
                    _numbers(item.rulebook)[found.criterion],
                )
            )
            for found in worst[:MOST_REASONS]
        )
        return (Bullets(lines),) if lines else ()

    def _provinces(self, item: Counted, tail: str) -> tuple[Block, ...]:
        rows = tuple(
            Row((self._place(code), *(found[word] for word in OUTCOMES), sum(found.values())))
            for code, found in item.provinces.items()
        )
        heads = (PROVINCE, MET, UNMET, UNKNOWN, ALL)
        return (self._table(BY_PROVINCE, tail, heads, rows),) if rows else ()

    def _place(self, code: str | None) -> str:
        place = PROVINCES.get((code or "")[:2])
        if place is None:
            return self.pick(NO_PLACE)
        return place.short if self.language == "zh" else place.english

    def _firms(self) -> Table:
        several = len(self.judged.counts) > 1
        heads = [FIRM_ID, NAME, PROVINCE]
        for item in self.judged.counts:
            heads.append(Text(item.rulebook.name, item.rulebook.name) if several else OUTCOME)
        heads += [WHY, MISSING] if not several else [WHY]
        rows = tuple(self._firm(firm) for firm in self.judged.firms)
        shown, firms = len(rows), self.judged.counts[0].firms
        left = firms - shown
        note = self.pick(MORE).format(shown, f"{left:,}") if left else self.pick(WHOLE).format(shown)
        if any(item.criteria for item in self.judged.counts):
            note = f"{note}{'' if self.language == 'zh' else ' '}{self.pick(NUMBERED)}"
        return self._table(WHO, "", heads, rows, note)

    def _firm(self, firm: Firm) -> Row:
        states = tuple(State(found["outcome"]) for found in firm.verdicts)
        head = (firm.id, firm.name, self._place(firm.province), *states, self._why(firm))
        return Row(head if len(states) > 1 else (*head, self._missing(firm.verdicts[0])))

    def _why(self, firm: Firm) -> str:
        """Return the numbers of the criteria an enterprise fails, after the standard where there are several."""
        said = []
        for item, found in zip(self.judged.counts, firm.verdicts, strict=True):
            numbers = _numbers(item.rulebook)
            listed = ", ".join(str(numbers[name]) for name in found["unmet"] if name in numbers)
            if listed:
                several = len(self.judged.counts) > 1
                said.append(f"{item.rulebook.name}: {listed}" if several else listed)
        return self._joined(said)

    def _missing(self, found: Mapping[str, Any]) -> str:
        names = [self.pick(column_name(column)) for column in found["missing"]]
        shown = names[:SHOWN_MISSING]
        if len(names) > SHOWN_MISSING:
            shown.append(self.pick(ALSO).format(len(names) - SHOWN_MISSING))
        return self._joined(shown)

    def _joined(self, texts: Any) -> str:
        return ("；" if self.language == "zh" else "; ").join(texts)

    def _wording(self, book: Rulebook, criterion: str) -> str:
        item = book.criterion(criterion)
        return criterion if item is None else self.pick(item.entry.text)

    def _table(
        self, title: Text, tail: str, heads: Sequence[Text], rows: tuple[Row, ...], note: str = ""
    ) -> Table:
        columns = tuple(Column(self.pick(head)) for head in heads)
        return Table("", columns, rows, note=note, sheet=self.pick(title) + tail)

    def pick(self, text: Text) -> str:
        """Return a text in the language of the report."""
        return text.in_language(self.language)


def _numbers(book: Rulebook) -> dict[str, int]:
    return {item.id: number for number, item in enumerate(book.criteria, start=1)}


def _share(part: int, whole: int) -> Amount | None:
    return Amount(round(part / whole, 4), "ratio") if whole else None
