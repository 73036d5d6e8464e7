"""The other ways beside a plan, in words: what each takes more or less than the plan, and how much effort."""

from __future__ import annotations

from collections.abc import Iterator

from littlegiant.cli.showing.plan_paper import Paper
from littlegiant.errors import Text
from littlegiant.plans.model import Alternative, Plan
from littlegiant.verdicts.explanation_facts import column_name

HEAD = Text("其他途径，与上面的计划相比", "Other ways, beside the plan above")
TIMES = Text("改变为计划的{0}倍", "{0} times the effort")
NOTHING = Text("无须任何改变", "nothing need change")
WAITING = Text("等到 {0} 再申报", "waiting until {0}")
HELD = Text("最早 {0} 申请", "apply on {0} at the earliest")
IMPOSSIBLE = Text("走不通：{0}", "not possible: {0}")
LESS = Text("不需要：{0}", "not needed: {0}")


def alternative_lines(found: Plan, paper: Paper) -> Iterator[str]:
    """Yield an item for each other way, and below it the steps that are not the plan's."""
    if found.alternatives:
        yield paper.line(paper.pick(HEAD))
    for item in found.alternatives:
        yield paper.item(alternative_line(item, found, paper))
        own = {(step.fact, step.end) for step in found.steps}
        for step in item.steps:
            if (step.fact, step.end) not in own:
                yield paper.inner(paper.step(step))
        less = _left_out(item, found)
        if less:
            names = paper.joined(paper.pick(column_name(column)) for column in less)
            yield paper.inner(paper.pick(LESS).format(names))


def alternative_line(item: Alternative, found: Plan, paper: Paper) -> str:
    """Return another way in one line: what it is, when it is open, how much effort it takes or what blocks it."""
    return paper.labelled(_name(item, paper), _weighed(item, found, paper))


def _name(item: Alternative, paper: Paper) -> str:
    if item.criterion is None:
        return paper.pick(WAITING).format(item.earliest)
    return f"{item.criterion} · {paper.pick(item.title)}"


def _weighed(item: Alternative, found: Plan, paper: Paper) -> str:
    if not item.feasible:
        return paper.pick(IMPOSSIBLE).format(paper.joined(paper.obstacle(name) for name in item.obstacles))
    if not any(step.kind != "time" for step in item.steps):
        told = paper.pick(NOTHING)
    elif found.effort and item.effort is not None:
        told = paper.pick(TIMES).format(f"{float(item.effort / found.effort):.2f}")
    else:
        told = ""
    day = paper.pick(HELD).format(item.earliest) if item.criterion and item.earliest != found.earliest else ""
    return paper.joined(part for part in (day, told) if part)


def _left_out(item: Alternative, found: Plan) -> list[str]:
    """Return the facts that only the plan changes; of waiting none is named, for its years are others."""
    if item.criterion is None or not item.feasible or item.earliest != found.earliest:
        return []
    kept = {step.fact for step in item.steps}
    return [step.fact for step in found.steps if step.fact not in kept]
