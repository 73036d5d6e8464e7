"""A plan as a page to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from littlegiant.cli.showing.plan_gaps import gap_lines
from littlegiant.cli.showing.plan_others import alternative_line, alternative_lines
from littlegiant.cli.showing.plan_paper import Paper, cell_text
from littlegiant.cli.showing.words import CONFIDENCE
from littlegiant.errors import Text
from littlegiant.plans.model import Plan
from littlegiant.verdicts.explanation_facts import column_name
from littlegiant.verdicts.explanation_numbers import exact_amount

NOW = Text(
    "按 {0} 的数据，{1}已经满足“{2}”，无须改变。",
    "On the facts of {0}, {1} meets the standard “{2}” already; nothing need change.",
)
EARLIEST = Text("{1}最早可在 {0} 满足“{2}”。", "{1} can meet the standard “{2}” on {0} at the earliest.")
WINDOW = Text("申报期：{0} 至 {1}。", "Applications are taken from {0} to {1}.")
NEVER = Text(
    "到 {0} 为止，{1}无法满足“{2}”。挡在前面的条件：",
    "Until {0} {1} cannot meet the standard “{2}”. In the way:",
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
FOLLOWS = Text("随之改变", "What changes with it")
ASSUMED = Text("假定照旧的数据", "What is assumed to go on")
TAKEN = Text("计划的假定", "What the plan takes for granted")
GROWTH = Text("不采取行动时，收入和资产每年增长 {0}", "without action, revenue and assets grow by {0} a year")
LIMITS = Text("一年最多增收 {0}、增员 {1}", "at most {0} more revenue and {1} more people a year")
MONTHS = Text("称号在申请后 {0} 个月取得", "a title is held {0} months after the application")
ANY_DAY = Text(
    "“{0}”没有申报日期，每年看同一天",
    "of “{0}” no days of application are stated; the same day of each year is looked at",
)
GIVEN = Text("“{0}”每年 {1} 受理申报", "applications for “{0}” are taken from {1} of every year")
STATED = Text(
    "“{0}”每年 {1} 受理申报，如{2}年的通知所载（{3}；{4}）",
    "applications for “{0}” are taken from {1} of every year, as stated for {2} ({3}; {4})",
)
UNNEEDED = Text("不必查明：{0}", "Need not be known: {0}")
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
        self.paper = Paper(language, (found, *found.stages))
        self.name = name

    def text(self) -> str:
        """Return the whole page."""
        found, paper = self.found, self.paper
        sections = [
            self._answer(),
            gap_lines(found, paper),
            self._stages(),
            *(self._steps(kind) for kind in HEADS),
            self._unneeded(),
            alternative_lines(found, paper),
            self._values(FOLLOWS, found.follows),
            self._values(ASSUMED, found.assumed),
            self._taken(),
        ]
        return "\n\n".join(body for body in ("\n".join(section) for section in sections) if body)

    def _answer(self) -> Iterator[str]:
        found, paper, title = self.found, self.paper, self.paper.title(self.found.standard)
        if found.earliest is None:
            last = found.assumptions.last(found.today)
            yield paper.line(paper.pick(NEVER).format(last, self.name, title))
            for name in found.obstacles:
                yield paper.item(paper.obstacle(name))
            if not found.obstacles:
                yield paper.item(paper.pick(NO_RULES))
            return
        now = found.earliest == found.today and not found.steps
        yield paper.line(paper.pick(NOW if now else EARLIEST).format(found.earliest, self.name, title))
        if found.opens is not None:
            yield paper.line(paper.pick(WINDOW).format(found.opens, found.closes))

    def _stages(self) -> Iterator[str]:
        paper = self.paper
        if self.found.stages:
            yield paper.line(paper.pick(STAGES))
        for stage in self.found.stages:
            title = paper.title(stage.standard)
            head = BLOCKED if stage.earliest is None else STAGE
            yield paper.item(paper.pick(head).format(title, stage.earliest))
            for step in stage.steps:
                yield paper.inner(paper.step(step))
            for other in stage.alternatives:
                if other.criterion is not None:
                    yield paper.inner(alternative_line(other, stage, paper))

    def _steps(self, kind: str) -> Iterator[str]:
        steps = [step for step in self.found.steps if step.kind == kind]
        if steps:
            yield self.paper.line(self.paper.pick(HEADS[kind]))
        for step in steps:
            yield self.paper.item(self.paper.step(step))

    def _unneeded(self) -> Iterator[str]:
        if self.found.unneeded and any(step.kind == "establish" for step in self.found.steps):
            names = self.paper.names(self.found.unneeded)
            yield self.paper.line(self.paper.pick(UNNEEDED).format(names))

    def _values(self, title: Text, values: dict[str, Any]) -> Iterator[str]:
        paper = self.paper
        if values:
            yield paper.line(paper.pick(title))
        for column, value in sorted(values.items()):
            yield paper.item(
                paper.labelled(paper.pick(column_name(column)), paper.pick(cell_text(column, value)))
            )

    def _taken(self) -> Iterator[str]:
        yield self.paper.line(self.paper.pick(TAKEN))
        for text in self.taken():
            yield self.paper.item(text)

    def taken(self) -> Iterator[str]:
        """Yield what the plan takes for granted, a sentence each."""
        found, paper = self.found.assumptions, self.paper
        growth, most, hiring = (
            paper.pick(exact_amount(rate, "ratio"))
            for rate in (found.growth, found.most_growth, found.most_hiring)
        )
        yield paper.pick(GROWTH).format(growth)
        yield paper.pick(LIMITS).format(most, hiring)
        if self.found.stages:
            yield paper.pick(MONTHS).format(found.months)
        for plan in (*self.found.stages, self.found):
            yield from self._calendar(plan)
        for text in (FIXED, TIES, EFFORT):
            yield paper.pick(text)

    def _calendar(self, plan: Plan) -> Iterator[str]:
        paper, title = self.paper, self.paper.title(plan.standard)
        if not plan.calendar.windows:
            yield paper.pick(ANY_DAY).format(title)
        for window in plan.calendar.windows:
            days = str(window).replace("..", paper.pick(Text(" 至 ", " to ")))
            stated = window.stated
            if stated is None or stated.round is None:
                yield paper.pick(GIVEN).format(title, days)
            else:
                trust = paper.pick(CONFIDENCE[stated.entry.confidence])
                source = paper.pick(stated.entry.source)
                yield paper.pick(STATED).format(title, days, stated.round.opens.year, source, trust)
