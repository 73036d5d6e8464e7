"""Where the clauses of a rulebook come from, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable

from littlegiant.errors import Text
from littlegiant.reports.document import Source
from littlegiant.standards.model import Entry, Rulebook
from littlegiant.verdicts.explanation_clauses import clause_words


def sources_of(books: Iterable[Rulebook], language: str) -> tuple[Source, ...]:
    """Return every clause of some rulebooks with its source, parts and indicators included, each once.

    A part of a criterion goes by the name of the criterion, a route by both names.
    """
    found: dict[Source, None] = {}
    for book in books:
        for _, variant in ((None, book), *book.variants):
            found.update(dict.fromkeys(_of_book(variant, language)))
    return tuple(found)


def _of_book(book: Rulebook, language: str) -> Iterable[Source]:
    added = {item.id: item.added_by for item in book.criteria if item.added_by}
    numbers = {item.overlay: item.number for item in book.amendments}
    waived = {item.criterion for item in book.waived}
    for path, entry in book.labels.items():
        criterion = path.partition("/")[0]
        if criterion in waived:
            continue
        inherited, colon, part = path.rpartition(":")
        number = numbers.get(added.get(criterion, ""), book.edition.number)
        if colon:
            yield _source(inherited, part, entry, _number_of(inherited, number), language)
        else:
            yield _source(book.name, path, entry, number, language)
    for waiver in book.waived:
        number = numbers.get(waiver.overlay, book.edition.number)
        yield _source(book.name, waiver.criterion, waiver.entry, number, language)


def _source(standard: str, name: str, entry: Entry, number: str, language: str) -> Source:
    clause = clause_words(entry.clause) if entry.clause else Text("", "")
    return Source(
        standard=standard,
        name=name.partition("/test.")[0],
        clause=clause.in_language(language),
        text=entry.text.in_language(language),
        number=number,
        source=entry.source.in_language(language),
        confidence=entry.confidence,
    )


def _number_of(standard: str, otherwise: str) -> str:
    from littlegiant.standards.catalogue import shipped

    editions = shipped().editions(standard)
    return editions[-1].number if editions else otherwise
