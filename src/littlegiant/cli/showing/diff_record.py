"""What changed between two editions as one object."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from littlegiant.cli.showing.raw import pair
from littlegiant.cli.showing.simulation_record import move_record
from littlegiant.engines.moving import Deciding, Moves
from littlegiant.standards.differences import KINDS, Change, Difference, NumberMoved
from littlegiant.standards.model import Criterion, Rulebook
from littlegiant.standards.score_differences import bound_changes, score_changes
from littlegiant.verdicts.measure import plain


def diff_record(found: Difference, moves: Moves | None = None, as_of: str | None = None) -> dict[str, Any]:
    """Return everything that changed; with `moves` also what it does to the enterprises of a table.

    `from` and `to` of a change are the threshold then and now, in the canonical unit, where exactly one moved.
    """
    record: dict[str, Any] = {
        "old": found.old.name,
        "new": found.new.name,
        "case": found.new.case,
        "as_of": as_of,
        "overlays": sorted({item.overlay for book in (found.old, found.new) for item in book.amendments}),
    }
    for kind in KINDS:
        record[kind] = [_change(change) for change in found.of(kind)]
    record["unchanged"] = [change.criterion for change in found.of("unchanged")]
    record["thresholds"] = [_number(item) for item in found.numbers]
    record["score"] = [
        {"kind": item.kind, "part": item.id, "from": _plain(item.old), "to": _plain(item.new)}
        for item in score_changes(found.old, found.new)
    ]
    record["classification"] = _bounds(found.old, found.new)
    if moves is not None:
        record["population"] = {
            **moves.counts,
            "lost_by": [_deciding(item) for item in moves.lost_by],
            "gained_by": [_deciding(item) for item in moves.gained_by],
            "moves": [_without_kinds(move_record(pair, firms, moves)) for pair, firms in moves.changes()],
        }
    return record


def _change(change: Change) -> dict[str, Any]:
    one = change.numbers[0] if len(change.numbers) == 1 else None
    return {
        "criterion": change.criterion,
        "from": None if one is None else _plain(one.old),
        "to": None if one is None else _plain(one.new),
        "unit": None if one is None else one.unit,
        "thresholds": [_number(item) for item in change.numbers],
        "old": [_clause(item) for item in change.old],
        "new": [_clause(item) for item in change.new],
        "related": list(change.related),
    }


def _clause(item: Criterion) -> dict[str, Any]:
    entry = item.entry
    return {
        "criterion": item.id,
        "clause": entry.clause,
        "text": pair(entry.text),
        "source": pair(entry.source),
        "confidence": entry.confidence,
        "added_by": item.added_by,
    }


def _number(item: NumberMoved) -> dict[str, Any]:
    return {"threshold": item.name, "from": _plain(item.old), "to": _plain(item.new), "unit": item.unit}


def _bounds(old: Rulebook, new: Rulebook) -> list[dict[str, Any]]:
    return [
        {
            "row": item.row,
            "fact": item.fact,
            "class": item.class_name,
            "from": _plain(item.old),
            "to": _plain(item.new),
            "unit": item.unit,
        }
        for item in bound_changes(old, new)
    ]


def _without_kinds(move: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in move.items() if name != "by"}


def _deciding(item: Deciding) -> dict[str, Any]:
    return {"criterion": item.criterion, "firms": item.firms, "alone": item.alone}


def _plain(value: Fraction | None) -> int | float | None:
    return None if value is None else plain(float(value))
