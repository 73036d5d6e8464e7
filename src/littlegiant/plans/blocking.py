"""Which facts make it impossible that a condition is met on a day."""

from __future__ import annotations

from collections.abc import Iterator

from littlegiant.plans.scene import Scene
from littlegiant.plans.solving import is_possible
from littlegiant.rules.conditions import AtLeast, ClassAmong, Compare, Condition, condition_leaves
from littlegiant.rules.plain_logic import Formula, Literal, formula
from littlegiant.rules.values import ScorePart


def blocked_by(scene: Scene, condition: Condition) -> tuple[str, ...]:
    """Return the columns that no change within a plan's bounds can bring to where the condition asks them.

    Empty where every part is possible by itself, or where points of a score are in the way.
    """
    found: dict[str, None] = {}
    for literal in _literals(formula(condition)):
        if not is_possible(scene.program, [scene.program.selector(literal)]):
            found |= dict.fromkeys(_columns(scene, literal))
    return tuple(found)


def _literals(wanted: Formula) -> Iterator[Literal]:
    if isinstance(wanted, Literal):
        yield wanted
    else:
        for item in wanted.items:
            yield from _literals(item)


def _columns(scene: Scene, literal: Literal) -> Iterator[str]:
    """Yield the columns that an atom reads; of a size class those its rows hold against their bounds."""
    registry = scene.program.variables.registry
    match literal.atom:
        case ClassAmong() as atom:
            table = scene.rulebook.classifications[atom.classification]
            for _, row in scene.program.rows_of(table):
                yield from (registry.column(bound.value.fact, bound.value.shift) for bound in row.bounds)
        case Compare(value=ScorePart()):
            return
        case AtLeast() as atom:
            for item in atom.items:
                yield from (registry.column(*leaf) for leaf in condition_leaves(item))
        case atom:
            yield from (registry.column(*leaf) for leaf in condition_leaves(atom))
