"""Why nothing can be said: a value that the rule does not define, an industry in no row."""

from __future__ import annotations

from littlegiant.errors import Text
from littlegiant.rules.conditions import ClassAmong, Compare, Condition, atoms
from littlegiant.rules.values import CompoundGrowth, Divide, MeanGrowth, ScorePart, Value, leaves
from littlegiant.verdicts.explanation_exact import exact, known_of
from littlegiant.verdicts.explanation_facts import fact_name
from littlegiant.verdicts.explanation_numbers import amount
from littlegiant.verdicts.explanation_wording import value_words
from littlegiant.verdicts.gaps import can_be_defined
from littlegiant.verdicts.row import Row

NO_ROW = Text(
    "该行业不在划型表的任何一行，无法按此表划型",
    "the industry stands in no row of the size table, so the table gives no class",
)
OPEN = Text("这条规定对现有数据没有给出数值", "the rule gives no value for these figures")


def why_undefined(condition: Condition, row: Row) -> Text | None:
    """Return why an unknown condition has no answer whatever is still learnt; None where learning would help."""
    for atom in atoms(condition):
        if (
            isinstance(atom, ClassAmong)
            and row.atom(atom) is None
            and row.classes(atom.classification) is None
        ):
            return NO_ROW
        if isinstance(atom, Compare) and row.atom(atom) is None and not isinstance(atom.value, ScorePart):
            found = why_no_value(atom.value, row)
            if found is not None:
                return found
    return None


def why_no_value(value: Value, row: Row) -> Text | None:
    """Return which denominator or base leaves a value undefined, None where it has a value or may get one."""
    if can_be_defined(value, row):
        return None
    match value:
        case Divide():
            below = exact(value.right, known_of(row))
            if below is None or below > 0:
                return why_no_value(value.left, row) or OPEN
            return _no_quotient(value, row)
        case MeanGrowth():
            return _no_growth([(leaf.fact, leaf.shift) for leaf in leaves(value)[1:]], row)
        case CompoundGrowth():
            last = leaves(value)[-1]
            return _no_growth([(last.fact, last.shift)], row)
        case _:
            return OPEN


def _no_quotient(value: Divide, row: Row) -> Text:
    words = value_words(value.right, row)
    found = exact(value.right, known_of(row))
    figure = Text("0", "0") if found is None else amount(found, str(value.right.unit))
    return Text(
        f"{words.zh}为{figure.zh}，不大于零，比值没有意义",
        f"{words.en} is {figure.en}, not above zero, so the quotient has no meaning",
    )


def _no_growth(bases: list[tuple[str, int]], row: Row) -> Text:
    known = known_of(row)
    for fact_id, shift in bases:
        found = known(fact_id, shift)
        if found is not None and found <= 0:
            words, figure = fact_name(row, fact_id, shift), amount(found, "CNY")
            return Text(
                f"{words.zh}为{figure.zh}，基数不大于零，增长率没有意义",
                f"{words.en} is {figure.en}: a base that is not above zero has no growth rate",
            )
    return OPEN
