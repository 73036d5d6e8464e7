"""What a reform would do as one object."""

from __future__ import annotations

from typing import Any

from littlegiant.api.curving import Curve
from littlegiant.engines.curves import Count
from littlegiant.engines.moving import Deciding, Moves, Pair
from littlegiant.standards.model import Rulebook
from littlegiant.verdicts.measure import plain

WORDS = ("met", "unmet", "unknown")
Sides = dict[str, dict[str, dict[str, int]]]


def simulation_record(books: tuple[Rulebook, Rulebook], moves: Moves, curve: Curve | None) -> dict[str, Any]:
    """Return the object of the contract, with what decides and the curve beside it."""
    before, after = books
    record: dict[str, Any] = {
        "standard": before.name,
        "reformed": after.name,
        "case": before.case,
        "as_of": before.as_of.isoformat(),
        "base": moves.side(0),
        "reform": moves.side(1),
        "moves": [move_record(pair, firms, moves) for pair, firms in moves.changes()],
        "by": {kind: sides(pairs) for kind, pairs in moves.by.items()},
        "lost_by": [_deciding(item) for item in moves.lost_by],
        "gained_by": [_deciding(item) for item in moves.gained_by],
    }
    if curve is not None:
        record["curve"] = _curve(curve)
    return record


def sides(pairs: dict[Pair, dict[str, int]]) -> Sides:
    """Return for each value of a kind how many are met, unmet and unknown before and after."""
    found: Sides = {}
    for pair, values in pairs.items():
        for value, firms in values.items():
            ends = found.setdefault(value, {side: dict.fromkeys(WORDS, 0) for side in ("base", "reform")})
            ends["base"][pair[0]] += firms
            ends["reform"][pair[1]] += firms
    return dict(sorted(found.items()))


def move_record(pair: Pair, firms: int, moves: Moves) -> dict[str, Any]:
    """Return one move: from where to where, how many, by which kinds, and the criteria that decide."""
    by = {kind: dict(sorted(pairs.get(pair, {}).items())) for kind, pairs in moves.by.items()}
    return {
        "from": pair[0],
        "to": pair[1],
        "firms": firms,
        "by": by,
        "decided_by": [_deciding(item) for item in moves.decided.get(pair, ())],
        "together": moves.together.get(pair, 0),
    }


def _deciding(item: Deciding) -> dict[str, Any]:
    return {"criterion": item.criterion, "firms": item.firms, "alone": item.alone}


def _curve(curve: Curve) -> dict[str, Any]:
    fall, heap = curve.fall, curve.heap
    return {
        "threshold": curve.threshold,
        "unit": curve.unit,
        "now": plain(curve.now),
        "planned": plain(curve.planned),
        "points": [_point(item) for item in curve.points],
        "one_scan": curve.one_scan,
        "steepest": None
        if fall is None
        else {"from": plain(fall.start), "to": plain(fall.end), "lost": fall.lost},
        "heap": None if heap is None else {"value": plain(heap[0]), "firms": heap[1]},
    }


def _point(item: Count) -> dict[str, Any]:
    return {"value": plain(item.value), "met": item.met, "unmet": item.unmet, "unknown": item.unknown}
