"""Puts together what is known of one enterprise, what is open, and what to ask next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from littlegiant.asking.chains import Costs
from littlegiant.asking.choosing import Choice
from littlegiant.asking.drawing import Array, Drawing
from littlegiant.asking.enquiry import Enquiry
from littlegiant.asking.hearing import Hearing
from littlegiant.asking.imagined import consistent
from littlegiant.asking.labels import labels_of
from littlegiant.asking.population import Likened, Population
from littlegiant.asking.question import Asked, questions_for, waits_for
from littlegiant.rules.classes import Classification
from littlegiant.rules.classes import Row as ClassRow
from littlegiant.verdicts.class_gaps import class_gaps, possible_rows
from littlegiant.verdicts.decisive.unknown import Unknowns
from littlegiant.verdicts.missing import missing_of_outcome
from littlegiant.verdicts.row import Row

COUNT = 512
NOBODY = Population(())


def open_questions(rows: Sequence[Row], passed: Iterable[str] = ()) -> list[Asked]:
    """Return what can still turn an outcome, as questions, the columns nobody can answer left out."""
    missing: dict[str, None] = {}
    rules: dict[str, Classification] = {}
    known: set[str] = set()
    for row in rows:
        if row.cells["outcome"] is None:
            missing |= dict.fromkeys(missing_in(row))
            rules |= row.rulebook.classifications
    for row in rows:
        known |= {name for rule in rules.values() if row.cells.get(name := rule.industry_fact) is not None}
    left_out = set(passed)
    return questions_for([column for column in missing if column not in left_out], rules, known)


def missing_in(row: Row) -> tuple[str, ...]:
    """Return the columns that can still turn the outcome of one rulebook, proved as `missing` is."""
    if not row.rulebook.is_classification:
        return missing_of_outcome(row)
    rule = row.rulebook.classifications[row.rulebook.edition.id]
    return tuple(class_gaps(rule, rule.met, row)) if possible_rows(rule, row) else ()


def enquire(
    rows: Sequence[Row],
    asked: list[Asked],
    *,
    effort: bool = False,
    population: Population = NOBODY,
    count: int = COUNT,
) -> Choice:
    """Return what to ask, over all the rows (one for each rulebook that is not settled).

    Questions count one each, or with `effort` as much as they are work.
    """
    cells = imagined_cells(rows, population, count)
    bits = {column: 1 << place for place, item in enumerate(asked) for column in item.columns}
    hearings = [Hearing(row, cells, bits, count) for row in rows]
    places = {item.fact.id: 1 << place for place, item in enumerate(asked)}
    first = {places[rank]: places[award] for rank, award in waits_for(asked).items()}
    costs = Costs([item.effort if effort else 1.0 for item in asked], first)
    return Choice(Enquiry(asked, hearings, lambda item: labels_of(item, cells, hearings)), costs)


def imagined_cells(rows: Sequence[Row], population: Population, count: int) -> dict[str, Array]:
    """Return the cells of every column that is unknown and that some rulebook needs."""
    needed, known = _needed(rows)
    drawing = _drawing(known, rows, population, count)
    cells = consistent(needed, frozenset(known), drawing.column)
    for row in rows:
        for rule in row.rulebook.classifications.values():
            if {rule.row_fact, rule.industry_fact} <= cells.keys():
                codes = {item.number: _code_of(item) for item in rule.rows}
                cells[rule.industry_fact] = np.array([codes[int(number)] for number in cells[rule.row_fact]])
    return cells


def _needed(rows: Sequence[Row]) -> tuple[list[str], dict[str, Any]]:
    """Return the unknown columns, and the known cells."""
    known: dict[str, Any] = {}
    columns: set[str] = set()
    for row in rows:
        names = Unknowns(row).readers.cells
        columns |= names
        known |= {name: row.cells[name] for name in names if row.cells.get(name) is not None}
    return sorted(columns - {"id", "name"} - known.keys()), known


def _drawing(known: Mapping[str, Any], rows: Sequence[Row], population: Population, count: int) -> Drawing:
    def trying(column: str) -> list[Any]:
        return _options(column, rows)

    if population.rows:
        return Likened(known, count, trying, population)
    return Drawing(known, count, trying)


def _code_of(item: ClassRow) -> str:
    """Return an industry code of a row of the size table."""
    return f"{item.ranges[0][0]:04d}"


def _options(column: str, rows: Sequence[Row]) -> list[Any]:
    """Return what a column may hold, of facts without an assumption."""
    for row in rows:
        for rule in row.rulebook.classifications.values():
            if column == rule.industry_fact:
                return [_code_of(item) for item in rule.rows]
            if column == rule.row_fact:
                return [item.number for item in possible_rows(rule, row)]
    found = [cell for row in rows for cell in Unknowns(row).trying.cells(column, dict(row.cells))]
    return list(dict.fromkeys(found))
