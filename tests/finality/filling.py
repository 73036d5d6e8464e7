"""Ways to fill the empty cells of an enterprise, and the outcomes they lead to by the oracle."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from tests.finality.critical import Critical
from tests.oracle.deciding import Verdict
from tests.oracle.implied import Cell, contradictions, with_implied
from tests.oracle.judging import Examination
from tests.oracle.reading_values import column_of
from tests.oracle.walking import of_criterion, with_related

from littlegiant.facts.dictionary import load_dictionary
from littlegiant.standards.model import Rulebook

Firm = dict[str, Cell]
MET, UNMET, UNDEFINED = True, False, None
MOST_TIED = 400


@dataclass
class Reached:
    """For each outcome some filling leads to, one such filling; None is "the rule defines no value"."""

    fillings: dict[Verdict, Firm] = field(default_factory=dict)

    @property
    def both(self) -> bool:
        """Say whether the outcome is still open."""
        return MET in self.fillings and UNMET in self.fillings

    @property
    def only(self) -> Verdict:
        """Return the one decided outcome if every filling tried leads to it, else None."""
        return next(iter(self.fillings)) if len(self.fillings) == 1 else None


@dataclass(frozen=True)
class Effort:
    """How hard to search: fillings at random, nodes of one directed search, and directed searches."""

    random: int = 40
    nodes: int = 150
    searches: int = 6


class Filler:
    """Fills the empty cells of firms under one rulebook."""

    def __init__(self, rulebook: Rulebook, rng: random.Random) -> None:
        self.rulebook = rulebook
        self.rng = rng
        self.critical = Critical(rulebook)
        self.columns = {item.id: _columns_of(rulebook, item.id) for item in rulebook.criteria}

    def unknown(self, firm: Firm) -> list[str]:
        """Return the columns that must be filled: read by a rule and not implied by what is known."""
        known = with_implied(firm)
        open_columns = [column for column in self.critical.read if column not in known]
        for classification in self.rulebook.classifications.values():
            if classification.row_fact in known or classification.industry_fact in known:
                given = (classification.row_fact, classification.industry_fact)
                open_columns = [column for column in open_columns if column not in given]
            else:
                open_columns = [column for column in open_columns if column != classification.row_fact]
        return open_columns

    def outcome(self, firm: Firm) -> Verdict:
        """Return the oracle's outcome."""
        return Examination(self.rulebook, firm).outcome

    def is_whole(self, firm: Firm) -> bool:
        """Say whether nothing that matters is left empty and nothing contradicts itself."""
        return not self.unknown(firm) and not contradictions(firm, self.rulebook.as_of)

    # -- fillings

    def fillings(self, firm: Firm, likely: Firm, count: int) -> Iterator[Firm]:
        """Yield every critical filling of a single empty cell, else some at random."""
        few = len(self.unknown(firm)) <= 1
        yield from self.all_fillings(firm, likely) if few else self.random_fillings(firm, likely, count)

    def random_filling(self, firm: Firm, likely: Firm) -> Firm | None:
        """Fill the empty cells in random order, each with a critical number given those before; None if it fails."""
        filled = dict(firm)
        while unknown := self.unknown(filled):
            column = self.rng.choice(unknown)
            cells = self._consistent(column, filled, likely)
            if not cells:
                return None
            filled[column] = self.rng.choice(cells)
        return filled

    def random_fillings(self, firm: Firm, likely: Firm, count: int) -> Iterator[Firm]:
        """Yield that many fillings, fewer where some fail."""
        for _ in range(count):
            filled = self.random_filling(firm, likely)
            if filled is not None:
                yield filled

    def all_fillings(self, firm: Firm, likely: Firm) -> Iterator[Firm]:
        """Yield every filling with critical cells; for one empty cell nothing can be missed."""
        unknown = self.unknown(firm)
        if not unknown:
            yield firm
            return
        for cell in self._consistent(unknown[0], firm, likely):
            yield from self.all_fillings({**firm, unknown[0]: cell}, likely)

    def _consistent(self, column: str, firm: Firm, likely: Firm) -> list[Cell]:
        cells = self.critical.cells(column, firm, (likely.get(column),))
        return [cell for cell in cells if not contradictions({**firm, column: cell}, self.rulebook.as_of)]

    # -- directed search

    def reached(self, firm: Firm, likely: Firm, effort: Effort) -> Reached:
        """Search for fillings that lead to met and to unmet."""
        found = Reached()
        for filled in self.fillings(firm, likely, effort.random):
            found.fillings.setdefault(self.outcome(filled), filled)
            if found.both:
                return found
        if len(self.unknown(firm)) > 1:
            self._direct(firm, likely, (found, effort))
        return found

    def _direct(self, firm: Firm, likely: Firm, search: tuple[Reached, Effort]) -> None:
        found, effort = search
        for _ in range(effort.searches):
            if MET not in found.fillings:
                filled = self._towards(MET, firm, likely, [effort.nodes])
                if filled is not None:
                    found.fillings[MET] = filled
            if UNMET not in found.fillings:
                filled = self._failing_one(firm, likely) or self._towards(UNMET, firm, likely, [effort.nodes])
                if filled is not None:
                    found.fillings[UNMET] = filled
            if found.both:
                return

    def _towards(self, wanted: bool, firm: Firm, likely: Firm, budget: list[int]) -> Firm | None:
        """Fill one cell after the other, leaving a branch as soon as the other outcome is certain."""
        unknown = self.unknown(firm)
        if not unknown:
            return firm if self.outcome(firm) is wanted else None
        column = self.rng.choice(unknown)
        cells = self._consistent(column, firm, likely)
        self.rng.shuffle(cells)
        for cell in sorted(cells, key=lambda item: item != likely.get(column)):
            budget[0] -= 1
            if budget[0] < 0:
                return None
            filled = {**firm, column: cell}
            if self.outcome(filled) is not (not wanted):
                whole = self._towards(wanted, filled, likely, budget)
                if whole is not None:
                    return whole
        return None

    def _failing_one(self, firm: Firm, likely: Firm) -> Firm | None:
        """Make one criterion fail by the cells it looks at, then fill the rest."""
        for item in self.rng.sample(list(self.rulebook.criteria), len(self.rulebook.criteria)):
            own = [column for column in self.unknown(firm) if column in self.columns[item.id]]
            filled = dict(firm)
            for column in self.rng.sample(own, len(own)):
                cells = self._consistent(column, filled, likely) if column in self.unknown(filled) else []
                if cells:
                    filled[column] = self.rng.choice(cells)
            if Examination(self.rulebook, filled).criterion(item.id) is False:
                whole = self.random_filling(filled, likely)
                if whole is not None and self.outcome(whole) is False:
                    return whole
        return None

    # -- what a single fact can do

    def can_change(self, firm: Firm, column: str, likely: Firm, effort: Effort) -> bool:
        """Say whether two fillings that differ in this fact alone lead to met and to unmet.

        What this fact is tied to is filled with it: a rank is asked for only where there is an award, and the years
        follow the sum that is asked for in their place. Everything else is the same in both fillings.
        """
        column = self._one_year_for(column, firm)
        tied = self._tied(column)
        for _ in range(effort.searches):
            others = self._keeping_open(firm, tied, likely, [effort.nodes])
            if others is not None and self._turns(others, column, likely):
                return True
        return False

    def _one_year_for(self, column: str, firm: Firm) -> str:
        """Return the year a sum stands for where only one of its years is unknown: asking for either is the same."""
        unknown = [year for year in self._years_of(column) if firm.get(year) is None]
        return unknown[0] if len(unknown) == 1 else column

    def _tied(self, column: str) -> frozenset[str]:
        for classification in self.rulebook.classifications.values():
            if column in (classification.row_fact, classification.industry_fact):
                return frozenset((classification.row_fact, classification.industry_fact))
        return frozenset(with_related({column: None}, self.rulebook))

    def _keeping_open(self, firm: Firm, but: frozenset[str], likely: Firm, budget: list[int]) -> Firm | None:
        """Fill all empty cells except some, leaving a branch as soon as the outcome no longer hangs on those."""
        unknown = [name for name in self.unknown(firm) if name not in but]
        if not unknown:
            return firm
        column = self.rng.choice(unknown)
        cells = self._consistent(column, firm, likely)
        self.rng.shuffle(cells)
        for cell in cells:
            budget[0] -= 1
            if budget[0] < 0:
                return None
            filled = {**firm, column: cell}
            if self.outcome(filled) is None:
                whole = self._keeping_open(filled, but, likely, budget)
                if whole is not None:
                    return whole
        return None

    def _turns(self, firm: Firm, column: str, likely: Firm) -> bool:
        """Say whether, all but the tied cells filled, met and unmet lie one change of this fact apart."""
        following = self._years_of(column)
        seen: dict[bool, list[Firm]] = {MET: [], UNMET: []}
        for cell in self._consistent(column, firm, likely):
            chosen = {**firm, column: cell}
            tied = self.unknown(chosen)
            for whole in islice(self.all_fillings(chosen, likely), MOST_TIED):
                outcome = self.outcome(whole)
                if outcome is None:
                    continue
                with_it = {name: whole[name] for name in tied if name not in following}
                if any(_agree(with_it, other) for other in seen[not outcome]):
                    return True
                seen[outcome].append(with_it)
        return False

    def _years_of(self, column: str) -> frozenset[str]:
        """Return the years whose sum a column holds; none for any other column."""
        return frozenset(
            column_of(yearly, self.rulebook.as_of, -back)
            for total, yearly, years in load_dictionary().implications.totals
            if total == column
            for back in range(years)
        )


def _agree(one: Firm, other: Firm) -> bool:
    """Say whether two fillings have the same cells wherever both have one."""
    return all(other[name] == cell for name, cell in one.items() if name in other)


def _columns_of(rulebook: Rulebook, criterion_id: str) -> frozenset[str]:
    criterion = rulebook.criterion(criterion_id)
    assert criterion is not None
    read = {
        column_of(fact, rulebook.as_of, shift): None
        for fact, shift in of_criterion(rulebook, criterion).facts()
    }
    return frozenset(with_related(read, rulebook))
