"""The facts that are still missing: what each means, and in which column of the table it is entered."""

from __future__ import annotations

from littlegiant.cli.letters.document import Paragraph, Section, Table, TableRow
from littlegiant.errors import Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.verdicts.explanation_facts import proof
from littlegiant.verdicts.explanation_tree import Explanation
from littlegiant.verdicts.explanation_wording import together


def missing_section(explanation: Explanation) -> Section | None:
    """Return the facts still to be found out, the most decisive first: what each means and where it is entered."""
    columns = [item.column for item in explanation.missing]
    columns += [
        column for item in explanation.criteria if item.outcome == "unknown" for column in item.missing
    ]
    rows = tuple(_missing_row(found) for found in _by_fact(columns).values())
    if not rows:
        return None
    head = (Text("数据", "Fact"), Text("含义", "What it means"), Text("表中的列", "Column of the table"))
    caption = Text("尚缺的数据", "The facts still missing")
    table = Table(caption, head, rows, aside=True)
    return Section(
        "missing", Text("需要查明的数据", "What to find out"), (Paragraph(_how_to_enter(explanation)), table)
    )


def _by_fact(columns: list[str]) -> dict[str, list[str]]:
    """Return columns under their fact, each once; those of one fact in the order of their years."""
    found: dict[str, set[str]] = {}
    for column in columns:
        known = load_dictionary().of_column(column)
        found.setdefault(known[0].id if known else column, set()).add(column)
    return {fact: sorted(names) for fact, names in found.items()}


def _missing_row(columns: list[str]) -> TableRow:
    """Return a fact that is missing: what it is called, what it means, its columns."""
    known, first = load_dictionary().of_column(columns[0]), proof(columns[0])
    label = first.label
    if known is not None and len(columns) > 1:
        years = together([Text(f"{column[-4:]}年", column[-4:]) for column in columns])
        label = Text(f"{years.zh}{known[0].label.zh}", f"{known[0].label.en} in {years.en}")
    listed = ", ".join(columns)
    return TableRow((label, first.definition, Text(listed, listed)))


def _how_to_enter(explanation: Explanation) -> Text:
    """Return how the facts still missing are to be entered."""
    if explanation.outcome == "unmet":
        return Text(
            "这些数据改变不了本次结果，再次申报前应当查明；查明后填入数据表中所列的列。",
            "These facts cannot change this result but should be known before the next application; enter them in the "
            "columns named here.",
        )
    return Text(
        "最能左右结果的在前。查明后填入数据表中所列的列，再判断一次。",
        "The most decisive come first. Enter what you find out in the columns named here and judge again.",
    )
