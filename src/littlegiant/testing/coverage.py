"""Every criterion has a case met, one unmet and one unknown; every route is taken by some case."""

from __future__ import annotations

from littlegiant.errors import Text
from littlegiant.rules.conditions import Any, Condition, Named
from littlegiant.standards.documents import Document
from littlegiant.standards.model import Criterion, Rulebook
from littlegiant.testing.cases import Cases, Situation
from littlegiant.testing.judging import Bench
from littlegiant.verdicts.row import Row

_WORDS = {True: Text("满足", "met"), False: Text("不满足", "unmet"), None: Text("无法判定", "unknown")}


def check_coverage(
    document: Document, cases: Cases, rulebooks: dict[Situation, Rulebook], bench: Bench
) -> None:
    """Report criteria without their three cases and routes no case takes."""
    outcomes: dict[str, set[bool | None]] = {}
    taken: dict[str, set[str]] = {}
    criteria: dict[str, Criterion] = {}
    for situation, rulebook in rulebooks.items():
        rows = bench.rows(rulebook, [case for case in cases.worked if case.situation == situation])
        for criterion in _own(rulebook, document):
            criteria[criterion.id] = criterion
            for row in rows.values():
                outcomes.setdefault(criterion.id, set()).add(row.cells[f"c_{criterion.id}"])
                taken.setdefault(criterion.id, set()).update(_taken(criterion.condition, row))
    for name, criterion in criteria.items():
        lacking = [word for state, word in _WORDS.items() if state not in outcomes.get(name, ())]
        if lacking:
            message = Text(
                f"条件 {name} 缺少算例：{'、'.join(word.zh for word in lacking)}。",
                f"criterion {name} has no case that is {', '.join(word.en for word in lacking)}.",
            )
            document.report(("cases",), "coverage", message)
        for route in _routes(criterion.condition):
            if route.id not in taken.get(name, ()):
                message = Text(f"没有算例走 {route.id} 这条途径。", f"no case takes the route {route.id}.")
                document.report(("cases",), "coverage", message)


def _own(rulebook: Rulebook, document: Document) -> list[Criterion]:
    """Return the criteria that stand in this file."""
    overlays = {item.overlay for item in rulebook.amendments if item.document is document}
    if rulebook.edition.document is document:
        return [item for item in rulebook.criteria if item.added_by is None]
    return [item for item in rulebook.criteria if item.added_by in overlays]


def _routes(condition: Condition) -> list[Named]:
    items = condition.items if isinstance(condition, Any) else ()
    return [item for item in items if isinstance(item, Named) and item.kind in ("exemption", "alternative")]


def _taken(condition: Condition, row: Row) -> set[str]:
    ways = [item for item in condition.items if isinstance(item, Named)] if isinstance(condition, Any) else []
    tests = [row.state(item) for item in ways if item.kind == "test"]
    return set() if True in tests else {item.id for item in ways if row.state(item) is True}
