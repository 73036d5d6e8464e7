"""What stands in the way today, each criterion by itself, in words."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from littlegiant.cli.showing.plan_paper import Paper, cell_text
from littlegiant.errors import Text
from littlegiant.plans.model import Gap, Plan, Step
from littlegiant.verdicts.explanation_facts import asked_for
from littlegiant.verdicts.explanation_numbers import amount

HEAD = Text("今天未满足的条件，逐项看", "What is not met today, each criterion by itself")
IS = Text("今为{0}，界限{1}", "now {0}, the border is {1}")
UNKNOWN = Text("今天无法判定", "not known today")
UNMET = Text("今天不满足", "not met today")
FROM = Text("最早 {0}", "on {0} at the earliest")
ONCE = Text("最早 {0}，只要", "on {0} at the earliest, if")
NEVER = Text("在期限内无法满足", "cannot be met within the horizon")
STAYS = Text("，如{0}不变", ", if {0}")
STAY = Text("{0}（{1}）", "{0} stays at {1}")


def gap_lines(found: Plan, paper: Paper) -> Iterator[str]:
    """Yield a line for each criterion that is not met today, and one for each thing it takes."""
    if found.gaps:
        yield paper.line(paper.pick(HEAD))
    for gap in found.gaps:
        yield paper.item(
            paper.joined(
                [paper.labelled(paper.criterion(gap.criterion), _state(gap, paper)), _when(gap, paper)]
            )
        )
        for step in gap.steps:
            yield paper.inner(f"{paper.pick(step.why)}{_held(gap, step, paper)}")


def _state(gap: Gap, paper: Paper) -> str:
    measure = gap.today.measure
    if gap.today.outcome == "unknown":
        return paper.pick(UNKNOWN)
    if isinstance(measure.value, bool | str) or measure.value is None or measure.threshold is None:
        return paper.pick(UNMET)
    value, border = Fraction(str(measure.value)), Fraction(str(measure.threshold))
    unit = measure.unit or ""
    return paper.pick(IS).format(paper.pick(amount(value, unit, border)), paper.pick(amount(border, unit)))


def _when(gap: Gap, paper: Paper) -> str:
    if gap.earliest is None:
        return paper.pick(NEVER)
    return paper.pick(ONCE if gap.steps else FROM).format(gap.earliest)


def _held(gap: Gap, step: Step, paper: Paper) -> str:
    """Return which figures stay: those of the step's year, where there are any."""
    same = {column: value for column, value in gap.held.items() if column[-4:] == step.fact[-4:]}
    held = same or gap.held
    if not held or step.kind != "change":
        return ""
    mark = "、" if paper.language == "zh" else ", "
    stays = [
        paper.pick(STAY).format(paper.pick(asked_for(column)), paper.pick(cell_text(column, value)))
        for column, value in held.items()
    ]
    return paper.pick(STAYS).format(mark.join(stays))
