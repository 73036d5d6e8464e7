"""The size class in words: which row of the table, what each indicator allows, which class that makes."""

from __future__ import annotations

from fractions import Fraction

from littlegiant.errors import Text
from littlegiant.rules.classes import Bound
from littlegiant.verdicts.class_gaps import class_gaps, possible_rows
from littlegiant.verdicts.explanation_exact import known_of
from littlegiant.verdicts.explanation_facts import capital, fact_name
from littlegiant.verdicts.explanation_numbers import amount
from littlegiant.verdicts.explanation_reasons import NO_ROW
from littlegiant.verdicts.explanation_tree import BoundExplained, ClassExplained
from littlegiant.verdicts.explanation_wording import class_name
from littlegiant.verdicts.row import Row


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
    )


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
    nearest = (
        None if found is None or not borders else min(borders, key=lambda border: abs(border - (found or 0)))
    )
    return BoundExplained(
        text=capital(fact_name(row, bound.value.fact, bound.value.shift)),
        found=None if found is None else amount(found, unit, nearest),
        classes=tuple(names) if level is None else (names[level],),
        borders=_borders(borders, names, unit),
    )


def _borders(borders: list[Fraction], names: list[Text], unit: str) -> Text:
    figures = [amount(border, unit) for border in borders]
    zh = [f"{name.zh}{figure.zh}起" for name, figure in zip(names[1:], figures, strict=False)]
    en = [f"{name.en} from {figure.en}" for name, figure in zip(names[1:], figures, strict=False)]
    return Text("，".join(zh), ", ".join(en))
