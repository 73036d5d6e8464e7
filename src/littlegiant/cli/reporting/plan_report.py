"""A plan as a report: the day, the steps with dates and amounts, what stays as it is, what was taken for granted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from littlegiant.cli.reporting.rendering import CAVEAT, rule_fields
from littlegiant.cli.reporting.values import amount, fact_cell
from littlegiant.cli.showing import plan_page as words
from littlegiant.cli.showing.plan_gaps import gap_lines
from littlegiant.cli.showing.plan_others import alternative_lines
from littlegiant.cli.showing.plan_page import PlanPage
from littlegiant.cli.showing.plan_paper import MARK, LinePaper, Paper
from littlegiant.cli.showing.words import SIZES
from littlegiant.errors import Text
from littlegiant.plans.model import Plan, Step
from littlegiant.reports import (
    Answer,
    Block,
    Bullets,
    Cell,
    Column,
    Fields,
    Line,
    Paragraph,
    Report,
    Row,
    Section,
    State,
    Table,
    sources_of,
)
from littlegiant.standards.model import Rulebook
from littlegiant.verdicts.explanation_facts import column_name
from littlegiant.verdicts.verdict import Verdict

KIND = Text("达标计划", "Plan")
TITLE = Text("{0}：达标计划", "{0}: the plan")
ABOUT = Text("目标：{0}", "The goal: {0}")
DAY, EARLIEST, FIRM = (
    Text("制定日期", "Planned on"),
    Text("最早申请日", "Earliest day"),
    Text("企业", "Enterprise"),
)
NEVER = Text("到 {0} 为止，{1}无法满足“{2}”。", "Until {0} {1} cannot meet the standard “{2}”.")
STEPS = Text("步骤", "Steps")
NO_STEPS = Text("没有要做的事。", "There is nothing to do.")
BY, KIND_OF, WHAT = Text("期限", "By"), Text("类别", "Kind"), Text("数据", "Fact")
FROM, TO, FOR = Text("现为", "From"), Text("须为", "To"), Text("为满足", "For")
WHY, GOAL, COLUMN = Text("步骤", "Step"), Text("目标", "Goal"), Text("列", "Column")
KINDS = {
    "change": Text("要做的事", "to do"),
    "establish": Text("先查明", "to find out"),
    "time": Text("等待", "time brings it"),
}
IN_THE_WAY = Text("挡在前面的条件", "What stands in the way")
FACTS = Text("计划实施后的数据", "The facts after the plan")
HOW = Text("由来", "How it comes about")
VALUE = Text("数值", "Value")
ROLES = {
    "step": Text("由步骤改变", "changed by a step"),
    "follows": Text("随之改变", "changes with it"),
    "assumed": Text("假定照旧", "assumed to go on"),
    "fixed": Text("现状，保持不变", "as it is, held fixed"),
}
CHECKED = Text("计划实施后的判断", "The verdict after the plan")
OUTCOME, CRITERION = Text("结果", "Outcome"), Text("条件", "Criterion")
THRESHOLD, MARGIN = Text("要求", "Required"), Text("余量", "Margin")
RULES = Text("依据", "By which rules")


@dataclass(frozen=True)
class Planned:
    """A plan and whom it is for."""

    plan: Plan
    name: str


def plan_report(planned: Planned, language: str) -> Report:
    """Return the report on a plan."""
    return _Writer(planned, language).report()


class _Writer:
    """Writes the report in one language; the sentences are those of the page."""

    def __init__(self, planned: Planned, language: str) -> None:
        self.found, self.name, self.language = planned.plan, planned.name, language
        self.page = PlanPage(planned.plan, language, planned.name)
        self.paper = LinePaper(language, (self.found, *self.found.stages))
        self.books: list[Rulebook] = [
            plan.rulebook for plan in (self.found, *self.found.stages) if plan.rulebook is not None
        ]

    def report(self) -> Report:
        """Return the whole report."""
        return Report(
            language=self.language,
            kind=self.pick(KIND),
            title=self.pick(TITLE).format(self.name),
            day=self.found.today,
            about=self.pick(ABOUT).format(self.page.paper.title(self.found.standard)),
            answer=Answer(self._answer(), State("met" if self.found.feasible else "unmet", self._can())),
            sections=tuple(self._sections()),
            sources=sources_of(self.books, self.language),
            caveats=(self.pick(CAVEAT),),
        )

    def _can(self) -> str:
        return self.pick(Text("可行", "feasible") if self.found.feasible else Text("不可行", "no way"))

    def _answer(self) -> str:
        found, title = self.found, self.page.paper.title(self.found.standard)
        if found.earliest is None:
            return self.pick(NEVER).format(found.assumptions.last(found.today), self.name, title)
        if found.earliest == found.today and not found.steps:
            return self.pick(words.NOW).format(found.today, self.name, title)
        return self.pick(words.EARLIEST).format(found.earliest, self.name, title)

    def _sections(self) -> Iterator[Section]:
        yield Section(self.pick(RULES), (Fields(tuple(self._about())),))
        if not self.found.feasible:
            yield Section(self.pick(IN_THE_WAY), (self._obstacles(),))
        yield from self._compared(gap_lines)
        if self.found.stages:
            yield Section(self.pick(words.STAGES), tuple(self._stages()))
        if self.found.feasible:
            yield Section(self.pick(STEPS), tuple(self._steps()))
        yield from self._compared(alternative_lines)
        if self.found.verdict is not None:
            yield Section(self.pick(CHECKED), (self._verdict(self.found.verdict),))
        if self.found.facts:
            yield Section(self.pick(FACTS), (self._facts(),))
        yield Section(self.pick(words.TAKEN), (self._taken(),))

    def _compared(self, lines_of: Callable[[Plan, Paper], Iterator[str]]) -> Iterator[Section]:
        """Yield what the page tells beside the plan as a section, where there is any."""
        head, *lines = (*lines_of(self.found, self.paper), "")
        if head:
            items: list[str] = []
            for line in filter(None, lines):
                if line.startswith(MARK) and items:
                    items[-1] += f" {line}"
                else:
                    items.append(line)
            yield Section(head, (Bullets(tuple(map(Line, items))),))

    def _about(self) -> Iterator[tuple[str, Cell]]:
        yield self.pick(FIRM), self.name
        yield self.pick(DAY), self.found.today
        if self.found.earliest is not None:
            yield self.pick(EARLIEST), self.found.earliest
        for book in self.books:
            yield from rule_fields(book, self.language)

    def _obstacles(self) -> Bullets:
        lines = [Line(self.page.paper.obstacle(name), State("unmet")) for name in self.found.obstacles]
        return Bullets(tuple(lines) or (Line(self.pick(words.NO_RULES)),))

    def _stages(self) -> Iterator[Block]:
        for stage in self.found.stages:
            title = self.page.paper.title(stage.standard)
            head = words.BLOCKED if stage.earliest is None else words.STAGE
            said = self.pick(head).format(title, stage.earliest)
            if stage.steps:
                yield self._table(said, stage.steps)
            else:
                yield Paragraph(said)

    def _steps(self) -> Iterator[Block]:
        if self.found.steps:
            yield self._table("", self.found.steps)
        else:
            yield Paragraph(self.pick(NO_STEPS))
        steps = [(plan.standard, step) for plan in (*self.found.stages, self.found) for step in plan.steps]
        if steps:
            yield self._sheet(steps)

    def _table(self, title: str, steps: tuple[Step, ...]) -> Table:
        """Return steps for paper: the day, the sentence, the amounts."""
        heads = (BY, WHY, FROM, TO, FOR)
        rows: list[Row] = []
        for kind, head in words.HEADS.items():
            found = [step for step in steps if step.kind == kind]
            if found:
                rows.append(Row((self.pick(head), "", "", "", ""), group=True))
            rows += [
                Row(
                    (
                        step.by,
                        self.pick(step.why),
                        fact_cell(step.fact, step.start),
                        fact_cell(step.fact, step.end),
                        step.criterion,
                    )
                )
                for step in found
            ]
        return Table(title, self._columns(heads), tuple(rows), only="pdf")

    def _sheet(self, steps: list[tuple[str, Step]]) -> Table:
        """Return every step in one sheet, those for titles on the way among them."""
        heads = (GOAL, BY, KIND_OF, WHAT, COLUMN, FROM, TO, FOR, WHY)
        rows = tuple(
            Row(
                (
                    goal,
                    step.by,
                    self.pick(KINDS[step.kind]),
                    self.pick(column_name(step.fact)),
                    step.fact,
                    fact_cell(step.fact, step.start),
                    fact_cell(step.fact, step.end),
                    step.criterion,
                    self.pick(step.why),
                )
            )
            for goal, step in steps
        )
        title = self.pick(STEPS)
        return Table(title, self._columns(heads), rows, sheet=title, only="xlsx")

    def _verdict(self, verdict: Verdict) -> Table:
        rows = []
        for item in verdict.as_dict()["criteria"]:
            cells = (
                self._measured(item["value"], item["unit"], item["threshold"]),
                self._measured(item["threshold"], item["unit"]),
                self._measured(item["margin"], item["unit"], 0),
            )
            rows.append(Row((self._wording(verdict, item["id"]), State(item["outcome"]), *cells)))
        heads = (CRITERION, OUTCOME, VALUE, THRESHOLD, MARGIN)
        return Table("", self._columns(heads), tuple(rows), sheet=self.pick(CHECKED))

    def _measured(self, value: object, unit: str | None, beside: object = None) -> Cell:
        if isinstance(value, bool) or value is None:
            return value
        if not isinstance(value, int | float):
            return self.pick(SIZES.get(str(value), Text(str(value), str(value))))
        border = beside if isinstance(beside, int | float) and not isinstance(beside, bool) else None
        return amount(value, unit, border)

    def _wording(self, verdict: Verdict, name: str) -> str:
        item = verdict.rulebook.criterion(name)
        return name if item is None else self.pick(item.entry.text)

    def _facts(self) -> Table:
        rows = tuple(
            Row(
                (
                    self.pick(column_name(column)),
                    fact_cell(column, value),
                    self.pick(ROLES[self._role(column)]),
                    column,
                )
            )
            for column, value in sorted(self.found.facts.items(), key=lambda it: (self._order(it[0]), it[0]))
            if value is not None and column not in ("id", "name")
        )
        return Table("", self._columns((WHAT, VALUE, HOW, COLUMN)), rows, sheet=self.pick(FACTS))

    def _role(self, column: str) -> str:
        if any(column == step.fact for plan in (self.found, *self.found.stages) for step in plan.steps):
            return "step"
        if column in self.found.follows:
            return "follows"
        return "assumed" if column in self.found.assumed else "fixed"

    def _order(self, column: str) -> int:
        return list(ROLES).index(self._role(column))

    def _taken(self) -> Bullets:
        return Bullets(tuple(Line(text) for text in self.page.taken()))

    def _columns(self, heads: tuple[Text, ...]) -> tuple[Column, ...]:
        return tuple(Column(self.pick(head)) for head in heads)

    def pick(self, text: Text) -> str:
        """Return a text in the language of the report."""
        return text.in_language(self.language)
