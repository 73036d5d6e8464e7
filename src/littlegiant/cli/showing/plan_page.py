"""A plan as a page to read."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from littlegiant.cli.layout import listed, terminal_width, wrap
from littlegiant.errors import Text
from littlegiant.facts.dictionary import load_dictionary
from littlegiant.facts.model import ValueType
from littlegiant.plans.model import Plan, Step
from littlegiant.standards.catalogue import shipped
from littlegiant.standards.model import Rulebook
from littlegiant.verdicts.explanation_facts import column_name
from littlegiant.verdicts.explanation_numbers import exact_amount, short_amount

NOW = Text(
    "按 {0} 的数据，{1}已经满足“{2}”，无须改变。",
    "On the facts of {0}, {1} meets the standard “{2}” already; nothing need change.",
)
EARLIEST = Text("{1}最早可在 {0} 满足“{2}”。", "{1} can meet the standard “{2}” on {0} at the earliest.")
NEVER = Text(
    "在 {0} 年内，{1}无法满足“{2}”。挡在前面的条件：",
    "Within {0} years {1} cannot meet the standard “{2}”. In the way:",
)
NO_RULES = Text("没有版本规定此后的申请。", "No edition governs later applications.")
STAGES = Text("须先取得的称号", "Titles to be held first")
STAGE = Text("{0}：最早 {1} 申请", "{0}: apply on {1} at the earliest")
BLOCKED = Text("{0}：无法取得", "{0}: cannot be had")
HEADS = {
    "change": Text("要做的事", "What to do"),
    "establish": Text("先查明的事", "What to find out first"),
    "time": Text("只需等待的事", "What only time brings"),
}
BY = Text("{0} 前：", "by {0}: ")
FOR = Text("（为满足 {0}）", " (for {0})")
FOLLOWS = Text("随之改变", "What changes with it")
ASSUMED = Text("假定照旧的数据", "What is assumed to go on")
TAKEN = Text("计划的假定", "What the plan takes for granted")
GROWTH = Text("不采取行动时，收入和资产每年增长 {0}", "without action, revenue and assets grow by {0} a year")
LIMITS = Text("一年最多增收 {0}、增员 {1}", "at most {0} more revenue and {1} more people a year")
MONTHS = Text("称号在申请后 {0} 个月取得", "a title is held {0} months after the application")
FIXED = Text(
    "已结束年度的数据、行业和所在地不变；收入、人员不减少；奖项和大赛名次不作指望；今后各年适用今天已知的规则",
    "figures of years that are over, industry and place stay; revenue and people do not shrink; awards and contests are "
    "not counted on; later years are judged by the rules known today",
)
TIES = Text(
    "增加的研发费用从当年利润中扣除；偿还的负债同时减少资产；新增股权融资增加资产",
    "more R&D lowers the year's profit; debt that is repaid lessens assets as well; equity raised adds to assets",
)
EFFORT = Text(
    "在多种办法中取改变最小的；各项改变的轻重由本项目设定，不是费用",
    "of several ways the least change is taken; how changes weigh against each other is set by this project and is no cost",
)


class PlanPage:
    """The lines of one page in one language."""

    def __init__(self, found: Plan, language: str, name: str) -> None:
        self.found = found
        self.language = language
        self.name = name
        self.columns = terminal_width()

    def text(self) -> str:
        """Return the whole page."""
        sections = [self._answer(), self._stages(), *(self._steps(kind) for kind in HEADS)]
        sections += [
            self._values(FOLLOWS, self.found.follows),
            self._values(ASSUMED, self.found.assumed),
            self._taken(),
        ]
        return "\n\n".join(body for body in ("\n".join(section) for section in sections) if body)

    def _answer(self) -> Iterator[str]:
        found, title = self.found, self.title(self.found.standard)
        if found.earliest is None:
            yield self._line(self.pick(NEVER).format(found.assumptions.years, self.name, title))
            for name in found.obstacles:
                yield self._item(self.criterion(name))
            if not found.obstacles:
                yield self._item(self.pick(NO_RULES))
        elif found.earliest == found.today and not found.steps:
            yield self._line(self.pick(NOW).format(found.today, self.name, title))
        else:
            yield self._line(self.pick(EARLIEST).format(found.earliest, self.name, title))

    def _stages(self) -> Iterator[str]:
        if self.found.stages:
            yield self.pick(STAGES)
        for stage in self.found.stages:
            title = self.title(stage.standard)
            head = BLOCKED if stage.earliest is None else STAGE
            yield self._item(self.pick(head).format(title, stage.earliest))
            for step in stage.steps:
                yield listed(self._step(step), self.columns, "    - ", "      ")

    def _steps(self, kind: str) -> Iterator[str]:
        steps = [step for step in self.found.steps if step.kind == kind]
        if steps:
            yield self.pick(HEADS[kind])
        for step in steps:
            yield self._item(self._step(step))

    def _step(self, step: Step) -> str:
        when = self.pick(BY).format(step.by)
        return f"{when}{self.pick(step.why)}{self.pick(FOR).format(step.criterion)}"

    def _values(self, title: Text, values: dict[str, Any]) -> Iterator[str]:
        if values:
            yield self.pick(title)
        colon = "：" if self.language == "zh" else ": "
        for column, value in sorted(values.items()):
            yield self._item(f"{self.pick(column_name(column))}{colon}{self.pick(_words(column, value))}")

    def _taken(self) -> Iterator[str]:
        yield self.pick(TAKEN)
        for text in self.taken():
            yield self._item(text)

    def taken(self) -> Iterator[str]:
        """Yield what the plan takes for granted, a sentence each."""
        found = self.found.assumptions
        growth, most, hiring = (
            self.pick(exact_amount(rate, "ratio"))
            for rate in (found.growth, found.most_growth, found.most_hiring)
        )
        yield self.pick(GROWTH).format(growth)
        yield self.pick(LIMITS).format(most, hiring)
        if self.found.stages:
            yield self.pick(MONTHS).format(found.months)
        for text in (FIXED, TIES, EFFORT):
            yield self.pick(text)

    def criterion(self, name: str) -> str:
        """Return the wording of a criterion in the way, of whichever standard it is."""
        books: list[Rulebook] = [plan.rulebook for plan in (self.found, *self.found.stages) if plan.rulebook]
        item = next((found for book in books if (found := book.criterion(name)) is not None), None)
        return name if item is None else f"{name} · {self.pick(item.entry.text)}"

    def title(self, name: str) -> str:
        """Return the title of a standard or an edition."""
        standard, _, edition = name.partition("@")
        found = shipped().edition(name) if edition else shipped().editions(standard)[-1]
        return self.pick(found.title)

    def pick(self, text: Text) -> str:
        """Return a text in the language of the page."""
        return text.in_language(self.language)

    def _line(self, text: str) -> str:
        return wrap(text, self.columns)

    def _item(self, text: str) -> str:
        return listed(text, self.columns, "  - ", "    ")


def _words(column: str, value: Any) -> Text:
    """Return a value as people write it."""
    found = load_dictionary().of_column(column)
    if found is None or isinstance(value, bool | str):
        return Text(str(value), str(value))
    fact = found[0]
    number = Fraction(str(value))
    return (
        short_amount(number, fact.unit) if fact.type is ValueType.MONEY else exact_amount(number, fact.unit)
    )
