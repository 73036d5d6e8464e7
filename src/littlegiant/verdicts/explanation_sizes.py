"""The size class in words: which row of the table, what each indicator allows, which class that makes."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from littlegiant.errors import Text
from littlegiant.rules.classes import Bound
from littlegiant.rules.classes import Row as TableRow
from littlegiant.standards.model import Entry
from littlegiant.verdicts.class_gaps import class_gaps, possible_rows
from littlegiant.verdicts.explanation_exact import known_of
from littlegiant.verdicts.explanation_facts import capital, fact_name
from littlegiant.verdicts.explanation_numbers import amount, short_amount
from littlegiant.verdicts.explanation_reasons import NO_ROW
from littlegiant.verdicts.explanation_tree import BoundExplained, ClassExplained, Doubt
from littlegiant.verdicts.explanation_wording import class_name
from littlegiant.verdicts.row import Row

MOST_ROWS = 3


def sizes_of(row: Row) -> tuple[ClassExplained, ...]:
    """Return every classification that the rulebook uses, explained for one enterprise."""
    return tuple(_size(row, standard) for standard in sorted(row.rulebook.classifications))


def _size(row: Row, standard: str) -> ClassExplained:
    rule, span = row.rulebook.classifications[standard], row.classes(standard)
    rows = possible_rows(rule, row) if span is not None else []
    entry = row.rulebook.labels[f"{standard}:class"]
    names = [class_name(row, standard, item) for item in rule.classes]
    bounds = rows[0].bounds if len(rows) == 1 else ()
    return ClassExplained(
        standard=standard,
        text=entry.text,
        rows=tuple(row.rulebook.labels[f"{standard}:class/{item.number}"].text for item in rows),
        classes=tuple(names[span[0] : span[1] + 1]) if span is not None else (),
        meets=tuple(name for name, item in zip(names, rule.classes, strict=True) if item in rule.met),
        missing=_missing(row, standard) if standard == row.rulebook.edition.id else (),
        bounds=tuple(_bound(row, bound, names) for bound in bounds),
        why=NO_ROW if span is None else None,
        sources=tuple(dict.fromkeys(label.source for label in _labels(row, standard, rows))),
        doubts=tuple(_doubts(row, standard, rows)),
    )


def _labels(row: Row, standard: str, rows: list[TableRow]) -> list[Entry]:
    """Return what was used of a table: its rows, and the mapping of industry codes where a code was given."""
    labels, rule = row.rulebook.labels, row.rulebook.classifications[standard]
    found = [labels[f"{standard}:class/{item.number}"] for item in rows]
    by_code = row.fact(rule.row_fact) is None and row.fact(rule.industry_fact) is not None
    return [*found, labels[f"{standard}:class"]] if by_code else found


def _doubts(row: Row, standard: str, rows: list[TableRow]) -> Iterator[Doubt]:
    """Yield the rows, and the mapping of industry codes, that fewer than two sources confirm."""
    for label in _labels(row, standard, rows) if len(rows) <= MOST_ROWS else ():
        mapping = label is row.rulebook.labels[f"{standard}:class"]
        words = (
            Text("行业代码归入划型表哪一行", "Which row of the size table an industry code belongs to")
            if mapping
            else Text(
                f"划型表“{label.text.zh}”一行的界限",
                f"The bounds of the row “{label.text.en}” of the size table",
            )
        )
        if label.confidence in ("one-source", "unconfirmed"):
            yield Doubt(words, label.confidence, label.source)


def _missing(row: Row, standard: str) -> tuple[str, ...]:
    """Return the facts that can still tell apart the classes that remain possible."""
    rule, span = row.rulebook.classifications[standard], row.classes(standard)
    possible = rule.classes[span[0] : span[1] + 1] if span is not None else ()
    if len(possible) < 2:
        return ()
    return tuple(
        dict.fromkeys(column for item in possible for column in class_gaps(rule, frozenset({item}), row))
    )


def _bound(row: Row, bound: Bound, names: list[Text]) -> BoundExplained:
    found = known_of(row)(bound.value.fact, bound.value.shift)
    unit = str(bound.value.unit)
    borders = [number.value for number in bound.numbers]
    level = None if found is None else sum(found >= border for border in borders)
    return BoundExplained(
        text=capital(fact_name(row, bound.value.fact, bound.value.shift)),
        found=None if found is None else short_amount(found, unit),
        classes=tuple(names) if level is None else (names[level],),
        borders=_borders(borders, names, unit),
    )


def _borders(borders: list[Fraction], names: list[Text], unit: str) -> Text:
    figures = [amount(border, unit) for border in borders]
    zh = [f"{name.zh}{figure.zh}起" for name, figure in zip(names[1:], figures, strict=False)]
    en = [f"{name.en} from {figure.en}" for name, figure in zip(names[1:], figures, strict=False)]
    return Text("，".join(zh), ", ".join(en))
