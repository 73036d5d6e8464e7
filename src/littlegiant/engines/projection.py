"""What is written for a whole table: one row per enterprise, one column per criterion and value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from littlegiant.engines import logic, sql
from littlegiant.engines.compiler import OUTCOME, Compiled
from littlegiant.engines.sql import Expr
from littlegiant.engines.stages import Merged, renamed
from littlegiant.rules.conditions import All, Any, ByPlace, Choose, Compare, Condition, Named, atoms
from littlegiant.rules.values import ScorePart

Column = tuple[str, Expr]
OUTCOMES = ("met", "unmet", "unknown")


@dataclass(frozen=True)
class Style:
    """How outcomes are written: those of criteria as words or as nullable booleans; few words as an enumeration.

    An enumeration (`listed`) is written faster, and read as text; only DuckDB knows it.
    """

    words: bool
    listed: bool = False

    def word(self, text: str, options: Sequence[str] = ()) -> Expr:
        """Return a constant that is one of a few words."""
        return sql.listed(text, options or (text,)) if self.listed else sql.text(text)

    def outcome(self, state: Expr) -> Expr:
        """Return met, unmet or unknown for a three-valued boolean."""
        met, unmet, unknown = (self.word(word, OUTCOMES) for word in OUTCOMES)
        return sql.case([(state, met), (sql.negate(state), unmet)], unknown)


def table_query(compiled: Compiled, style: Style) -> sql.Select:
    """Return the query of the columns that are written for a table.

    id, standard, edition, case, as_of, outcome, class, score_low, score_high, then for each criterion its
    outcome (text, or a nullable boolean) and `<id>_value` where it compares a number.
    """
    edition = compiled.rulebook.edition
    head = [
        ("id", sql.col("id")),
        ("standard", style.word(edition.id)),
        ("edition", style.word(edition.edition)),
        *_setting(compiled, style),
    ]
    return sql.select([*head, *_columns(compiled, style)], sql.nested(compiled.query, "judged"))


def wide_columns(parts: Sequence[Compiled], whole: Merged, style: Style) -> list[Column]:
    """Return what is written of several standards: id, case and as_of, then each standard's columns after its name.

    A column is called `<standard>@<edition>:<column>`; the columns are those of `table_query`.
    """
    columns = [("id", sql.col("id")), *_setting(parts[0], style)]
    for part, names in zip(parts, whole.names, strict=True):
        columns += [
            (f"{part.rulebook.name}:{name}", renamed(column, names)) for name, column in _columns(part, style)
        ]
    return columns


def _setting(compiled: Compiled, style: Style) -> list[Column]:
    rulebook = compiled.rulebook
    return [("case", style.word(rulebook.case)), ("as_of", style.word(rulebook.as_of.isoformat()))]


def _columns(compiled: Compiled, style: Style) -> list[Column]:
    rulebook = compiled.rulebook
    found: list[Column] = [("outcome", style.outcome(sql.col(OUTCOME)))]
    if rulebook.edition.id in compiled.classifications:
        found.append(("class", _class_name(compiled, style)))
    if rulebook.score is not None:
        found += [("score_low", sql.col("p__low")), ("score_high", sql.col("p__high"))]
    for item in rulebook.criteria:
        found += _criterion(compiled, item.id, item.condition, style)
    return found


def _criterion(compiled: Compiled, name: str, condition: Condition, style: Style) -> list[Column]:
    state = sql.col(f"c_{name}")
    columns = [(name, style.outcome(state) if style.words else state)]
    value = criterion_value(compiled, condition)
    return columns if value is None else [*columns, (f"{name}_value", value)]


def criterion_value(compiled: Compiled, condition: Condition) -> Expr | None:
    """Return the value that decides a criterion, as `verdicts.measure` chooses it."""
    match condition:
        case Named():
            return criterion_value(compiled, condition.item)
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
            return criterion_value(compiled, numeric[0]) if numeric else None


def _first_met(compiled: Compiled, condition: Any) -> Expr | None:
    """Return the value of the first alternative that is met, else of the first; only where they share a unit."""
    first = (
        next((atom for atom in atoms(condition.items[0]) if isinstance(atom, Compare)), None)
        if condition.items
        else None
    )
    if first is None or isinstance(first.value, ScorePart):
        return None
    own = criterion_value(compiled, condition.items[0])
    branches = []
    for item in condition.items:
        value = criterion_value(compiled, item)
        shared = [
            atom
            for atom in atoms(item)
            if isinstance(atom, Compare) and atom.number.unit == first.number.unit
        ]
        if value is not None and shared:
            met = logic.condition(item, lambda atom: sql.col(compiled.registry.atoms[atom]))
            branches.append((met, value))
    if own is None or all(value == own for _, value in branches):
        return own
    return sql.case(branches, own)


def _worst(compiled: Compiled, items: list[Compare]) -> Expr:
    values = [sql.col(compiled.registry.values[item.value]) for item in items]
    return sql.greatest(*values) if items[0].operator in ("<=", "<") else sql.least(*values)


def _class_name(compiled: Compiled, style: Style) -> Expr:
    edition = compiled.rulebook.edition.id
    index = compiled.classifications.index(edition)
    low, high = sql.col(f"k_{index}_low"), sql.col(f"k_{index}_high")
    names = compiled.rulebook.classifications[edition].classes
    branches = [
        (
            sql.all_of([sql.compare(low, "==", sql.whole(place)), sql.compare(high, "==", sql.whole(place))]),
            style.word(name, names),
        )
        for place, name in enumerate(names)
    ]
    return sql.case(branches)
