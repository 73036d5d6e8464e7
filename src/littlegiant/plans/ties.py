"""What changes with what: the ties between the facts of one enterprise that every plan keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from littlegiant.facts.dictionary import load_dictionary
from littlegiant.plans.linear import Linear
from littlegiant.plans.lowered import LOWERED
from littlegiant.plans.outlook import Outlook, Prospect
from littlegiant.plans.variables import Variables

PARTS: tuple[tuple[str, str], ...] = (
    ("main_revenue", "revenue"),
    ("rnd_staff", "employees"),
    ("tech_staff", "employees"),
)
PARTS += (
    ("rnd_expense_domestic", "rnd_expense"),
    ("high_tech_revenue", "revenue"),
    ("rnd_expense", "revenue"),
)
PROFITS = ("net_profit", "total_profit")
# What changes with other things and is no step of its own.
FOLLOWING = frozenset({*PROFITS, "total_assets", "net_assets"})


def following(changes: Mapping[str, Any], outlook: Outlook, columns: Iterable[str]) -> dict[str, Any]:
    """Return which of some columns follow from changes, profits and the balance sheet, and what they come to."""
    found: dict[str, Any] = {}
    for column in columns:
        prospect = outlook.of(column)
        if follows(prospect) and (change := _followed(prospect, changes, outlook)):
            found[column] = Fraction(prospect.base) + change
    return found


def follows(prospect: Prospect) -> bool:
    """Say whether a figure is of a year to come and changes only with others."""
    return prospect.fact.id in FOLLOWING and prospect.way == "open"


def _followed(prospect: Prospect, changes: Mapping[str, Any], outlook: Outlook) -> Fraction:
    def moved(column: str) -> Fraction:
        if column not in changes or outlook.of(column).way != "open":
            return Fraction(0)
        return Fraction(changes[column]) - Fraction(outlook.of(column).base)

    year = prospect.year
    assert year is not None
    if prospect.fact.id in PROFITS:
        return -moved(f"rnd_expense_{year}")
    raised = [column for column in changes if column.startswith("equity_raised_2")]
    equity = sum((moved(column) for column in raised if int(column[-4:]) <= year), Fraction(0))
    return equity + (moved(f"total_liabilities_{year}") if prospect.fact.id == "total_assets" else 0)


def parts_fit(facts: Mapping[str, Any], changes: Iterable[str]) -> bool:
    """Say whether every part that was changed, or is of a whole that was, stays within it."""
    names = {column.rpartition("_") for column in changes}
    return all(
        part is None or whole is None or part <= whole
        for name, mark, year in names
        for smaller, larger in PARTS
        if name in (smaller, larger)
        for part, whole in [(facts.get(f"{smaller}{mark}{year}"), facts.get(f"{larger}{mark}{year}"))]
    )


def tie(variables: Variables) -> None:
    """Add to a programme what holds whatever is planned."""
    _tie_directions(variables)
    _tie_parts(variables)
    for year in sorted({found.year for found in _open(variables) if found.year is not None}):
        _tie_profits(variables, year)
        _tie_balance(variables, year)
    _tie_implications(variables)


def _open(variables: Variables) -> Iterator[Prospect]:
    for column in variables.numbers:
        found = variables.outlook.of(column)
        if found.way == "open":
            yield found


def _change(variables: Variables, column: str) -> Linear | None:
    """Return by how much a planned number differs from what it would be, None where it is not planned."""
    if column not in variables.numbers or variables.outlook.of(column).way != "open":
        return None
    return variables.column(column).plus(Linear(Fraction(variables.outlook.of(column).base)), Fraction(-1))


def _demand(variables: Variables, found: Linear, *, equal: bool = False) -> None:
    if found.is_constant:
        return
    total, _ = variables.total(found)
    variables.model.add(total == 0 if equal else total >= 0)


def _tie_directions(variables: Variables) -> None:
    for found in _open(variables):
        change = _change(variables, found.column)
        if change is not None and found.fact.id not in FOLLOWING:
            _demand(variables, change.scaled(Fraction(-1 if found.fact.id in LOWERED else 1)))


def _tie_parts(variables: Variables) -> None:
    """Keep a part within its whole, in every year."""
    years = {found.year for found in map(variables.outlook.of, variables.numbers) if found.year is not None}
    for part, whole in PARTS:
        for year in years:
            columns = f"{part}_{year}", f"{whole}_{year}"
            if columns[0] in variables.numbers and _known(variables, columns[1]):
                _demand(
                    variables, variables.column(columns[1]).plus(variables.column(columns[0]), Fraction(-1))
                )


def _known(variables: Variables, column: str) -> bool:
    return column in variables.numbers or variables.outlook.of(column).way == "settled"


def _tie_profits(variables: Variables, year: int) -> None:
    """Take what is spent more on R&D out of the year's profits."""
    spent = _change(variables, f"rnd_expense_{year}") or Linear()
    for name in PROFITS:
        change = _change(variables, f"{name}_{year}")
        if change is not None:
            _demand(variables, change.plus(spent), equal=True)


def _tie_balance(variables: Variables, year: int) -> None:
    """Let equity that is raised, up to the year's end, add to assets; debt that is repaid lessens both sides."""
    raised = Linear()
    for column in list(variables.numbers):
        found = variables.outlook.of(column)
        if found.fact.id == "equity_raised" and found.year is not None and found.year <= year:
            raised = raised.plus(_change(variables, column) or Linear())
    debt = _change(variables, f"total_liabilities_{year}") or Linear()
    for name, wanted in (("total_assets", raised.plus(debt)), ("net_assets", raised)):
        change = _change(variables, f"{name}_{year}")
        if change is not None:
            _demand(variables, change.plus(wanted, Fraction(-1)), equal=True)


def _tie_implications(variables: Variables) -> None:
    known = load_dictionary().implications
    model, truths = variables.model, variables.truths
    for cause, effect in known.truths:
        if cause in truths:
            model.add_implication(truths[cause], variables.truth(effect))
    pairs = [*known.at_least, *((narrow, wide) for wide, narrow in known.at_most_rank)]
    for larger, smaller in pairs:
        if (smaller in variables.numbers and _known(variables, larger)) or (
            larger in variables.numbers and _known(variables, smaller)
        ):
            _demand(variables, variables.column(larger).plus(variables.column(smaller), Fraction(-1)))
