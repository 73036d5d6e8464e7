"""Standards of a single rule, written as an expression, for examples small enough to read."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.engines.running import run_engine
from tests.engines.standards_drawn import SOURCED, TEXT, Drawn, edition
from tests.oracle.deciding import Verdict
from tests.oracle.exact_numbers import Between
from tests.oracle.implied import Cell
from tests.oracle.judging import judge
from tests.oracle.walking import columns

from littlegiant.standards.model import Rulebook


def rulebook_of(test: Any, **sections: Any) -> Rulebook:
    """Return a rulebook with the one criterion `it`, and other sections of the file as given."""
    criterion = {"id": "it", "text": TEXT, "test": test, **SOURCED}
    content = {**edition("drawn"), "criteria": [criterion], **sections}
    return Drawn.of({"cn/drawn@2026.yaml": content}).rulebook()


def score_of(points: dict[str, Any], most: float) -> dict[str, Any]:
    """Return a score of the one indicator `item` in the one group `group`."""
    indicator = {"id": "item", "text": TEXT, "max": most, "points": points}
    group = {"id": "group", "text": TEXT, "max": most, "indicators": [indicator]}
    return {"text": TEXT, "max": most, **SOURCED, "groups": [group]}


def facts_of(**written: Any) -> dict[str, Cell]:
    """Return facts with their numbers as they are written: strings of digits become decimals."""
    return {column: Decimal(cell) if _is_number(cell) else cell for column, cell in written.items()}


def both_say(
    test: Any, *, decimal: bool = False, score: tuple[dict[str, Any], float] | None = None, **written: Any
) -> tuple[Verdict, Verdict]:
    """Return what the engine and the oracle say of one rule on some facts; `score` is of one indicator."""
    sections = {} if score is None else {"score": score_of(*score)}
    rulebook, firm = rulebook_of(test, **sections), facts_of(**written)
    answer = run_engine(rulebook, [firm], _columns(rulebook, firm), decimal=decimal, joint=False)[0]
    return answer.cells["c_it"], judge(rulebook, firm).criteria["it"]


def both_score(points: dict[str, Any], most: float, **written: Any) -> tuple[Between, Between]:
    """Return the points of one indicator by the engine and by the oracle."""
    rulebook, firm = rulebook_of("score >= 0", score=score_of(points, most)), facts_of(**written)
    cells = run_engine(rulebook, [firm], _columns(rulebook, firm), joint=False)[0].cells
    return Between(cells["p_item_low"], cells["p_item_high"]), judge(rulebook, firm).points["item"]


def _columns(rulebook: Rulebook, firm: dict[str, Cell]) -> list[str]:
    return list(dict.fromkeys([*columns(rulebook), *firm]))


def _is_number(cell: Any) -> bool:
    return isinstance(cell, str) and cell.replace(".", "").replace("-", "").isdigit()
