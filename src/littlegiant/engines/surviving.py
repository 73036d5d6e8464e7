"""Leaves out the enterprises that a clause all rulebooks share fails: they are unmet by every one of them.

Only clauses that hold single facts against constants are asked, which costs next to nothing; the rest of the rules is
then worked out for the few that are left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlglot import exp

from littlegiant.engines import sql
from littlegiant.engines.columns import Columns
from littlegiant.engines.compiler import OUTCOME, compile_rulebook
from littlegiant.engines.stages import Stages
from littlegiant.rules.conditions import Compare, Condition, OneOf, Truth, atoms
from littlegiant.rules.values import FactValue
from littlegiant.standards.model import Criterion, Rulebook

_RAW = "raw "


def shared_clauses(rulebooks: Sequence[Rulebook]) -> tuple[Criterion, ...]:
    """Return the criteria that all rulebooks have, under the same name and with the same condition."""
    first, *others = rulebooks
    return tuple(
        item
        for item in first.criteria
        if all((twin := other.criterion(item.id)) and twin.condition == item.condition for other in others)
    )


def survivors(
    clauses: Sequence[Criterion], rulebook: Rulebook, columns: Columns, relation: str
) -> exp.Select:
    """Return the query of the rows of a relation, its columns as they are, that fail none of the plain clauses."""
    kept = [(name, sql.col(_RAW + name)) for name in columns]
    plain = tuple(item for item in clauses if _is_plain(item.condition))
    if not plain:
        return sql.select([(name, sql.col(name)) for name in columns], sql.table(relation))
    sieve = replace(rulebook, criteria=plain, score=None, classifications={}, variants=())
    stages = compile_rulebook(sieve, columns, relation, joint=False).stages
    facts, *others = stages.columns
    carried = tuple((_RAW + name, sql.col(name)) for name in columns)
    query = Stages(relation, ((*carried, *facts), *others)).query()
    possible = sql.coalesce(sql.col(OUTCOME), sql.TRUE())
    return sql.select(kept, sql.nested(query, "sieved")).where(possible, copy=False)


def _is_plain(condition: Condition) -> bool:
    return all(_is_cheap(atom) for atom in atoms(condition))


def _is_cheap(atom: Condition) -> bool:
    return isinstance(atom, Truth | OneOf) or (
        isinstance(atom, Compare) and isinstance(atom.value, FactValue)
    )
