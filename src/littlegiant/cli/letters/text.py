"""The letter as plain text, wrapped for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from littlegiant.cli.letters.compose import compose
from littlegiant.cli.letters.document import (
    STATES,
    Block,
    Bullets,
    Finding,
    Findings,
    Letter,
    Line,
    Paragraph,
    Section,
    Table,
    TableRow,
)
from littlegiant.cli.letters.speech import Speech
from littlegiant.cli.letters.wrapping import WIDTH, width, wrapped
from littlegiant.errors import Text
from littlegiant.verdicts.explanation_tree import Explanation

_TO, _ABOUT = Text("致：", "To: "), Text("事由：", "About: ")


def letter(explanation: Explanation, language: str) -> str:
    """Return the explanation as a plain-text letter in `zh` or `en`, ending with a line break."""
    lines = _Writer(Speech(language)).letter(compose(explanation))
    return "\n".join(line.rstrip() for line in lines) + "\n"


class _Writer:
    """Writes the blocks of a letter in one language."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self.language = speech.language

    def letter(self, letter: Letter) -> Iterator[str]:
        """Yield every line of the letter."""
        for head, text in ((_TO, letter.to), (_ABOUT, letter.about)):
            start = self.speech(head)
            yield from wrapped(
                start + self.speech(text), self.language, "", " " * width(start, self.language)
            )
        yield ""
        for text in letter.lead:
            yield from self._wrap(text)
        for section in letter.sections:
            yield from self._section(section)

    def _section(self, section: Section) -> Iterator[str]:
        title = self.speech(section.title)
        yield from ("", "", title, "-" * min(width(title, self.language), WIDTH[self.language]))
        for block in section.blocks:
            yield ""
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph():
                yield from self._wrap(block.text)
            case Bullets():
                for line in block.lines:
                    yield from self._line(line, 0)
            case Findings():
                for number, finding in enumerate(block.items, block.start):
                    yield from self._finding(finding, number, first=number == block.start)
            case Table():
                for row in block.rows:
                    yield from self._row(row, block)

    def _finding(self, finding: Finding, number: int, *, first: bool) -> Iterator[str]:
        start = f"{number}. "
        if not first:
            yield ""
        meta = self.speech(finding.meta)
        title = self.speech(finding.title) + (self.speech.clause(meta) if meta else "")
        yield from wrapped(title, self.language, start, " " * len(start))
        for line in finding.lines:
            yield from self._line(line, len(start))

    def _line(self, line: Line, depth: int) -> Iterator[str]:
        text = self.speech(line.text)
        if line.state is not None:
            text = self.speech.bracketed(self.speech(STATES[line.state])) + text
        start = " " * depth + "- "
        yield from wrapped(text, self.language, start, " " * len(start))
        for inner in line.lines:
            yield from self._line(inner, depth + 2)

    def _row(self, row: TableRow, table: Table) -> Iterator[str]:
        cells = [self.speech(cell) for cell in row.cells]
        start = "- " if table.aside else "" if row.group else "  "
        if row.group and row is not table.rows[0]:
            yield ""
        name = self.speech.marked(cells[0], cells[1])
        if table.aside:
            yield from wrapped(f"{name} [{cells[-1]}]", self.language, start, "  ")
            return
        yield from wrapped(name, self.language, start, start + "  ")
        for head, cell in list(zip(table.head, cells, strict=True))[2:]:
            if cell:
                yield from wrapped(
                    self.speech.marked(self.speech(head), cell), self.language, start + "  ", start + "    "
                )

    def _wrap(self, text: Text) -> list[str]:
        return wrapped(self.speech(text), self.language)
