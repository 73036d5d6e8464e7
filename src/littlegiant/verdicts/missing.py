"""The facts that can still change an outcome, or one condition: each proved by two fillings that differ in it alone."""

from __future__ import annotations

from littlegiant.rules.conditions import Condition
from littlegiant.verdicts.decisive.parts import Powers
from littlegiant.verdicts.decisive.searching import score_tests
from littlegiant.verdicts.decisive.unknown import Unknowns
from littlegiant.verdicts.gaps import has_gaps
from littlegiant.verdicts.row import Row


def missing_of(condition: Condition, row: Row) -> dict[str, None]:
    """Return the columns of unknown facts that can still change a condition, whatever the others ask for."""
    return {} if row.state(condition) is not None else Powers(row).of_all([condition]).columns


def is_missing_any(condition: Condition, row: Row) -> bool:
    """Say whether an unknown condition waits for facts at all, without searching for which."""
    if has_gaps(condition, row):
        return True
    tests = list(score_tests(condition, row))
    return bool(tests) and bool(Unknowns(row).scoring.perhaps(tests))


def missing_of_outcome(row: Row) -> tuple[str, ...]:
    """Return the columns of unknown facts that can still turn the outcome, the most decisive first.

    First what settles an open criterion alone or nearly so, then what stands in the most of them.
    """
    powers = Powers(row)
    open_ = [item.condition for item in row.rulebook.criteria if row.cells[f"c_{item.id}"] is None]
    found = powers.of_all(open_).columns
    weight: dict[str, tuple[float, int]] = dict.fromkeys(found, (0.0, 0))
    for condition in open_:
        own = [column for column in powers.unknowns.asked(condition) if column in found]
        for column in own:
            alone, count = weight[column]
            weight[column] = (max(alone, 1 / len(own)), count + 1)
    return tuple(sorted(found, key=lambda column: weight[column], reverse=True))
