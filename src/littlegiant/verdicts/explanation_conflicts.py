"""Criteria that cannot all be met, in words."""

from __future__ import annotations

from fractions import Fraction

from littlegiant.errors import Text
from littlegiant.verdicts.conflict import Conflict
from littlegiant.verdicts.explanation_facts import column_name
from littlegiant.verdicts.explanation_numbers import amount
from littlegiant.verdicts.explanation_tree import ConflictExplained
from littlegiant.verdicts.explanation_wording import together
from littlegiant.verdicts.row import Row

LARGEST = 1e299


def conflict_words(conflict: Conflict, row: Row) -> ConflictExplained:
    """Return what some criteria ask of the same unknown fact, and that it cannot be."""
    texts = [item.entry.text for item in row.rulebook.criteria if item.id in conflict.criteria]
    quoted = together([Text(f"“{text.zh}”", f"“{text.en}”") for text in texts])
    bounds = _bounds(conflict)
    if len(texts) == 1:
        first = Text(f"{quoted.zh}本身无法满足", f"{quoted.en} cannot be met")
    else:
        first = Text(
            f"{quoted.zh}不可能同时满足",
            f"{quoted.en} cannot both be met" if len(texts) == 2 else f"{quoted.en} cannot all be met",
        )
    text = Text(f"{first.zh}{bounds.zh}。", f"{first.en}{bounds.en}.")
    return ConflictExplained(conflict.criteria, conflict.fact, conflict.at_least, conflict.at_most, text)


def _bounds(conflict: Conflict) -> Text:
    low, high = conflict.at_least, conflict.at_most
    if conflict.fact is None or low is None or high is None:
        return Text(
            "：其余条件所允许的数值达不到所要求的分数", ": what the others allow earns too few points"
        )
    name = column_name(conflict.fact)
    unit = "persons" if conflict.fact.startswith(("employees", "rnd_staff", "tech_staff")) else "CNY"
    least, most = (amount(Fraction(repr(end)), unit) for end in (low, high))
    if high < 0 or high >= LARGEST:
        return Text(
            f"：{name.zh}不存在能同时满足的数值",
            f": no value of {name.en[0].lower()}{name.en[1:]} satisfies them",
        )
    return Text(
        f"：它们要求{name.zh}既不低于{least.zh}，又不高于{most.zh}",
        f": {name.en[0].lower()}{name.en[1:]} would have to be at least {least.en} and at most {most.en}",
    )
