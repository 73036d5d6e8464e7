"""Which facts a verdict relies on, and the documents that would prove them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from littlegiant.errors import Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.rules.classes import Row as TableRow
from littlegiant.rules.conditions import (
    All,
    Any,
    AtLeast,
    Atom,
    ByPlace,
    Choose,
    ClassAmong,
    Compare,
    Condition,
    Named,
    Not,
    OneOf,
    Truth,
    condition_leaves,
)
from littlegiant.rules.scores import Bands, BetterOf, First, Given, PerItem, Points, PointsByPlace
from littlegiant.rules.values import ScorePart, leaves
from littlegiant.verdicts.class_gaps import possible_rows
from littlegiant.verdicts.explanation_facts import proof
from littlegiant.verdicts.explanation_rules import guidance_of
from littlegiant.verdicts.explanation_tree import Evidence, Guided
from littlegiant.verdicts.row import Row

Leaf = tuple[str, int]


def relied_on(condition: Condition, row: Row) -> tuple[str, ...]:
    """Return the columns a condition rests on: of alternatives the one that is met, of branches the one chosen."""
    return tuple(dict.fromkeys(row.registry.column(*leaf) for leaf in _relied(condition, row)))


def evidence_for(columns: Iterable[str], row: Row, own: Text | None = None) -> tuple[Evidence, ...]:
    """Return the documents for some columns, each once with all it proves; `own` replaces the dictionary's."""
    grouped: dict[Text, list[str]] = {}
    for column in columns:
        document = own or proof(column).evidence
        if document.zh:
            grouped.setdefault(document, []).append(column)
    return tuple(_evidence(text, found, row) for text, found in grouped.items())


def merged(evidence: Iterable[Evidence], row: Row) -> tuple[Evidence, ...]:
    """Return the documents of several criteria, each once."""
    grouped: dict[Text, dict[str, None]] = {}
    for item in evidence:
        grouped.setdefault(item.text, {}).update(dict.fromkeys(item.columns))
    return tuple(_evidence(text, list(columns), row) for text, columns in grouped.items())


def _evidence(text: Text, columns: list[str], row: Row) -> Evidence:
    labels = tuple(proof(column).label for column in columns)
    return Evidence(text, tuple(columns), labels, tuple(_remarks(columns, row)))


def _remarks(columns: list[str], row: Row) -> Iterator[Guided]:
    """Yield what the instruments used say about the proof of any of these columns."""
    resolved = (load_dictionary().of_column(column) for column in columns)
    meant = {found[0].id for found in resolved if found is not None}
    yield from (words for facts, words in guidance_of(row, "evidence") if meant & set(facts))


def _relied(condition: Condition, row: Row) -> Iterator[Leaf]:
    match condition:
        case Truth() | OneOf() | Compare() | ClassAmong():
            yield from _of_atom(condition, row)
        case Any():
            met = [item for item in condition.items if row.state(item)]
            yield from _each(met[:1] or condition.items, row)
        case AtLeast():
            met = [item for item in condition.items if row.state(item)]
            yield from _each(met if len(met) >= condition.number else condition.items, row)
        case All():
            yield from _each(condition.items, row)
        case Choose():
            yield from _each((condition.when, *row.branches(condition)), row)
        case ByPlace():
            yield from _each(row.branches(condition), row)
        case Not() | Named():
            yield from _relied(condition.item, row)


def _each(items: Iterable[Condition], row: Row) -> Iterator[Leaf]:
    for item in items:
        yield from _relied(item, row)


def _of_atom(atom: Atom, row: Row) -> Iterator[Leaf]:
    match atom:
        case Truth() | OneOf():
            yield atom.fact, atom.shift
        case ClassAmong():
            rule = row.rulebook.classifications[atom.classification]
            yield (rule.row_fact if row.fact(rule.row_fact) is not None else rule.industry_fact), 0
            yield from dict.fromkeys(
                (bound.value.fact, bound.value.shift) for item in _rows(atom, row) for bound in item.bounds
            )
        case Compare() if isinstance(atom.value, ScorePart):
            yield from _of_score(atom.value.part, row)
        case Compare():
            yield from ((leaf.fact, leaf.shift) for leaf in leaves(atom.value))


def _rows(atom: ClassAmong, row: Row) -> list[TableRow]:
    found: list[TableRow] = possible_rows(row.rulebook.classifications[atom.classification], row)
    return found if len(found) == 1 else []


def _of_score(part: str, row: Row) -> Iterator[Leaf]:
    score = row.rulebook.score
    for group in score.groups if score else ():
        for indicator in group.indicators:
            if part in ("", group.id, indicator.id):
                yield from _of_points(indicator.points, row)


def _of_points(points: Points, row: Row) -> Iterator[Leaf]:
    match points:
        case Bands() | Given():
            yield from ((leaf.fact, leaf.shift) for leaf in leaves(points.value))
        case First():
            for condition, _ in points.lines:
                yield from condition_leaves(condition) if condition is not None else ()
        case PerItem():
            for item in points.items:
                yield from condition_leaves(item)
        case BetterOf():
            for way in points.ways:
                yield from _of_points(way, row)
        case PointsByPlace():
            for rule in row.rules_of_points(points):
                yield from _of_points(rule, row)
