"""What is written for a whole table: one row per enterprise, one column per criterion and value."""

from __future__ import annotations

from littlegiant.engines import logic, sql
from littlegiant.engines.compiler import OUTCOME, Compiled
from littlegiant.engines.sql import Expr
from littlegiant.rules.conditions import All, Any, ByPlace, Choose, Compare, Condition, Named, atoms
from littlegiant.rules.values import ScorePart


def table_query(compiled: Compiled, *, as_text: bool) -> sql.Select:
    """Return the query of the columns that are written for a table.

    id, standard, edition, case, as_of, outcome, class, score_low, score_high, then for each criterion its
    outcome (text, or a nullable boolean) and `<id>_value` where it compares a number.
    """
    rulebook = compiled.rulebook
    head: list[tuple[str, Expr]] = [
        ("id", sql.col("id")),
        ("standard", sql.text(rulebook.edition.id)),
        ("edition", sql.text(rulebook.edition.edition)),
        ("case", sql.text(rulebook.case)),
        ("as_of", sql.text(rulebook.as_of.isoformat())),
        ("outcome", outcome_text(sql.col(OUTCOME))),
    ]
    if rulebook.edition.id in compiled.classifications:
        head.append(("class", _class_name(compiled)))
    if rulebook.score is not None:
        head += [("score_low", sql.col("p__low")), ("score_high", sql.col("p__high"))]
    body = [
        column
        for item in rulebook.criteria
        for column in _criterion(compiled, item.id, item.condition, as_text)
    ]
    return sql.select([*head, *body], sql.nested(compiled.query, "judged"))


def outcome_text(state: Expr) -> Expr:
    """Return met, unmet or unknown for a three-valued boolean."""
    return sql.case([(state, sql.text("met")), (sql.negate(state), sql.text("unmet"))], sql.text("unknown"))


def _criterion(compiled: Compiled, name: str, condition: Condition, as_text: bool) -> list[tuple[str, Expr]]:
    state = sql.col(f"c_{name}")
    columns = [(name, outcome_text(state) if as_text else state)]
    value = _value(compiled, condition)
    return columns if value is None else [*columns, (f"{name}_value", value)]


def _value(compiled: Compiled, condition: Condition) -> Expr | None:
    """Return the value that decides a criterion, as `verdicts.measure` chooses it."""
    match condition:
        case Named():
            return _value(compiled, condition.item)
        case Compare():
            return (
                None
                if isinstance(condition.value, ScorePart)
                else sql.col(compiled.registry.values[condition.value])
            )
        case Any():
            return _first_met(compiled, condition)
        case All() if condition.series and all(isinstance(item, Compare) for item in condition.items):
            return _worst(compiled, [item for item in condition.items if isinstance(item, Compare)])
        case Choose() | ByPlace():
            return None
        case _:
            numeric = [
                atom
                for atom in atoms(condition)
                if isinstance(atom, Compare) and not isinstance(atom.value, ScorePart)
            ]
            return _value(compiled, numeric[0]) if numeric else None


def _first_met(compiled: Compiled, condition: Any) -> Expr | None:
    """Return the value of the first alternative that is met, else of the first; only where they share a unit."""
    first = (
        next((atom for atom in atoms(condition.items[0]) if isinstance(atom, Compare)), None)
        if condition.items
        else None
    )
    if first is None or isinstance(first.value, ScorePart):
        return None
    branches = []
    for item in condition.items:
        value = _value(compiled, item)
        shared = [
            atom
            for atom in atoms(item)
            if isinstance(atom, Compare) and atom.number.unit == first.number.unit
        ]
        if value is not None and shared:
            branches.append(
                (logic.condition(item, lambda atom: sql.col(compiled.registry.atoms[atom])), value)
            )
    own = _value(compiled, condition.items[0])
    return sql.case(branches, own) if branches and own is not None else own


def _worst(compiled: Compiled, items: list[Compare]) -> Expr:
    values = [sql.col(compiled.registry.values[item.value]) for item in items]
    return sql.greatest(*values) if items[0].operator in ("<=", "<") else sql.least(*values)


def _class_name(compiled: Compiled) -> Expr:
    edition = compiled.rulebook.edition.id
    index = compiled.classifications.index(edition)
    low, high = sql.col(f"k_{index}_low"), sql.col(f"k_{index}_high")
    names = compiled.rulebook.classifications[edition].classes
    branches = [
        (
            sql.all_of([sql.compare(low, "==", sql.whole(place)), sql.compare(high, "==", sql.whole(place))]),
            sql.text(name),
        )
        for place, name in enumerate(names)
    ]
    return sql.case(branches)
