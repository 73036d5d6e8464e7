"""The letter of an explanation as a report."""

from __future__ import annotations

import datetime

from littlegiant.cli.letters import document as letters
from littlegiant.cli.letters.compose import compose
from littlegiant.cli.letters.speech import Speech
from littlegiant.errors import Text
from littlegiant.reports import (
    Answer,
    Bullets,
    Column,
    Finding,
    Findings,
    Line,
    Paragraph,
    Report,
    Row,
    Section,
    Source,
    State,
    Table,
)
from littlegiant.verdicts.explanation_tree import Explanation

KIND = Text("判断说明函", "Letter of explanation")
COUNTS = Text(
    "条件：满足 {0} 项，不满足 {1} 项，未知 {2} 项。", "Criteria: {0} met, {1} not met, {2} not known."
)
SCORE = Text("得分：{0}。", "Score: {0}.")


def letter_report(explanation: Explanation, language: str, sources: tuple[Source, ...] = ()) -> Report:
    """Return the letter as a report; it says itself which sources its rules have, `sources` add all of them."""
    return _Writer(Speech(language)).report(compose(explanation), explanation.as_of, sources)


class _Writer:
    """Turns the blocks of a letter into those of a report, in one language."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech

    def report(self, letter: letters.Letter, day: str | datetime.date, sources: tuple[Source, ...]) -> Report:
        lead = [self.speech(text) for text in letter.lead]
        if sum(letter.counts) > 1:
            lead.append(self.speech(COUNTS).format(*letter.counts))
        if letter.gauge is not None:
            lead.append(self.speech(SCORE).format(self.speech(letter.gauge.text)))
        return Report(
            language=self.speech.language,
            kind=self.speech(KIND),
            title=self.speech(letter.heading),
            day=day if isinstance(day, datetime.date) else datetime.date.fromisoformat(day),
            about=self.speech(letter.about),
            answer=Answer(self.speech(letter.answer), self._state(letter.outcome), tuple(lead)),
            sections=tuple(self._section(section) for section in letter.sections),
            sources=sources,
        )

    def _section(self, section: letters.Section) -> Section:
        return Section(self.speech(section.title), tuple(self._block(block) for block in section.blocks))

    def _block(self, block: letters.Block) -> Paragraph | Bullets | Findings | Table:
        match block:
            case letters.Paragraph():
                return Paragraph(self.speech(block.text))
            case letters.Bullets():
                return Bullets(tuple(self._line(line) for line in block.lines))
            case letters.Findings():
                items = enumerate(block.items, block.start)
                return Findings(tuple(self._finding(item, number) for number, item in items))
            case letters.Table():
                return self._table(block)

    def _finding(self, item: letters.Finding, number: int) -> Finding:
        lines = tuple(self._line(line) for line in item.lines)
        return Finding(
            number, self._state(item.state), self.speech(item.title), self.speech(item.meta), lines
        )

    def _line(self, line: letters.Line) -> Line:
        state = None if line.state is None else self._state(line.state)
        return Line(self.speech(line.text), state, tuple(self._line(inner) for inner in line.lines))

    def _table(self, table: letters.Table) -> Table:
        columns = tuple(Column(self.speech(head)) for head in table.head)
        rows = tuple(Row(tuple(self.speech(cell) for cell in row.cells), row.group) for row in table.rows)
        return Table(self.speech(table.caption), columns, rows)

    def _state(self, state: str) -> State:
        return State(state, self.speech(letters.STATES[state]))
