"""The questions in words: what is asked, what it means, which clauses it decides, which answers settle it at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from littlegiant.asking.question import Asked
from littlegiant.asking.settling import Settling, settling
from littlegiant.errors import Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import Fact, Option
from littlegiant.verdicts.decisive.unknown import Unknowns
from littlegiant.verdicts.explanation_evidence import evidence_for
from littlegiant.verdicts.explanation_facts import capital, cell_words, mid_sentence, unit_of
from littlegiant.verdicts.explanation_numbers import short_amount
from littlegiant.verdicts.explanation_wording import either, together
from littlegiant.verdicts.row import Row

UNITS = {
    "CNY": Text("元，也可写万元、亿元", "CNY; 万元 and 亿元 may be written too"),
    "ratio": Text("0 到 1 的比例，或百分数", "a fraction from 0 to 1, or a percentage"),
    "persons": Text("人", "persons"),
    "years": Text("年", "years"),
    "points": Text("分", "points"),
    "count": Text("项", "how many"),
    "rank": Text("名次", "rank"),
    "level": Text("级", "level"),
}
OUTCOMES = {"met": Text("满足", "met"), "unmet": Text("不满足", "unmet")}


@dataclass(frozen=True)
class ClauseServed:
    """A criterion that an answer helps to decide, in the words of its standard."""

    standard: str
    id: str
    clause: str
    text: Text

    def as_dict(self) -> dict[str, Any]:
        """Return it with its wording in both languages."""
        return {"standard": self.standard, "id": self.id, "clause": self.clause, "text": both(self.text)}


class Question:
    """One question: a fact, the years it is asked for, and why.

    `columns` are what an answer fills, the latest year first; one column for a fact without years.
    """

    def __init__(self, asked: Asked, rows: Sequence[Row]) -> None:
        self._asked, self._rows = asked, tuple(rows)

    def __repr__(self) -> str:
        return f"Question({', '.join(self.columns)})"

    @property
    def fact(self) -> str:
        """Return the id of the fact."""
        return self._asked.fact.id

    @property
    def definition(self) -> Fact:
        """Return the fact's entry in the dictionary."""
        return self._asked.fact

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns an answer fills."""
        return self._asked.columns

    @property
    def years(self) -> tuple[int, ...]:
        """Return the years it is asked for, the latest first."""
        return self._asked.years

    @property
    def kind(self) -> str:
        """Return the kind of fact: identity, yearly, state or judgement."""
        return self._asked.fact.kind.value

    @property
    def type(self) -> str:
        """Return what an answer holds: boolean, money, fraction and so on."""
        return self._asked.fact.type.value

    @property
    def unit(self) -> str:
        """Return the unit of a number, `-` where there is none."""
        return self._asked.fact.unit

    @property
    def options(self) -> tuple[Option, ...]:
        """Return the only answers there are, of a category."""
        return self._asked.fact.options

    @property
    def effort(self) -> float:
        """Return how much work an answer is taken to be."""
        return self._asked.effort

    @cached_property
    def text(self) -> Text:
        """Return the question as it is put."""
        fact = self._asked.fact
        if fact.question is not None:
            return Text(f"{fact.question.zh}？", f"Please say {fact.question.en}.")
        name, unit = _named(fact, self.years), UNITS.get(fact.unit)
        beside = Text("", "") if unit is None else Text(f"（{unit.zh}）", f" ({unit.en})")
        return Text(f"{name.zh}{beside.zh}？", f"{capital(name).en}{beside.en}?")

    @property
    def help(self) -> Text:
        """Return what the fact means."""
        return self._asked.fact.definition

    @cached_property
    def evidence(self) -> tuple[Text, ...]:
        """Return what would prove an answer, with what the standards themselves say about proof."""
        found: dict[Text, None] = {}
        for row in self._rows:
            for item in evidence_for(self.columns, row):
                found.setdefault(item.text)
                for remark in item.remarks:
                    found.setdefault(remark.text)
        return tuple(found)

    @cached_property
    def clauses(self) -> tuple[ClauseServed, ...]:
        """Return the open criteria an answer helps to decide."""
        return tuple(clause for row in self._rows for clause in _clauses(row, self.columns))

    @cached_property
    def settles(self) -> tuple[Settling, ...]:
        """Return the answers that settle an outcome at once."""
        return tuple(item for row in self._rows for column in self.columns for item in settling(row, column))

    def as_dict(self) -> dict[str, Any]:
        """Return the question as plain data, texts in both languages."""
        fact = self._asked.fact
        found: dict[str, Any] = {"fact": fact.id, "columns": list(self.columns), "years": list(self.years)}
        found |= {"kind": self.kind, "type": self.type, "unit": self.unit}
        found |= {"minimum": fact.minimum, "maximum": fact.maximum, "whole": fact.whole}
        found["options"] = [{"id": option.id, "label": both(option.label)} for option in self.options]
        found |= {"text": both(self.text), "help": both(self.help)}
        found["evidence"] = [both(text) for text in self.evidence]
        found["clauses"] = [clause.as_dict() for clause in self.clauses]
        found["settles"] = [{**item.as_dict(), "text": both(settling_words(item))} for item in self.settles]
        return found


def both(text: Text) -> dict[str, str]:
    """Return a text by language."""
    return {"zh": text.zh, "en": text.en}


def _named(fact: Fact, years: tuple[int, ...]) -> Text:
    label = mid_sentence(fact.label)
    if not years:
        return label
    when = together([Text(f"{year}年{'末' if fact.year_end else ''}", str(year)) for year in years])
    start = "at the end of" if fact.year_end else "in"
    return Text(f"{when.zh}{label.zh}", f"{label.en} {start} {when.en}")


def _clauses(row: Row, columns: tuple[str, ...]) -> list[ClauseServed]:
    rulebook = row.rulebook
    if rulebook.is_classification:
        return [ClauseServed(rulebook.name, "size", "", rulebook.edition.title)]
    unknowns, asked = Unknowns(row), set(columns)
    return [
        ClauseServed(rulebook.name, item.id, item.entry.clause, item.entry.text)
        for item in rulebook.criteria
        if row.state(item.condition) is None and not asked.isdisjoint(unknowns.asked(item.condition))
    ]


def settling_words(item: Settling) -> Text:
    """Return answers that settle an outcome in words: `below CNY 50 million: unmet at once`."""
    known = load_dictionary().of_column(item.column)
    assert known is not None
    answer, outcome = _answers(item, known[0]), OUTCOMES[item.outcome]
    year = Text("", "") if known[1] is None else Text(f"{known[1]}年", f"{known[1]}: ")
    return Text(f"{year.zh}{answer.zh}：即为{outcome.zh}", f"{year.en}{answer.en}: {outcome.en} at once")


def _answers(item: Settling, fact: Fact) -> Text:
    if item.values:
        return either([cell_words(fact, cell) for cell in item.values])
    parts = []
    for end, zh, en in (
        (item.least, "不低于{0}", "at least {0}"),
        (item.above, "高于{0}", "above {0}"),
        (item.most, "不高于{0}", "at most {0}"),
        (item.below, "低于{0}", "below {0}"),
    ):
        if end is not None:
            figure = short_amount(Fraction(repr(float(end))), unit_of(fact))
            parts.append(Text(zh.format(figure.zh), en.format(figure.en)))
    if not parts:
        return Text("无论多少", "any answer")
    return together(parts)
