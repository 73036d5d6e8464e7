"""The questions of a form: one asks for one fact, for every year of it that can still matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import Fact, ValueType
from littlegiant.rules.classes import Classification
from littlegiant.verdicts.decisive.ties import gates

EASY = (ValueType.BOOLEAN, ValueType.CATEGORY, ValueType.CODE, ValueType.LEVEL)
FIGURE, FURTHER_YEAR, PLAIN = 2.0, 0.5, 1.0


@dataclass(frozen=True)
class Asked:
    """One question: the fact, and the columns it asks for, the latest year first."""

    fact: Fact
    columns: tuple[str, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """Return the years it asks for, none for a fact without years."""
        found = [load_dictionary().of_column(column) for column in self.columns]
        return tuple(item[1] for item in found if item is not None and item[1] is not None)

    @property
    def effort(self) -> float:
        """Return how much work an answer is: 1 for a choice, 2 for a figure, half for each further year of it."""
        if self.fact.type in EASY:
            return PLAIN
        return FIGURE + FURTHER_YEAR * (len(self.columns) - 1)


def questions_for(
    missing: Iterable[str], classifications: Mapping[str, Classification], known: Iterable[str]
) -> list[Asked]:
    """Return the questions that ask for what is missing, in its order, some facts in the place of others.

    The industry is asked for, not the row of the size table, unless it is known and leaves the row open; the years, not
    their sum; an award before the rank in it.
    """
    names, given = dict.fromkeys(missing), set(known)
    for rule in classifications.values():
        if rule.industry_fact in names and rule.industry_fact not in given:
            names.pop(rule.row_fact, None)
        elif rule.row_fact in names:
            names.pop(rule.industry_fact, None)
    for total, yearly, _ in load_dictionary().implications.totals:
        if any(fact is not None and fact[0].id == yearly for fact in map(load_dictionary().of_column, names)):
            names.pop(total, None)
    by_fact: dict[str, list[str]] = {}
    for name in names:
        found = load_dictionary().of_column(name)
        if found is not None:
            by_fact.setdefault(found[0].id, []).append(name)
    return [
        Asked(load_dictionary()[fact], tuple(sorted(columns, reverse=True)))
        for fact, columns in by_fact.items()
    ]


def waits_for(asked: Iterable[Asked]) -> dict[str, str]:
    """Return which questions wait for another one's answer: a rank for its award, where both are open."""
    names = {item.fact.id for item in asked}
    return {
        rank: award
        for rank, awards in gates().items()
        if rank in names
        for award in awards[:1]
        if award in names
    }
