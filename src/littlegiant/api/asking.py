"""What to ask next of one enterprise: the shortest expected list of questions, until the outcome is settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from littlegiant.api.interactive import DESK_TAKEN
from littlegiant.api.known import canonical_facts, population_of, read_cell
from littlegiant.api.standard import Standard
from littlegiant.asking.answering import (
    as_written,
    bad_answer,
    contradiction,
    no_question,
    plain_cell,
    several_years,
)
from littlegiant.asking.choosing import Choice
from littlegiant.asking.population import Population
from littlegiant.asking.question import Asked
from littlegiant.asking.session import NOBODY, enquire, missing_in, open_questions
from littlegiant.asking.wording import Question
from littlegiant.errors import LittleGiantError, Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.verdicts.decisive.unknown import Unknowns
from littlegiant.verdicts.row import Row
from littlegiant.verdicts.verdict import OUTCOMES


@dataclass(frozen=True)
class Weighing:
    """How questions are weighed: one each, or by the work of an answer; and what is taken for likely.

    `population` are enterprises that take the place of the assumptions shipped (`littlegiant.asking.population`).
    """

    by_effort: bool = False
    population: Population = NOBODY


class Asking:
    """The state of asking: what is known, whether that settles every outcome, and what to ask if not.

    Nothing changes in place: `answer` and `pass_over` give the next state.
    """

    def __init__(
        self,
        standards: Sequence[Standard],
        facts: Mapping[str, Any],
        passed: frozenset[str] = frozenset(),
        weighing: Weighing | None = None,
    ) -> None:
        self.standards = tuple(standards)
        self.facts = {name: cell for name, cell in facts.items() if cell is not None}
        self.passed = passed
        self.weighing = weighing or Weighing()

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Return the engine's columns by every standard."""
        with DESK_TAKEN:
            return tuple(item.desk.row(self.facts) for item in self.standards)

    @cached_property
    def outcomes(self) -> dict[str, str | None]:
        """Return the outcome by each standard (`id@edition`), None where it is not settled."""
        return {
            row.rulebook.name: None if row.cells["outcome"] is None else OUTCOMES[row.cells["outcome"]]
            for row in self.rows
        }

    @property
    def settled(self) -> str | None:
        """Return the outcome, None as long as it is open; of several standards: met if all are, once all are settled."""
        found = list(self.outcomes.values())
        return None if None in found else "met" if set(found) == {"met"} else "unmet"

    @cached_property
    def _asked(self) -> list[Asked]:
        return [] if self.settled else open_questions(self.rows, self.passed)

    @cached_property
    def _open_rows(self) -> list[Row]:
        return [row for row in self.rows if row.cells["outcome"] is None]

    @cached_property
    def _choice(self) -> Choice | None:
        """Return what to ask, None where nothing is."""
        if not self._asked:
            return None
        effort, population = self.weighing.by_effort, self.weighing.population
        return enquire(self._open_rows, self._asked, effort=effort, population=population)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Return every question that can still turn an outcome, best first; none once all are settled."""
        return tuple(map(self._question, self._choice.order.bits)) if self._choice else ()

    @cached_property
    def next(self) -> Question | None:
        """Return the question to ask now, None where there is none; it does not wait for the order of the others."""
        return self._question(self._choice.first) if self._choice and self._choice.first else None

    def _question(self, bit: int) -> Question:
        return Question(self._asked[bit.bit_length() - 1], self._open_rows)

    @property
    def expected(self) -> float:
        """Return how many questions are to be expected from here on (their effort, if that is what is weighed)."""
        return self._choice.order.expected if self._choice else 0.0

    @property
    def is_exact(self) -> bool:
        """Say whether every order was tried, so that no other is expected to be shorter."""
        return self._choice is None or self._choice.order.is_exact

    @cached_property
    def open(self) -> tuple[str, ...]:
        """Return the columns that can still turn an outcome, those that were passed over included."""
        found = [column for row in self.rows if row.cells["outcome"] is None for column in missing_in(row)]
        return tuple(dict.fromkeys(found))

    # -- going on

    def answer(self, name: str, value: Any) -> Asking:
        """Return the state after an answer; `name` is a column, or a fact whose one year or state is asked for.

        For a question over several years `value` may be a mapping by year. Raises ask.no-question for a name that is
        no fact, ask.answer for a value that cannot be, ask.contradiction for one that what is known excludes.
        """
        cells = self._cells(name, value)
        row = Row(self.rows[0].rulebook, self.rows[0].registry, {**self.rows[0].cells, **cells})
        for column in cells:
            self._demand_agreement(row, column)
        return Asking(self.standards, {**self.facts, **cells}, self.passed - cells.keys(), self.weighing)

    def pass_over(self, name: str) -> Asking:
        """Return the state after “don't know”: the question is not asked again, what it asks for stays unknown."""
        return Asking(self.standards, self.facts, self.passed | {*self._columns(name)}, self.weighing)

    def _columns(self, name: str) -> tuple[str, ...]:
        for asked in self._asked:
            if asked.fact.id == name:
                return asked.columns
        if load_dictionary().of_column(name) is not None:
            return (name,)
        raise no_question(name, [column for asked in self._asked for column in asked.columns])

    def _cells(self, name: str, value: Any) -> dict[str, Any]:
        columns = self._columns(name)
        if isinstance(value, Mapping):
            by_year = {str(year): cell for year, cell in value.items()}
            return {
                column: self._cell(column, by_year[column[-4:]])
                for column in columns
                if column[-4:] in by_year
            }
        if len(columns) > 1:
            raise several_years(name, columns)
        return {columns[0]: self._cell(columns[0], value)}

    def _cell(self, column: str, value: Any) -> Any:
        """Return one answer as a canonical cell."""
        found = load_dictionary().of_column(column)
        assert found is not None
        written = as_written(found[0], value)
        plain = plain_cell(found[0], written)
        if plain is not None:
            return plain
        cell, expected = read_cell(column, written, self.standards[0])
        if cell is None:
            raise bad_answer(column, value, expected, found[0])
        return cell

    def _demand_agreement(self, row: Row, column: str) -> None:
        for own in self.rows:
            ties = Unknowns(own).readers.ties
            if not ties.consistent(row.cells, [column]):
                beside = sorted(
                    name for name in ties.group(column) - {column} if row.cells.get(name) is not None
                )
                raise contradiction(column, row.cells[column], {name: row.cells[name] for name in beside})

    # -- as data

    def as_dict(self, limit: int | None = None) -> dict[str, Any]:
        """Return the state as plain data, with the first questions, texts in both languages."""
        return {
            "settled": self.settled,
            "outcomes": self.outcomes,
            "expected": round(self.expected, 2),
            "exact": self.is_exact,
            "weighed_by": "effort" if self.weighing.by_effort else "questions",
            "open": len(self.questions),
            "questions": [question.as_dict() for question in self.questions[:limit]],
            "passed": sorted(self.passed),
        }


