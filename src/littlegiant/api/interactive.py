"""One enterprise at a time, from facts typed in: judged at a desk that stays warm."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from littlegiant.api.opening import placed
from littlegiant.api.standard import Standard
from littlegiant.errors import Text
from littlegiant.tables import FactTable, FaultReport, table_from_rows
from littlegiant.verdicts.row import Row

if TYPE_CHECKING:
    from littlegiant.verdicts.explanation_tree import Explanation

# DuckDB takes one statement of a connection at a time.
DESK_TAKEN = threading.Lock()


def explain(facts: Mapping[str, Any], standard: Standard) -> Explanation:
    """Return the explanation tree of one enterprise: every clause, its outcome, its room, what is missing.

    Warns about names that are no facts and values that cannot be; both count as not known.
    """
    from littlegiant.verdicts.explanation import explain_row

    return explain_row(judge_row(facts, standard))


@dataclass(frozen=True)
class Judgement:
    """The engine's columns for one enterprise, and what was wrong with the facts given: it counts as not known."""

    row: Row
    notes: tuple[Text, ...]
    faults: FaultReport


def judge_row(facts: Mapping[str, Any], standard: Standard) -> Row:
    """Return the engine's columns for one enterprise; facts are written as in a table, an absent one is unknown.

    Warns about names that are no facts and values that cannot be.
    """
    found = judgement(facts, standard)
    for text in (*(note.en for note in found.notes), *found.faults.as_text("en").splitlines()):
        warnings.warn(text, stacklevel=3)
    return found.row


def judgement(facts: Mapping[str, Any], standard: Standard) -> Judgement:
    """Return the engine's columns for one enterprise with what was wrong with its facts; from any thread."""
    with DESK_TAKEN:
        desk = standard.desk
        table = table_from_rows([dict(facts)], desk.connection, wanted=desk.judge.needed)
        try:
            chosen, _ = placed(standard, table)
            return Judgement(chosen.desk.row(_cells(desk.connection, table)), table.notes, table.faults)
        finally:
            table.release(desk.connection)


def _cells(connection: Any, table: FactTable) -> dict[str, Any]:
    result = connection.execute(f"SELECT * FROM {table.relation}")
    names = [column[0] for column in result.description]
    return table.facts(dict(zip(names, result.fetchone(), strict=True)))
