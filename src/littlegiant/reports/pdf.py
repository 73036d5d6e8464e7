"""A report as PDF: everything it says goes to Typst as JSON, so that no text of a user is ever markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from littlegiant.reports.cells import cell_text, column_rooms, columns_of, number_columns, state_text
from littlegiant.reports.document import (
    Answer,
    Block,
    Bullets,
    Cell,
    Fields,
    Figure,
    Finding,
    Findings,
    Line,
    Paragraph,
    Report,
    Row,
    Section,
    State,
    Table,
)
from littlegiant.reports.figures import with_own_fonts
from littlegiant.reports.fonts import demand_glyphs, printable
from littlegiant.reports.source_section import closing_sections
from littlegiant.reports.typesetting import set_pdf
from littlegiant.reports.words import DATED, MADE_BY, PAGE

# Latin text without a blank breaks only where it is told it may.
_LONG = re.compile(r"[!-~]{19,}")
_NAME = re.compile(r"(?=[!-~]{13})[A-Za-z0-9]+(?:[_/][A-Za-z0-9]+)+")
_JOINT = re.compile(r"([_/])(?=[A-Za-z0-9])")
_PIECE = re.compile(r"[A-Za-z0-9]{1,18}[^A-Za-z0-9]*|[^A-Za-z0-9]{1,18}")
_BREAK = "\u200b"
LONG_CELL = 600
HEAD_COLUMNS = 84


def to_pdf(report: Report) -> bytes:
    """Return a report as PDF/A and PDF/UA; the same report gives the same bytes.

    Raises report.missing-glyph when it has a character that no font holds.
    """
    page = _Writer(report.language).report(report)
    demand_glyphs(_texts(page))
    return set_pdf("report.typ", {"report": json.dumps(page, ensure_ascii=False)})


class _Writer:
    """Turns a report into what the template reads, in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def report(self, report: Report) -> dict[str, Any]:
        dated = DATED.in_language(self.language).format(report.day.isoformat())
        made = MADE_BY.in_language(self.language).format(version("littlegiant"))
        sections = (*report.sections_in("pdf"), *closing_sections(report))
        return {
            "language": report.language,
            "kind": breakable(report.kind),
            "title": breakable(report.title),
            "short": _short(report.title),
            "about": breakable(report.about),
            "date": [report.day.year, report.day.month, report.day.day],
            "foot": f"{dated} · {made}",
            "words": {"page": PAGE.in_language(self.language)},
            "answer": None if report.answer is None else self._answer(report.answer),
            "sections": [self._section(section) for section in sections],
        }

    def _answer(self, answer: Answer) -> dict[str, Any]:
        return {
            "text": breakable(answer.text),
            "state": self._state(answer.state),
            "lead": [breakable(text) for text in answer.lead],
        }

    def _section(self, section: Section) -> dict[str, Any]:
        return {
            "title": breakable(section.title),
            "blocks": [self._block(block) for block in section.blocks],
        }

    def _block(self, block: Block) -> dict[str, Any]:
        match block:
            case Paragraph():
                return {"type": "paragraph", "text": breakable(block.text), "tone": block.tone}
            case Bullets():
                return {"type": "bullets", "lines": [self._line(line) for line in block.lines]}
            case Findings():
                return {"type": "findings", "items": [self._finding(item) for item in block.items]}
            case Fields():
                pairs = [[breakable(name), self._cell(cell)] for name, cell in block.pairs]
                return {"type": "fields", "pairs": pairs}
            case Table():
                return self._table(block)
            case Figure():
                return {
                    "type": "figure",
                    "svg": with_own_fonts(block.svg),
                    "caption": breakable(block.caption),
                    "alternative": printable(block.alternative),
                }

    def _line(self, line: Line) -> dict[str, Any]:
        return {
            "text": breakable(line.text),
            "state": self._state(line.state),
            "lines": [self._line(inner) for inner in line.lines],
        }

    def _finding(self, finding: Finding) -> dict[str, Any]:
        return {
            "number": str(finding.number),
            "state": self._state(finding.state),
            "title": breakable(finding.title),
            "meta": breakable(finding.meta),
            "lines": [self._line(line) for line in finding.lines],
        }

    def _table(self, table: Table) -> dict[str, Any]:
        numbers, rooms = number_columns(table), column_rooms(table, self.language)
        return {
            "type": "table",
            "title": breakable(table.title),
            "note": breakable(table.note),
            "columns": [
                {
                    "title": breakable(column.title),
                    "number": number,
                    "room": room.letters,
                    "fixed": room.fixed,
                }
                for column, number, room in zip(table.columns, numbers, rooms, strict=True)
            ],
            "rows": [self._row(row) for row in table.rows],
        }

    def _row(self, row: Row) -> dict[str, Any]:
        """Return a row; one that heads those below it by a single text takes the whole width."""
        spans = row.group and len(row.cells) > 1 and not any(row.cells[1:])
        cells = [self._cell(cell) for cell in (row.cells[:1] if spans else row.cells)]
        long = any(isinstance(cell, str) and len(cell) > LONG_CELL for cell in cells)
        return {"cells": cells, "group": row.group, "spans": spans, "long": long}

    def _cell(self, cell: Cell) -> str | dict[str, str]:
        if isinstance(cell, State):
            found = self._state(cell)
            assert found is not None
            return found
        return breakable(cell_text(cell, self.language))

    def _state(self, state: State | None) -> dict[str, str] | None:
        if state is None:
            return None
        return {"outcome": state.outcome, "text": breakable(state_text(state, self.language))}


def breakable(text: str) -> str:
    """Return a text without signs that have no shape; long Latin words may break, so that none runs off the page.

    Names such as `restricted_product` break after the mark that joins their parts, what is longer anywhere.
    """
    named = _NAME.sub(lambda name: _JOINT.sub(rf"\1{_BREAK}", name[0]), printable(text))
    return _LONG.sub(lambda word: _BREAK.join(_PIECE.findall(word[0])), named)


def _short(title: str) -> str:
    """Return a title that stands in one line at the head of a page."""
    kept = " ".join(printable(title).split())
    while columns_of(kept) > HEAD_COLUMNS:
        kept = kept[: min(len(kept) - 2, HEAD_COLUMNS)].rstrip() + "…"
    return kept


def _texts(value: Any, key: str = "") -> Iterator[str]:
    """Yield every text inside what the template reads; drawings are looked at on their own."""
    if isinstance(value, str):
        if key != "svg":
            yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, key)
