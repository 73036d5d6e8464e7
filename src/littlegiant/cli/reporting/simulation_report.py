"""A simulated reform as a report: what is changed, the totals, who moves, by which clause, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from littlegiant.api.curving import Curve
from littlegiant.cli.reporting.rendering import CAVEAT, rule_fields
from littlegiant.cli.reporting.values import amount
from littlegiant.cli.showing import simulation as words
from littlegiant.cli.showing.kind_words import KIND as BY
from littlegiant.cli.showing.simulation import Outcome, SimulationPage, simulation_record
from littlegiant.engines.moving import Deciding
from littlegiant.errors import Text
from littlegiant.reports import (
    Answer,
    Block,
    Bullets,
    Cell,
    Column,
    Fields,
    Figure,
    Line,
    Paragraph,
    Report,
    Row,
    Section,
    State,
    Table,
    sources_of,
)
from littlegiant.standards.model import Rulebook

KIND = Text("改革模拟", "Simulation of a reform")
TITLE = Text("{0}：设想的修改对企业的影响", "{0}: what a change of rules would do")
RULES = Text("现行规则", "The rules as they are")
TABLE, DAY = Text("数据表", "Table"), Text("判断日期", "Judged as of")
OUTCOME, NOW, AFTER, CHANGE = (
    Text("结果", "Outcome"),
    Text("现行", "Now"),
    Text("修改后", "After"),
    Text("增减", "Change"),
)
MOVES = Text("结果改变的企业", "Who moves")
FROM, TO, FIRMS = Text("由", "From"), Text("变为", "To"), Text("企业数", "Enterprises")
CRITERION, ALONE = Text("条件", "Criterion"), Text("其中只因这条", "Of them only this")
LOST_SHEET, GAINED_SHEET = Text("不再满足的原因", "Why lost"), Text("原先不满足的原因", "Why gained")
NOW_ALL, AFTER_ALL = Text("现行{0}", "Now {0}"), Text("修改后{0}", "After {0}")
VALUE = Text("阈值", "Threshold")
CURVE_SHEET = Text("阈值曲线", "Curve")
FIGURES = Text("图", "Charts")
COUNTS = Text("满足的企业由 {0} 家变为 {1} 家", "Enterprises that meet it: from {0} to {1}")
NOTHING_CHANGED = Text(
    "规则未改，只看阈值曲线。", "The rules stay; only a threshold is moved along its curve."
)
PROPOSED = Text(
    "修改的部分是设想，不是现行规定，没有来源。",
    "What is changed is a supposition: it is no rule in force and has no source.",
)
HEADS = {
    "province": Text("省份", "Province"),
    "industry": Text("行业门类", "Section of industry"),
    "size": Text("规模", "Size class"),
    "age": Text("成立年限", "Age in years"),
}
OUTCOMES = ("met", "unmet", "unknown")


def simulation_report(
    found: Outcome, language: str, table: str = "", figures: Sequence[Figure] = ()
) -> Report:
    """Return the report on a simulation of the enterprises of a table, with drawings where there are any."""
    return _Writer(found, language).report(table, figures)


class _Writer:
    """Writes the report in one language."""

    def __init__(self, found: Outcome, language: str) -> None:
        self.found, self.language = found, language
        self.page = SimulationPage(found, language)
        self.record = simulation_record(found)

    def report(self, table: str, figures: Sequence[Figure]) -> Report:
        """Return the whole report."""
        before = self.found.before
        base, reform = (self.found.moves.side(place)["met"] for place in (0, 1))
        return Report(
            language=self.language,
            kind=self.pick(KIND),
            title=self.pick(TITLE).format(self.pick(before.edition.title)),
            day=before.as_of,
            about=before.name,
            answer=Answer(
                self.pick(COUNTS).format(f"{base:,}", f"{reform:,}"),
                None,
                (self.page.told.text(self.found.curve), self.pick(words.OPEN)),
            ),
            sections=tuple(self._sections(table, figures)),
            sources=sources_of([before], self.language),
            caveats=(self.pick(PROPOSED), self.pick(CAVEAT)),
        )

    def _sections(self, table: str, figures: Sequence[Figure]) -> Iterator[Section]:
        changes = tuple(Line(text) for text in self.page.changes())
        yield Section(
            self.pick(words.CHANGES),
            (Bullets(changes) if changes else Paragraph(self.pick(NOTHING_CHANGED)),),
        )
        yield Section(self.pick(words.TOTALS), (self._totals(),))
        if figures:
            yield Section(self.pick(FIGURES), tuple(figures))
        yield Section(self.pick(MOVES), tuple(self._moves()))
        for kind, sides in self.record["by"].items():
            yield Section(self._capital(self.pick(BY[kind])), (self._kind(kind, sides),))
        curve = self.found.curve
        if curve is not None:
            yield Section(self.pick(words.CURVE).format(curve.threshold), (self._curve(curve),))
        yield Section(self.pick(RULES), (Fields(tuple(self._about(table))),))

    def _about(self, table: str) -> Iterator[tuple[str, Cell]]:
        if table:
            yield self.pick(TABLE), table
        yield self.pick(DAY), self.found.before.as_of
        yield from rule_fields(self.found.before, self.language)

    def _totals(self) -> Table:
        sides = [self.found.moves.side(place) for place in (0, 1)]
        rows = tuple(
            Row((State(word), sides[0][word], sides[1][word], sides[1][word] - sides[0][word]))
            for word in OUTCOMES
        )
        return self._table(words.TOTALS, (OUTCOME, NOW, AFTER, CHANGE), rows)

    def _moves(self) -> Iterator[Block]:
        rows = tuple(
            Row((State(item["from"]), State(item["to"]), item["firms"])) for item in self.record["moves"]
        )
        if not rows:
            yield Paragraph(self.pick(words.STAY))
            return
        yield self._table(MOVES, (FROM, TO, FIRMS), rows)
        for title, sheet, found, book in (
            (words.LOST, LOST_SHEET, self.found.moves.lost_by, self.found.after),
            (words.GAINED, GAINED_SHEET, self.found.moves.gained_by, self.found.before),
        ):
            if found:
                deciding = tuple(self._deciding(item, book) for item in found)
                yield replace(self._table(sheet, (CRITERION, FIRMS, ALONE), deciding), title=self.pick(title))

    def _deciding(self, item: Deciding, book: Rulebook) -> Row:
        entry = book.criterion(item.criterion)
        wording = "" if entry is None else f" · {self.pick(entry.entry.text)}"
        return Row((f"{item.criterion}{wording}", item.firms, item.alone))

    def _kind(self, kind: str, sides: dict[str, dict[str, dict[str, int]]]) -> Table:
        """Return who is met, unmet and unknown before and after, for each value of a kind."""
        rows = tuple(
            Row(
                (
                    self.page.value(kind, value),
                    *(ends[side][word] for side in ("base", "reform") for word in OUTCOMES),
                    ends["reform"]["met"] - ends["base"]["met"],
                )
            )
            for value, ends in sides.items()
        )
        outcomes = [words.OUTCOMES[word] for word in OUTCOMES]
        heads = [
            Text(side.zh.format(word.zh), side.en.format(word.en))
            for side in (NOW_ALL, AFTER_ALL)
            for word in outcomes
        ]
        return self._table(HEADS[kind], (HEADS[kind], *heads, CHANGE), rows)

    def _curve(self, curve: Curve) -> Table:
        rows = tuple(
            Row((amount(Fraction(f"{item.value:.12g}"), curve.unit), item.met, item.unmet, item.unknown))
            for item in curve.points
        )
        heads = (VALUE, *(words.OUTCOMES[word] for word in OUTCOMES))
        return self._table(CURVE_SHEET, heads, rows)

    def _table(self, sheet: Text, heads: Sequence[Text], rows: tuple[Row, ...]) -> Table:
        columns = tuple(Column(self.pick(head)) for head in heads)
        return Table("", columns, rows, sheet=self.pick(sheet))

    def _capital(self, text: str) -> str:
        return text[:1].upper() + text[1:]

    def pick(self, text: Text) -> str:
        """Return a text in the language of the report."""
        return text.in_language(self.language)
