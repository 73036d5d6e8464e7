"""What the first sheet of a workbook says, line by line: everything of a report but its tables and drawings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from littlegiant.reports.cells import state_text
from littlegiant.reports.document import (
    Block,
    Bullets,
    Cell,
    Fields,
    Figure,
    Findings,
    Line,
    Paragraph,
    Report,
    Section,
    Table,
)
from littlegiant.reports.source_section import unconfirmed_blocks
from littlegiant.reports.words import CAVEATS, DATED, FIGURES_SHEET, SEE_SHEET, SOURCES

Said = tuple[str, str, Cell]


class Summary:
    """The lines of one report; `places` names the sheet of each table by the identity of the table."""

    def __init__(self, report: Report, places: Mapping[int, str]) -> None:
        self.report, self.places, self.language = report, places, report.language

    def lines(self) -> Iterator[Said]:
        """Yield every line: what kind it is, what stands left, what stands right."""
        report = self.report
        yield "title", report.title, None
        yield "plain", report.kind, report.about or None
        yield "plain", "", DATED.in_language(self.language).format(report.day.isoformat())
        if report.answer is not None:
            state = report.answer.state
            yield "plain", "" if state is None else state_text(state, self.language), report.answer.text
            for text in report.answer.lead:
                yield "plain", "", text
        for section in (*report.sections_in("xlsx"), *self._ending()):
            yield "plain", "", None
            yield "heading", section.title, None
            for block in section.blocks:
                yield from self._block(block)

    def _ending(self) -> Iterator[Section]:
        report = self.report
        if report.sources:
            yield Section(SOURCES.in_language(self.language), unconfirmed_blocks(report))
        if report.caveats:
            texts = tuple(Paragraph(text) for text in report.caveats)
            yield Section(CAVEATS.in_language(self.language), texts)

    def _block(self, block: Block) -> Iterator[Said]:
        match block:
            case Paragraph():
                yield "plain", "", block.text
            case Bullets():
                for line in block.lines:
                    yield from self._line(line, 0)
            case Findings():
                for item in block.items:
                    text = f"{item.number}. {item.title}" + (f" [{item.meta}]" if item.meta else "")
                    yield "plain", state_text(item.state, self.language), text
                    for line in item.lines:
                        yield from self._line(line, 1)
            case Fields():
                for name, cell in block.pairs:
                    yield "plain", name, cell
            case Table():
                see = SEE_SHEET.in_language(self.language).format(self.places[id(block)])
                yield "plain", "", f"{block.title} → {see}"
                if block.note:
                    yield "plain", "", block.note
            case Figure():
                see = SEE_SHEET.in_language(self.language).format(FIGURES_SHEET.in_language(self.language))
                yield "plain", "", f"{block.caption} → {see}"

    def _line(self, line: Line, depth: int) -> Iterator[Said]:
        state = "" if line.state is None else state_text(line.state, self.language)
        yield "plain", state, "    " * depth + f"• {line.text}"
        for inner in line.lines:
            yield from self._line(inner, depth + 1)
