"""How every report ends: where its rules come from, what of them is not confirmed, and what the report is not."""

from __future__ import annotations

from collections.abc import Sequence

from littlegiant.reports.document import (
    Block,
    Bullets,
    Column,
    Line,
    Paragraph,
    Report,
    Row,
    Section,
    Source,
    Table,
)
from littlegiant.reports.words import (
    ALL_CONFIRMED,
    CAVEATS,
    CLAUSE,
    CONFIDENCE,
    HOW_SURE,
    NAME,
    NUMBER,
    ONE_UNCONFIRMED,
    SOURCE,
    SOURCES,
    SOURCES_SHEET,
    STANDARD,
    UNCONFIRMED,
    WORDING,
)


def closing_sections(report: Report) -> tuple[Section, ...]:
    """Return the sections that end a report: the sources where it has any, and its caveats."""
    sections = []
    if report.sources:
        blocks: tuple[Block, ...] = (*unconfirmed_blocks(report), source_table(report))
        sections.append(Section(SOURCES.in_language(report.language), blocks))
    if report.caveats:
        texts = tuple(Paragraph(text) for text in report.caveats)
        sections.append(Section(CAVEATS.in_language(report.language), texts))
    return tuple(sections)


def unconfirmed_blocks(report: Report) -> tuple[Block, ...]:
    """Return what is said of the clauses that nothing confirms: how many, and which."""
    open_ones = [item for item in report.sources if item.confidence == "unconfirmed"]
    many = len(report.sources)
    if not open_ones:
        return (Paragraph(ALL_CONFIRMED.in_language(report.language).format(many)),)
    words = ONE_UNCONFIRMED if len(open_ones) == 1 else UNCONFIRMED
    said = words.in_language(report.language).format(len(open_ones), many)
    return Paragraph(said, tone="warning"), Bullets(_lines(open_ones, report.language))


def source_table(report: Report) -> Table:
    """Return every clause with its instrument, its source and how sure that is.

    Clauses of one standard, instrument and source stand below one another; on paper the source is said once.
    """
    language = report.language
    rows: list[Row] = []
    last: tuple[str, str, str] | None = None
    for item in report.sources:
        head = (item.standard, item.number, item.source)
        if head != last:
            number = "" if item.number in item.source else item.number
            heading = _joined((item.standard, number, item.source))
            rows.append(Row((heading, *_blanks()), group=True))
            last = head
        sure = CONFIDENCE[item.confidence].in_language(language)
        rows.append(Row((item.name, item.clause, item.text, sure)))
    heads = (NAME, CLAUSE, WORDING, HOW_SURE)
    shares = (19.0, 17.0, 48.0, 16.0)
    columns = tuple(
        Column(head.in_language(language), share) for head, share in zip(heads, shares, strict=True)
    )
    return Table("", columns, tuple(rows), sheet=SOURCES_SHEET.in_language(language))


def source_sheet(sources: tuple[Source, ...], language: str) -> Table:
    """Return the same for a sheet to filter: every row says everything."""
    heads = (STANDARD, NAME, CLAUSE, WORDING, NUMBER, HOW_SURE, SOURCE)
    rows = tuple(
        Row(
            (
                item.standard,
                item.name,
                item.clause,
                item.text,
                item.number,
                CONFIDENCE[item.confidence].in_language(language),
                item.source,
            )
        )
        for item in sources
    )
    columns = tuple(Column(head.in_language(language)) for head in heads)
    return Table(SOURCES.in_language(language), columns, rows, sheet=SOURCES_SHEET.in_language(language))


def _lines(items: Sequence[Source], language: str) -> tuple[Line, ...]:
    colon = "：" if language == "zh" else ": "
    return tuple(
        Line(f"{_joined((item.standard, item.name, item.clause))}{colon}{item.text}") for item in items
    )


def _joined(parts: Sequence[str]) -> str:
    return " · ".join(part for part in parts if part)


def _blanks() -> tuple[str, str, str]:
    return "", "", ""
