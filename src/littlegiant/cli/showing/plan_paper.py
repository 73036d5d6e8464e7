"""The paper a plan is written on: one language, one width, and what things are called on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from littlegiant.cli.layout import listed, terminal_width, wrap
from littlegiant.errors import Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import ValueType
from littlegiant.plans.model import Plan, Step
from littlegiant.standards.catalogue import shipped
from littlegiant.standards.model import Criterion
from littlegiant.verdicts.explanation_facts import asked_for, cell_words, column_name, unit_of
from littlegiant.verdicts.explanation_numbers import short_amount

BY = Text("{0} 前：", "by {0}: ")
FOR = Text("（为满足 {0}）", " (for {0})")
NOW = Text("（{0}）", " ({0})")
FEW = 6
MARK = "→ "
MORE = Text("等{0}项", " and {0} more")


class Paper:
    """Lays out lines and names what plans are about."""

    def __init__(self, language: str, plans: Sequence[Plan]) -> None:
        self.language = language
        self.plans = plans
        self.columns = terminal_width()

    def pick(self, text: Text) -> str:
        """Return a text in the language of the page."""
        return text.in_language(self.language)

    def line(self, text: str) -> str:
        """Return a text as a paragraph."""
        return wrap(text, self.columns)

    def item(self, text: str) -> str:
        """Return a text as an item of a list."""
        return listed(text, self.columns, "  - ", "    ")

    def inner(self, text: str) -> str:
        """Return a text as an item below an item."""
        return listed(text, self.columns, "    - ", "      ")

    def labelled(self, label: str, text: str) -> str:
        """Return a label with what belongs to it."""
        return f"{label}{'：' if self.language == 'zh' else ': '}{text}"

    def step(self, step: Step) -> str:
        """Return a step with its day and the criterion it is for."""
        return f"{self.pick(BY).format(step.by)}{self.pick(step.why)}{self.pick(FOR).format(step.criterion)}"

    def title(self, name: str) -> str:
        """Return what a standard is called."""
        standard, _, edition = name.partition("@")
        found = shipped().edition(name) if edition else shipped().editions(standard)[-1]
        return self.pick(found.title)

    def criterion(self, name: str) -> str:
        """Return the id of a criterion, of whichever standard of the page, with its wording and its clause."""
        found = self._criterion(name)
        if found is None:
            return name
        clause = self.pick(NOW).format(found.entry.clause) if found.entry.clause else ""
        return f"{name} · {self.pick(found.entry.text)}{clause}"

    def obstacle(self, name: str) -> str:
        """Return what is in the way: a criterion, with the facts that block it as they are, or a fact."""
        if load_dictionary().of_column(name) is not None:
            return self.fact(name)
        gaps = [gap for plan in self.plans for gap in plan.gaps if gap.criterion == name]
        facts = list(dict.fromkeys(self.fact(column) for gap in gaps[:1] for column in gap.blocked[:FEW]))
        mark = "；" if self.language == "zh" else "; "
        return self.labelled(self.criterion(name), mark.join(facts)) if facts else self.criterion(name)

    def fact(self, column: str) -> str:
        """Return a fact with what is known of it."""
        fact = load_dictionary().of_column(column)
        year = None if fact is None else fact[1]
        known = self.plans[0].known
        while (
            column not in known
            and fact is not None
            and year is not None
            and year > self.plans[0].today.year - 3
        ):
            year -= 1
            column = fact[0].column(year)
        cell = cell_text(column, known[column]) if column in known else Text("未知", "not known")
        return self.labelled(self.pick(column_name(column)), self.pick(cell))

    def names(self, columns: Sequence[str]) -> str:
        """Return facts by their names, the first few of many."""
        mark = "、" if self.language == "zh" else ", "
        said = mark.join(self.pick(asked_for(column)) for column in columns[:FEW])
        return said + (self.pick(MORE).format(len(columns) - FEW) if len(columns) > FEW else "")

    def joined(self, texts: Iterable[str]) -> str:
        """Return texts as parts of one sentence."""
        return ("；" if self.language == "zh" else "; ").join(texts)

    def _criterion(self, name: str) -> Criterion | None:
        books = [plan.rulebook for plan in self.plans if plan.rulebook is not None]
        return next((found for book in books if (found := book.criterion(name)) is not None), None)


class LinePaper(Paper):
    """Paper without a width, for a report that lays out its lines itself."""

    def line(self, text: str) -> str:
        """Return the text as it is."""
        return text

    def item(self, text: str) -> str:
        """Return the text as it is."""
        return text

    def inner(self, text: str) -> str:
        """Return the text with a mark that it belongs to the item before."""
        return f"{MARK}{text}"


def cell_text(column: str, value: Any) -> Text:
    """Return a cell as people write it, with every digit it has."""
    found = load_dictionary().of_column(column)
    if found is None:
        return Text(str(value), str(value))
    fact = found[0]
    if fact.type is ValueType.MONEY:
        return short_amount(Fraction(str(value)), unit_of(fact))
    return cell_words(fact, Fraction(str(value)) if fact.type.is_number else value)