def ask(
    standard: Standard | Sequence[Standard],
    facts: Mapping[str, Any],
    *,
    by_effort: bool = False,
    like: Any = None,
) -> Asking:
    """Return what to ask next of an enterprise so that its outcome by one standard, or several, is settled.

    `facts` are written as in a table; what is absent is unknown. `like` is a table of enterprises (a path, a frame or
    dictionaries) that says what is likely; without it the assumptions shipped do. Raises LittleGiantError for
    standards of different days and for facts that cannot be.
    """
    standards = (standard,) if isinstance(standard, Standard) else tuple(standard)
    demand_one_day(standards)
    known = canonical_facts(facts, standards)
    population = NOBODY if like is None else population_of(like, standards)
    return Asking(standards, known, weighing=Weighing(by_effort, population))


def demand_one_day(standards: Sequence[Standard]) -> None:
    """Refuse standards that judge on different days, and none at all."""
    days = {item.rulebook.as_of for item in standards}
    if len(days) != 1:
        listed = ", ".join(sorted(day.isoformat() for day in days)) or "-"
        raise LittleGiantError(
            "ask.days",
            Text(
                f"须有一个或几个同日判断的标准；现有的日期：{listed}。",
                f"Asking takes one standard, or several that judge on the same day; the days given: {listed}.",
            ),
        )
